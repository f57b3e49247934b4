import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { createDictionary } from "../../src/library/dictionary.js"

describe("the dictionary", () => {
  it("numbers terms in the order they are first met, whatever they are made of", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 6 })), (terms) => {
        const dictionary = createDictionary()
        const numbers = terms.map((term) => dictionary.number(term))
        const distinct = [...new Set(terms)]
        expect(numbers).toEqual(terms.map((term) => distinct.indexOf(term)))
        expect(distinct.map((_, number) => dictionary.term(number))).toEqual(distinct)
        expect(dictionary.size).toBe(distinct.length)
      }),
    )
  })

  it("knows no term that it was not given", () => {
    const dictionary = createDictionary()
    for (let i = 0; i < 20_000; i++) dictionary.number(`词${i}`)
    for (let i = 0; i < 20_000; i++) expect(dictionary.find(`语${i}`)).toBe(-1)
    expect(dictionary.find("词19999")).toBe(19_999)
  })

  it("goes on from what was saved, and leaves what was saved as it was", () => {
    const dictionary = createDictionary()
    for (let i = 0; i < 5000; i++) dictionary.number(`词${i}`)
    const saved = dictionary.save()
    dictionary.number("后来的")
    const restored = createDictionary(saved)
    expect(restored.size).toBe(5000)
    expect(restored.find("后来的")).toBe(-1)
    for (let i = 0; i < 5000; i++) expect(restored.find(`词${i}`)).toBe(i)
    for (let i = 5000; i < 9000; i++) expect(restored.number(`词${i}`)).toBe(i)
    expect(createDictionary(saved).size).toBe(5000)
    expect(restored.term(8999)).toBe("词8999")
  })
})
