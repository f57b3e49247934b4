import { describe, expect, it } from "vitest"
import { namesColumn } from "../../../src/library/page/foremost.js"
import { split } from "../../../src/library/page/split.js"

/** The article under title lines that open a page. */
function under(titles: string, text: string) {
  const [article] = split(`${titles}\n${text}`)
  return { headline: article?.headline, kicker: article?.kicker, subtitle: article?.subtitle }
}

const BRIDGE = `11月5日，青石江大桥主跨合龙，柳河县到清水镇的车程由一小时缩短到十五分钟，两岸六万群众告别了轮渡。
大桥全长一千二百米，主跨三百二十米，建设者在枯水期抢工一百二十天，比原定工期提前两个月完成主跨合龙。`

describe("which of several titles is the headline", () => {
  it("is the one below a column's name that no list holds, where the text names the column", () => {
    const text = `今天的《江上人家》，我们来到柳河县。${BRIDGE}`
    expect(under("江上人家\n青石江大桥主跨合龙", text)).toEqual({
      headline: "青石江大桥主跨合龙",
      kicker: "江上人家",
      subtitle: null,
    })
  })

  it("is the one that tells something, below one that only names a topic", () => {
    expect(under("水乡新貌\n青石江大桥主跨合龙 两岸告别轮渡", BRIDGE).headline).toBe("青石江大桥主跨合龙 两岸告别轮渡")
  })

  it("is the one between a kicker and a longer subtitle", () => {
    expect(under("重点项目巡礼\n青石江大桥主跨合龙\n柳河县到清水镇的车程由一小时缩短到十五分钟", BRIDGE)).toEqual({
      headline: "青石江大桥主跨合龙",
      kicker: "重点项目巡礼",
      subtitle: "柳河县到清水镇的车程由一小时缩短到十五分钟",
    })
  })

  it("is the first of two that both tell something", () => {
    expect(under("青石江大桥主跨合龙\n柳河县到清水镇的车程由一小时缩短到十五分钟", BRIDGE).headline).toBe(
      "青石江大桥主跨合龙",
    )
  })
})

describe("a kicker in the middle of a page", () => {
  it("opens an article: section heads have none", () => {
    const school = `市民夜校开课
东山市首批市民夜校开课，书法、剪纸、声乐等十二个班报名额满，八百多名学员放下手机走进课堂。
夜校每期十二周，学费五百元，老师多是非遗传承人和中学教师，明年春季还要增加二十个班。`
    const articles = split(`${school}\n重点项目巡礼\n青石江大桥主跨合龙\n${BRIDGE}`)
    expect(articles.map(({ kicker, headline }) => [kicker, headline])).toEqual([
      [null, "市民夜校开课"],
      ["重点项目巡礼", "青石江大桥主跨合龙"],
    ])
  })
})

describe("a column's name", () => {
  it("is told from a headline that ends as one does", () => {
    expect(["新春走基层", "学思想 强党性 重实践", "产业链上的故事④"].filter((text) => !namesColumn(text))).toEqual([])
    expect(["柳河县工业发展取得新进展", "奋力谱写乡村振兴新篇章"].filter(namesColumn)).toEqual([])
  })
})
