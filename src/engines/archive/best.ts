// The k best hits: they are gathered until there are several times as many, and all but the best of those go.

import { type Candidate, FIELDS, type Field } from "../../library/engine.js"
import { largest } from "./largest.js"
import type { Living } from "./segment.js"

/** Where a paragraph found is. */
export interface Place {
  living: Living
  /** Its number in the segment. */
  paragraph: number
}

export interface Best {
  /** How many it keeps. */
  readonly limit: number
  /** What the next one must reach: as many as it keeps score this, or more, for certain. */
  readonly least: number
  /** Has as many as it keeps a score of at least this, for certain: less is not looked at. */
  raise(least: number): void
  /** Takes in a paragraph. What it scores stands at one place, `at`, of the scores of each field. */
  add(living: Living, paragraph: number, scores: Readonly<Record<Field, Float64Array>>, at: number): void
  /** What `make` makes of each, best first. */
  hits<Hit>(make: (place: Place, scores: Candidate["scores"]) => Hit): Hit[]
}

/** Hits that are gathered, for each that is kept. */
const ROOM = 4
/** What there is of a hit, in a row of numbers: the score of each of FIELDS, all together, and the paragraph's number. */
const TOTAL = FIELDS.length
const PARAGRAPH = TOTAL + 1
const ROW = TOTAL + 2

/** `before` says which of two hits of one score comes first: negative where it is the first. */
export function createBest(limit: number, before: (a: Place, b: Place) => number): Best {
  const room = ROOM * limit
  const rows = new Float64Array(room * ROW)
  const living: Living[] = []
  let count = 0
  let least = 0
  /** The worst that was kept when others of its score, which is `least`, were not. */
  let worst: Place | undefined

  const total = (at: number): number => rows[at * ROW + TOTAL] ?? 0

  function place(at: number): Place {
    const segment = living[at]
    if (!segment) throw new RangeError(`hit ${at} of ${count}`)
    return { living: segment, paragraph: rows[at * ROW + PARAGRAPH] ?? 0 }
  }

  /** Which are the best, best first. */
  function ordered(): number[] {
    const good: number[] = []
    for (let at = 0; at < count; at++) if (total(at) >= least) good.push(at)
    good.sort((a, b) => (total(a) > total(b) ? -1 : total(a) < total(b) ? 1 : before(place(a), place(b))))
    return good.slice(0, limit)
  }

  /** Keeps the best alone. Only where more are as good as the worst of them must they be put in order for that. */
  function keepBest(): void {
    const totals = new Float64Array(count)
    for (let at = 0; at < count; at++) totals[at] = total(at)
    least = Math.max(least, largest(totals, limit))
    let good = 0
    for (let at = 0; at < count; at++) if (total(at) >= least) good++
    const all = good > limit ? ordered() : undefined
    const kept = all && new Set(all)
    worst = all && place(all[limit - 1] ?? 0)
    let to = 0
    for (let at = 0; at < count; at++) {
      const segment = living[at]
      if (!segment || (kept ? !kept.has(at) : total(at) < least)) continue
      for (let i = 0; i < ROW; i++) rows[to * ROW + i] = rows[at * ROW + i] ?? 0
      living[to] = segment
      to++
    }
    count = to
  }

  return {
    limit,
    get least() {
      return least
    },
    raise(to) {
      if (to <= least) return
      least = to
      worst = undefined
    },
    add(segment, paragraph, scores, at) {
      const row = count * ROW
      const words = scores.words[at] ?? 0
      const bigrams = scores.bigrams[at] ?? 0
      const title = scores.title[at] ?? 0
      const sum = words + bigrams + title
      if (sum < least || sum === 0) return
      if (sum === least && worst && before({ living: segment, paragraph }, worst) > 0) return
      rows[row] = words
      rows[row + 1] = bigrams
      rows[row + 2] = title
      rows[row + TOTAL] = sum
      rows[row + PARAGRAPH] = paragraph
      living[count] = segment
      count++
      if (count === room) keepBest()
    },
    hits(make) {
      if (count > limit) keepBest()
      return ordered().map((at) =>
        make(place(at), {
          words: rows[at * ROW] ?? 0,
          bigrams: rows[at * ROW + 1] ?? 0,
          title: rows[at * ROW + 2] ?? 0,
        }),
      )
    },
  }
}
