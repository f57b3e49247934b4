// The best paragraphs for some terms, exactly: what is passed over cannot be among them. MaxScore over windows of
// paragraphs: within one, the terms that could not lift a paragraph over the worst of the best so far, all of them
// together, are looked up only in paragraphs that have another term. Source: Turtle and Flood, "Query Evaluation:
// Strategies and Optimizations", 1995; blocks' own maxima after Ding and Suel, "Faster Top-k Document Retrieval Using
// Block-Max Indexes", 2011.

import { FIELDS } from "../../library/engine.js"
import type { Best } from "./best.js"
import { impact, rounded } from "./bm25.js"
import { BLOCK, blocksOf, mostOf, type Postings, placeOf, readBlock } from "./postings.js"
import type { Living } from "./segment.js"

/** A term of a query in one field. */
export interface QueryTerm {
  /** The field's number in FIELDS. */
  field: number
  term: number
  /** Its idf over all segments. */
  weight: number
}

/** Paragraphs of a window: their scores stay in the fastest cache. */
const WINDOW = 2048

/** Postings of the rarest terms that are read beforehand, for each of the best: what they score alone says what it takes. */
const READ_BEFOREHAND = 8

/** What the rarest terms score, by paragraph; all 0 between two searches. */
let partial = new Float64Array(WINDOW)

/**
 * What the `limit` best paragraphs score for certain, from the rarest terms alone: with it, few are looked at that are
 * none of them. 0 where too few paragraphs have those.
 */
export function leastOf(
  segments: readonly Living[],
  terms: readonly QueryTerm[],
  averages: readonly number[],
  limit: number,
): number {
  const rarest = terms.toSorted((a, b) => b.weight - a.weight)
  const totals: number[] = []
  const enough = limit * READ_BEFOREHAND
  for (const living of segments) {
    // Each segment has its share of what is read.
    const own = Math.max(WINDOW / 8, enough)
    if (partial.length < living.gone.length) partial = new Float64Array(living.gone.length)
    const paragraphs: number[] = []
    for (const term of rarest) {
      if (paragraphs.length > own) break
      for (const cursor of cursorsOf(living, [term], averages)) cursor.addTo(partial, paragraphs, living.gone)
    }
    for (const paragraph of paragraphs) {
      const total = partial[paragraph] ?? 0
      if (total > 0) totals.push(total)
      partial[paragraph] = 0
    }
  }
  return largest(Float64Array.from(totals), limit)
}

/** The k-th largest of some values, counted from 1; 0 where there are fewer. Hoare's selection; the values are put in another order. */
function largest(values: Float64Array, k: number): number {
  let [low, high] = [0, values.length - 1]
  const wanted = values.length - k
  if (wanted < 0) return 0
  while (low < high) {
    const pivot = values[(low + high) >>> 1] ?? 0
    let [i, j] = [low, high]
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i++
      while ((values[j] ?? 0) > pivot) j--
      if (i > j) break
      const value = values[i] ?? 0
      values[i] = values[j] ?? 0
      values[j] = value
      i++
      j--
    }
    if (wanted <= j) high = j
    else if (wanted >= i) low = i
    else break
  }
  return values[wanted] ?? 0
}

/** Bounds are rounded up less exactly than scores: what is so near to the worst is looked at. */
const NEAR = 1e-9
const NONE = 0xffffffff

/** Scores of a window's paragraphs, of each field, and those that have any. */
const scores = FIELDS.map(() => new Float64Array(WINDOW))
const isTouched = new Uint8Array(WINDOW)
const touched = new Uint32Array(WINDOW)

/** Has the paragraphs of a segment that have any of the terms contend with the best. `averages` are the fields' now. */
export function searchSegment(
  living: Living,
  terms: readonly QueryTerm[],
  averages: readonly number[],
  best: Best,
): void {
  const cursors = cursorsOf(living, terms, averages)
  for (;;) {
    let first = NONE
    for (const cursor of cursors) first = Math.min(first, cursor.next())
    if (first === NONE) return
    const start = first - (first % WINDOW)
    searchWindow(living, cursors, start, best)
  }
}

function cursorsOf({ segment }: Living, terms: readonly QueryTerm[], averages: readonly number[]): Cursor[] {
  return terms.flatMap(({ field, term, weight }) => {
    const name = FIELDS[field]
    const postings = name && segment.fields[name]
    const place = postings ? placeOf(postings, term) : -1
    return postings && place >= 0 ? [new Cursor(postings, place, field, weight, averages[field] ?? 1)] : []
  })
}

function searchWindow(living: Living, cursors: Cursor[], start: number, best: Best): void {
  const end = start + WINDOW
  const { gone } = living
  for (const cursor of cursors) cursor.look(start, end)
  sort(cursors)
  let essential = 0
  let others = 0
  while (essential < cursors.length && others + (cursors[essential]?.most ?? 0) + NEAR < best.least) {
    others += cursors[essential]?.most ?? 0
    essential++
  }
  let count = 0
  for (let i = essential; i < cursors.length; i++) count = cursors[i]?.collect(start, end, count) ?? count
  const [words = NO_SCORES, bigrams = NO_SCORES, title = NO_SCORES] = scores
  const worthIt = best.least - others - NEAR
  let kept = 0
  for (let i = 0; i < count; i++) {
    const at = touched[i] ?? 0
    isTouched[at] = 0
    const score = (words[at] ?? 0) + (bigrams[at] ?? 0) + (title[at] ?? 0)
    if (score >= worthIt && gone[start + at] === 0) touched[kept++] = at
    else clear(at)
  }
  // Postings are read forwards.
  const candidates = essential > 0 ? touched.subarray(0, kept).sort() : touched.subarray(0, kept)
  for (let i = 0; i < kept; i++) {
    const at = candidates[i] ?? 0
    let rest = others
    let isIn = true
    for (let c = essential - 1; c >= 0 && isIn; c--) {
      const cursor = cursors[c]
      if (!cursor) break
      rest -= cursor.most
      const field = scores[cursor.field] ?? NO_SCORES
      field[at] = (field[at] ?? 0) + cursor.scoreAt(start + at)
      isIn = (words[at] ?? 0) + (bigrams[at] ?? 0) + (title[at] ?? 0) + rest + NEAR >= best.least
    }
    if (isIn) best.add(living, start + at, words[at] ?? 0, bigrams[at] ?? 0, title[at] ?? 0)
    clear(at)
  }
  for (const cursor of cursors) cursor.leave(end)
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

const NO_SCORES = new Float64Array(WINDOW)

function clear(at: number): void {
  for (const field of scores) field[at] = 0
}

/** Lengths whose impact is worked out beforehand, for what stands in a paragraph once. */
const COMMON_LENGTHS = 512

/** Impacts by length of a term that a paragraph has once, for the average of a field that they were last made for. */
const once = FIELDS.map(() => ({ average: Number.NaN, impacts: new Float64Array(COMMON_LENGTHS) }))

function impactsOnce(field: number, average: number): Float64Array {
  const known = once[field]
  if (!known) return new Float64Array(0)
  if (known.average !== average) {
    known.average = average
    for (let length = 0; length < COMMON_LENGTHS; length++) known.impacts[length] = impact(1, length, average)
  }
  return known.impacts
}

/** Goes through the postings of a term, forwards. */
class Cursor {
  /** The most that the term scores in the window. */
  most = 0
  readonly field: number
  readonly #postings: Postings
  readonly #place: number
  readonly #weight: number
  readonly #average: number
  readonly #impacts: Float64Array
  readonly #blocks: { first: number; end: number }
  /** The block that is next to be read, or is read; and of that the posting that is next. */
  #block: number
  #read = -1
  #count = 0
  #at = 0
  /** What is behind the windows so far. */
  #from = 0
  readonly #paragraphs = new Uint32Array(BLOCK)
  readonly #times = new Uint32Array(BLOCK)

  constructor(postings: Postings, place: number, field: number, weight: number, average: number) {
    this.#postings = postings
    this.#place = place
    this.field = field
    this.#weight = weight
    this.#average = average
    this.#impacts = impactsOnce(field, average)
    this.#blocks = blocksOf(postings, place)
    this.#block = this.#blocks.first
  }

  /** The next paragraph, or one before it where its block is not read yet. */
  next(): number {
    if (this.#block >= this.#blocks.end) return NONE
    if (this.#read === this.#block) return this.#paragraphs[this.#at] ?? NONE
    return Math.max(this.#from, this.#firstPossible(this.#block))
  }

  /** Finds the most that the term scores in a window, from its blocks. */
  look(start: number, end: number): void {
    this.#pass(start)
    let peak = 0
    const { peaks } = this.#postings
    for (let block = this.#block; block < this.#blocks.end; block++) {
      if (this.#firstPossible(block) >= end) break
      peak = Math.max(peak, peaks[block] ?? 0)
    }
    this.most = peak === 0 ? 0 : this.#weight * mostOf(peak, this.#postings, this.#average)
  }

  /** Adds its scores of a window to the fields'; gives how many paragraphs of the window have been touched. */
  collect(start: number, end: number, touchedBefore: number): number {
    const own = scores[this.field] ?? NO_SCORES
    const { lengths } = this.#postings
    const impacts = this.#impacts
    let count = touchedBefore
    while (this.#load(end)) {
      let at = this.#at
      while (at < this.#count && (this.#paragraphs[at] ?? 0) < start) at++
      for (; at < this.#count; at++) {
        const paragraph = this.#paragraphs[at] ?? 0
        if (paragraph >= end) break
        const place = paragraph - start
        if (isTouched[place] === 0) {
          isTouched[place] = 1
          touched[count++] = place
        }
        const times = this.#times[at] ?? 0
        const length = lengths[paragraph] ?? 0
        const most =
          times === 1 && length < COMMON_LENGTHS ? (impacts[length] ?? 0) : impact(times, length, this.#average)
        own[place] = (own[place] ?? 0) + rounded(this.#weight * most)
      }
      this.#at = at
      if (at < this.#count) return count
      this.#block++
    }
    return count
  }

  /** Adds all its scores to totals by paragraph, but for those that are gone, and names each paragraph that had none. */
  addTo(totals: Float64Array, named: number[], gone: Uint8Array): void {
    while (this.#load(NONE)) {
      for (; this.#at < this.#count; this.#at++) {
        const paragraph = this.#paragraphs[this.#at] ?? 0
        if (gone[paragraph] !== 0) continue
        const total = totals[paragraph] ?? 0
        if (total === 0) named.push(paragraph)
        totals[paragraph] = total + this.#score()
      }
      this.#block++
    }
  }

  /** What the term scores in a paragraph; each that is asked for stands behind the one before. */
  scoreAt(paragraph: number): number {
    this.#pass(paragraph)
    if (!this.#load(paragraph + 1)) return 0
    while (this.#at < this.#count && (this.#paragraphs[this.#at] ?? 0) < paragraph) this.#at++
    if (this.#paragraphs[this.#at] !== paragraph || this.#at >= this.#count) return 0
    return this.#score()
  }

  /** What the term scores in the paragraph that is next. */
  #score(): number {
    const length = this.#postings.lengths[this.#paragraphs[this.#at] ?? 0] ?? 0
    return rounded(this.#weight * impact(this.#times[this.#at] ?? 0, length, this.#average))
  }

  /** Leaves a window behind. */
  leave(end: number): void {
    this.#from = end
    this.#pass(end)
    if (this.#read !== this.#block) return
    while (this.#at < this.#count && (this.#paragraphs[this.#at] ?? 0) < end) this.#at++
    if (this.#at >= this.#count) this.#block++
  }

  /** No paragraph of a block stands before this one. */
  #firstPossible(block: number): number {
    return block === this.#blocks.first ? 0 : (this.#postings.last[block - 1] ?? 0) + 1
  }

  /** Passes over the blocks that end before a paragraph. */
  #pass(paragraph: number): void {
    const { last } = this.#postings
    while (this.#block < this.#blocks.end && (last[this.#block] ?? 0) < paragraph) this.#block++
  }

  /** Has the block read that is next, if it begins before `end`; false where none does. */
  #load(end: number): boolean {
    if (this.#block >= this.#blocks.end) return false
    if (this.#read === this.#block) return true
    if (this.#firstPossible(this.#block) >= end) return false
    this.#count = readBlock(this.#postings, this.#place, this.#block, this.#blocks, this.#paragraphs, this.#times)
    this.#read = this.#block
    this.#at = 0
    return true
  }
}
