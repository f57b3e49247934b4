// Questions and answers of any content, through the real adapter: what a reader wrote comes back as written.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Block, type Choice, type Next, plain, type Reply, type Span, spansOf } from "../../../src/chat/reply.js"
import { ENTITIES_MOST, render, TEXT_MOST } from "../../../src/platforms/telegram/render.js"
import { compose } from "../../../src/platforms/telegram/send.js"
import { botMessage, group, message, press, privateChat, reader, startBot, testCommands } from "./harness.js"
import { refusedMessage } from "./rules.js"
import type { Server } from "./server.js"

const HOSTILE = "@everyone <b> [x](y) *a* _b_ `c` &amp; ||d|| \\| tg://user?id=1"

const first = async (server: Server, method: "sendMessage" | "editMessageText") => {
  await server.until(() => server.taken(method).length > 0)
  return server.taken(method)[0]
}

describe("a hostile question", () => {
  it("is echoed as written, and none of it is markup", async () => {
    const { server } = await startBot()
    server.push({ message: message(privateChat(), `/ask ${HOSTILE}`) })
    const sent = await first(server, "sendMessage")
    expect(sent).toMatchObject({ text: `ask ${HOSTILE}`, entities: [] })
    expect(sent).not.toHaveProperty("parse_mode")
  })

  it("comes back whole from the button under its answer", async () => {
    const { server } = await startBot({
      answering: ({ args: { question = "", page } }) => {
        if (page !== undefined) return undefined
        const call = { command: "ask", args: { question, page: "2" } }
        return { blocks: [{ kind: "quote", spans: [question] }], next: [{ label: question, call }] }
      },
    })
    const chat = privateChat()
    const asked = message(chat, `/ask ${HOSTILE}`)
    server.push({ message: asked })
    await first(server, "sendMessage")
    const [sent] = server.messages.values()
    const [key] = sent?.reply_markup?.inline_keyboard.flat() ?? []
    const data = key && "callback_data" in key ? key.callback_data : ""
    server.push(press(data, botMessage(chat, "", { message_id: sent?.message_id, reply_to_message: asked })))
    expect((await first(server, "editMessageText"))?.text).toBe(`ask ${HOSTILE} 2`)
  })

  it("of 10,000 characters is answered in one message", async () => {
    const { server, log } = await startBot()
    const question = "澧县复耕多少亩？".repeat(1250)
    server.push({ message: message(group(), `/ask ${question}`) })
    const { text = "" } = (await first(server, "sendMessage")) ?? {}
    expect(text.length).toBeLessThanOrEqual(TEXT_MOST)
    expect(text).toMatch(/^ask 澧县复耕多少亩？[\s\S]*……$/u)
    expect(log.lines.filter((line) => /^(?:warn|error)/u.test(line))).toEqual([])
  })

  it.each([" \n　", "\u200b\u2060", "\ud83d", "\u202e"])("of nothing visible (%j) is answered", async (text) => {
    const { server } = await startBot()
    server.push({ message: message(privateChat(), `/ask ${text}`) })
    expect((await first(server, "sendMessage"))?.text).toMatch(/^ask/u)
  })

  it("in an answer that fails is not shown to anyone but the operator", async () => {
    const { server, log } = await startBot({
      answering: () => {
        throw new Error("内部的事")
      },
    })
    server.push({ message: message(group(), `/ask ${HOSTILE}`) })
    const { text = "" } = (await first(server, "sendMessage")) ?? {}
    expect(text).not.toMatch(/内部的事|everyone|Error/u)
    expect(log.lines.join()).toContain("内部的事")
  })
})

const PIECES = [
  "亩",
  "1.3万亩。",
  " ",
  "\n",
  "　",
  "🙂",
  "👨‍👩‍👧",
  "\ud83d",
  "\udc00",
  "\u202e",
  "\u2067",
  "مرحبا",
  "<b>",
  "@a",
]
const short = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 12 })
  .map((parts) => parts.join(""))
const long = fc.tuple(short, fc.integer({ min: 1, max: 600 })).map(([part, times]) => part.repeat(times))
const span: fc.Arbitrary<Span> = fc.oneof(
  { weight: 3, arbitrary: short },
  { weight: 1, arbitrary: long },
  fc.record({ strong: short }),
  fc.record({ link: short, to: fc.oneof(fc.webUrl(), short) }),
)
const spans = fc.array(span, { maxLength: 6 })
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom("heading", "note", "paragraph", "quote"), spans }),
  fc.record({ kind: fc.constant("list"), items: fc.array(spans, { maxLength: 40 }) }),
)
const blocks = fc.array(block, { maxLength: 12 })

/** Whole replies: anything on the buttons and in their calls, by far too many of them. */
const next: fc.Arbitrary<Next> = fc.record(
  {
    label: fc.oneof(short, long),
    call: fc.record({
      command: fc.constantFrom("ask", "read", "help"),
      args: fc.dictionary(fc.constantFrom("question", "headline", "page"), fc.oneof(short, long)),
    }),
    fresh: fc.boolean(),
    aside: fc.boolean(),
  },
  { requiredKeys: ["label", "call"] },
)
const choice: fc.Arbitrary<Choice> = fc.tuple(next, fc.option(short, { nil: "" })).map(([each, detail]) => ({
  ...each,
  detail,
}))
const reply: fc.Arbitrary<Reply> = fc.record(
  {
    blocks,
    choices: fc.array(choice, { maxLength: 30 }),
    next: fc.array(next, { maxLength: 12 }),
    tone: fc.constantFrom("answer", "refusal"),
    private: fc.boolean(),
  },
  { requiredKeys: ["blocks"] },
)

/** What a strong text looks like on its own; empty where Telegram would show nothing. */
const shown = (text: string) =>
  render([{ kind: "paragraph", spans: [`亩${text}亩`] }])
    .text.slice(1, -1)
    .trim()

describe("any reply", () => {
  it("with whatever buttons is a message that Telegram takes", () => {
    fc.assert(
      fc.property(reply, (given) => {
        const { text, entities, buttons } = compose(given, testCommands())
        const reply_markup = buttons && { inline_keyboard: buttons }
        expect(refusedMessage({ text, entities, ...(reply_markup && { reply_markup }) })).toBeUndefined()
      }),
      { numRuns: 50 },
    )
  })

  it("sent, put in another one's place and offered to choose from: nothing of it is ever refused", async () => {
    let current: Reply = { blocks: [] }
    const { server, log } = await startBot({ answering: () => current, results: () => [current] })
    await fc.assert(
      fc.asyncProperty(reply, async (given) => {
        current = given
        const chat = privateChat()
        server.push({ message: message(chat, "/ask 澧县") })
        await server.until(() => server.taken("sendMessage").some(({ chat_id }) => chat_id === chat.id))
        const sent = [...server.messages.values()].findLast(({ chat_id }) => chat_id === chat.id)
        const edits = () =>
          server.calls.filter(({ method, ok }) => method === "editMessageText" && ok !== undefined).length
        const before = [edits(), server.taken("sendMessage").length]
        server.push(press("=read|汝城", botMessage(chat, "", { message_id: sent?.message_id })))
        server.push({ inline_query: { id: "1", from: reader, query: "澧", offset: "" } })
        await server.until(() => edits() > (before[0] ?? 0) || server.taken("sendMessage").length > (before[1] ?? 0))
      }),
      { numRuns: 25 },
    )
    const refused = server.calls.filter(({ ok }) => ok === false).map(({ method, payload }) => ({ method, payload }))
    // The same content again is no edit, which is success.
    expect(refused.filter(({ method }) => method !== "editMessageText")).toEqual([])
    expect(log.lines.filter((line) => /^(?:warn|error)/u.test(line))).toEqual([])
  })
})

describe("any answer", () => {
  it("is one message that Telegram takes, however long", () => {
    fc.assert(
      fc.property(blocks, (given) => {
        const { text, entities } = compose({ blocks: given }, [])
        expect(text.length).toBeGreaterThan(0)
        expect(text.length).toBeLessThanOrEqual(TEXT_MOST)
        expect(entities.length).toBeLessThanOrEqual(ENTITIES_MOST)
        expect(refusedMessage({ text, entities })).toBeUndefined()
      }),
      { numRuns: 40 },
    )
  })

  it("that fits keeps every strong text bold, whatever stands around it", () => {
    fc.assert(
      fc.property(blocks, (given) => {
        fc.pre(given.map((each) => plain(spansOf(each))).join("").length < TEXT_MOST / 2)
        const { text, entities } = compose({ blocks: given }, [])
        fc.pre(entities.length < ENTITIES_MOST)
        const bold = entities.filter(({ type }) => type === "bold")
        const parts = bold.map(({ offset, length }) => text.slice(offset, offset + length))
        for (const strong of given.flatMap(visibleStrong)) expect(parts).toContain(strong)
      }),
      { numRuns: 40 },
    )
  })

  it("too long keeps the sentence with the answer, and the answer bold", () => {
    const filler = fc.constantFrom("汝城县除患消疾铺就优质路网。", "长沙🙂跑出加速度！", "湘阴高新区\n")
    const sides = fc.tuple(filler, fc.integer({ min: 200, max: 900 })).map(([part, times]) => part.repeat(times))
    fc.assert(
      fc.property(sides, sides, fc.constantFrom("quote", "paragraph"), (before, after, kind) => {
        const { text, entities } = compose({ blocks: [{ kind, spans: [before, { strong: "1.3万亩" }, after] }] }, [])
        const [bold] = entities.filter(({ type }) => type === "bold")
        expect(bold && text.slice(bold.offset, bold.offset + bold.length)).toBe("1.3万亩")
      }),
      { numRuns: 20 },
    )
  })
})

/** The strong texts of a block that is shown at all; a heading is bold as a whole. */
function visibleStrong(block: Block): string[] {
  if (block.kind === "heading") return []
  const lines = block.kind === "list" ? block.items : [block.spans]
  return lines
    .filter((line) => render([{ kind: "note", spans: line }]).text !== "……")
    .flatMap((line) =>
      line.flatMap((each) => (typeof each !== "string" && "strong" in each ? [shown(each.strong)] : [])),
    )
    .filter((text) => text !== "")
}
