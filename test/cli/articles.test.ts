// The page that wenbao ships with, as split: every headline, every field. A headline that goes missing fails here.

import { expect, it } from "vitest"
import { articleLine, describeArticle } from "../../src/cli/articles.js"
import { articleOf } from "../articles.js"
import { seedLibrary } from "../seeds.js"

it("the seed page is exactly six articles, right in every field", async () => {
  const lines = (await seedLibrary()).articles().map(articleLine)
  const head = lines.map(({ headline, kicker, subtitle, date, line }) => ({ headline, kicker, subtitle, date, line }))
  expect(head).toEqual([
    { headline: "勇立潮头踏歌行", kicker: null, subtitle: "——产业项目建设的“湘阴速度”", date: null, line: 3 },
    { headline: "金色田园千重浪", kicker: null, subtitle: "——澧县耕地保护工作侧记", date: null, line: 61 },
    {
      headline: "护航“舌尖上的安全”",
      kicker: "非凡十年看湘中·源流篇(二)",
      subtitle: "——涟源市争创省级食品安全示范市工作纪实",
      date: null,
      line: 77,
    },
    { headline: "楠竹山镇河长制工作成效显著", kicker: null, subtitle: null, date: null, line: 127 },
    { headline: "汝城县除患消疾铺就优质路网", kicker: null, subtitle: null, date: null, line: 133 },
    { headline: "道县强力根治农民工欠薪", kicker: null, subtitle: null, date: null, line: 143 },
  ])
  expect(lines.map(({ paragraphs }) => paragraphs.length)).toEqual([22, 4, 11, 2, 4, 2])
  expect(lines[0]?.headings).toEqual([
    { before: 4, text: "攻项目：强园兴工揭榜挂帅" },
    { before: 12, text: "优环境：筑巢引凤用心用情" },
  ])
  expect(lines[0]?.captions).toEqual(["湘阴高新区（由相关单位供图）"])
  expect(lines[0]?.paragraphs[7]).toMatch(/解决制约项目建设的瓶颈问题。$/u)
  expect(lines[2]?.headings.map(({ text }) => text)).toEqual([
    "智慧监管+溯源管理",
    "从农田到餐桌实行全过程全链条监管",
    "“菜篮子”“米袋子”接受“体检”",
    "让群众买得放心吃得安心",
    "“满不满意”群众说了算",
    "守护“舌尖上的安全”成为全民共识",
  ])
})

it("every paragraph says which line of the file it begins on", async () => {
  const { readFile } = await import("node:fs/promises")
  for (const { file, paragraphs, lines } of (await seedLibrary()).articles().map(articleLine)) {
    const printed = (await readFile(`seeds/${file}`, "utf8")).split("\n")
    for (const [i, text] of paragraphs.entries())
      expect(text.startsWith(printed[(lines[i] ?? 0) - 1] ?? "?")).toBe(true)
  }
})

it("what else is known of an article stands behind what there was before, and in the list for people", () => {
  const known = { byline: "本报记者 张三", section: "要闻", place: "长沙", source: "湖南日报", url: "https://a.b/c" }
  const article = { ...articleOf("一", ["汝城县投资1030万元。"]), ...known, date: "2022-11-14" }
  expect(articleLine(article)).toMatchObject(known)
  expect(Object.keys(articleLine(article)).slice(-6)).toEqual(["lines", "byline", "section", "place", "source", "url"])
  expect(describeArticle(article)).toBe(
    "一.txt:1  《一》  2022-11-14 · 要闻 · 长沙 · 本报记者 张三 · 湖南日报 · https://a.b/c  1 段",
  )
  expect(articleLine(articleOf("二", ["汝城县投资1030万元。"]))).toMatchObject({
    byline: null,
    place: "汝城",
    url: null,
  })
  expect(describeArticle(articleOf("三", ["天气晴好。"]))).toBe("三.txt:1  《三》  1 段")
})
