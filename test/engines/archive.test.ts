// The engine for archives: the contract; the same as if every paragraph had been scored, whatever has come and gone; parts
// made elsewhere; merging; and what was saved.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import { partOf } from "../../src/engines/archive/builder.js"
import { createDecodedPostings } from "../../src/engines/archive/decoded.js"
import { WINDOW } from "../../src/engines/archive/search.js"
import { merge } from "../../src/engines/archive/segment.js"
import type { Candidate, Engine, IndexedParagraph } from "../../src/library/engine.js"
import { finish } from "../../src/library/steps.js"
import { engineContract } from "./contract.js"
import { createExhaustiveEngine } from "./exhaustive.js"

engineContract("the archive", createArchiveEngine)
engineContract("scoring everything", createExhaustiveEngine)

/** Few words, so that paragraphs share them and score alike; common ones first, as in any text. */
const WORDS = [..."的县耕地复恢亩水稻柑橘河长制路网欠薪项目攻坚万元"]
const word = fc.integer({ min: 0, max: WORDS.length ** 2 - 1 }).map((n) => WORDS[Math.floor(Math.sqrt(n))] ?? "")
const terms = (maxLength: number) => fc.array(word, { maxLength })

const paragraphs = (count: number) =>
  fc.array(fc.record({ words: terms(12), bigrams: terms(20), title: terms(4), article: fc.nat(30) }), {
    minLength: 1,
    maxLength: count,
  })

type Drawn = { words: string[]; bigrams: string[]; title: string[]; article: number }
const rows = (drawn: readonly Drawn[], from = 0): IndexedParagraph[] =>
  drawn.map(({ words, bigrams, title, article }, i) => ({
    articleId: `a${article}`,
    paragraph: from + i,
    body: { words, bigrams },
    title,
  }))

const places = (found: readonly Candidate[]) => found.map(({ articleId, paragraph }) => `${articleId}/${paragraph}`)

function expectSame(engine: Engine, reference: Engine, words: string[], bigrams: string[], limit: number): void {
  const [found, expected] = [engine, reference].map((each) => each.candidates({ words, bigrams }, limit))
  expect(places(found ?? [])).toEqual(places(expected ?? []))
  for (const [i, { scores }] of (found ?? []).entries())
    for (const field of ["words", "bigrams", "title"] as const)
      expect(scores[field]).toBeCloseTo(expected?.[i]?.scores[field] ?? Number.NaN, 7)
  expect(engine.size).toBe(reference.size)
}

const query = fc.tuple(terms(6), terms(8), fc.integer({ min: 1, max: 12 }))

describe("the archive finds what scoring every paragraph finds", () => {
  it("after any adding and removing, in any portions", () => {
    fc.assert(
      fc.property(paragraphs(60), paragraphs(60), fc.array(fc.nat(59)), query, (first, second, gone, asked) => {
        const [engine, reference] = [createArchiveEngine(), createExhaustiveEngine()]
        const all = [...rows(first), ...rows(second, first.length)]
        const going = [...new Set(gone)].flatMap((i) => all[i] ?? [])
        for (const each of [engine, reference]) {
          each.add(rows(first))
          each.candidates({ words: ["的"], bigrams: [] }, 1)
          for (const row of rows(second, first.length)) {
            each.add([row])
            each.candidates({ words: ["县"], bigrams: [] }, 1)
          }
          each.remove(going)
          each.add(going.slice(0, 3))
        }
        expectSame(engine, reference, ...asked)
      }),
      { numRuns: 60 },
    )
  })

  it("whatever comes and is asked between the steps of a search", () => {
    fc.assert(
      fc.property(paragraphs(60), paragraphs(60), query, query, (first, more, asked, other) => {
        const engine = createArchiveEngine()
        // A segment each, so that a search has several steps.
        for (const row of rows(first)) {
          engine.add([row])
          engine.candidates({ words: [], bigrams: [] }, 1)
        }
        const [words, bigrams, limit] = asked
        const expected = engine.candidates({ words, bigrams }, limit)
        const search = engine.finding({ words, bigrams }, limit)
        let step = search.next()
        for (const row of rows(more, first.length)) {
          engine.add([row])
          engine.candidates({ words: other[0], bigrams: other[1] }, other[2])
          if (!step.done) step = search.next()
        }
        const found = step.done ? step.value : finish(search)
        expect(found).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  it("with parts made elsewhere, merged elsewhere, and what went while they were", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(paragraphs(12), { minLength: 9, maxLength: 20 }),
        fc.array(fc.nat(99)),
        query,
        async (parts, gone, asked) => {
          let waiting = (): void => {}
          const started = new Promise<void>((resolve) => {
            waiting = resolve
          })
          const engine = createArchiveEngine({
            merger: {
              from: 20,
              async merge(living) {
                await started
                return merge(living)
              },
            },
          })
          const reference = createExhaustiveEngine()
          const all = parts.map((part, i) => rows(part, 100 * i))
          for (const part of all) {
            finish(engine.taking(partOf(part)))
            reference.add(part)
          }
          const going = gone.flatMap((i) => all.flat()[i] ?? [])
          engine.remove(going)
          reference.remove(going)
          expectSame(engine, reference, ...asked)
          waiting()
          await engine.settled()
          expectSame(engine, reference, ...asked)
        },
      ),
      { numRuns: 30 },
    )
  })

  it("over several windows and many blocks, for common terms and rare ones, and among a thousand equals", async () => {
    let seed = 7
    const chance = () => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
      return seed / 2 ** 32
    }
    const draw = (count: number) => Array.from({ length: count }, () => `词${Math.floor(chance() ** 3 * 400)}`)
    const drawn = Array.from({ length: 2.5 * WINDOW }, (_, i): Drawn => {
      if (i % 5 === 0) return { words: ["同", "样"], bigrams: ["同样"], title: [], article: i % 700 }
      // Longer, and with a term more often, than what scores are worked out for beforehand.
      const long = i % 1000 === 1 ? Array.from({ length: 600 }, (_, n) => `长${n}`) : []
      const times = i % 5000 === 1 ? 250 + (i % 11) : 3 + (i % 7)
      const often = i % 7 === 1 || i % 1000 === 1 ? Array.from({ length: times }, () => "词399") : []
      const rare = i % 1000 < 3 ? ["珍", "稀", "罕", "见"] : []
      return { words: [...draw(8), ...often, ...rare, ...long], bigrams: draw(12), title: draw(2), article: i % 700 }
    })
    const reference = createExhaustiveEngine()
    // With postings that are kept, and with those that are read a block at a time.
    const engines = [createArchiveEngine(), createArchiveEngine({ decodedPostings: createDecodedPostings(0) })]
    for (const each of [reference, ...engines]) each.add(rows(drawn))
    for (const engine of engines) await engine.unite()
    const asked = [
      [["词0", "词1", "词399", "词250"], ["词3", "词120", "词2"], 50],
      [["词399", "词398", "词397"], ["词0", "词1"], 3],
      [["长5", "词0"], ["词0"], 40],
      // The common ones are only looked up, in paragraphs that have the rare ones.
      [["珍", "稀", "罕", "见", "词399", "词0"], [], 50],
      [["同", "词5"], ["同样"], 200],
      [["词398"], [], 5],
    ] as const
    for (const engine of engines) {
      for (const [words, bigrams, limit] of asked) expectSame(engine, reference, [...words], [...bigrams], limit)
      // All at a time, a step of each in turn.
      const searches = asked.map(([words, bigrams, limit]) =>
        engine.finding({ words: [...words], bigrams: [...bigrams] }, limit),
      )
      const found = searches.map((): Candidate[] => [])
      for (let rest = searches.length; rest > 0; )
        for (const [i, steps] of searches.entries()) {
          const step = steps.next()
          if (!step.done || !step.value) continue
          found[i] = step.value
          rest--
        }
      for (const [i, [words, bigrams, limit]] of asked.entries())
        expect(found[i]).toEqual(engine.candidates({ words: [...words], bigrams: [...bigrams] }, limit))
    }
  }, 60_000)
})

describe("what the archive saves", () => {
  it("is all there is: restored, it finds the same and goes on", () => {
    fc.assert(
      fc.property(paragraphs(40), paragraphs(40), fc.array(fc.nat(39)), query, (first, second, gone, asked) => {
        const [engine, reference] = [createArchiveEngine(), createExhaustiveEngine()]
        engine.add(rows(first))
        reference.add(rows(first))
        const going = [...new Set(gone)].flatMap((i) => rows(first)[i] ?? [])
        engine.remove(going.slice(0, 2))
        reference.remove(going.slice(0, 2))
        const saved = engine.save()
        engine.remove(rows(first))
        const restored = createArchiveEngine({ saved })
        expectSame(restored, reference, ...asked)
        for (const each of [restored, reference]) {
          each.remove(going.slice(2))
          each.add(rows(second, 100))
        }
        expectSame(restored, reference, ...asked)
      }),
      { numRuns: 40 },
    )
  })
})

describe("merging that fails", () => {
  it("is told to whoever waits, and nothing is lost", async () => {
    const engine = createArchiveEngine({
      merger: { from: 2000, merge: () => Promise.reject(new Error("the thread ended")) },
    })
    for (let i = 0; i < 9; i++)
      finish(
        engine.taking(
          partOf(
            Array.from({ length: 300 }, (_, n) => ({
              articleId: `a${i}`,
              paragraph: n,
              body: { words: ["耕地"], bigrams: [] },
              title: [],
            })),
          ),
        ),
      )
    await expect(engine.settled()).rejects.toThrow("the thread ended")
    expect(engine.candidates({ words: ["耕地"], bigrams: [] }, 5000)).toHaveLength(2700)
  })
})
