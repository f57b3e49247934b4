// What is counted as evidence: numbers as wholes, shares that stay shares.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import { FEATURES, featuresOf, has } from "../../src/library/evidence.js"
import { fold } from "../../src/library/fold.js"
import { createRecall } from "../../src/library/recall.js"
import { seedLibrary } from "../seeds.js"

describe("a text has a number only as a whole", () => {
  it.each([
    ["将150多亩柑橘复耕", "150", true],
    ["将150多亩柑橘复耕", "50", false],
    ["总投资12.15亿元", "15", false],
    ["总投资12.15亿元", "12", false],
    ["总投资12.15亿元", "12.15亿", true],
    ["106国道", "6国", false],
    ["共2868人,另有868人", "868人", true],
    ["截至10月底.", "10", true],
    ["第1", "1", true],
  ])("%s, %s: %s", (text, term, expected) => {
    expect(has(text, term)).toBe(expected)
  })
})

describe("every feature", () => {
  const recallOfSeeds = async () => {
    const recall = createRecall(createArchiveEngine())
    for (const article of (await seedLibrary()).articles()) recall.add(article)
    return recall
  }

  it("stays between its bounds, whatever is asked", async () => {
    const recall = await recallOfSeeds()
    const texts = (await seedLibrary()).articles().flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))
    const part = fc
      .tuple(fc.constantFrom(...texts), fc.nat(200), fc.nat(20))
      .map(([text, start, length]) => text.slice(start, start + length))
    const piece = fc.oneof(part, fc.constantFrom("1", "3号", "4月", "的", "谁", "多少", "ａｂｃ", " "))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
        const { question, candidates, settingOf } = recall.find(fold(pieces.join("")))
        for (const candidate of candidates) {
          const features = featuresOf(question, candidate, settingOf(candidate))
          for (const name of FEATURES) {
            expect(features[name], name).toBeGreaterThanOrEqual(-1e-9)
            expect(features[name], name).toBeLessThanOrEqual(name === "position" ? 5 : 1.6)
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})
