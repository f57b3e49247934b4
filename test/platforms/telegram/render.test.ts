// What a reply looks like in Telegram: text and entities, offsets in UTF-16 units.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Block, Reply, Span } from "../../../src/chat/reply.js"
import { render } from "../../../src/platforms/telegram/render.js"
import { compose } from "../../../src/platforms/telegram/send.js"
import { testCommands } from "./harness.js"
import { refusedMessage } from "./rules.js"

const quote = (...spans: Span[]): Block => ({ kind: "quote", spans })
const filler = "汝城县除患消疾铺就优质路网。"

/** Each entity with the text it covers. */
const covered = (blocks: readonly Block[]) => {
  const { text, entities } = render(blocks)
  return entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])
}

describe("an answer", () => {
  it("has a bold linked headline, the subtitle right under it, the quote with the answer in bold, buttons in a row", () => {
    const reply: Reply = {
      blocks: [
        { kind: "heading", spans: [{ link: "金色田园千重浪", to: "https://example.com/a" }] },
        { kind: "note", spans: ["——澧县耕地保护工作侧记"] },
        quote("截至今年10月底，澧县", { strong: "超额完成恢复耕地1.3万亩" }, "，完成进度排名全省第一。"),
        { kind: "note", spans: ["没有“礼县”，按“澧县”找到"] },
      ],
      next: [
        { label: "读全文", call: { command: "read", args: { headline: "a1" } }, fresh: true },
        { label: "更多段落", call: { command: "ask", args: { question: "澧县复耕多少亩", page: "2" } } },
      ],
    }
    expect(compose(reply, testCommands())).toEqual({
      text: "金色田园千重浪\n——澧县耕地保护工作侧记\n截至今年10月底，澧县超额完成恢复耕地1.3万亩，完成进度排名全省第一。\n\n没有“礼县”，按“澧县”找到",
      entities: [
        { type: "bold", offset: 0, length: 7 },
        { type: "text_link", offset: 0, length: 7, url: "https://example.com/a" },
        { type: "blockquote", offset: 21, length: 36 },
        { type: "bold", offset: 32, length: 13 },
      ],
      buttons: [
        [
          { text: "读全文", callback_data: "+read|a1" },
          { text: "更多段落", callback_data: "=ask|澧县复耕多少亩|2" },
        ],
      ],
    })
  })

  it("parts articles by a blank line and sets a list under its heading", () => {
    const heading = (title: string): Block => ({ kind: "heading", spans: [title] })
    const list: Block = { kind: "list", items: [["澧县"], ["  "], [{ strong: "汝城" }]] }
    expect(render([heading("甲"), quote("一"), quote("二"), heading("乙"), list]).text).toBe(
      "甲\n一\n\n二\n\n乙\n· 澧县\n· 汝城",
    )
  })

  it("folds a long quote only where folding hides nothing bold", () => {
    const type = (...spans: Span[]) => covered([quote(...spans)])[0]?.[0]
    const long = filler.repeat(40)
    expect(type(long)).toBe("expandable_blockquote")
    expect(type({ strong: "1.3万亩" }, long)).toBe("expandable_blockquote")
    expect(type(long, { strong: "1.3万亩" })).toBe("blockquote")
    expect(type(filler)).toBe("blockquote")
  })
})

describe("an entity", () => {
  it("leaves out white space at its ends, and is left out where nothing remains", () => {
    const spans: Span[] = ["　　", { strong: " 1.3万亩\n" }, { strong: "　" }, "。"]
    expect(covered([quote(...spans)])).toEqual([
      ["blockquote", "1.3万亩\n　。"],
      ["bold", "1.3万亩"],
    ])
  })

  it("never splits a pair, and counts UTF-16 units", () => {
    expect(covered([quote("🙂", { strong: "👨‍👩‍👧" }, "🙂")])[1]).toEqual(["bold", "👨‍👩‍👧"])
    expect(render([quote("\ud83d", { strong: "\ude42" })]).text).toBe("��")
  })

  it.each(["javascript:alert(1)", "not an address", "http://localhost/", "tg://user?id=1"])(
    "links nothing to %s",
    (to) => {
      expect(covered([{ kind: "paragraph", spans: [{ link: "看", to }] }])).toEqual([])
    },
  )

  it("beyond the hundredth is left out, links before quotes and what is strong", () => {
    const item = (i: number): Span[] => [{ link: `篇${i}`, to: "https://example.com/" }, " ", { strong: `答${i}` }]
    const types = covered([{ kind: "list", items: Array.from({ length: 80 }, (_, i) => item(i)) }]).map(
      ([type]) => type,
    )
    expect(types.filter((type) => type === "bold")).toHaveLength(80)
    expect(types.filter((type) => type === "text_link")).toHaveLength(20)
  })
})

describe("a message", () => {
  it.each([[[]], [[quote(" \n　")]], [[quote("\u200b\u2060"), { kind: "list" as const, items: [] }]]])(
    "is never empty",
    (blocks: Block[]) => {
      expect(refusedMessage(render(blocks))).toBeUndefined()
    },
  )

  it("shows markup as written, and lets no article turn the direction of text", () => {
    const written = "@everyone <b> [x](y) *a* _b_ `c` &amp; ||d||"
    expect(render([quote(written)])).toEqual({
      text: written,
      entities: [{ type: "blockquote", offset: 0, length: written.length }],
    })
    expect(render([quote("甲\u202e乙\r\n丙\u0000丁")]).text).toBe("甲乙\n丙 丁")
  })

  it("too long is cut around what is strong, however much there is", () => {
    const sides = filler.repeat(500)
    const { text, entities } = compose({ blocks: [quote(sides, { strong: "恢复耕地1.3万亩。" }, sides)] }, [])
    expect(text.length).toBeLessThanOrEqual(4096)
    expect(text.length).toBeGreaterThan(3800)
    expect(text).toMatch(/^……[\s\S]*……$/u)
    expect(entities.map(({ offset, length }) => text.slice(offset, offset + length))).toContain("恢复耕地1.3万亩。")
  })
})

const text = fc.array(
  fc.oneof(
    fc.constantFrom(
      "亩",
      "。",
      " ",
      "\n",
      "　",
      "🙂",
      "👨‍👩‍👧",
      "\ud83d",
      "\u202e",
      "مرحبا",
      "*",
      "_",
      "<b>",
      "@a",
      "e\u0301",
    ),
    fc.string({ unit: "binary", maxLength: 3 }),
  ),
)
const strings = text.map((parts) => parts.join(""))

it("what was strong is bold, all of it and nothing else, whatever the text", () => {
  const spans = fc.array(fc.oneof(strings, fc.record({ strong: strings })), { maxLength: 8 })
  const blocks = fc.array(fc.record({ kind: fc.constantFrom("note", "paragraph", "quote"), spans }), { maxLength: 5 })
  const bare = (each: string) =>
    render([{ kind: "paragraph", spans: [`亩${each}亩`] }])
      .text.slice(1, -1)
      .trim()
  fc.assert(
    fc.property(blocks, (given) => {
      const rendered = render(given)
      expect(refusedMessage(rendered)).toBeUndefined()
      const shown = given.filter(({ spans }) => render([{ kind: "note", spans }]).text !== "……")
      const strong = shown.flatMap(({ spans }) =>
        spans.flatMap((span) => (typeof span === "string" ? [] : [bare(span.strong)])),
      )
      const bold = covered(given).filter(([type]) => type === "bold")
      expect(bold.map(([, each]) => each)).toEqual(strong.filter((each) => each !== ""))
    }),
  )
})

it("a refusal looks like one: its near miss keeps link and quote, and nothing is bold", () => {
  const blocks: Block[] = [
    { kind: "paragraph", spans: ["没有找到。"] },
    { kind: "heading", spans: [{ link: "汝城", to: "https://example.com/" }] },
    quote("提到了", { strong: "汝城" }),
  ]
  const types = (tone: "answer" | "refusal") => compose({ blocks, tone }, []).entities.map(({ type }) => type)
  expect(types("refusal")).toEqual(["text_link", "blockquote"])
  expect(types("answer")).toEqual(["bold", "text_link", "blockquote", "bold"])
})
