// What each command replies over the seed page: a function call and an equality.

import { describe, expect, it } from "vitest"
import { createCommands } from "../../commands/index.js"
import { createChat } from "../../src/chat/chat.js"
import type { Asker } from "../../src/chat/command.js"
import { plain, type Reply, type Span, spansOf } from "../../src/chat/reply.js"
import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import { createLibrary } from "../../src/library/create.js"
import { articleOf } from "../articles.js"
import { seedLibrary } from "../seeds.js"

const from: Asker = { conversation: "test", locale: "zh-CN" }
const silent = { debug() {}, info() {}, warn() {}, error() {} }

const seeded = async () => createChat(createCommands(await seedLibrary(), { version: "1.2.3", now: () => 0 }), silent)

async function say(
  command: string,
  args: Record<string, string> = {},
  locale: Asker["locale"] = "zh-CN",
): Promise<Reply> {
  return (await seeded()).handle({ command, args, from: { ...from, locale } })
}

const text = ({ blocks }: Reply): string => blocks.map((block) => plain(spansOf(block))).join("\n")
const isStrong = (span: Span): span is { strong: string } => typeof span !== "string" && "strong" in span
const strong = ({ blocks }: Reply): string[] =>
  blocks.flatMap((block) =>
    spansOf(block)
      .filter(isStrong)
      .map((span) => span.strong),
  )

describe("what a text brings to choose from", () => {
  const found = async (typed: string) => (await seeded()).find(typed, from)

  it("is the passages that answer it, each a reply by itself, then the articles that are called so", async () => {
    const results = await found("澧县复耕多少亩")
    expect(results[0]?.title).toBe("金色田园千重浪")
    expect(results.slice(0, 2).flatMap(({ reply }) => strong(reply))).toContain("超额完成恢复耕地1.3万亩")
    expect(results[0]?.detail).not.toContain("**")
    expect(results[0]?.reply.next?.map(({ label }) => label)).toEqual(["读全文"])
  })

  it.each(["rucheng", "汝城县", "rcx"])("is an article by %s", async (typed) => {
    expect((await found(typed)).map(({ title }) => title)).toContain("汝城县除患消疾铺就优质路网")
  })

  it("is the newest articles where nothing is typed, and nothing where nothing is found", async () => {
    expect(await found("")).toHaveLength(6)
    expect(await found("比特币")).toEqual([])
  })
})

describe("what is no question", () => {
  it("gets a word back, or what another command says", async () => {
    const said = async (question: string) => text(await say("ask", { question }))
    expect(await said("谢谢啦，很有用")).toBe("不客气，有问题随时问。")
    expect(await said("答案不对")).toMatch(/^抱歉，没有答好/u)
    expect(await said("问报是什么")).toBe(text(await say("about")))
    expect(await said("怎么用")).toBe(text(await say("help")))
    expect(await said("有哪些文章")).toBe("共 6 篇文章")
    expect((await say("ask", { question: "你好" })).choices).toHaveLength(3)
  })

  it("a headline alone, as it is quoted, opens the article; what is no headline is asked about", async () => {
    const opened = await say("ask", { question: "《金色田园千重浪》" })
    expect(opened.next?.map(({ label }) => label)).toContain("问这篇文章")
    expect(text(await say("ask", { question: "《比特币》" }))).toMatch(/^没有找到/u)
  })

  it("a refusal with nothing near says what the articles below are, and in Latin letters which language to ask in", async () => {
    expect(text(await say("ask", { question: "比特币" }))).toMatch(/比特币[\s\S]*可以看看：$/u)
    expect(text(await say("ask", { question: "Bitcoin price?" }, "en"))).toContain("ask in Chinese, or in pinyin")
  })
})

describe("/ask", () => {
  it("shows both answers, bold, under one headline with its subtitle", async () => {
    const reply = await say("ask", { question: "澧县复耕多少亩" })
    expect(reply.blocks.filter(({ kind }) => kind === "heading")).toEqual([
      { kind: "heading", spans: ["金色田园千重浪"] },
    ])
    expect(reply.blocks[1]).toEqual({ kind: "note", spans: ["——澧县耕地保护工作侧记"] })
    expect(strong(reply)).toEqual(expect.arrayContaining(["超额完成恢复耕地1.3万亩", "将150多亩柑橘复耕"]))
    expect(reply.next?.map(({ label }) => label)).toEqual(["读全文", "更多段落"])
  })

  it("shows two articles that answer differently, each under its headline with its date", async () => {
    const two = createLibrary(createArchiveEngine())
    two.add({
      ...articleOf("a", ["截至9月底，澧县已复耕耕地0.8万亩，完成全年任务的六成。"], "复耕过半"),
      date: "2022-10-02",
    })
    two.add({
      ...articleOf("b", ["截至10月底，澧县超额完成复耕耕地1.3万亩，进度第一。"], "复耕超额"),
      date: "2022-11-14",
    })
    two.add(articleOf("c", ["湘阴今年引进项目43个，总投资356.72亿元。"]))
    const chat = createChat(createCommands(two, { version: "1", now: () => 0 }), silent)
    const { blocks } = await chat.handle({ command: "ask", args: { question: "澧县复耕了多少亩" }, from })
    const texts = blocks.map((block) => `${block.kind} ${plain(spansOf(block))}`)
    expect(texts.filter((each) => !each.startsWith("quote")).sort()).toEqual([
      "heading 复耕超额",
      "heading 复耕过半",
      "note 2022-10-02",
      "note 2022-11-14",
    ])
    expect(texts.join()).toMatch(/0\.8万亩[\s\S]*1\.3万亩|1\.3万亩[\s\S]*0\.8万亩/u)
  })

  it("names the section that a passage stands under, once for those that follow each other", async () => {
    const { blocks } = await say("ask", { question: "湘阴县委书记是谁" })
    const [heading, subtitle, section, ...rest] = blocks.map((block) => `${block.kind} ${plain(spansOf(block))}`)
    expect([heading, subtitle, section]).toEqual([
      "heading 勇立潮头踏歌行",
      "note ——产业项目建设的“湘阴速度”",
      "note 攻项目：强园兴工揭榜挂帅",
    ])
    expect(rest.every((text) => text.startsWith("quote "))).toBe(true)
    const lines = await say("ask", { question: "智慧监管怎么做" })
    expect(text(lines)).toMatch(/智慧监管\+溯源管理　从农田到餐桌/u)
  })

  it.each([
    ["read", "article"],
    ["article", "title"],
    ["help", "article"],
  ])("/%s of an article that has been taken away says so to whoever pressed alone", async (command, name) => {
    const reply = await say(command, { [name]: "#gone" })
    expect(text(reply)).toContain("已经不在库里了")
    expect(reply.private).toBe(true)
  })

  it("goes on to more passages and back to the answer by its buttons alone", async () => {
    const answer = await say("ask", { question: "澧县复耕多少亩" })
    const more = answer.next?.[1]?.call
    const reply = await say(more?.command ?? "", { ...more?.args })
    expect(reply.next?.[0]).toEqual({
      label: "返回",
      call: { command: "ask", args: { question: "澧县复耕多少亩", from: "0" } },
    })
    expect(text(reply)).not.toContain("超额完成恢复耕地1.3万亩")
  })

  it("refuses what is not there, names the missing word and offers headlines", async () => {
    const reply = await say("ask", { question: "比特币现在多少钱" })
    expect(text(reply)).toContain("没有找到。文章里没有提到“比特币”。")
    expect(reply.choices?.length).toBeGreaterThan(0)
    expect(reply.blocks.some(({ kind }) => kind === "quote")).toBe(false)
  })

  it.each([
    ["zh-CN", "没有找到。文章里没有提到“地铁”、“线路”。不过，这一篇提到了“长沙”："],
    ["zh-TW", "沒有找到。文章裡沒有提到「地铁」、「线路」。不過，這一篇提到了「长沙」："],
    ["en", "Not found. No article mentions “地铁”, “线路”. This one does mention “长沙”:"],
  ] as const)("in %s offers a near miss as one, nothing bold", async (locale, sentence) => {
    const reply = await say("ask", { question: "长沙地铁有几条线路" }, locale)
    expect(reply.blocks.map(({ kind }) => kind)).toEqual(["paragraph", "heading", "note", "quote"])
    expect(text(reply)).toMatch(new RegExp(`^${sentence}\n勇立潮头踏歌行\n.*\n.*长沙`, "u"))
    expect(strong(reply)).toEqual([])
    expect(reply.choices?.[0]?.label).toBe("勇立潮头踏歌行")
  })

  it("leaves a space between sentences where the language does", async () => {
    const reply = await say("ask", { question: "比特币现在多少钱" }, "en")
    expect(text(reply)).toContain("Not found. No article mentions “比特币”.")
  })

  it("says which name was taken for which", async () => {
    expect(text(await say("ask", { question: "礼县复耕多少亩" }))).toContain("没有“礼县”，按“澧县”找到：")
  })

  it("offers the question that may be meant under a refusal, and a press asks it", async () => {
    const reply = await say("ask", { question: "张儒方是哪个村的" })
    expect(text(reply)).toBe("没有找到。文章里没有提到“张儒方”。是不是想问：")
    const [choice] = reply.choices ?? []
    expect(choice?.label).toBe("张儒万是哪个村的")
    expect(text(await say("ask", { ...choice?.call.args }))).toContain("戴家河村")
  })

  it("offers it below an answer too, where a name is missing", async () => {
    const reply = await say("ask", { question: "汶城县106国道整治投资多少" })
    expect(plain(spansOf(reply.blocks.at(-1) ?? { kind: "note", spans: [] }))).toBe(
      "文章里没有提到“汶城县”。是不是想问：",
    )
    expect(reply.choices?.map(({ label }) => label)).toEqual(["汝城县106国道整治投资多少"])
  })

  it("asks for a question where there is none, with examples that it can answer", async () => {
    const reply = await say("ask", {})
    expect(reply.choices?.length).toBeGreaterThan(0)
    for (const { call } of reply.choices ?? [])
      expect((await say(call.command, { ...call.args })).next?.[0]?.label).toBe("读全文")
  })

  it("speaks the reader's language and leaves the newspaper's as printed", async () => {
    const reply = await say("ask", { question: "澧縣復耕多少畝" }, "zh-TW")
    expect(reply.next?.[0]?.label).toBe("讀全文")
    expect(strong(reply)).toContain("超额完成恢复耕地1.3万亩")
  })
})

describe("/article and /read", () => {
  it("opens the one article that a place names", async () => {
    const reply = await say("article", { title: "汝城" })
    expect(reply.blocks[0]).toEqual({ kind: "heading", spans: ["汝城县除患消疾铺就优质路网"] })
  })

  it.each([
    ["湘阴", "勇立潮头踏歌行"],
    ["舌尖上的安全", "护航“舌尖上的安全”"],
    ["农民工", "道县强力根治农民工欠薪"],
    ["如城", "汝城县除患消疾铺就优质路网"],
    ["rucheng", "汝城县除患消疾铺就优质路网"],
  ])("%s leads to 《%s》", async (title, headline) => {
    expect(text(await say("article", { title }))).toContain(headline)
  })

  it("offers a choice where several match, and says so where none does", async () => {
    expect((await say("article", { title: "县" })).choices?.length).toBeGreaterThan(1)
    expect(text(await say("article", { title: "火星移民" }))).toBe("没有找到和“火星移民”有关的文章。")
  })

  it("turns every page of an article by its buttons and loses no paragraph", async () => {
    const [article] = await (await seedLibrary()).titled("湘阴")
    if (!article) throw new Error("the seeds lack 湘阴")
    let reply = await say("read", { article: article.key })
    let all = text(reply)
    for (let next = turned(reply); next; next = turned(reply)) {
      reply = await say(next.command, { ...next.args })
      all += text(reply)
    }
    for (const paragraph of article.paragraphs) expect(all).toContain(paragraph.text)
    for (const heading of article.headings) expect(all).toContain(heading.text)
    expect(all).toContain("▲ 湘阴高新区（由相关单位供图）")
  })

  it("says where the page, not the bot, cut the text off", async () => {
    expect(text(await say("article", { title: "道县" }))).toContain("加强农民工工资保……（原文到此为止）")
  })
})

const turned = ({ next }: Reply) => next?.find(({ label }) => label === "下一页")?.call

describe("/articles, /help, /about", () => {
  it("lists the six articles with what tells them apart", async () => {
    const reply = await say("articles")
    expect(reply.choices?.map(({ label }) => label)).toEqual([
      "勇立潮头踏歌行",
      "金色田园千重浪",
      "护航“舌尖上的安全”",
      "楠竹山镇河长制工作成效显著",
      "汝城县除患消疾铺就优质路网",
      "道县强力根治农民工欠薪",
    ])
  })

  it("names every command, and its examples are answered", async () => {
    const reply = await say("help")
    for (const { name } of createCommands(await seedLibrary(), { version: "1", now: () => 0 }))
      expect(text(reply)).toContain(`/${name}`)
    expect(reply.choices).toHaveLength(3)
  })

  it("tells what there is and which version", async () => {
    expect(text(await say("about"))).toContain("现有 6 篇文章，")
    expect(text(await say("about"))).toContain("版本 1.2.3")
  })

  it("says that an empty library is empty, whatever is asked", async () => {
    const chat = createChat(
      createCommands(createLibrary(createArchiveEngine()), { version: "1", now: () => 0 }),
      silent,
    )
    for (const [command, args] of [
      ["ask", { question: "澧县" }],
      ["article", { title: "澧县" }],
      ["articles", {}],
    ] as const)
      expect(text(await chat.handle({ command, args, from }))).toBe("库里还没有文章。")
    expect(text(await chat.handle({ command: "help", args: {}, from }))).toContain("/ask")
  })
})
