// The k best hits, and the k-th largest of some numbers, held to sorting them all.

import fc from "fast-check"
import { expect, it } from "vitest"
import { createBest, type Place } from "../../src/engines/archive/best.js"
import { largest } from "../../src/engines/archive/largest.js"
import type { Living } from "../../src/engines/archive/segment.js"

const NO_POSTINGS = {
  terms: new Uint32Array(0),
  counts: new Uint32Array(0),
  blocksEnd: new Uint32Array(0),
  last: new Uint32Array(0),
  end: new Uint32Array(0),
  peaks: new Uint8Array(0),
  bytes: new Uint8Array(0),
  lengths: new Uint32Array(0),
  average: 1,
}
const living: Living = {
  segment: {
    articles: new Uint32Array(0),
    paragraphs: new Uint32Array(0),
    fields: { words: NO_POSTINGS, bigrams: NO_POSTINGS, title: NO_POSTINGS },
  },
  gone: new Uint8Array(0),
}
/** Of equals the last to come is the first. */
const before = (a: Place, b: Place) => b.paragraph - a.paragraph

function columns(totals: readonly number[]) {
  const words = Float64Array.from(totals, (total) => total / 2)
  return { words, bigrams: words, title: new Float64Array(totals.length) }
}

const scores = fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 200 })

it("are those that come first when all are sorted, their scores with them, however many are equal", () => {
  fc.assert(
    fc.property(scores, fc.integer({ min: 1, max: 9 }), (totals, limit) => {
      const best = createBest(limit, before)
      for (const [i] of totals.entries()) best.add(living, i, columns(totals), i)
      const expected = totals
        .map((total, paragraph) => ({ total, paragraph }))
        .filter(({ total }) => total > 0)
        .sort((a, b) => b.total - a.total || b.paragraph - a.paragraph)
        .slice(0, limit)
      expect(best.hits(({ paragraph }, { words, bigrams }) => ({ total: words + bigrams, paragraph }))).toEqual(
        expected,
      )
    }),
  )
})

it("are among those that reach what is known of them, also when that is known later", () => {
  const totals = [5, 5, 5, 5, 5, 7, 7, 6]
  const best = createBest(1, before)
  for (const i of [0, 1, 2, 3, 4]) best.add(living, i, columns(totals), i)
  best.raise(7)
  for (const i of [7, 6, 5]) best.add(living, i, columns(totals), i)
  expect(best.least).toBe(7)
  expect(best.hits(({ paragraph }) => paragraph)).toEqual([6])
})

it("the k-th largest is that of the sorted numbers, 0 where there are fewer", () => {
  fc.assert(
    fc.property(scores, fc.integer({ min: 1, max: 250 }), (values, k) => {
      const sorted = values.toSorted((a, b) => b - a)
      expect(largest(Float64Array.from(values), k)).toBe(sorted[k - 1] ?? 0)
    }),
  )
})
