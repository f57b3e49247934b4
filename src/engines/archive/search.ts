// The best paragraphs for some terms, exactly: what is passed over cannot be among them. MaxScore over windows of
// paragraphs: within one, terms that together score too little to lift a paragraph over the worst of the best so far are
// looked up only in paragraphs that have another term. Source: Turtle and Flood, "Query Evaluation: Strategies and
// Optimizations", 1995; blocks' own maxima after Ding and Suel, "Faster Top-k Document Retrieval Using Block-Max
// Indexes", 2011.

import type { Field } from "../../library/engine.js"
import type { Steps } from "../../library/steps.js"
import type { Best } from "./best.js"
import { Cursor, NONE } from "./cursor.js"
import type { DecodedPostings } from "./decoded.js"
import { largest } from "./largest.js"
import { placeOf } from "./postings.js"
import type { Living } from "./segment.js"

/** A term of a query in one field. */
export interface QueryTerm {
  field: Field
  term: number
  /** Its idf over all segments. */
  weight: number
}

export interface Query {
  terms: readonly QueryTerm[]
  /** How many different terms a paragraph has in each field. */
  averages: Readonly<Record<Field, number>>
  /** Where postings are read. */
  decodedPostings: DecodedPostings
}

/** Paragraphs of a window: their scores stay in the processor's own caches, and cursors are not set for each of a few. */
export const WINDOW = 8192

/** Puts into `best` the paragraphs of these segments that score highest for the terms, exactly, a window a step. */
export function* search(segments: readonly Living[], query: Query, best: Best): Steps {
  const searched = segments.map((living) => ({ living, cursors: cursorsOf(living, query) }))
  best.raise(leastOf(searched, best.limit))
  for (const { living, cursors } of searched) {
    yield* searchSegment(living, cursors, best)
    for (const cursor of cursors) cursor.release()
  }
}

interface Searched {
  living: Living
  cursors: readonly Cursor[]
}

/** Paragraphs that are scored beforehand by the rarest terms, for each of the best: what those score alone says what it takes. */
const SCORED_BEFOREHAND = 4

/** What the rarest terms score, all segments' paragraphs one after the other; all 0 between two searches. */
let partial = new Float64Array(WINDOW)
let reached = new Int32Array(WINDOW / 32)
/** Within `leastOf`: paragraphs of a segment that have a rare term, and what those of all segments score. */
let reachedPlaces = new Uint32Array(WINDOW)
let totals = new Float64Array(WINDOW)

/**
 * What the `limit` best paragraphs score for certain, from the rarest terms alone: with it, few are looked at that are
 * none of them. 0 where too few paragraphs have those.
 */
function leastOf(searched: readonly Searched[], limit: number): number {
  // Each segment begins with a number of bits of its own.
  const sizes = searched.map(({ living }) => Math.ceil(living.gone.length / 32))
  const size = sizes.reduce((sum, each) => sum + each, 0)
  if (reached.length < size) {
    reached = new Int32Array(Math.ceil(size * 1.2))
    partial = new Float64Array(reached.length * 32)
  }
  let offset = 0
  const parts = searched.map(({ living, cursors }, i) => {
    const from = offset
    offset += sizes[i] ?? 0
    const scores = {
      start: 0,
      values: partial.subarray(from * 32, offset * 32),
      touched: reached.subarray(from, offset),
    }
    return { living, cursors, scores }
  })
  const readers = parts.flatMap(({ living, cursors, scores }) => cursors.map((cursor) => ({ cursor, living, scores })))
  // The same term weighs the same in all segments: it is read in all of them.
  readers.sort((a, b) => b.cursor.weight - a.cursor.weight)
  let count = 0
  let rarest = 0
  for (let last = Number.POSITIVE_INFINITY; rarest < readers.length; rarest++) {
    const { weight = 0, count: more = 0 } = readers[rarest]?.cursor ?? {}
    if (count >= limit * SCORED_BEFOREHAND && weight < last) break
    last = weight
    count += more
  }
  if (totals.length < count) {
    totals = new Float64Array(Math.ceil(count * 1.2))
    reachedPlaces = new Uint32Array(totals.length)
  }
  for (const { cursor, living, scores } of readers.slice(0, rarest)) {
    cursor.collect(scores, living.gone.length)
    cursor.rewind()
  }
  let found = 0
  for (const { living, scores } of parts) {
    const many = drain(scores.touched, scores.touched.length, reachedPlaces)
    for (let i = 0; i < many; i++) {
      const place = reachedPlaces[i] ?? 0
      if (living.gone[place] === 0) totals[found++] = scores.values[place] ?? 0
      scores.values[place] = 0
    }
  }
  return largest(totals.subarray(0, found), limit)
}

/** Takes the bits that are set out of the first `length` numbers; gives how many there are, and in `places` which. */
function drain(bits: Int32Array, length: number, places: Uint32Array): number {
  let count = 0
  for (let i = 0; i < length; i++) {
    for (let rest = bits[i] ?? 0; rest !== 0; rest &= rest - 1) places[count++] = 32 * i + 31 - Math.clz32(rest & -rest)
    bits[i] = 0
  }
  return count
}

/** Bounds are rounded up less exactly than scores: what is so near to the worst is looked at. */
const NEAR = 1e-9

/** Scores of a window's paragraphs by field; all 0 between two windows. Which have any. */
const words = new Float64Array(WINDOW)
const bigrams = new Float64Array(WINDOW)
const title = new Float64Array(WINDOW)
const inWindow = { words, bigrams, title }
const touched = new Int32Array(WINDOW / 32)
const places = new Uint32Array(WINDOW)

/** Has the paragraphs of a segment contend with the best. */
function* searchSegment(living: Living, given: readonly Cursor[], best: Best): Steps {
  const cursors = [...given]
  for (;;) {
    let first = NONE
    for (let i = 0; i < cursors.length; i++) first = Math.min(first, cursors[i]?.next() ?? NONE)
    if (first === NONE) return
    searchWindow(living, cursors, first - (first % WINDOW), best)
    yield
  }
}

function cursorsOf({ segment }: Living, { terms, averages, decodedPostings }: Query): Cursor[] {
  return terms.flatMap(({ field, term, weight }) => {
    const postings = segment.fields[field]
    const place = placeOf(postings, term)
    return place < 0 ? [] : [new Cursor({ postings, place, field, weight, average: averages[field], decodedPostings })]
  })
}

/**
 * Terms are looked up, not collected, that score less than this share of what it takes, all together. 1 would be right as
 * well; but looking one up costs as much as collecting several.
 */
const LOOKED_UP = 0.35

function searchWindow(living: Living, cursors: Cursor[], start: number, best: Best): void {
  const size = Math.min(WINDOW, living.gone.length - start)
  const end = start + size
  for (let i = 0; i < cursors.length; i++) cursors[i]?.look(start, end)
  sort(cursors)
  let essential = 0
  let others = 0
  for (let i = 0; i < cursors.length; i++) {
    const most = cursors[i]?.most ?? 0
    if (others + most + NEAR >= best.least * LOOKED_UP) break
    others += most
    essential++
  }
  for (let i = essential; i < cursors.length; i++) {
    const cursor = cursors[i]
    cursor?.collect({ start, values: inWindow[cursor.field], touched }, end)
  }
  let left = drain(touched, Math.ceil(size / 32), places)
  left = keepPossible(left, best.least - others)
  let rest = others
  for (let c = essential - 1; c >= 0 && left > 0; c--) {
    const cursor = cursors[c]
    if (!cursor) break
    cursor.lookUp(start, places, left, inWindow[cursor.field])
    rest -= cursor.most
    left = keepPossible(left, best.least - rest)
  }
  for (let i = 0; i < left; i++) {
    const at = places[i] ?? 0
    if (living.gone[start + at] === 0) best.add(living, start + at, inWindow, at)
    forget(at)
  }
  for (let i = 0; i < cursors.length; i++) cursors[i]?.leave(end)
}

/** Keeps those of the first `count` of `places` that score as much as is needed; gives how many they are. */
function keepPossible(count: number, needed: number): number {
  let left = 0
  for (let i = 0; i < count; i++) {
    const at = places[i] ?? 0
    const sum = (words[at] ?? 0) + (bigrams[at] ?? 0) + (title[at] ?? 0)
    if (sum >= needed - NEAR) places[left++] = at
    else forget(at)
  }
  return left
}

function forget(at: number): void {
  words[at] = 0
  bigrams[at] = 0
  title[at] = 0
}

/** Sorts cursors by the most they score. They are nearly in order from the window before. */
function sort(cursors: Cursor[]): void {
  for (let i = 1; i < cursors.length; i++) {
    const cursor = cursors[i]
    if (!cursor) return
    let at = i
    for (let before = cursors[at - 1]; before && before.most > cursor.most; before = cursors[at - 1]) {
      cursors[at] = before
      at--
    }
    cursors[at] = cursor
  }
}
