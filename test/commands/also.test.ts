// The same story in several articles: told once, newest first, the others named; what differs is told apart.

import { describe, expect, it } from "vitest"
import { createCommands } from "../../commands/index.js"
import { createChat } from "../../src/chat/chat.js"
import type { Asker } from "../../src/chat/command.js"
import { plain, type Reply, spansOf } from "../../src/chat/reply.js"
import { answerLine } from "../../src/cli/ask.js"
import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import type { Article } from "../../src/library/article.js"
import { createLibrary } from "../../src/library/create.js"
import { articleOf } from "../articles.js"
import { seedLibrary } from "../seeds.js"

const from: Asker = { conversation: "test", locale: "zh-CN" }
const silent = { debug() {}, info() {}, warn() {}, error() {} }

const TEXT =
  "截至今年10月底，澧县在完成流出耕地整改任务0.941万亩的基础上，超额完成恢复耕地1.3万亩，完成进度排名全省第一，受到省自然资源厅通报表扬。"
const FIRST: Article = {
  ...articleOf("first", [TEXT, "澧县大堰垭镇的稻谷今年又丰收了，村民忙着晾晒。"], "金色田园千重浪"),
  date: "2022-11-14",
  source: "湖南日报",
  url: "https://a.b/1",
}
/** A reprint with two words changed. */
const REPRINT: Article = {
  ...articleOf(
    "reprint",
    [TEXT.replace("受到", "获得").replace("今年", ""), "澧县大堰垭镇的稻谷今年又丰收了，村民忙着晾晒。"],
    "澧县复耕进度全省第一",
  ),
  date: "2022-11-16",
  source: "常德日报",
}
/** News of it: another figure. */
const UPDATE: Article = {
  ...articleOf("update", [TEXT.replace("10月", "11月").replace("1.3万亩", "1.5万亩")], "澧县复耕再加力"),
  date: "2022-12-02",
}
/** The same words about another place. */
const OTHER: Article = {
  ...articleOf("other", [TEXT.replaceAll("澧县", "汉寿县")], "汉寿县复耕进度全省第一"),
  date: "2022-11-20",
}
const FILLER = articleOf("filler", ["湘阴今年引进产业项目43个，总投资356.72亿元。"], "勇立潮头踏歌行")

function over(...articles: Article[]) {
  const library = createLibrary(createArchiveEngine())
  for (const article of articles) library.add(article)
  const kept: unknown[] = []
  const feedback = { keep: async (judged: unknown) => kept.push(judged) > 0 }
  const commands = createCommands(library, { version: "1", now: () => 0, feedback })
  const chat = createChat(commands, silent)
  const call = (command: string, args: Record<string, string>, locale: Asker["locale"] = "zh-CN") =>
    chat.handle({ command, args, from: { ...from, locale } })
  return { library, chat, call, kept }
}
const lines = ({ blocks }: Reply) => blocks.map((block) => `${block.kind} ${plain(spansOf(block))}`)
const headings = (reply: Reply) => lines(reply).filter((line) => line.startsWith("heading "))
const QUESTION = "澧县恢复耕地多少亩"

describe("an answer that several articles give", () => {
  it("is told once, by the newest, and names the others with date and source, a link where there is a page", async () => {
    const { call } = over(FIRST, REPRINT, FILLER)
    const reply = await call("ask", { question: QUESTION })
    expect(headings(reply)).toEqual(["heading 澧县复耕进度全省第一"])
    expect(reply.blocks[1]).toEqual({ kind: "note", spans: ["2022-11-16"] })
    expect(reply.blocks.at(-1)).toEqual({
      kind: "note",
      spans: ["另见：", { link: "《金色田园千重浪》", to: "https://a.b/1" }, "（2022-11-14，湖南日报）"],
    })
    expect(lines(await call("ask", { question: QUESTION }, "en")).at(-1)).toBe(
      "note See also: 《金色田园千重浪》 (2022-11-14, 湖南日报)",
    )
  })

  it("leads to one of the others by a button where it has no page", async () => {
    const { call } = over({ ...FIRST, url: null }, REPRINT, FILLER)
    const reply = await call("ask", { question: QUESTION })
    const button = reply.next?.find(({ label }) => label === "读《金色田园千重浪》（2022-11-14）")
    expect(headings(await call(button?.call.command ?? "", { ...button?.call.args }))).toEqual([
      "heading 金色田园千重浪",
    ])
  })

  it("goes on to other passages and comes to no passage twice", async () => {
    const { call } = over(FIRST, REPRINT, UPDATE, FILLER)
    let reply = await call("ask", { question: QUESTION })
    const quotes = lines(reply).filter((line) => line.startsWith("quote "))
    for (let more = reply.next?.find(({ label }) => label === "更多段落"); more; ) {
      reply = await call(more.call.command, { ...more.call.args })
      quotes.push(...lines(reply).filter((line) => line.startsWith("quote ")))
      more = reply.next?.find(({ label }) => label === "更多段落")
    }
    expect(quotes).toHaveLength(new Set(quotes).size)
    expect(quotes.filter((each) => each.includes("村民忙着晾晒"))).toHaveLength(1)
  })

  it("with another figure, or of another place, is another", async () => {
    const { call } = over(FIRST, UPDATE, OTHER, FILLER)
    const reply = await call("ask", { question: QUESTION })
    expect(lines(reply).join()).not.toContain("另见")
    expect(headings(reply)).toEqual(expect.arrayContaining(["heading 澧县复耕再加力", "heading 金色田园千重浪"]))
  })

  it("keeps what readers think of it with the passage that was shown", async () => {
    const { call, kept } = over(FIRST, REPRINT, FILLER)
    const press = (await call("ask", { question: QUESTION })).next?.find(({ label }) => label === "👍")
    expect(lines(await call(press?.call.command ?? "", { ...press?.call.args }))[0]).toContain("谢谢")
    expect(kept).toMatchObject([{ shown: [{ articleId: "reprint" }] }])
  })

  it("is unfolded for programs, the newest of equals first and no score rising", async () => {
    const { library } = over(FIRST, REPRINT, FILLER)
    const { passages } = answerLine(await library.ask(QUESTION))
    expect(passages.slice(0, 2).map(({ articleId }) => articleId)).toEqual(["reprint", "first"])
    expect(passages.every(({ score }, i) => score <= (passages[i - 1]?.score ?? score))).toBe(true)
  })

  it.each(["汝城106国道整治投资多少", "六加措施指什么", "姓肖的农民工是哪里人"])(
    "is as sure as it would be if each were printed once: %s",
    async (question) => {
      const articles = (await seedLibrary()).articles()
      const again = articles.map((each): Article => ({ ...each, id: `${each.id}+`, key: `${each.key}+` }))
      const [once, twice] = [
        await over(...articles).library.ask(question),
        await over(...articles, ...again).library.ask(question),
      ]
      expect(twice.answered).toBe(once.answered)
      expect(twice.confidence).toBeGreaterThan(once.confidence / 2)
    },
  )
})

describe("equals", () => {
  it("come newest first, those without a date last, however they were added", async () => {
    const same = (id: string, date: string | null): Article => ({ ...articleOf(id, [TEXT], "复耕"), date })
    const articles = [same("b", "2022-11-14"), same("a", null), same("c", "2022-11"), same("d", "2023-01-01")]
    for (const order of [articles, articles.toReversed()]) {
      const { passages } = await over(...order, FILLER).library.ask(QUESTION)
      expect(passages.slice(0, 4).map(({ article }) => article.id)).toEqual(["d", "b", "c", "a"])
    }
  })

  it("of a headline are told apart by date and source where one is chosen", async () => {
    const two = [FIRST, { ...REPRINT, headline: FIRST.headline }]
    const { call, chat } = over(...two, FILLER)
    const { choices = [] } = await call("article", { title: FIRST.headline })
    expect(choices.map(({ detail }) => detail?.split(" · ").slice(0, 3))).toEqual([
      ["2022-11-16", "常德日报", "澧县"],
      ["2022-11-14", "湖南日报", "澧县"],
    ])
    expect((await chat.suggest("article", "金色", from)).map(({ label }) => label)).toEqual([
      "金色田园千重浪 · 2022-11-16 · 常德日报 · 澧县",
      "金色田园千重浪 · 2022-11-14 · 湖南日报 · 澧县",
    ])
  })
})

describe("an article that is read", () => {
  it("says who wrote it and where it stood, and on its first page where the story stands again", async () => {
    const known = { byline: "本报记者 张三", section: "要闻" }
    const { call } = over({ ...FIRST, ...known }, REPRINT, UPDATE, OTHER, FILLER)
    const reply = await call("read", { article: "#first" })
    expect(lines(reply).slice(0, 2)).toEqual([
      "heading 金色田园千重浪",
      "note 2022-11-14　本报记者 张三　湖南日报　要闻",
    ])
    expect(lines(reply).at(-1)).toBe("note 另见：《澧县复耕进度全省第一》（2022-11-16，常德日报）")
    expect(lines(await call("read", { article: "#filler" })).join()).not.toContain("另见")
  })

  it("counts those that are more than can be named", async () => {
    const again = Array.from({ length: 5 }, (_, i) => ({
      ...REPRINT,
      id: `r${i}`,
      key: `r${i}`,
      date: `2022-11-2${i}`,
    }))
    const { call } = over(FIRST, ...again, FILLER)
    expect(lines(await call("read", { article: "#first" })).at(-1)).toMatch(
      /^note 另见：《[^》]+》（2022-11-24，常德日报）、.*2022-11-22，常德日报），还有 2 篇$/u,
    )
  })
})
