// Replies as Discord messages: what one looks like, and that no reply at all is refused.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Block, Choice, Next, Reply, Span } from "../../../src/chat/reply.js"
import { plain, spansOf } from "../../../src/chat/reply.js"
import { decodeId } from "../../../src/platforms/discord/custom-id.js"
import { render } from "../../../src/platforms/discord/render.js"
import { shown, testCommands } from "./harness.js"
import { buttons, components, couldPing, displays, messageFaults, options, tooManyBytes } from "./rules.js"

const commands = testCommands()
const ask = { command: "ask", args: { question: "澧县复耕多少亩" } }

describe("an answer", () => {
  const answer: Reply = {
    blocks: [
      { kind: "heading", spans: [{ link: "金色田园千重浪", to: "https://example.org/1" }] },
      { kind: "note", spans: ["——澧县耕地保护工作侧记"] },
      { kind: "quote", spans: ["截至今年10月底，\n", { strong: "超额完成恢复耕地1.3万亩" }, "。"] },
      { kind: "quote", spans: ["将150多亩柑橘复耕。"] },
      { kind: "list", items: [["一"], [""], ["# 二\n三"]] },
    ],
    next: [
      { label: "读全文", call: ask },
      { label: "更多段落", call: ask, fresh: true },
    ],
  }

  it("is one container: the small print under its headline, each quote by itself, then the buttons", () => {
    expect(render(answer, commands)).toEqual({
      flags: 1 << 15,
      allowed_mentions: { parse: [], replied_user: false },
      components: [
        {
          type: 17,
          components: [
            { type: 10, content: "### [金色田园千重浪](<https://example.org/1>)\n-# ——澧县耕地保护工作侧记" },
            { type: 10, content: "> 截至今年10月底，\n> **超额完成恢复耕地1.3万亩**。" },
            { type: 10, content: "> 将150多亩柑橘复耕。" },
            { type: 10, content: "- 一\n- \\# 二\n  三" },
            {
              type: 1,
              components: [
                { type: 2, style: 2, label: "读全文", custom_id: "=0ask|澧县复耕多少亩" },
                { type: 2, style: 2, label: "更多段落", custom_id: "+1ask|澧县复耕多少亩" },
              ],
            },
          ],
        },
      ],
    })
  })

  it("without any text still shows something, as Discord refuses an empty message", () => {
    expect(displays(render({ blocks: [{ kind: "paragraph", spans: [" \n"] }] }, commands))).toEqual(["-# ……"])
  })

  it("that is too long keeps its strong part and ends in ……", () => {
    const filler = "这是一句很长的话，说的是别的事情。".repeat(300)
    const quote: Block = { kind: "quote", spans: [filler, { strong: "恢复耕地1.3万亩" }, "。", filler] }
    const body = render({ ...answer, blocks: [quote] }, commands)
    expect(messageFaults(body)).toEqual([])
    expect(tooManyBytes(body)).toBe(false)
    expect(shown(body)).toContain("**恢复耕地1.3万亩**")
    expect(shown(body)).toMatch(/……$/u)
    // About a third of what is allowed is not given away.
    expect(Buffer.byteLength(shown(body))).toBeGreaterThan(9_000)
  })
})

it("an answer and a refusal have edges of different colours, other replies none", () => {
  const edge = (tone?: Reply["tone"]) =>
    components(render({ blocks: [], ...(tone && { tone }) }, commands)).find(({ type }) => type === 17)?.accent_color
  expect(edge("answer")).not.toBe(edge("refusal"))
  expect(edge()).toBeUndefined()
})

describe("buttons and choices", () => {
  it("with one call keep ids of their own", () => {
    const next = Array.from({ length: 10 }, (_, i) => ({ label: `${i}`, call: ask }))
    const body = render({ blocks: [], next, choices: next }, commands)
    expect(messageFaults(body)).toEqual([])
    expect(buttons(body)).toHaveLength(10)
    for (const { custom_id } of buttons(body)) {
      expect(decodeId(String(custom_id), commands)).toEqual({ call: ask, fresh: false, aside: false })
    }
  })

  it("that are few and need no explanation are buttons in rows of their own; others are in a select that says what", () => {
    const offered = (choices: Choice[]) =>
      render({ blocks: [], next: [{ label: "返回", call: ask }], choices, choose: "选" }, commands)
    const [one, two] = [
      { label: "澧县复耕多少亩", call: ask },
      { label: "汝城修路", call: ask },
    ]
    const plainly = offered([one, two])
    expect(components(plainly).filter(({ type }) => type === 1)).toHaveLength(3)
    expect(buttons(plainly).map(({ label }) => label)).toEqual(["澧县复耕多少亩", "汝城修路", "返回"])
    expect(messageFaults(plainly)).toEqual([])
    const explained = offered([one, { ...two, detail: "汝城" }])
    expect(options(explained).map(({ label }) => label)).toEqual(["澧县复耕多少亩", "汝城修路"])
    expect(components(explained).find(({ type }) => type === 3)?.placeholder).toBe("选")
    expect(options(offered(Array.from({ length: 6 }, () => one)))).toHaveLength(6)
  })

  it("give way, the last first, where their words alone would be too many bytes", () => {
    const long = (i: number) => ({ label: `${i}长`.repeat(60), detail: "很长的说明".repeat(30), call: ask })
    const body = render({ blocks: [], choices: Array.from({ length: 25 }, (_, i) => long(i)) }, commands)
    expect(messageFaults(body)).toEqual([])
    expect(options(body).length).toBeGreaterThan(5)
    expect(JSON.stringify(options(body)[0])).toContain("0长0长")
  })
})

/** Any text: half surrogates, emoji, right-to-left, markup, white space. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({ unit: fc.constantFrom(..."*_~`|<>[]()@:#-+1.\\\n\r 亩أ👨‍👩‍👧\ud800\u200b\u3000"), maxLength: 200 }),
  fc.constantFrom("@everyone", "<@1>", "湖南", "https://example.org", "字".repeat(3_000), "a\n".repeat(900), ""),
)
const span: fc.Arbitrary<Span> = fc.oneof(
  text,
  fc.record({ strong: text }),
  fc.record({ link: text, to: fc.oneof(text, fc.webUrl({ withQueryParameters: true })) }),
)
const spans = fc.array(span, { maxLength: 6 })
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom("heading", "note", "paragraph", "quote"), spans }),
  fc.record({ kind: fc.constant("list"), items: fc.array(spans, { maxLength: 8 }) }),
)
const next: fc.Arbitrary<Next> = fc.record(
  {
    label: text,
    call: fc.record({ command: fc.constantFrom("ask", "article"), args: fc.record({ question: text, title: text }) }),
    fresh: fc.boolean(),
  },
  { requiredKeys: ["label", "call"] },
)
const reply: fc.Arbitrary<Reply> = fc.record(
  {
    blocks: fc.array(block, { maxLength: 50 }),
    next: fc.array(next, { maxLength: 30 }),
    choices: fc.array(
      fc.tuple(next, text).map(([each, detail]) => ({ ...each, detail })),
      { maxLength: 40 },
    ),
    choose: text,
    tone: fc.constantFrom("answer", "refusal"),
  },
  { requiredKeys: ["blocks"] },
)

/** The text of a rendered block, without its marks and escapes. */
const unmarked = (content: string): string =>
  content
    .split("\n")
    .map((line) => line.replace(/^(?:### |-# |> |- | {2}(?=\S))/u, ""))
    .join("\n")
    .replace(/\[((?:\\.|[^\\\]])*)\]\(<[^>]*>\)/gu, "$1")
    .replace(/(?<!\\)((?:\\\\)*)\*\*/gu, "$1")
    .replace(/\\([^\p{L}\p{N}\s])/gu, "$1")

/** What is the same in a text and in what is shown of it: all but the white space between and the half surrogates. */
const compact = (value: string): string => value.toWellFormed().replace(/\s+/gu, "")

describe("whatever a reply holds", () => {
  it("Discord takes it, and it can ping nobody", () => {
    fc.assert(
      fc.property(reply, (any) => {
        const body = render(any, commands)
        expect(messageFaults(body)).toEqual([])
        expect(tooManyBytes(body)).toBe(false)
        expect(couldPing(body)).toBe(false)
        expect(components(body).length).toBeGreaterThan(1)
      }),
      { numRuns: 50 },
    )
  })

  it("its text is shown as it is", () => {
    const short = fc.array(fc.oneof(text.filter((each) => each.length < 300)), { maxLength: 3 })
    const kind = fc.constantFrom("heading" as const, "note" as const, "paragraph" as const, "quote" as const)
    fc.assert(
      fc.property(short, short, kind, (before, strong, kind) => {
        const spans: Span[] = [...before, ...strong.map((each) => ({ strong: each })), "。"]
        const [content = ""] = displays(render({ blocks: [{ kind, spans }] }, commands))
        expect(compact(unmarked(content))).toBe(compact(plain(spansOf({ kind, spans }))))
      }),
      { numRuns: 75 },
    )
  })

  it("a button says which call it was, unless that was too long for it", () => {
    const way = fc.constantFrom(
      { fresh: false, aside: false },
      { fresh: true, aside: false },
      { fresh: false, aside: true },
    )
    const args = fc.record({ question: text.filter((each) => each.length < 40 && each.isWellFormed()) })
    fc.assert(
      fc.property(args, way, (args, way) => {
        const body = render({ blocks: [], next: [{ label: "x", call: { command: "ask", args }, ...way }] }, commands)
        const found = decodeId(String(buttons(body)[0]?.custom_id), commands)
        expect(found).toEqual({ call: { command: "ask", args: args.question === "" ? {} : args }, ...way })
      }),
    )
  })
})
