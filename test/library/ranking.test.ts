// Which passage must come first on the seed page, what must be bold, and why.

import { describe, expect, it } from "vitest"
import { seedLibrary } from "../seeds.js"

interface Case {
  question: string
  headline: string
  /** What the bold part of the first passage holds. */
  bold: string
  because: string
}

const CASES: Case[] = [
  { question: "湘阴县委书记是谁", headline: "勇立潮头踏歌行", bold: "李镇江", because: "谁 wants a name and office" },
  {
    question: "虞公港一期工程获得谁的批复",
    headline: "勇立潮头踏歌行",
    bold: "省发改委",
    because: "rare words outweigh common ones",
  },
  {
    question: "湘阴今年引进了多少个产业项目",
    headline: "勇立潮头踏歌行",
    bold: "43个",
    because: "多少个 wants a number with 个",
  },
  {
    question: "湘阴高新区招聘了多少员工",
    headline: "勇立潮头踏歌行",
    bold: "2868人",
    because: "all words stand in one sentence",
  },
  {
    question: "中联重科新材料标杆工厂几天完成拆迁",
    headline: "勇立潮头踏歌行",
    bold: "9天",
    because: "几天 wants a number with 天",
  },
  { question: "湘阴有多少个奔跑奖", headline: "勇立潮头踏歌行", bold: "21个", because: "a quoted name is specific" },
  {
    question: "澧县去年的耕地恢复任务是多少",
    headline: "金色田园千重浪",
    bold: "1.05万亩",
    because: "order and proximity beat the same words apart",
  },
  {
    question: "优质晚稻亩产多少公斤",
    headline: "金色田园千重浪",
    bold: "650公斤",
    because: "多少公斤 wants a number with 公斤",
  },
  {
    question: "蔡津村恢复撂荒地多少亩",
    headline: "金色田园千重浪",
    bold: "300余亩",
    because: "余 may stand between number and unit",
  },
  {
    question: "涟源有多少个村有食品安全协管员",
    headline: "护航“舌尖上的安全”",
    bold: "506个",
    because: "the repeated block is answered from once",
  },
  {
    question: "楠竹山镇划分了多少个区块",
    headline: "楠竹山镇河长制工作成效显著",
    bold: "32个",
    because: "the headline's name goes without saying in the paragraphs below it (该镇)",
  },
  {
    question: "楠竹山镇成立了什么公司",
    headline: "楠竹山镇河长制工作成效显著",
    bold: "江楠管家",
    because: "the same, where another paragraph repeats the name",
  },
  {
    question: "汝城完成中大修工程多少公里",
    headline: "汝城县除患消疾铺就优质路网",
    bold: "3公里",
    because: "a number next to its unit is found in a clause of its own",
  },
  {
    question: "道县农民工拿到了多少欠款",
    headline: "道县强力根治农民工欠薪",
    bold: "2.1万余元",
    because: "the place of the headline decides between articles",
  },
  { question: "姓肖的农民工是哪里人", headline: "道县强力根治农民工欠薪", bold: "娄底", because: "哪里 wants a place" },
  {
    question: "漣源市有多少個村由網格員兼任協管員",
    headline: "护航“舌尖上的安全”",
    bold: "506个",
    because: "traditional script matches simplified",
  },
  {
    question: "礼县复耕多少亩",
    headline: "金色田园千重浪",
    bold: "复耕",
    because: "a homophone of a name that the library has",
  },
  {
    question: "ｒｕｃｈｅｎｇ 国道投资",
    headline: "汝城县除患消疾铺就优质路网",
    bold: "1030万元",
    because: "full-width pinyin of a name",
  },
]

describe("the passage that answers comes first", () => {
  it.each(CASES)("$question: $because", async ({ question, headline, bold }) => {
    const { answered, passages } = await (await seedLibrary()).ask(question)
    const [first] = passages
    expect(first?.article.headline).toBe(headline)
    expect(answered).toBe(true)
    const strong = first?.focus.map(({ start, end }) => first.text.slice(start, end)).join("") ?? ""
    expect(strong).toContain(bold)
  })

  it("澧县复耕多少亩: two paragraphs that answer differently are both shown", async () => {
    const { passages, shown } = await (await seedLibrary()).ask("澧县复耕多少亩")
    const bold = passages
      .slice(0, shown)
      .flatMap(({ text, focus }) => focus.map(({ start, end }) => text.slice(start, end)))
    expect(bold).toContain("超额完成恢复耕地1.3万亩")
    expect(bold).toContain("将150多亩柑橘复耕")
  })
})

describe("what the articles do not say is refused", () => {
  it.each([
    { question: "比特币现在多少钱", missing: "比特币" },
    { question: "北京冬奥会什么时候开幕", missing: "冬奥会" },
    { question: "长沙地铁有几条线路", missing: "地铁" },
    { question: "怎么做红烧肉", missing: "红烧肉" },
    { question: "特斯拉上海工厂产能多少", missing: "特斯拉" },
  ])("$question names “$missing”", async ({ question, missing }) => {
    const answer = await (await seedLibrary()).ask(question)
    expect(answer.answered).toBe(false)
    expect(answer.missing).toContain(missing)
    expect(answer.shown).toBe(0)
  })
})

describe("what is said to be missing", () => {
  it.each([
    ["外星人是什么，外星人在哪里", ["外星人"]],
    ["有没有外星人", ["外星人"]],
    ["请问外星人多少钱，谢谢", ["外星人"]],
    ["修路花了多少钱", []],
    ["a".repeat(2000), []],
  ])("in %s: %j", async (question, missing) => {
    expect((await (await seedLibrary()).ask(question)).missing).toEqual(missing)
  })
})

describe("any text is a question", () => {
  it.each([
    "",
    " ",
    "。？！",
    "a",
    "澧",
    "🙂🙂",
    "\uD800",
    "How many acres?",
    "亩".repeat(10_000),
    "澧县复耕".repeat(2_500),
  ])("%#: never an exception, always a confidence between 0 and 1", async (question) => {
    const { confidence, passages } = await (await seedLibrary()).ask(question)
    expect(confidence).toBeGreaterThanOrEqual(0)
    expect(confidence).toBeLessThanOrEqual(1)
    expect(passages.length).toBeLessThanOrEqual(10)
  })
})

describe("the library changes", () => {
  it("an article that was removed is found no more, and its words are unknown again", async () => {
    const { loadLibrary } = await import("../../src/cli/load.js")
    const { library } = await loadLibrary("seeds")
    const [article] = await library.titled("汝城")
    if (!article) throw new Error("the seeds lack 汝城")
    library.remove(article.id)
    const { answered, missing } = await library.ask("汝城106国道整治投资多少")
    expect(answered).toBe(false)
    expect(missing.join()).toContain("汝城")
    library.add(article)
    expect((await library.ask("汝城106国道整治投资多少")).passages[0]?.article.id).toBe(article.id)
  })
})
