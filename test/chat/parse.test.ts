// Reading what was typed: names, bots addressed, where the text ends and a page number begins.

import fc from "fast-check"
import { expect, test } from "vitest"
import { type Command, param } from "../../src/chat/command.js"
import { namesCommand, parseCall } from "../../src/chat/parse.js"

const text = { "zh-CN": "x", "zh-TW": "x", en: "x" }
const command = (name: string, params: Command["params"], bare = false): Command => ({
  name,
  summary: text,
  params,
  bare,
  run: async () => ({ blocks: [] }),
})
const question = param({ name: "question", label: text, summary: text })
const commands = [
  command("ask", [question], true),
  command("read", [
    param({ name: "headline", label: text, summary: text }),
    param({ name: "page", label: text, summary: text, kind: "integer", required: false }),
    param({ name: "from", label: text, summary: text, required: false, typed: false }),
  ]),
  command("help", []),
  { ...command("rate", [question]), typed: false as const },
]
const parse = (typed: string) => parseCall(typed, commands)

test("bare text is the bare command's, trimmed", () => {
  expect(parse("  澧县复耕多少亩 ")).toEqual({ command: "ask", args: { question: "澧县复耕多少亩" } })
})

test("nothing at all is the bare command without arguments", () => {
  expect(parse(" \n ")).toEqual({ command: "ask", args: {} })
})

test("a command that only buttons carry is not read: it has no arguments, as one that is unknown", () => {
  expect(parse("/rate 澧县")).toEqual({ command: "rate", args: {} })
  expect(parse("/nope 澧县")).toEqual({ command: "nope", args: {} })
})

test("a name is read in any case, with either slash", () => {
  expect(parse("/ASK 澧县")).toEqual({ command: "ask", args: { question: "澧县" } })
  expect(parse("／ask　澧县")).toEqual({ command: "ask", args: { question: "澧县" } })
})

test("the bot that is addressed is told apart from the arguments", () => {
  expect(parse("/ask@Wenbao_Bot 澧县")).toEqual({ command: "ask", args: { question: "澧县" }, to: "Wenbao_Bot" })
})

test("a page number behind a headline is the page; a number that is all there is, is the text", () => {
  expect(parse("/read 汝城县 2")).toEqual({ command: "read", args: { headline: "汝城县", page: "2" } })
  expect(parse("/read 2022")).toEqual({ command: "read", args: { headline: "2022" } })
  expect(parse("/read 汝城县 1.3")).toEqual({ command: "read", args: { headline: "汝城县 1.3" } })
})

test("line breaks inside a question stay", () => {
  expect(parse("/ask 澧县\n复耕多少亩").args).toEqual({ question: "澧县\n复耕多少亩" })
})

test("a command that is not ours comes back as typed, without arguments", () => {
  expect(parse("/weather 长沙")).toEqual({ command: "weather", args: {} })
})

test("a path or a date with slashes is text", () => {
  for (const typed of ["/etc/passwd 是什么", "10/28 开工的是什么", "/ 是什么"]) {
    expect(parse(typed)).toEqual({ command: "ask", args: { question: typed } })
    expect(namesCommand(typed)).toBe(false)
  }
  expect(namesCommand("/weather@other_bot 长沙")).toBe(true)
})

test("any text that names no command reaches the bare command whole", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }).filter((typed) => !namesCommand(typed)),
      (typed) => {
        const { command: name, args } = parse(typed)
        expect(name).toBe("ask")
        expect(args).toEqual(typed.trim() === "" ? {} : { question: typed.trim() })
      },
    ),
  )
})
