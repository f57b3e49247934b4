// What a page says of its articles beside their text: who wrote them, where they stand and come from, of which day.

import { describe, expect, it } from "vitest"
import { creditIn, creditOf, labelled } from "../../../src/library/page/bylines.js"
import { datelineOf } from "../../../src/library/page/dateline.js"
import { completeDate } from "../../../src/library/page/dates.js"
import { sectionOf } from "../../../src/library/page/margins.js"
import { split } from "../../../src/library/page/split.js"

const ROAD =
  "“原先我们路过此处，有点提心吊胆，现在路况好多了。”初冬时节，106国道汝城县六里坳盘山路段车来车往，过往司机纷纷慨叹，道路养护让沿线群众出行更安全。"
const MORE = "对此，该县投资1030万元，完成中大修工程3公里，以及急弯改造、修坡护栏等项目，汝城县的公路养护水平明显提升。"
const WAGES =
  "道县人社局联合公安、住建等部门开展专项行动，走访企业一百二十家，为农民工追回工资三百余万元，切实维护了劳动者的合法权益，受到群众好评。"
const page = (...lines: string[]) => split(lines.join("\n"))

describe("a byline", () => {
  it.each([
    ["本报记者 周文 通讯员 吴小青", "本报记者 周文 通讯员 吴小青"],
    ["（新华社记者 周文）", "新华社记者 周文"],
    ["□ 本报记者 周文", "本报记者 周文"],
    ["新华社北京11月14日电（记者周文、李红）", "记者周文、李红"],
    ["作者：周文", "周文"],
    ["来源：湖南日报 作者：周文 编辑：李红", "周文"],
    ["本报评论员", "本报评论员"],
    ["本报讯", null],
    ["来源：湖南日报", null],
    ["据新华社北京11月14日电", null],
  ])("of its own, %s, is %s", (line, byline) => {
    expect(creditOf(line).byline).toBe(byline)
  })

  it("is known and is no body text, below the headline and at the end", () => {
    const [below] = page("汝城县除患消疾铺就优质路网", "本报记者 张三", "通讯员 李四", ROAD, MORE)
    const [end] = page("汝城县除患消疾铺就优质路网", ROAD, MORE, "（本报记者 张三）")
    expect(below).toMatchObject({ byline: "本报记者 张三 通讯员 李四", paragraphs: [{ text: ROAD }, { text: MORE }] })
    expect(end).toMatchObject({ byline: "本报记者 张三", paragraphs: [{ text: ROAD }, { text: MORE }] })
  })

  it("above a headline is the article's below, where the one before has its own", () => {
    const road = ["汝城县除患消疾铺就优质路网", ROAD, MORE]
    const wages = ["道县强力根治农民工欠薪", WAGES, WAGES.replace("一百二十", "五十").replace("专项", "联合")]
    const above = page("本报记者 张三", ...road, "", "本报记者 李四", ...wages)
    expect(above.map(({ byline }) => byline)).toEqual(["本报记者 张三", "本报记者 李四"])
    const closing = page(...road, "（张三）", "", ...wages, "（李四）")
    expect(closing.map(({ byline }) => byline)).toEqual(["张三", "李四"])
  })

  it.each([
    [`本报长沙11月14日讯（记者 张三 通讯员 李四）${WAGES}`, "记者 张三 通讯员 李四"],
    [`本报讯 （记者 张三）${WAGES}`, "记者 张三"],
    [`${WAGES}（记者 王明）`, "记者 王明"],
    [`${WAGES}(新华社记者 王明、李红)`, "新华社记者 王明、李红"],
    [`${WAGES}（王明）`, "王明"],
    [WAGES, null],
    [`${WAGES.slice(0, -1)}（杨柳）`, null],
    [`${WAGES}（作者系湖南大学教授）`, null],
    [`${WAGES}（下文简称《办法》）`, null],
  ])("in brackets, …%s, stays in its paragraph and is known", (text, byline) => {
    expect(creditIn([{ text }]).byline).toBe(byline)
    expect(page("道县强力根治农民工欠薪", text)[0]).toMatchObject({ byline, paragraphs: [{ text }] })
  })
})

it.each([
  ["来源：湖南日报", "湖南日报"],
  ["2022-11-14 08:30 来源：湖南日报 作者：周文", "湖南日报"],
  ["信息来源：县政府办 发布时间：2022-11-14", "县政府办"],
  ["水的来源", null],
])("the source in %s is %s", (line, source) => {
  expect(labelled(line).source).toBe(source)
})

it("what a saved web page says below a headline is that article's", () => {
  const found = page(
    "汝城县除患消疾铺就优质路网",
    "2022-11-14 08:30 来源：湖南日报 作者：周文",
    ROAD,
    MORE,
    "",
    "道县强力根治农民工欠薪",
    "2022-11-15 09:00 来源：永州日报",
    WAGES,
  )
  expect(found.map(({ date, source, byline }) => [date, source, byline])).toEqual([
    ["2022-11-14", "湖南日报", "周文"],
    ["2022-11-15", "永州日报", null],
  ])
})

describe("the section", () => {
  it.each([
    ["第3版 要闻", "要闻"],
    ["03版：经济", "经济"],
    ["A02 综合新闻", "综合新闻"],
    ["第3版：要闻 2022年11月15日 星期二", "要闻"],
    ["要闻", "要闻"],
    ["02版", "02版"],
    ["3版责编 何晓", undefined],
    ["2022年11月15日 星期二", undefined],
    ["————", undefined],
  ])("of %s is %s", (line, section) => {
    expect(sectionOf(line)).toBe(section)
  })

  it("is that of the page, or where several pages follow each other, of the one above", () => {
    const road = ["汝城县除患消疾铺就优质路网", ROAD, MORE]
    const wages = ["道县强力根治农民工欠薪", WAGES]
    const sections = (...lines: string[]) => page(...lines).map(({ section }) => section)
    expect(sections("第3版 要闻", ...road, "", ...wages)).toEqual(["要闻", "要闻"])
    expect(sections(...road, "", ...wages, "第3版 要闻")).toEqual(["要闻", "要闻"])
    expect(sections("第3版 要闻", ...road, "", "第4版 经济", ...wages)).toEqual(["要闻", "经济"])
    expect(sections(...road, "第3版 要闻", ...wages, "第4版 经济")).toEqual([null, null])
    expect(sections(...road)).toEqual([null])
  })
})

describe("a dateline", () => {
  it.each([
    ["本报长沙11月14日讯（记者 张三）今天", "长沙", undefined, "11-14"],
    ["本报长沙2022年11月4日讯 今天", "长沙", "2022", "11-04"],
    ["新华社北京11月14日电 今天", "北京", undefined, "11-14"],
    ["（新华社北京11月14日电）今天", "北京", undefined, "11-14"],
    ["湖南日报11月14日讯（记者", null, undefined, "11-14"],
    ["红网时刻新闻长沙11月14日讯", "长沙", undefined, "11-14"],
    ["湖南日报·新湖南客户端11月14日讯", null, undefined, "11-14"],
    ["本报烟台11月14日讯", "烟台", undefined, "11-14"],
    ["据新华社华盛顿11月14日电", "华盛顿", undefined, "11-14"],
  ])("%s", (text, place, year, day) => {
    const read = datelineOf(text)
    expect([read?.place, read?.year, `${read?.month}-${read?.day}`]).toEqual([place, year, day])
    expect(text).toContain(read?.text)
  })

  it.each([
    "本报讯 11月14日，今天",
    "会议决定11月14日讯问",
    "本报长沙13月14日讯",
    "本报长沙11月31日讯",
    "10月28日，开工。",
  ])("is none: %s", (text) => {
    expect(datelineOf(text)).toBeUndefined()
  })

  it("on a line of its own is no body text, and says the place", () => {
    const [article] = page("道县强力根治农民工欠薪", "新华社长沙11月14日电（记者 周文）", WAGES)
    expect(article).toMatchObject({ place: "长沙", dateline: "新华社长沙11月14日电", byline: "记者 周文" })
    expect(article?.paragraphs.map(({ text }) => text)).toEqual([WAGES])
  })
})

describe("a date known in part", () => {
  const complete = (published: string | null, text: string) => completeDate(published, datelineOf(text))
  it("is made whole by a dateline's day where that is certain", () => {
    expect(complete("2022-11", "本报长沙11月14日讯")).toBe("2022-11-14")
    expect(complete("2022", "本报长沙11月14日讯")).toBe("2022-11-14")
    expect(complete("2022-12", "本报长沙12月31日讯")).toBe("2022-12-31")
    expect(complete(null, "本报长沙2022年11月14日讯")).toBe("2022-11-14")
  })

  it("stays as it is where it is not: another month, the turn of the year, no such day, no year", () => {
    expect(complete("2022-12", "本报长沙11月30日讯")).toBe("2022-12")
    expect(complete("2022", "本报长沙12月31日讯")).toBe("2022")
    expect(complete("2022", "本报长沙1月1日讯")).toBe("2022")
    expect(complete("2022", "本报长沙2月29日讯")).toBe("2022")
    expect(complete("2023-11", "本报长沙2022年11月14日讯")).toBe("2023-11")
    expect(complete("2022-11-15", "本报长沙11月14日讯")).toBe("2022-11-15")
    expect(complete(null, "本报长沙11月14日讯")).toBeNull()
    expect(complete("2022-11", "今天")).toBe("2022-11")
  })
})
