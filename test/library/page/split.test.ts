import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { decode } from "../../../src/library/decode.js"
import { split } from "../../../src/library/page/split.js"

const seeds = new URL("../../../seeds/", import.meta.url)
const [seed = ""] = readdirSync(seeds).filter((name) => name.endsWith(".txt"))
const page = split(decode(readFileSync(new URL(seed, seeds))))
const [xiangyin, lixian, lianyuan, nanzhushan, rucheng, daoxian] = page

describe("the seed page", () => {
  it("holds six articles", () => {
    expect(page.map((article) => article.headline)).toEqual([
      "勇立潮头踏歌行",
      "金色田园千重浪",
      "护航“舌尖上的安全”",
      "楠竹山镇河长制工作成效显著",
      "汝城县除患消疾铺就优质路网",
      "道县强力根治农民工欠薪",
    ])
    expect(page.map((article) => article.line)).toEqual([3, 61, 77, 127, 133, 143])
  })

  it("keeps section heads inside their article and out of its text", () => {
    expect(xiangyin?.headings).toEqual([
      { before: 4, text: "攻项目：强园兴工揭榜挂帅" },
      { before: 12, text: "优环境：筑巢引凤用心用情" },
    ])
    const heads = page.flatMap((article) => article.headings.map((heading) => heading.text))
    expect(page.flatMap((article) => article.paragraphs).filter(({ text }) => heads.includes(text))).toEqual([])
  })

  it("takes a pair of lines for two section heads before the same paragraph", () => {
    expect(lianyuan?.headings).toEqual([
      { before: 3, text: "智慧监管+溯源管理" },
      { before: 3, text: "从农田到餐桌实行全过程全链条监管" },
      { before: 7, text: "“菜篮子”“米袋子”接受“体检”" },
      { before: 7, text: "让群众买得放心吃得安心" },
      { before: 10, text: "“满不满意”群众说了算" },
      { before: 10, text: "守护“舌尖上的安全”成为全民共识" },
    ])
  })

  it("prints subtitles with their dash, and gives a kicker to the article that follows it", () => {
    expect(page.map((article) => article.subtitle)).toEqual([
      "——产业项目建设的“湘阴速度”",
      "——澧县耕地保护工作侧记",
      "——涟源市争创省级食品安全示范市工作纪实",
      null,
      null,
      null,
    ])
    expect(page.map((article) => article.kicker)).toEqual([null, null, "非凡十年看湘中·源流篇(二)", null, null, null])
  })

  it("joins the paragraph that the page broke in two", () => {
    const [joined] = xiangyin?.paragraphs.filter(({ line }) => line === 27) ?? []
    expect(joined?.text.endsWith("逐日会商、逐周调度，解决制约项目建设的瓶颈问题。")).toBe(true)
    expect(xiangyin?.paragraphs.some(({ line }) => line === 29)).toBe(false)
  })

  it("keeps the block that comes again once, in its first place", () => {
    expect(lianyuan?.paragraphs.map(({ line }) => line)).toEqual([81, 83, 85, 91, 93, 95, 97, 103, 105, 107, 113])
  })

  it("leaves paragraphs that the page cut off as they are", () => {
    const endings = [
      "目前全市共有72家农业规模生",
      "正来源于涟源的食品安",
      "水平——",
      "落实“外防输入、内",
      "会、党会、村民代表会",
    ]
    expect(lianyuan?.paragraphs.slice(6)).toHaveLength(endings.length)
    expect(lianyuan?.paragraphs.slice(6).filter(({ text }, index) => !text.endsWith(endings[index] ?? ""))).toEqual([])
    expect(nanzhushan?.paragraphs.at(-1)?.text.endsWith("铲除老排污口沿线淤")).toBe(true)
    expect(daoxian?.paragraphs).toHaveLength(2)
  })

  it("takes a line that refers back (该县…) for a paragraph cut off: a head stands alone", () => {
    expect(rucheng?.paragraphs.at(-1)).toEqual({ text: "该县紧扣上级部署督查交办", line: 141 })
    expect(rucheng?.headings).toEqual([])
  })

  it("sets the caption aside with its credit", () => {
    expect(page.map((article) => article.captions)).toEqual([["湘阴高新区（由相关单位供图）"], [], [], [], [], []])
  })

  it("claims no date: the page prints none with its year", () => {
    expect(page.map((article) => article.date)).toEqual([null, null, null, null, null, null])
    expect(lixian?.paragraphs[0]?.text.startsWith("11月14日")).toBe(true)
  })
})
