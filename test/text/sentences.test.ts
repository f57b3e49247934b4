// Where Chinese text can be cut: sentences, clauses, graphemes.

import fc from "fast-check"
import { expect, test } from "vitest"
import { clauses, graphemeBoundary, type Range, sentences } from "../../src/text/sentences.js"

const parts = (text: string, ranges: readonly Range[]) => ranges.map(({ start, end }) => text.slice(start, end))
const split = (text: string) => parts(text, sentences(text))

test("a sentence keeps its mark and the quotes and brackets that close with it", () => {
  expect(split("“现在路况好多了。”村民说。（完）下一句")).toEqual(["“现在路况好多了。”", "村民说。", "（完）下一句"])
  expect(split("火力全开”……迎着初冬暖阳，处处跳动。")).toEqual(["火力全开”……", "迎着初冬暖阳，处处跳动。"])
  expect(split("怎么回事？！来看。")).toEqual(["怎么回事？！", "来看。"])
})

test("the point of a number, a version or an address ends nothing", () => {
  expect(split("恢复耕地1.3万亩。v2.0 at example.com ok. Next")).toEqual([
    "恢复耕地1.3万亩。",
    "v2.0 at example.com ok.",
    " Next",
  ])
})

test("a line break ends a sentence", () => {
  expect(split("标题\n正文。")).toEqual(["标题\n", "正文。"])
})

test("clauses end at commas, semicolons, colons and dashes too, but not inside a number", () => {
  const text = "澧县投入1,030万元，复耕1.3万亩；李某说：“好。”源流——全省第一"
  expect(parts(text, clauses(text))).toEqual([
    "澧县投入1,030万元，",
    "复耕1.3万亩；",
    "李某说：",
    "“好。”",
    "源流——",
    "全省第一",
  ])
})

test("a comma before a figure closes a clause", () => {
  const text = "9天完成拆迁，15天实现回填，506个村"
  expect(parts(text, clauses(text))).toEqual(["9天完成拆迁，", "15天实现回填，", "506个村"])
})

/** Text made of what the rules look at, and anything else. */
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom("。", "！", "…", ".", "”", "，", "\n", " ", "1", "亩", "👨‍👩‍👧", "e\u0301") }),
  fc.string({ unit: "binary" }),
)

test("sentences and clauses follow one another and cover the text; only a text of white space is one range of it", () => {
  fc.assert(
    fc.property(text, fc.constantFrom(sentences, clauses), (each, cut) => {
      const ranges = cut(each)
      expect(parts(each, ranges).join("")).toBe(each)
      for (const { start, end } of ranges) expect(end).toBeGreaterThan(start)
    }),
  )
})

test("a grapheme is never split", () => {
  const family = "👨‍👩‍👧"
  for (let index = 1; index < family.length; index++) expect(graphemeBoundary(`亩${family}`, 1 + index)).toBe(1)
  expect(graphemeBoundary(`亩${family}`, 1 + family.length)).toBe(1 + family.length)
})

const segmenter = new Intl.Segmenter("zh", { granularity: "grapheme" })

test("a boundary is the last one at or before the index", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), fc.integer({ min: -3, max: 80 }), (each, index) => {
      const starts = [...segmenter.segment(each)].map((segment) => segment.index)
      const expected = index >= each.length ? each.length : Math.max(0, ...starts.filter((start) => start <= index))
      expect(graphemeBoundary(each, index)).toBe(expected)
    }),
  )
})

test("a surrogate pair is never split, however long the text before it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 600 }), (before, index) => {
      const each = "亩".repeat(before) + "😀".repeat(100)
      expect(each.slice(0, graphemeBoundary(each, index)).isWellFormed()).toBe(true)
    }),
  )
})
