// Fitting a reply into a platform's limits: the limit always holds, what is strong goes last, nothing comes out empty.

import fc from "fast-check"
import { expect, test } from "vitest"
import { type Limits, fit as shorten } from "../../src/chat/fit.js"
import { type Block, plain, type Reply, type Span, spansOf } from "../../src/chat/reply.js"

const length = (blocks: readonly Block[]) => blocks.reduce((sum, block) => sum + plain(spansOf(block)).length + 1, 0)
const limits = (most: number): Limits => ({
  fits: (blocks) => length(blocks) <= most,
  label: 10,
  detail: 8,
  next: 2,
  choices: 3,
})
const quote = (...spans: Span[]): Block => ({ kind: "quote", spans })
const filler = "汝城县除患消疾铺就优质路网。".repeat(30)

test("a reply that fits is the same value", () => {
  const reply: Reply = { blocks: [quote("澧县")], private: true }
  expect(shorten(reply, limits(10))).toEqual(reply)
})

test("the longest blocks are cut first, the strong sentence stays", () => {
  const reply = shorten(
    {
      blocks: [{ kind: "heading", spans: ["金色田园千重浪"] }, quote(filler, { strong: "恢复耕地1.3万亩。" }, filler)],
    },
    limits(100),
  )
  expect(reply.blocks[0]).toEqual({ kind: "heading", spans: ["金色田园千重浪"] })
  expect(reply.blocks[1]).toMatchObject({ kind: "quote" })
  expect(spansOf(reply.blocks[1] ?? quote())).toContainEqual({ strong: "恢复耕地1.3万亩。" })
})

test("blocks beyond all cutting are left out at the end, and that shows", () => {
  const reply = shorten({ blocks: Array.from({ length: 50 }, () => quote(filler)) }, limits(200))
  expect(reply.blocks.at(-1)).toEqual({ kind: "note", spans: ["……"] })
  expect(reply.blocks.length).toBeGreaterThan(2)
})

test("long items of a list are cut, short ones stay; of too many items the last give way to ……", () => {
  const list = (items: string[]): Reply => ({ blocks: [{ kind: "list", items: items.map((item) => [item]) }] })
  const [long] = shorten(list(["短的", filler]), limits(60)).blocks
  expect(long).toMatchObject({ kind: "list", items: [["短的"], [expect.stringMatching(/……$/u)]] })
  const [many] = shorten(list(Array.from({ length: 500 }, (_, i) => `第${i}篇文章`)), limits(200)).blocks
  expect(many?.kind === "list" && many.items.length).toBeGreaterThan(10)
  expect(many?.kind === "list" && many.items.at(-1)).toEqual(["……"])
})

test("labels and details are cut, buttons beyond the limit are left out", () => {
  const next = Array.from({ length: 4 }, () => ({ label: "读《勇立潮头踏歌行》", call: { command: "read", args: {} } }))
  const choices = next.map((each) => ({ ...each, detail: "湘阴县，重点项目拔节生长" }))
  const reply = shorten({ blocks: [quote("澧县")], next, choices }, limits(100))
  expect(reply.next?.map(({ label }) => label)).toEqual(["读《勇立潮头踏歌行》", "读《勇立潮头踏歌行》"])
  expect(reply.choices).toHaveLength(3)
  expect(reply.choices?.[0]?.detail).toBe("湘阴县，重点项…")
})

const spans = fc.array(
  fc.oneof(
    fc.string({ unit: fc.constantFrom("亩", "。", "a", "😀"), maxLength: 300 }),
    fc.record({ strong: fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }) }),
  ),
  { minLength: 1, maxLength: 4 },
)
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom("heading", "note", "paragraph", "quote"), spans }),
  fc.record({ kind: fc.constant("list"), items: fc.array(spans, { minLength: 1, maxLength: 60 }) }),
)

test("the limit holds for any reply, and no reply with text comes out empty", () => {
  fc.assert(
    fc.property(
      fc.array(block, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 12, max: 2000 }),
      (blocks, most) => {
        const reply = shorten({ blocks }, limits(most))
        expect(length(reply.blocks)).toBeLessThanOrEqual(most)
        if (plain(blocks.flatMap(spansOf)) !== "") expect(reply.blocks.length).toBeGreaterThan(0)
      },
    ),
  )
})
