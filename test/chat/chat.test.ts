// The seam: whatever is called, a reply comes back; what went wrong is the operator's to read, whole.

import { describe, expect, it } from "vitest"
import { createChat } from "../../src/chat/chat.js"
import { type Asker, type Command, LOCALES, param } from "../../src/chat/command.js"
import type { Reply } from "../../src/chat/reply.js"
import { words } from "../../src/chat/words/words.js"

const from: Asker = { conversation: "telegram:-100123:7", locale: "zh-CN" }
const text = { "zh-CN": "问", "zh-TW": "問", en: "ask" }
const ANSWER: Reply = { blocks: [{ kind: "quote", spans: ["澧县", { strong: "超额完成恢复耕地1.3万亩" }, "。"] }] }

const command = (fields: Partial<Command>): Command => ({
  name: "ask",
  summary: text,
  params: [param({ name: "question", label: text, summary: text })],
  run: async () => ANSWER,
  ...fields,
})

function chatOver(...commands: Command[]) {
  const errors: unknown[][] = []
  const log = { debug() {}, info() {}, warn() {}, error: (...line: unknown[]) => void errors.push(line) }
  return { chat: createChat(commands, log), errors }
}

const says = (sentence: string): Reply => ({ blocks: [{ kind: "paragraph", spans: [sentence] }] })
const BUG = new TypeError("undefined is not a function")
/** A command's two ways to fail: by a rejection, and by an exception before its first await. */
const WAYS: [string, () => Promise<never>][] = [
  ["rejects", () => Promise.reject(BUG)],
  [
    "throws",
    () => {
      throw BUG
    },
  ],
]

describe("handle", () => {
  it("replies what the command replies, given its arguments and who asks", async () => {
    const given: unknown[] = []
    const { chat, errors } = chatOver(
      command({
        run: async (...call) => {
          given.push(...call)
          return ANSWER
        },
      }),
    )
    expect(await chat.handle({ command: "ask", args: { question: "澧县复耕多少亩" }, from })).toBe(ANSWER)
    expect(given).toEqual([{ question: "澧县复耕多少亩" }, from, undefined])
    expect(errors).toEqual([])
  })

  it.each(LOCALES)(
    "says in %s that a command is unknown, and logs nothing: it is a reader's mistake",
    async (locale) => {
      const { chat, errors } = chatOver(command({}))
      const call = { command: "nope", args: {}, from: { ...from, locale } }
      expect(await chat.handle(call)).toEqual(says(words(locale).unknownCommand("nope")))
      expect(errors).toEqual([])
    },
  )

  it.each(["constructor", "__proto__", "toString", ""])("knows no command “%s”", async (name) => {
    const { chat } = chatOver(command({}))
    expect(await chat.handle({ command: name, args: {}, from })).toEqual(says(words("zh-CN").unknownCommand(name)))
  })

  describe.each(WAYS)("when a command %s", (_, run) => {
    it.each(LOCALES)("gives the reader one sentence in %s, without the error's words", async (locale) => {
      const { chat } = chatOver(command({ run }))
      const reply = await chat.handle({ command: "ask", args: {}, from: { ...from, locale } })
      expect(reply).toEqual(says(words(locale).bug))
    })

    it("logs the bug whole, with the command and its arguments", async () => {
      const { chat, errors } = chatOver(command({ run }))
      await chat.handle({ command: "ask", args: { question: "澧县复耕多少亩" }, from })
      expect(errors).toEqual([[expect.stringMatching(/\/ask .*"question":"澧县复耕多少亩"/u), BUG]])
    })
  })

  it("goes on after a bug", async () => {
    const { chat } = chatOver(command({ name: "read", run: () => Promise.reject(BUG) }), command({}))
    await chat.handle({ command: "read", args: {}, from })
    expect(await chat.handle({ command: "ask", args: {}, from })).toBe(ANSWER)
  })
})

describe("suggest", () => {
  it("offers what the command offers for what is typed so far", async () => {
    const { chat } = chatOver(
      command({ suggest: async (typed, asker) => [{ label: typed, value: asker.conversation }] }),
    )
    expect(await chat.suggest("ask", "汝城", from)).toEqual([{ label: "汝城", value: from.conversation }])
  })

  it("offers nothing where a command completes nothing, or is unknown", async () => {
    const { chat, errors } = chatOver(command({}))
    expect(await chat.suggest("ask", "汝城", from)).toEqual([])
    expect(await chat.suggest("nope", "汝城", from)).toEqual([])
    expect(errors).toEqual([])
  })

  it.each(WAYS)("offers nothing when a command %s, and logs the bug whole", async (_, suggest) => {
    const { chat, errors } = chatOver(command({ suggest }))
    expect(await chat.suggest("ask", "汝城", from)).toEqual([])
    expect(errors).toEqual([[expect.stringMatching(/\/ask .*汝城/u), BUG]])
  })
})

it("lists its commands as given", () => {
  const commands = [command({}), command({ name: "read" })]
  expect(chatOver(...commands).chat.commands).toEqual(commands)
})

describe("a crowd of calls at once", () => {
  it("leaves time between one and the next for what is to be sent meanwhile", async () => {
    const busy = (ms: number) => {
      for (const start = performance.now(); performance.now() - start < ms; );
    }
    let done = 0
    const { chat } = chatOver(
      command({
        run: async () => {
          busy(5)
          done++
          return ANSWER
        },
      }),
    )
    const calls = Array.from({ length: 40 }, () => chat.handle({ command: "ask", args: {}, from }))
    const doneAtTimer = await new Promise<number>((resolve) => setTimeout(() => resolve(done), 20))
    expect(doneAtTimer).toBeLessThan(40)
    expect(await Promise.all(calls)).toEqual(calls.map(() => ANSWER))
  })

  it("is answered in the order of asking", async () => {
    const order: string[] = []
    const { chat } = chatOver(
      command({
        run: async ({ question = "" }) => {
          order.push(question)
          return ANSWER
        },
      }),
    )
    await Promise.all(["1", "2", "3"].map((question) => chat.handle({ command: "ask", args: { question }, from })))
    expect(order).toEqual(["1", "2", "3"])
  })
})
