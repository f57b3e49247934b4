// What is equal in meaning is equal in folding, and folding twice is folding once.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { asTyped, fold, foldSentences } from "../../src/library/fold.js"

describe("folding", () => {
  it.each([
    ["２，０００畝", "2000亩"],
    ["2,000亩", "2000亩"],
    ["1,234,567元", "1234567元"],
    ["１０３０萬元", "10300000元"],
    ["澧縣耕地保護", "澧县耕地保护"],
    ["ＬＴＦ－８", "ltf-8"],
    ["", ""],
  ])("%s is matched as %s", (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it.each([
    ["two digits follow", "1,23"],
    ["four digits follow", "1,2345"],
    ["a letter stands before it", "a,234"],
    ["a letter follows it", "1,a"],
    ["nothing follows it", "1,"],
    ["it separates years", "2021,2022"],
    ["more than three digits stand before it", "2022,365"],
  ])("keeps a comma where %s", (_, text) => {
    expect(fold(text)).toBe(text)
  })

  it("takes a separator between digits of any width as one", () => {
    expect(fold("1,①②③")).toBe("1123")
    expect(fold("1,𝟐𝟑𝟒")).toBe("1234")
  })

  it("is the same for simplified and traditional print", () => {
    expect(fold("該縣投資1,030萬元，完成中大修工程3公里")).toBe(fold("该县投资1030万元，完成中大修工程3公里"))
  })

  it("of a variant that becomes another variant goes on to the last", () => {
    expect(fold("薴")).toBe(fold("苧"))
  })

  it("folded again changes nothing", () => {
    const piece = fc.oneof(
      fc.constantFrom("1", "234", "２，０００", ",", "，", "①", "𝟐𝟑𝟒", "½", "畝", "澧縣", "㋿", "İ", "\uD800", "。"),
      fc.string({ unit: "binary", maxLength: 4 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = fold(pieces.join(""))
        expect(fold(once)).toBe(once)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe("what was folded is shown as it was typed", () => {
  it.each([
    ["谁出售了七万八千吨稻谷", "78000吨", "七万八千吨"],
    ["投资1,030萬元", "10300000", "1,030萬"],
    ["禮縣復耕多少畝", "礼县", "禮縣"],
    ["RuCheng投资", "rucheng", "RuCheng"],
    ["占百分之三十", "30%", "百分之三十"],
    ["澧县", "汝城", "汝城"],
  ])("%s: %s is %s", (text, folded, typed) => {
    expect(asTyped(text, folded)).toBe(typed)
  })
})

describe("folding by sentences", () => {
  it("keeps where each sentence came from", () => {
    const text = "該縣投資1,030萬元。完成工程３公里。"
    const { sentences, text: whole } = foldSentences(text)
    expect(sentences.map(({ text }) => text)).toEqual(["该县投资10300000元。", "完成工程3公里。"])
    expect(sentences.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      "該縣投資1,030萬元。",
      "完成工程３公里。",
    ])
    expect(whole).toBe("该县投资10300000元。完成工程3公里。")
  })
})
