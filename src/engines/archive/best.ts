// The k best hits: a heap with the worst of them on top.

import type { Living } from "./segment.js"

/** A paragraph found, and what each field scores. */
export interface Hit {
  living: Living
  /** Its number in the segment. */
  paragraph: number
  words: number
  bigrams: number
  title: number
}

export interface Best {
  /** How many it keeps. */
  readonly limit: number
  /** What the next one must reach: the score of the worst of them, or what is known of it while there is room. */
  readonly least: number
  /** Has as many as it keeps a score of at least this, for certain: less is not looked at. */
  raise(least: number): void
  add(living: Living, paragraph: number, words: number, bigrams: number, title: number): void
  /** Best first. */
  hits(): Hit[]
}

/** `before` says which of two hits of one score comes first: negative where it is the first. */
export function createBest(limit: number, before: (a: Hit, b: Hit) => number): Best {
  /** Each is worse than, or as good as, those at twice its place and the one after that, counted from 1. */
  const heap: Hit[] = []
  const totals = new Float64Array(limit)
  let least = 0

  /** Whether a hit of this score comes after the one at a place of the heap. */
  const isWorse = (hit: Hit, total: number, at: number): boolean => {
    const other = totals[at] ?? 0
    if (total !== other) return total < other
    const own = heap[at]
    return own !== undefined && before(hit, own) > 0
  }

  function put(hit: Hit, total: number, at: number): void {
    heap[at] = hit
    totals[at] = total
  }

  function rise(hit: Hit, total: number): void {
    let at = heap.length
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = heap[above]
      if (!parent || !isWorse(hit, total, above)) break
      put(parent, totals[above] ?? 0, at)
      at = above
    }
    put(hit, total, at)
  }

  /** Puts a hit in the place of the worst. */
  function sink(hit: Hit, total: number): void {
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const right = left + 1
      const [a, b] = [heap[left], heap[right]]
      if (!a) break
      const below = b && isWorse(b, totals[right] ?? 0, left) ? right : left
      const worst = heap[below]
      if (!worst || isWorse(hit, total, below)) break
      put(worst, totals[below] ?? 0, at)
      at = below
    }
    put(hit, total, at)
  }

  return {
    limit,
    get least() {
      return least
    },
    raise(to) {
      least = Math.max(least, to)
    },
    add(living, paragraph, words, bigrams, title) {
      const total = words + bigrams + title
      if (total < least || total === 0) return
      const hit = { living, paragraph, words, bigrams, title }
      if (heap.length < limit) rise(hit, total)
      else if (!isWorse(hit, total, 0)) sink(hit, total)
      if (heap.length === limit) least = Math.max(least, totals[0] ?? 0)
    },
    hits: () =>
      heap
        .map((hit, at) => ({ hit, total: totals[at] ?? 0 }))
        .sort((a, b) => b.total - a.total || before(a.hit, b.hit))
        .map(({ hit }) => hit),
  }
}
