// Shortening text: sentences around what is strong stay, each cut shows as ……, no character is ever split.

import fc from "fast-check"
import { expect, test } from "vitest"
import { cutText, excerpt, slice } from "../../src/chat/excerpt.js"
import { plain, type Span, spanText } from "../../src/chat/reply.js"

const before = "张家界市慈利县去年也复耕了不少。"
const answer = "截至今年10月底，澧县超额完成恢复耕地1.3万亩，完成进度排名全省第一。"
const after = "今年初，张儒万将150多亩柑橘复耕，种植优质水稻。"
const [lead, strong, rest] = ["截至今年10月底，澧县", "超额完成恢复耕地1.3万亩", "，完成进度排名全省第一。"]
const spans: Span[] = [before + lead, { strong }, rest + after]

test("what fits stays the same", () => {
  expect(excerpt(spans, 200)).toEqual(spans)
})

test("the sentence with the strong part is kept first, cuts on both sides show", () => {
  expect(excerpt(spans, answer.length)).toEqual([`……${lead}`, { strong }, `${rest}……`])
})

test("with room to spare the sentence that follows is kept before the one that precedes", () => {
  expect(excerpt(spans, answer.length + after.length)).toEqual([`……${lead}`, { strong }, rest + after])
})

test("two strong sentences are both kept and the gap between them shows", () => {
  const two: Span[] = [{ strong: before }, answer, { strong: after }]
  expect(excerpt(two, before.length + after.length)).toEqual([{ strong: before }, "……", { strong: after }])
})

test("a sentence too long on its own is cut around its strong part", () => {
  const kept = excerpt(spans, 20)
  expect(kept).toContainEqual({ strong })
  expect(plain(kept)).toMatch(/^……澧县超额完成恢复耕地1\.3万亩，.*……$/u)
})

test("without anything strong the beginning is kept", () => {
  expect(excerpt([before + answer + after], before.length)).toEqual([`${before}……`])
})

test("a link keeps its address when it is cut", () => {
  expect(slice(["看", { link: "全文在这里", to: "https://example.com/" }], { start: 2, end: 4 })).toEqual([
    { link: "文在", to: "https://example.com/" },
  ])
})

const string = fc.oneof(
  fc.string({ unit: fc.constantFrom("亩", "。", "，", "\n", "a", "😀", "👨‍👩‍👧", "e\u0301"), maxLength: 80 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
)
const span: fc.Arbitrary<Span> = fc.oneof(
  string,
  fc.record({ strong: string }),
  fc.record({ link: string, to: fc.constant("https://example.com/") }),
)

/** No cut makes more than one mark on each side of what is kept; a kept sentence is at least a unit long. */
const GAP = "……"

test("what is kept is at most as long as asked for, with the marks on top, and comes from the text in order", () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), fc.integer({ min: 0, max: 120 }), (given, most) => {
      const text = plain(given)
      const kept = excerpt(given, most)
      fc.pre(text.length > most)
      const words = kept.filter((each) => each !== "").map(spanText)
      const gaps = (plain(kept).match(/……/gu) ?? []).length
      expect(gaps).toBeGreaterThan(0)
      expect(words.join("").length).toBeLessThanOrEqual(most + gaps * GAP.length)
      let from = 0
      for (const part of words.join("").split(GAP).filter(Boolean)) {
        const at = text.indexOf(part, from)
        expect(at).toBeGreaterThanOrEqual(from)
        from = at + part.length
      }
    }),
  )
})

test("no surrogate pair or grapheme is split", () => {
  const segmenter = new Intl.Segmenter("zh", { granularity: "grapheme" })
  const starts = (text: string) => new Set([...segmenter.segment(text)].map(({ index }) => index).concat(text.length))
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("亩", "😀", "👨‍👩‍👧", "e\u0301"), minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 100 }),
      (text, most) => {
        expect(cutText(text, most).isWellFormed()).toBe(true)
        const kept = plain(excerpt([text], most)).replaceAll(GAP, "")
        expect(text.startsWith(kept)).toBe(true)
        expect(starts(text).has(kept.length)).toBe(true)
      },
    ),
  )
})

test("a label is cut to what it may hold, marked with …", () => {
  expect(cutText("护航“舌尖上的安全”", 20)).toBe("护航“舌尖上的安全”")
  expect(cutText("护航“舌尖上的安全”", 6)).toBe("护航“舌尖…")
  expect(cutText("😀😀😀", 4)).toBe("😀…")
  fc.assert(
    fc.property(string, fc.integer({ min: 1, max: 60 }), (text, most) => {
      expect(cutText(text, most).length).toBeLessThanOrEqual(most)
    }),
  )
})
