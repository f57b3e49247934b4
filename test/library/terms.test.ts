// What an index is made of: words and bigrams of real sentences, across no punctuation, numbers whole.

import fc from "fast-check"
import jieba from "nodejieba"
import { describe, expect, it } from "vitest"
import { backgroundIdf, bigramsOf, learn, partOfSpeech, termsOf, tokensOf, wordsOf } from "../../src/library/terms.js"

describe("bigrams", () => {
  it.each([
    ["恢复耕地", ["恢复", "复耕", "耕地"]],
    ["坡度长、弯道多", ["坡度", "度长", "弯道", "道多"]],
    ["“非农化”“非粮化”", ["非农", "农化", "非粮", "粮化"]],
    ["该县 投资", ["该县", "投资"]],
    ["长。", ["长"]],
    ["", []],
    ["。！“”", []],
  ])("of %s run across no punctuation: %j", (text, bigrams) => {
    expect(bigramsOf(text)).toEqual(bigrams)
  })

  it.each([
    ["106国道", ["106国", "国道"]],
    ["恢复1.3万亩", ["恢复", "复1.3", "1.3万", "万亩"]],
    ["0.941", ["0.941"]],
    ["共3。", ["共3"]],
  ])("keep the numbers of %s whole: %j", (text, bigrams) => {
    expect(bigramsOf(text)).toEqual(bigrams)
  })
})

describe("words", () => {
  it("and their parts of speech are jieba's, whatever was cut before", () => {
    // Characters of a page in any order: the dictionary lacks most of what they make.
    const characters = fc.constantFrom(..."汝城县李镇江投资1030万元，完成中大修工程3公里。澧慨叹粤港澳湾a")
    const text = fc.array(characters, { maxLength: 30 }).map((all) => all.join(""))
    fc.assert(
      fc.property(text, (each) => {
        expect(wordsOf(each)).toEqual(jieba.cutForSearch(each, true).filter((word) => /[\p{L}\p{N}]/u.test(word)))
        expect(tokensOf(each).map(({ word, tag }) => ({ word, tag }))).toEqual(each === "" ? [] : jieba.tag(each))
      }),
      { numRuns: 1000 },
    )
  })

  it("are the dictionary's, with the shorter ones inside long ones, and no punctuation", () => {
    const words = wordsOf("司机们慨叹粤港澳大湾区的106国道，投资1030万元。")
    expect(words).toEqual(expect.arrayContaining(["司机", "国道", "投资", "106", "1030"]))
    expect(words.filter((word) => /^[\p{P}\s]+$/u.test(word))).toEqual([])
  })

  it("stand one after the other where they were, none within another", () => {
    const text = "该县投资1030万元，完成中大修工程3公里。"
    const tokens = tokensOf(text)
    expect(tokens.map(({ word }) => word).join("")).toBe(text)
    for (const { word, start } of tokens) expect(text.slice(start, start + word.length)).toBe(word)
  })

  it("have a part of speech, x where the dictionary lacks them", () => {
    expect(partOfSpeech("湖南")).toBe("ns")
    expect(partOfSpeech("")).toBe("x")
  })

  it("that are rare in general Chinese weigh more than common ones", () => {
    expect(backgroundIdf("复耕")).toBeGreaterThan(backgroundIdf("投资"))
    expect(backgroundIdf("的")).toBe(0)
  })
})

it("any text has terms without an exception, and none of white space", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const { words, bigrams } = termsOf(text)
      for (const term of [...words, ...bigrams]) expect(term.trim()).not.toBe("")
    }),
    { numRuns: 300 },
  )
})

describe("what is learnt", () => {
  it("is a word from then on, with the words inside it", () => {
    expect(partOfSpeech("樟树港湘江大桥")).toBe("x")
    expect(backgroundIdf("樟树港湘江大桥")).toBeGreaterThan(0)
    learn(["樟树港湘江大桥"])
    expect(partOfSpeech("樟树港湘江大桥")).toBe("nz")
    expect(tokensOf("湘阴县樟树港湘江大桥开工").map(({ word }) => word)).toEqual(["湘阴县", "樟树港湘江大桥", "开工"])
    expect(wordsOf("樟树港湘江大桥")).toEqual(expect.arrayContaining(["湘江", "大桥"]))
    expect(backgroundIdf("樟树港湘江大桥")).toBeGreaterThan(backgroundIdf("大桥"))
  })

  it("is a proper noun unless told otherwise", () => {
    learn(["大堰垭镇", { word: "码上办", tag: "v" }])
    expect(partOfSpeech("大堰垭镇")).toBe("nz")
    expect(partOfSpeech("码上办")).toBe("v")
  })
})
