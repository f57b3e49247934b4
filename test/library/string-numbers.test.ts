// Numbers for strings: the same as a Map gives, whatever the strings, forgotten or not.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { createStringNumbers } from "../../src/library/string-numbers.js"

const unit = fc.constantFrom("\0", "a", "汝", "城", "\ud840", "\udc00", "\uffff")
const text = fc.oneof(
  fc.array(unit, { maxLength: 3 }).map((units) => units.join("")),
  fc.string({ unit: "binary", maxLength: 3 }),
)

describe("numbers for strings", () => {
  it("are those in which they were first met, whatever they are", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 400 }), fc.array(text, { maxLength: 40 }), (first, second) => {
        const numbers = createStringNumbers()
        for (const texts of [first, second]) {
          const known = [...new Set(texts)]
          expect(texts.map(numbers.number)).toEqual(texts.map((each) => known.indexOf(each)))
          expect(numbers.strings()).toEqual(known)
          expect(numbers.size).toBe(known.length)
          numbers.clear()
        }
      }),
    )
  })

  it("are given to as many as there are", () => {
    const numbers = createStringNumbers()
    const texts = Array.from({ length: 30_000 }, (_, i) => String.fromCharCode(0x4e00 + (i % 173), 0x4e00 + (i >> 4)))
    const known = new Map<string, number>()
    for (const each of texts) if (!known.has(each)) known.set(each, known.size)
    expect(texts.map(numbers.number)).toEqual(texts.map((each) => known.get(each)))
  })
})
