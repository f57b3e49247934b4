// Columns and numbers by hashes: what was put in is found again, over any number of pages, before and after it was saved.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { createBytes, createSigned, createUnsigned } from "../../src/library/column.js"
import { createKeyedNumbers } from "../../src/library/keyed-numbers.js"

const unsigned = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)

describe("numbers by their hashes", () => {
  /** Few hashes that have their lower bits in common, so that buckets are divided and stay uneven. */
  const hash = fc.oneof(
    unsigned,
    fc.integer({ min: 0, max: 7 }),
    fc.integer({ min: 0, max: 7 }).map((high) => (high << 29) >>> 0),
  )

  it("are all found, and no others, also after they were saved and more have come", () => {
    fc.assert(
      fc.property(
        fc.array(hash, { maxLength: 300 }),
        fc.array(hash, { maxLength: 300 }),
        unsigned,
        (before, after, none) => {
          const first = createKeyedNumbers()
          for (const [number, each] of before.entries()) first.add(each, number)
          const keyed = createKeyedNumbers(first.save())
          for (const [i, each] of after.entries()) keyed.add(each, before.length + i)
          const all = [...before, ...after]
          expect(keyed.size).toBe(all.length)
          for (const asked of new Set([...all, none])) {
            const expected = all.flatMap((each, number) => (each === asked ? [number] : []))
            expect(sorted(keyed.of(asked))).toEqual(expected)
          }
        },
      ),
    )
  })

  it("are found among hundreds of thousands", () => {
    const keyed = createKeyedNumbers()
    const most = 200_000
    for (let number = 0; number < most; number++) keyed.add(Math.imul(number >> 1, 0x9e3779b1) >>> 0, number)
    for (let number = 0; number < most; number += 1001)
      expect(sorted(keyed.of(Math.imul(number >> 1, 0x9e3779b1) >>> 0))).toEqual([number & ~1, number | 1])
  })
})

describe("a column", () => {
  it.each([
    ["bytes", () => createBytes(), (row: number) => row & 0xff],
    ["unsigned numbers", () => createUnsigned(), (row: number) => 2 ** 32 - 1 - row],
    ["signed numbers", () => createSigned(), (row: number) => row - 100_000],
  ])("of %s has what was put there, over several pages", (_, create, valueAt) => {
    const column = create()
    const length = 200_000
    for (let row = 0; row < length; row++) column.set(row, valueAt(row))
    const saved = column.save()
    expect(saved).toHaveLength(length)
    expect([0, 65_535, 65_536, 131_072, length - 1].every((row) => column.get(row) === valueAt(row))).toBe(true)
    expect(saved.every((value, row) => value === valueAt(row))).toBe(true)
  })

  it("goes on from what was saved, in the midst of a page and at the end of one", () => {
    for (const length of [1, 65_535, 65_536, 65_537]) {
      const column = createUnsigned(Uint32Array.from({ length }, (_, row) => row))
      column.set(length, 7)
      column.set(0, 9)
      column.reach(length + 70_000)
      expect([column.get(0), column.get(length - 1), column.get(length), column.get(length + 1)]).toEqual(
        length === 1 ? [9, 9, 7, 0] : [9, length - 1, 7, 0],
      )
      expect(column.save()).toHaveLength(length + 70_000)
    }
  })
})
