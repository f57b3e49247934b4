// The console: what a terminal shows, which numbers press what, and a pipe that answers line for line.

import { PassThrough, Readable } from "node:stream"
import { describe, expect, it } from "vitest"
import { type Chat, createChat } from "../../src/chat/chat.js"
import { type Call, type Command, param } from "../../src/chat/command.js"
import type { Reply } from "../../src/chat/reply.js"
import { createConsole } from "../../src/platforms/console/console.js"
import { render } from "../../src/platforms/console/render.js"

const ANSWER: Reply = {
  blocks: [
    { kind: "heading", spans: [{ link: "金色田园千重浪", to: "https://example.com/lixian" }] },
    { kind: "note", spans: ["——澧县耕地保护工作侧记"] },
    { kind: "quote", spans: ["澧县", { strong: "超额完成恢复耕地1.3万亩" }, "。\n排名第一。"] },
    { kind: "list", items: [["汝城"], [{ strong: "道县" }]] },
    { kind: "paragraph", spans: ["见", { link: "原文", to: "https://example.com/lixian" }] },
  ],
  choices: [
    { label: "汝城县除患消疾铺就优质路网", detail: "汝城", call: { command: "read", args: { headline: "rc" } } },
  ],
  next: [
    { label: "读全文", call: { command: "read", args: { headline: "lx" } } },
    { label: "更多段落", call: { command: "ask", args: { question: "复耕", page: "2" } } },
  ],
}

describe("a reply on a terminal", () => {
  it("without colour has ** around what is strong, and numbers for what can be pressed", () => {
    const { text, pressable } = render(ANSWER, { colour: false })
    expect(text).toBe(`金色田园千重浪 (https://example.com/lixian)
——澧县耕地保护工作侧记

▎澧县**超额完成恢复耕地1.3万亩**。
▎排名第一。

  汝城
  **道县**

见原文 (https://example.com/lixian)

[1] 汝城县除患消疾铺就优质路网  汝城
[2] 读全文   [3] 更多段落`)
    expect(pressable.map(({ label }) => label)).toEqual(["汝城县除患消疾铺就优质路网", "读全文", "更多段落"])
  })

  it("with colour has bold, and no ** that a reader could take for the newspaper's", () => {
    const { text } = render(ANSWER, { colour: true })
    expect(text).toContain("\x1b[1m超额完成恢复耕地1.3万亩\x1b[22m")
    expect(text).toContain("\x1b[36m[1]\x1b[39m")
    expect(text).not.toContain("**")
  })

  it("shows no control character of an article, a headline, a link or a label; line ends and tabs stay", () => {
    const hostile = "汝\x1b[2J城\x07\r县\x9b31m\n\t路"
    const harmless = "汝[2J城县31m\n\t路"
    const spans = [hostile, { strong: hostile }, { link: hostile, to: `https://example.com/${hostile}` }]
    const call = { command: "ask", args: {} }
    const { text } = render(
      {
        blocks: [
          { kind: "heading", spans },
          { kind: "note", spans },
          { kind: "paragraph", spans },
          { kind: "quote", spans },
          { kind: "list", items: [spans] },
        ],
        choices: [{ label: hostile, detail: hostile, call }],
        next: [{ label: hostile, call }],
      },
      { colour: false },
    )
    expect(text).toContain(harmless)
    expect(text.match(/(?![\n\t])\p{Cc}/u)).toBeNull()
  })

  it("of nothing is nothing", () => {
    expect(render({ blocks: [] }, { colour: false })).toEqual({ text: "", pressable: [] })
  })
})

const text = { "zh-CN": "问", "zh-TW": "問", en: "ask" }
const silent = { debug() {}, info() {}, warn() {}, error() {} }

/** A chat whose /ask replies with what it was asked and three buttons. */
function echoing(): { chat: Chat; calls: Call["args"][] } {
  const calls: Call["args"][] = []
  const ask: Command = {
    name: "ask",
    summary: text,
    params: [param({ name: "question", label: text, summary: text, required: false })],
    bare: true,
    run: async (args) => {
      calls.push(args)
      const question = args.question ?? ""
      return {
        blocks: [{ kind: "paragraph", spans: [`答：${question}`] }],
        next: [
          { label: "读全文", call: { command: "ask", args: { question: `${question}全文` } } },
          { label: "更多段落", call: { command: "ask", args: { question: `${question}更多` } } },
          { label: "👍", call: { command: "ask", args: { question: `${question}好` } }, aside: true },
        ],
      }
    },
  }
  return { chat: createChat([ask], silent), calls }
}

async function talk(typed: string, options: { interactive?: boolean; buttons?: boolean } = {}) {
  const { chat, calls } = echoing()
  const output = new PassThrough()
  const platform = createConsole({
    input: Readable.from([typed]),
    output,
    interactive: false,
    colour: false,
    ...options,
  })
  await platform.run(chat, new AbortController().signal)
  output.end()
  const shown = await output.toArray()
  return { calls: calls.map(({ question = "" }) => question), shown: shown.join("") }
}

describe("a pipe", () => {
  it("answers every line in order, blank ones too, and the last without a line end", async () => {
    const { calls, shown } = await talk("澧县复耕多少亩\n\n  \n/ask 汝城投资\r\n道县欠薪", { buttons: false })
    expect(calls).toEqual(["澧县复耕多少亩", "", "", "汝城投资", "道县欠薪"])
    expect(shown).toBe("答：澧县复耕多少亩\n\n答：\n\n答：\n\n答：汝城投资\n\n答：道县欠薪\n\n")
  })

  it("presses the button of a number, of the reply before it, and asks a number that is on no button", async () => {
    expect((await talk("澧县\n2\n1\n9\n")).calls).toEqual(["澧县", "澧县更多", "澧县更多全文", "9"])
  })

  it("after a word aside, which shows no buttons, presses those of the reply before it", async () => {
    const { calls, shown } = await talk("澧县\n3\n3\n2\n")
    expect(calls).toEqual(["澧县", "澧县好", "澧县好", "澧县更多"])
    expect(shown).toContain("答：澧县好\n\n答：澧县好\n\n答：澧县更多\n\n[1]")
  })

  it("without buttons shows none and asks every number", async () => {
    const { calls, shown } = await talk("澧县\n2\n", { buttons: false })
    expect(calls).toEqual(["澧县", "2"])
    expect(shown).not.toContain("[1]")
  })

  it.each(["/quit", "quit", "/exit", "／退出", "  q  ", "再见"])(
    "ends at %s and answers nothing after it",
    async (leave) => {
      expect((await talk(`澧县\n${leave}\n汝城\n`)).calls).toEqual(["澧县"])
    },
  )

  it("answers an unknown command with a sentence and goes on", async () => {
    const { calls, shown } = await talk("/nope\n澧县\n")
    expect(shown).toContain("没有“/nope”这个命令")
    expect(calls).toEqual(["澧县"])
  })
})

describe("a person at a prompt", () => {
  it("is answered, and a blank line asks nothing", async () => {
    const { calls, shown } = await talk("澧县\n\n/quit\n", { interactive: true })
    expect(calls).toEqual(["澧县"])
    expect(shown).toContain("> ")
    expect(shown).toContain("答：澧县")
  })

  it("is let go when the program is told to stop", async () => {
    const { chat } = echoing()
    const stop = new AbortController()
    const running = createConsole({
      input: new PassThrough(),
      output: new PassThrough(),
      interactive: false,
      colour: false,
    }).run(chat, stop.signal)
    stop.abort()
    await expect(running).resolves.toBeUndefined()
  })

  it("is let go when the program was told to stop before it began", async () => {
    const running = createConsole({
      input: new PassThrough(),
      output: new PassThrough(),
      interactive: false,
      colour: false,
    }).run(echoing().chat, AbortSignal.abort())
    await expect(running).resolves.toBeUndefined()
  }, 2_000)
})
