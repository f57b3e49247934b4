// What a button carries: there and back unchanged where it fits, cut and mendable where it does not.

import fc from "fast-check"
import { expect, test } from "vitest"
import { type Command, param } from "../../src/chat/command.js"
import { completeCall, decodeCall, encodeCall, markOf, type Wire, wayOf } from "../../src/chat/wire.js"

const text = { "zh-CN": "x", "zh-TW": "x", en: "x" }
const named = (name: string) => param({ name, label: text, summary: text, required: false })
const commands: Command[] = [
  { name: "ask", summary: text, params: ["question", "page", "article"].map(named), run: async () => ({ blocks: [] }) },
  { name: "help", summary: text, params: [], run: async () => ({ blocks: [] }) },
]
/** Telegram's: callback_data holds 64 bytes. */
const bytes: Wire = { limit: 64, size: (each) => Buffer.byteLength(each) }
/** Discord's: custom_id holds 100 characters. */
const units: Wire = { limit: 100, size: (each) => each.length }
const ask = (args: Record<string, string>) => ({ command: "ask", args })

test("values stand in the order of the parameters, empty ones at the end are left out", () => {
  expect(encodeCall(ask({ page: "2", question: "澧县" }), commands, bytes)).toBe("ask|澧县|2")
  expect(encodeCall(ask({ page: "2" }), commands, bytes)).toBe("ask||2")
  expect(encodeCall({ command: "help", args: {} }, commands, bytes)).toBe("help")
})

test("the mark of a button says where its reply goes, as it did when the button was sent", () => {
  const next = { label: "x", call: ask({}) }
  expect(markOf(next)).toBe("=")
  expect(markOf({ ...next, fresh: true })).toBe("+")
  expect(markOf({ ...next, aside: true })).toBe("!")
  expect(wayOf("=")).toEqual({ fresh: false, aside: false })
  expect(wayOf("+")).toEqual({ fresh: true, aside: false })
  expect(wayOf("!")).toEqual({ fresh: false, aside: true })
  expect(wayOf("a")).toBeUndefined()
})

test("a command that is gone, and data that was never ours, decode to nothing", () => {
  for (const foreign of ["gone|x", "", "|", "ASK|x", "\\"]) expect(decodeCall(foreign, commands)).toBeUndefined()
})

/** Well-formed and hostile text alike: separators, escapes, astral characters, lone surrogates. */
const value = fc.oneof(
  fc.string({ unit: fc.constantFrom("|", "\\", "…", "亩", "a", "😀") }),
  fc.string({ unit: "binary" }),
  fc.array(fc.integer({ min: 0xd700, max: 0xe000 }), { maxLength: 40 }).map((codes) => String.fromCharCode(...codes)),
)
const args = fc.record({ question: value, page: value, article: value }, { requiredKeys: [] })

test("what fits comes back as it was, whatever characters it holds", () => {
  fc.assert(
    fc.property(args, (given) => {
      const wide: Wire = { limit: 10_000, size: (each) => each.length }
      const there = encodeCall(ask(given), commands, wide)
      const filled = Object.fromEntries(Object.entries(given).filter(([, each]) => each !== ""))
      expect(decodeCall(there, commands)).toEqual(ask(filled))
    }),
  )
})

test("the limit holds in bytes and in units, however many values are long", () => {
  fc.assert(
    fc.property(args, fc.constantFrom(bytes, units), (given, wire) => {
      const there = encodeCall(ask(given), commands, wire)
      expect(wire.size(there)).toBeLessThanOrEqual(wire.limit)
      expect(decodeCall(there, commands)?.command).toBe("ask")
    }),
  )
})

test("a long question is cut at a character and put back from the call that was answered", () => {
  const question = "澧县今年完成流出耕地整改任务多少万亩，超额完成恢复耕地多少万亩😀"
  const there = encodeCall(ask({ question, page: "2" }), commands, bytes)
  expect(there).toBe("ask|澧县今年完成流出耕地整改任务多少万亩…|2")
  const back = decodeCall(there, commands) ?? ask({})
  expect(completeCall(back, ask({ question }))).toEqual(ask({ question, page: "2" }))
})

test("without the call that was answered, or with another one, a cut value stays as it is", () => {
  const cut = ask({ question: "澧县…" })
  expect(completeCall(cut, undefined)).toEqual(cut)
  expect(completeCall(cut, ask({ question: "汝城" }))).toEqual(cut)
})

test("any cut value is put back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 30, maxLength: 200 }), (question) => {
      const back = decodeCall(encodeCall(ask({ question }), commands, bytes), commands) ?? ask({})
      expect(completeCall(back, ask({ question }))).toEqual(ask({ question }))
    }),
  )
})
