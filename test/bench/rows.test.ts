// What is printed of what was measured.

import { describe, expect, it } from "vitest"
import { draw } from "../../bench/archive/draw.js"
import type { Best } from "../../bench/archive/reference.js"
import { COLUMNS, ratiosOf, remarksOf, rowsOf, type SizeMeasured } from "../../bench/archive/rows.js"

/** Scores 20 to 1 for paragraphs 0 to 19, but that 9 and 10 have the same. */
const best: Best[] = Array.from({ length: 20 }, (_, i) => ({
  number: i,
  key: `a${i} 0`,
  score: i === 10 ? 11 : 20 - i,
}))
const numbers = (...first: number[]) => first.map(String)
const tenBut = (place: number, other: number) => Array.from({ length: 10 }, (_, i) => (i === place ? other : i))

const measured = (found: string[][]): SizeMeasured => ({
  paragraphs: 100,
  reference: found.map(() => best),
  all: [
    { who: "wenbao", figures: { built: 2_000, memory: 200 * 1024 ** 2, recall: [2, 2, 4], found } },
    { who: "peer", figures: { built: 5_000, recall: [1, 1, 9], notes: ["cannot be saved"] }, ended: "gave up" },
  ],
})

const column = (name: string) => COLUMNS.findIndex((each) => each.name === name) + 1
const agreement = (found: string[][]) => {
  const [, ours = []] = rowsOf(measured(found))
  return [ours[column("R@1")], ours[column("top 10")]]
}

describe("agreement with exhaustive search", () => {
  it("is whole where the same paragraphs are in the same places, by whichever name they go", () => {
    expect(agreement([numbers(...tenBut(0, 0)), best.slice(0, 10).map(({ key }) => key)])).toEqual(["1.000", "1.000"])
  })

  it("lets one of equal paragraphs stand for the other", () => {
    expect(agreement([numbers(...tenBut(9, 10))])).toEqual(["1.000", "1.000"])
  })

  it("misses what is another, or is not there", () => {
    expect(agreement([numbers(...tenBut(5, 12)), numbers(1, 0), []])).toEqual(["0.333", "0.000"])
  })
})

it("leaves questions out of the shares that no paragraph has a term of", () => {
  const of = measured([numbers(...tenBut(0, 0)), []])
  const [, ours = []] = rowsOf({ ...of, reference: [best, []] })
  expect([ours[column("R@1")], ours[column("top 10")]]).toEqual(["1.000", "1.000"])
})

it("has a dash for what was not measured", () => {
  const [head = [], , peer = []] = rowsOf(measured([]))
  expect(peer).toHaveLength(head.length)
  expect(peer[column("build, s")]).toBe("5.0")
  expect(peer[column("memory, MB")]).toBe("–")
})

it.each([
  [5_000, "2.5"],
  [199_400, "100"],
  [500_000, "250"],
  [198_000, "99"],
])("says how many times as much a peer takes: %d ms", (built, times) => {
  const { all, ...rest } = measured([])
  const peer = { who: "peer", figures: { ...all[1]?.figures, built } }
  expect(ratiosOf({ ...rest, all: [...all.slice(0, 1), peer] })[1]).toEqual(["peer", times, "–", "–", "0.50"])
})

it("says who did not come to an end, and why something is missing", () => {
  expect(remarksOf(measured([]))).toEqual(["peer: cannot be saved", "peer: gave up"])
})

it("draws each of those measured in each panel that it has a value for", () => {
  const [small, large] = [measured([]), { ...measured([]), paragraphs: 10_000 }]
  const picture = draw([small, large])
  // wenbao in three panels, the peer in two, at two sizes.
  expect(picture.match(/<circle/gu)).toHaveLength(10)
  expect(picture).not.toMatch(/NaN|Infinity/u)
})
