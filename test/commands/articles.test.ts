// /articles with a text and dates: what is listed, what the heading says, and that pages go on with the same list.

import { describe, expect, it } from "vitest"
import { createCommands } from "../../commands/index.js"
import { typedPeriod } from "../../commands/parts/period.js"
import { createChat } from "../../src/chat/chat.js"
import type { Asker, Call } from "../../src/chat/command.js"
import { parseCall } from "../../src/chat/parse.js"
import { plain, type Reply, spansOf } from "../../src/chat/reply.js"
import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import type { Article } from "../../src/library/article.js"
import { createLibrary } from "../../src/library/create.js"
import { keyboard, pressed } from "../../src/platforms/telegram/keyboard.js"
import { articleOf } from "../articles.js"

const from: Asker = { conversation: "test", locale: "zh-CN" }
const silent = { debug() {}, info() {}, warn() {}, error() {} }

const ROADS: Article = {
  ...articleOf("roads", ["106国道汝城县路段除患消疾，该县投资1030万元。"], "汝城县除患消疾铺就优质路网"),
  date: "2022-11-14",
  section: "要闻",
  byline: "本报记者 张三",
}
const PEPPERS: Article = {
  ...articleOf("peppers", ["汝城县小垣镇辣椒丰收，种植面积二千亩。"], "小垣辣椒红火"),
  date: "2022-10-02",
}
const SPRINGS: Article = { ...articleOf("springs", ["热水镇温泉游客增多。"], "汝城温泉迎客"), date: "2022-09" }
const UNDATED: Article = articleOf("undated", ["汝城县文明村修缮古祠堂。"], "古村新貌")
const WAGES: Article = {
  ...articleOf("wages", ["道县为农民工追回工资三百余万元。"], "道县强力根治欠薪"),
  date: "2022-11-01",
  section: "经济",
}

function chatOver(articles: readonly Article[]) {
  const library = createLibrary(createArchiveEngine())
  for (const article of articles) library.add(article)
  const commands = createCommands(library, { version: "1", now: () => 0 })
  return createChat(commands, silent)
}
const chat = chatOver([ROADS, PEPPERS, SPRINGS, UNDATED, WAGES])
const type = (text: string) => chat.handle({ ...parseCall(text, chat.commands), from })
const give = (args: Call["args"]) => chat.handle({ command: "articles", args, from })
const text = ({ blocks }: Reply): string => blocks.map((block) => plain(spansOf(block))).join("\n")
const listed = ({ choices = [] }: Reply): string[] => choices.map(({ label }) => label)

describe("/articles", () => {
  it("without anything is all of them, newest first, those without a date last, each with its date", async () => {
    const all = await type("/articles")
    expect(text(all)).toBe("共 5 篇文章")
    expect(listed(all)).toEqual([ROADS, WAGES, PEPPERS, SPRINGS, UNDATED].map(({ headline }) => headline))
    expect(all.choices?.map(({ detail = "" }) => /\d{4}-\d\d(?:-\d\d)?/u.exec(detail)?.[0])).toEqual([
      "2022-11-14",
      "2022-11-01",
      "2022-10-02",
      "2022-09",
      undefined,
    ])
  })

  it.each([
    ["汝城", [ROADS, PEPPERS, SPRINGS, UNDATED]],
    ["汝城县 国道", [ROADS]],
    ["要闻", [ROADS]],
    ["张三", [ROADS]],
    ["經濟", [WAGES]],
    ["rucheng", [ROADS, PEPPERS, SPRINGS, UNDATED]],
    ["道县农民工工资", [WAGES]],
  ])("%s leaves those that it is about", async (about, articles) => {
    const reply = await type(`/articles ${about}`)
    expect(listed(reply)).toEqual(articles.map(({ headline }) => headline))
    expect(text(reply)).toBe(`${about} · ${articles.length} 篇`)
  })

  it("of a text and a date says both, and how many have no date", async () => {
    const reply = await type("/articles 汝城 since:2022-10")
    expect(text(reply)).toBe("汝城 · 2022-10 起 · 2 篇\n另有 1 篇没有日期。")
    expect(listed(reply)).toEqual([ROADS.headline, PEPPERS.headline])
    expect(await give({ about: "汝城", since: "2022年10月" })).toEqual(reply)
    expect(await type("/articles 从2022年10月 汝城")).toEqual(reply)
  })

  it("of a period says both ends; both belong to it, and so does a month of which it has a day", async () => {
    const reply = await type("/articles 从2022-09-15到2022-10-02")
    expect(text(reply)).toBe("2022-09-15 至 2022-10-02 · 2 篇\n另有 1 篇没有日期。")
    expect(listed(reply)).toEqual([PEPPERS.headline, SPRINGS.headline])
    expect(text(await type("/articles until:2022-10"))).toMatch(/^到 2022-10 为止 · 2 篇/u)
    expect(text(await type("/articles 2022年11月"))).toMatch(/^2022-11 · 2 篇/u)
  })

  it("of a number that is a year, and no page that there is, is of that year", async () => {
    expect(text(await type("/articles 2022"))).toContain("2022")
    expect(listed(await type("/articles 2022"))).toHaveLength(4)
    expect(listed(await type("/articles 2021"))).toEqual([])
    expect(listed(await type("/articles 3"))).toHaveLength(5)
  })

  it("of words that name nothing is of nothing", async () => {
    expect(listed(await type("/articles 没有这个"))).toEqual([])
  })

  it("says so where nothing is left, and leads to all", async () => {
    const reply = await type("/articles 汝城 since:2023")
    expect(text(reply)).toBe("没有找到“汝城 · 2023 起”的文章。\n另有 1 篇没有日期。")
    expect(reply.next?.map(({ call }) => call)).toEqual([{ command: "articles", args: {} }])
  })

  it("says how to write a date that it cannot read, and which end is which", async () => {
    for (const typed of ["since:下雨", "从2022年13月", "到11月", "since:"])
      expect(text(await type(`/articles 汝城 ${typed}`))).toMatch(/不是我认得的日期。请写成 2022、2022-10/u)
    expect(text(await give({ until: "2022-11-31" }))).toMatch(/^“2022-11-31”不是/u)
    expect(text(await type("/articles since:2022-11 until:2022-10"))).toBe(
      "从 2022-11 到 2022-10：起始比截止还晚，请对调一下。",
    )
    expect(text(await type("/articles since:2022-11-14 until:2022-11"))).toMatch(/^2022-11-14 至 2022-11 · 1 篇/u)
  })
})

describe("a page of a list", () => {
  const LONG = "关于进一步加强农村公路养护管理工作的若干意见"
  const many = Array.from({ length: 25 }, (_, i): Article => {
    const date = `2022-10-${String(i + 1).padStart(2, "0")}`
    return { ...articleOf(`a${i}`, [`第${i}段。`], `${LONG}之${i}`), date }
  })
  const others = many.map((each): Article => ({ ...each, id: `b${each.id}`, key: `b${each.id}`, headline: "另一篇" }))
  const long = chatOver([...many, ...others])

  it.each([LONG, "关于"])("leads on with the filter in 64 bytes: %s", async (about) => {
    const typed = `/articles ${about} since:2022-10-02 until:2022-10-24`
    let reply = await long.handle({ ...parseCall(typed, long.commands), from })
    const seen = listed(reply)
    for (let page = 2; page <= 3; page++) {
      const button = keyboard({ blocks: [], next: reply.next ?? [] }, long.commands)
        ?.flat()
        .find((each) => each.text === "下一页")
      expect(Buffer.byteLength(button?.callback_data ?? "")).toBeLessThanOrEqual(64)
      const call = pressed(button?.callback_data ?? "", long.commands)?.call
      reply = await long.handle({ command: "", args: {}, ...call, from })
      expect(text(reply)).toContain(`2022-10-02 至 2022-10-24 · 23 篇\n第 ${page} / 3 页`)
      seen.push(...listed(reply))
    }
    expect(new Set(seen).size).toBe(23)
  })
})

describe("dates among words", () => {
  it.each([
    ["汝城 since:2022-10", "汝城", { since: "2022-10" }],
    ["汝城 since：20221014", "汝城", { since: "2022-10-14" }],
    ["roads from 2022-10 to 2022-11", "roads", { since: "2022-10", until: "2022-11" }],
    ["从2022年10月到2022年11月", "", { since: "2022-10", until: "2022-11" }],
    ["自2022年10月1日起 汝城", "汝城", { since: "2022-10-01" }],
    ["2022-10以来汝城", "汝城", { since: "2022-10" }],
    ["2022年以后 汝城", "汝城", { since: "2022" }],
    ["汝城到2022年11月14日为止", "汝城", { until: "2022-11-14" }],
    ["截至2022-11", "", { until: "2022-11" }],
    ["2022年10月至2022年11月", "", { since: "2022-10", until: "2022-11" }],
    ["2022-10~2022-11", "", { since: "2022-10", until: "2022-11" }],
    ["汝城 2022年", "汝城", { since: "2022", until: "2022" }],
    ["２０２２年１０月以來", "", { since: "2022-10" }],
    ["起始:2022 截止:2023", "", { since: "2022", until: "2023" }],
    ["106国道", "106国道", {}],
    ["从化 到位资金", "从化 到位资金", {}],
    ["从1030万元到2000万元", "从1030万元到2000万元", {}],
    ["2022年工作展望", "2022年工作展望", {}],
    ["13个村", "13个村", {}],
  ])("%s", (typed, rest, period) => {
    expect(typedPeriod(typed)).toEqual({ text: rest, period })
  })
})
