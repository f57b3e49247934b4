// Real texts in every encoding that newsrooms have: each comes back as it was written.

import { readFileSync } from "node:fs"
import { Converter } from "opencc-js/cn2t"
import { describe, expect, it } from "vitest"
import { decode } from "../../src/library/decode.js"
import { seedLibrary } from "../seeds.js"
import { big5, gbk, utf16 } from "../sources/encodings.js"

const traditional: (text: string) => string = Converter({ from: "cn", to: "tw" })
const articles = (await seedLibrary()).articles()
const paragraphs = articles.flatMap((article) => article.paragraphs.map(({ text }) => text))
/** Whole pages, paragraphs, headlines; simplified and traditional; with Latin letters and figures among them. */
const TEXTS = [
  ...articles.map(({ paragraphs }) => paragraphs.map(({ text }) => text).join("\r\n")),
  ...paragraphs,
  ...articles.map(({ headline }) => headline),
  ...paragraphs.map((text) => `GDP 2022年11月 ${text.slice(0, 40)}\nhttp://example.com/\n`),
]
/** What Big5 has: no marks of ours that Taiwan writes otherwise. */
const inBig5 = (text: string) =>
  traditional(text).replace(/[“”‘’]/gu, (mark) => ({ "“": "「", "”": "」", "‘": "『", "’": "』" })[mark] ?? mark)

const ENCODINGS: [string, (text: string) => Uint8Array][] = [
  ["UTF-8", (text) => Buffer.from(text)],
  ["UTF-8 with a mark", (text) => Buffer.from(`\ufeff${text}`)],
  ["GB18030", gbk],
  ["UTF-16 with a mark", (text) => utf16(text, "le", true)],
  ["UTF-16, big end first, with a mark", (text) => utf16(text, "be", true)],
  ["UTF-16", (text) => utf16(text, "le")],
  ["UTF-16, big end first", (text) => utf16(text, "be")],
]

describe.each(ENCODINGS)("%s", (_, encode) => {
  it.each([
    ["simplified", TEXTS],
    ["traditional", TEXTS.map(traditional)],
  ])("%s texts, all of them", (_, texts) => {
    const wrong = texts.filter((text) => decode(encode(text)) !== text)
    expect(wrong).toEqual([])
  })
})

it("Big5: traditional texts, all of them", () => {
  const texts = TEXTS.map(inBig5)
  const encoded = texts.flatMap((text) => {
    try {
      return [{ text, bytes: big5(text) }]
    } catch (error) {
      // A character that Big5 lacks.
      if (error instanceof RangeError) return []
      throw error
    }
  })
  expect(encoded.length).toBeGreaterThan(texts.length * 0.8)
  expect(encoded.filter(({ text, bytes }) => decode(bytes) !== text).map(({ text }) => text)).toEqual([])
})

it("the seed page itself", () => {
  const page = readFileSync("seeds/000_8f9908dbbf6e8ecf.txt", "utf8")
  expect(decode(gbk(page))).toBe(page)
})
