// Learning on sets small enough to know what must come out.

import { describe, expect, it } from "vitest"
import { type Choice, learn, learnChoice, type Row } from "../../bench/regression.js"

/** Rows where the first feature speaks for, the second against, and the third says nothing; the last is the bias. */
function rows(): Row[] {
  return Array.from({ length: 200 }, (_, i): Row => {
    const [a, b, noise] = [(i * 7) % 10, (i * 3) % 11, (i * 5) % 13]
    return { features: [a, b, noise, 1], target: a - b + (i % 3) - 1 > 0 ? 1 : 0, weight: 1 }
  })
}

const scored = (weights: readonly number[], features: readonly number[]): number =>
  features.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0)

describe("whether", () => {
  it("tells what speaks for from what speaks against, and both from what says nothing", () => {
    const [a = 0, b = 0, noise = 0] = learn(rows())
    expect(a).toBeGreaterThan(0.3)
    expect(b).toBeLessThan(-0.3)
    expect(Math.abs(noise)).toBeLessThan(a / 3)
  })

  it("does not mind the scale of a feature", () => {
    const weights = learn(rows())
    const scaled = learn(
      rows().map(({ features: [a = 0, ...others], ...row }) => ({ ...row, features: [a / 1000, ...others] })),
    )
    expect((scaled[0] ?? 0) / 1000).toBeCloseTo(weights[0] ?? 0, 3)
  })

  it("lets a row count as much as it weighs", () => {
    const at = (weight: number) =>
      learn([
        { features: [1], target: 1, weight: 1 },
        { features: [1], target: 0, weight },
      ])[0] ?? 0
    expect(at(1)).toBeCloseTo(0, 6)
    expect(at(9)).toBeCloseTo(-Math.log(9), 2)
  })
})

describe("which", () => {
  /** The right one has most of the first feature; the second is the same for all, the third is noise. */
  const choices = (weight = 1): Choice[] =>
    Array.from({ length: 100 }, (_, i) => {
      const features = [0, 1, 2].map((k) => [(i * 7 + k * 3) % 10, i % 4, (i * 5 + k) % 6])
      const most = Math.max(...features.map(([first = 0]) => first))
      return { features, gold: features.map(([first]) => first === most), weight }
    })

  it("puts the right one first", () => {
    const weights = learnChoice(choices())
    for (const { features, gold } of choices()) {
      const scores = features.map((each) => scored(weights, each))
      expect(gold[scores.indexOf(Math.max(...scores))]).toBe(true)
    }
  })

  it("gives nothing to what all have alike", () => {
    expect(Math.abs(learnChoice(choices())[1] ?? 1)).toBeLessThan(1e-6)
  })

  it("follows the weightier of two sets that disagree", () => {
    const opposite = choices(9).map(({ gold, ...choice }) => ({ ...choice, gold: gold.map((each) => !each) }))
    expect(learnChoice(choices(1))[0]).toBeGreaterThan(0)
    expect(learnChoice([...choices(1), ...opposite])[0]).toBeLessThan(0)
  })
})
