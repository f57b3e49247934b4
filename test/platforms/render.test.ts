// Replies of any content: what the platforms are sent is within their rules, and says what the reply says.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { fit as fitReply } from "../../src/chat/fit.js"
import { plain, type Reply, spansOf } from "../../src/chat/reply.js"
import { render as discordBody } from "../../src/platforms/discord/render.js"
import { keyboard } from "../../src/platforms/telegram/keyboard.js"
import { render as telegramText } from "../../src/platforms/telegram/render.js"
import { testCommands } from "./discord/harness.js"
import { couldPing, messageFaults, tooManyBytes } from "./discord/rules.js"
import { refusedMessage } from "./telegram/rules.js"

const HOSTILE = [
  "@everyone",
  "<@1>",
  "**",
  "__",
  "`",
  "```",
  "||",
  "[x](y)",
  "# ",
  "> ",
  "-# ",
  "1. ",
  "\\",
  "https://x.y",
  "🙂",
  "\uD800",
  "\u202E",
  "　",
  "\n",
  "</b>",
  "👨‍👩‍👧",
]
const text = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary" }), fc.constant("汝城县投资1030万元。")), {
    maxLength: 30,
  })
  .map((parts) => parts.join(""))
const long = fc.oneof(
  text,
  fc.tuple(text, fc.nat(400)).map(([part, times]) => part.repeat(times).slice(0, 20_000)),
)
const span = fc.oneof(
  long,
  long.map((strong) => ({ strong })),
  fc.tuple(text, fc.oneof(fc.webUrl(), text)).map(([link, to]) => ({ link, to })),
)
const spans = fc.array(span, { maxLength: 5 })
const block = fc.oneof(
  fc.record({
    kind: fc.constantFrom("heading" as const, "note" as const, "paragraph" as const, "quote" as const),
    spans,
  }),
  fc.record({ kind: fc.constant("list" as const), items: fc.array(spans, { maxLength: 8 }) }),
)
const next = fc.record({
  label: text,
  call: fc.record({ command: fc.constant("ask"), args: fc.record({ question: text }) }),
  fresh: fc.boolean(),
  aside: fc.boolean(),
})
const reply: fc.Arbitrary<Reply> = fc.record({
  blocks: fc.array(block, { maxLength: 12 }),
  choices: fc.array(fc.record({ label: text, detail: text, call: next.map(({ call }) => call), fresh: fc.boolean() }), {
    maxLength: 30,
  }),
  next: fc.array(next, { maxLength: 12 }),
})
const commands = testCommands()

/** The platforms' own limits, as their renderers hold them, apply inside; this one only counts Telegram's text. */
const telegramLimits = {
  fits: (blocks: Reply["blocks"] | readonly Reply["blocks"][number][]) => {
    const { text, entities } = telegramText(blocks)
    return text.length <= 4096 && entities.length <= 100
  },
  label: 60,
  detail: 100,
  next: 10,
  choices: 25,
}

describe("any reply", () => {
  it("is taken by Discord's validators and can ping no one", () => {
    fc.assert(
      fc.property(reply, (any) => {
        const body = discordBody(any, commands)
        expect(messageFaults(body)).toEqual([])
        expect(tooManyBytes(body)).toBe(false)
        expect(couldPing(body)).toBe(false)
      }),
      { numRuns: 40 },
    )
  })

  it("is taken by Telegram's validators", () => {
    fc.assert(
      fc.property(reply, (any) => {
        const fitted = fitReply(any, telegramLimits)
        const { text, entities } = telegramText(fitted.blocks)
        const keys = keyboard(fitted, commands)
        const message = { text: text || "…", entities, ...(keys && { reply_markup: { inline_keyboard: keys } }) }
        expect(refusedMessage(message)).toBeUndefined()
      }),
      { numRuns: 40 },
    )
  })

  it("shows on Telegram the text of its blocks", () => {
    const words = fc
      .array(fc.constantFrom("汝城", "<b>", "*a*", "_b_", "[x](y)", "1.3万亩"), { minLength: 1 })
      .map((parts) => parts.join(" "))
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), (all) => {
        const blocks = all.map((each) => ({ kind: "paragraph" as const, spans: [{ strong: each }] }))
        const { text } = telegramText(blocks)
        for (const each of blocks) expect(text).toContain(plain(spansOf(each)))
      }),
    )
  })
})
