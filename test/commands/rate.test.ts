// 👍 and 👎: which replies carry them, what a press keeps, and what it says.

import { describe, expect, it } from "vitest"
import { createCommands } from "../../commands/index.js"
import { createChat } from "../../src/chat/chat.js"
import type { Asker } from "../../src/chat/command.js"
import { plain, type Reply, spansOf } from "../../src/chat/reply.js"
import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import type { Feedback } from "../../src/keep/feedback.js"
import { createLibrary } from "../../src/library/create.js"
import { keyboard } from "../../src/platforms/telegram/keyboard.js"
import { seedLibrary } from "../seeds.js"

const from: Asker = { conversation: "telegram:-100123:7", locale: "zh-CN" }
const silent = { debug() {}, info() {}, warn() {}, error() {} }
const QUESTION = "澧县复耕多少亩"

type Kept = Parameters<Feedback["keep"]>[0]

/** A chat over the seeds whose feedback is kept here. */
async function rating({ works = true, library = seedLibrary() } = {}) {
  const kept: Kept[] = []
  const feedback: Feedback = {
    keep: async (judged) => {
      if (works) kept.push(judged)
      return works
    },
  }
  const chat = createChat(createCommands(await library, { version: "1.2.3", now: () => 0, feedback }), silent)
  const say = (command: string, args: Record<string, string> = {}, locale = from.locale): Promise<Reply> =>
    chat.handle({ command, args, from: { ...from, locale } })
  return { kept, say }
}

const text = ({ blocks }: Reply): string => blocks.map((block) => plain(spansOf(block))).join("\n")
const faces = ({ next = [] }: Reply) => next.filter(({ aside }) => aside)
const argsOf = (reply: Reply, label: string) => ({ ...reply.next?.find((next) => next.label === label)?.call.args })

describe("the two buttons", () => {
  it("stand under an answer, after the others, in every language", async () => {
    const { say } = await rating()
    for (const locale of ["zh-CN", "zh-TW", "en"] as const) {
      const { next = [] } = await say("ask", { question: QUESTION }, locale)
      expect(next.map(({ label }) => label).slice(-2)).toEqual(["👍", "👎"])
      expect(next.map(({ aside = false }) => aside)).toEqual([false, false, true, true])
    }
  })

  it("stand under no refusal, no more passages, no article and no help", async () => {
    const { say } = await rating()
    const others: [string, Record<string, string>][] = [
      ["ask", { question: "比特币现在多少钱" }],
      ["ask", { question: QUESTION, from: "3" }],
      ["ask", {}],
      ["article", { title: "汝城" }],
      ["read", { article: "汝城" }],
      ["help", {}],
    ]
    for (const [command, args] of others) expect(faces(await say(command, args))).toEqual([])
  })

  it("stand nowhere where nothing is kept, and the command is not there", async () => {
    const chat = createChat(createCommands(await seedLibrary(), { version: "1.2.3", now: () => 0 }), silent)
    expect(faces(await chat.handle({ command: "ask", args: { question: QUESTION }, from }))).toEqual([])
    expect(chat.commands.map(({ name }) => name)).not.toContain("rate")
  })
})

it("a button of Telegram's holds any example question whole, in case no message completes it", async () => {
  const library = await seedLibrary()
  const { say } = await rating()
  for (const question of await library.examples(20)) {
    const reply = await say("ask", { question })
    const data = (
      keyboard(reply, createCommands(library, { version: "1", now: () => 0, feedback: { keep: async () => true } })) ??
      []
    ).flat()
    for (const { text, callback_data } of data.slice(-2)) {
      expect(text).toMatch(/👍|👎/u)
      expect(callback_data).toContain(question)
    }
  }
})

describe("a press", () => {
  it.each([
    ["👍", "good", "谢谢，记下了。"],
    ["👎", "bad", "谢谢，记下了，会用来改进回答。"],
  ])(
    "of %s keeps the verdict, the question and what was shown, of nobody, and gives thanks",
    async (face, verdict, thanks) => {
      const { say, kept } = await rating()
      const answer = await say("ask", { question: QUESTION })
      expect(text(await say("rate", argsOf(answer, face)))).toBe(thanks)
      const [passage, ...more] = (await (await seedLibrary()).ask(QUESTION)).passages
      expect(kept).toEqual([{ verdict, question: QUESTION, shown: expect.any(Array) }])
      expect(kept[0]?.shown[0]).toEqual({
        articleId: passage?.article.id,
        headline: "金色田园千重浪",
        paragraph: passage?.paragraph,
        text: passage?.text,
        bold: [expect.stringContaining("亩")],
      })
      expect(kept[0]?.shown.length).toBeLessThanOrEqual(1 + more.length)
      expect(JSON.stringify(kept)).not.toContain(from.conversation)
      // All that was bold for the reader is there, and nothing else.
      const strong = answer.blocks
        .flatMap(spansOf)
        .flatMap((span) => (typeof span !== "string" && "strong" in span ? [span.strong] : []))
      expect(kept[0]?.shown.flatMap(({ bold }) => bold)).toEqual(strong)
    },
  )

  it("says honestly that it could not be kept", async () => {
    const { say } = await rating({ works: false })
    const answer = await say("ask", { question: QUESTION })
    expect(text(await say("rate", argsOf(answer, "👍")))).toBe("抱歉，这次没能记下来。")
  })

  it("on an answer that the library does not give any more keeps nothing, and says so", async () => {
    const answer = await (await rating()).say("ask", { question: QUESTION })
    const empty = Promise.resolve(createLibrary(createArchiveEngine()))
    const { say, kept } = await rating({ library: empty })
    expect(text(await say("rate", argsOf(answer, "👎")))).toContain("没能找回这条回答")
    const { say: sayNow, kept: keptNow } = await rating()
    const other = await sayNow("rate", { ...argsOf(answer, "👎"), first: "elsewhere.0" })
    expect(text(other)).toContain("没能找回这条回答")
    expect([...kept, ...keptNow]).toEqual([])
  })

  it("with a verdict of another time keeps nothing and says that it has expired", async () => {
    const { say, kept } = await rating()
    const answer = await say("ask", { question: QUESTION })
    expect(text(await say("rate", { ...argsOf(answer, "👍"), verdict: "fair" }))).toContain("过期")
    expect(kept).toEqual([])
  })
})

it("typed, it is a command that there is not, and help does not name it", async () => {
  const { say } = await rating()
  expect(text(await say("rate"))).toBe(text(await say("nope")).replace("nope", "rate"))
  expect(text(await say("help"))).not.toContain("rate")
})
