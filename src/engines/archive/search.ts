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

/** The best so far have all paragraphs contend with them that have any of the terms. `averages` are the fields' now. */
export function search(
  segments: readonly Living[],
  terms: readonly QueryTerm[],
  averages: readonly number[],
  best: Best,
): void {
  const searched = segments.map((living) => ({ living, cursors: cursorsOf(living, terms, averages) }))
  best.raise(leastOf(searched, best.limit))
  for (const { living, cursors } of searched) searchSegment(living, cursors, best)
}

interface Searched {
  living: Living
  cursors: readonly Cursor[]
}

/** Paragraphs that are scored beforehand by the rarest terms, for each of the best: what those score alone says what it takes. */
const SCORED_BEFOREHAND = 4

/** What the rarest terms score, by paragraph, the segments' one after the other; all 0 between two searches. */
let partial = new Float64Array(WINDOW)

/**
 * What the `limit` best paragraphs score for certain, from the rarest terms alone: with it, few are looked at that are
 * none of them. 0 where too few paragraphs have those.
 */
function leastOf(searched: readonly Searched[], limit: number): number {
  const size = searched.reduce((sum, { living }) => sum + living.gone.length, 0)
  if (partial.length < size) partial = new Float64Array(Math.ceil(size * 1.2))
  let offset = 0
  const readers = searched.flatMap(({ living, cursors }) => {
    const from = offset
    offset += living.gone.length
    return cursors.map((cursor) => ({ cursor, from, gone: living.gone }))
  })
  // The same term weighs the same in all segments: it is read in all of them.
  readers.sort((a, b) => b.cursor.weight - a.cursor.weight)
  const scored: number[] = []
  let last = Number.POSITIVE_INFINITY
  for (const { cursor, from, gone } of readers) {
    if (scored.length >= limit * SCORED_BEFOREHAND && cursor.weight < last) break
    last = cursor.weight
    cursor.addTo(partial, from, gone, scored)
  }
  const totals = new Float64Array(scored.length)
  for (const [i, place] of scored.entries()) {
    totals[i] = partial[place] ?? 0
    partial[place] = 0
  }
  return largest(totals, limit)
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

/** Scores of a window's paragraphs by field; of those that are collected their sums, and which they are. */
const words = new Float64Array(WINDOW)
const bigrams = new Float64Array(WINDOW)
const title = new Float64Array(WINDOW)
const total = new Float64Array(WINDOW)
const touched = new Uint32Array(WINDOW)
/** By the numbers of fields in FIELDS. */
const scores = [words, bigrams, title] as const

/** Has the paragraphs of a segment contend with the best. */
function searchSegment(living: Living, given: readonly Cursor[], best: Best): void {
  const cursors = [...given]
  for (const [i, cursor] of cursors.entries()) cursor.begin(i)
  for (;;) {
    let first = NONE
    for (let i = 0; i < cursors.length; i++) first = Math.min(first, cursors[i]?.next() ?? NONE)
    if (first === NONE) return
    searchWindow(living, cursors, first - (first % WINDOW), best)
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

/**
 * Terms are looked up, not collected, that score less than this share of what it takes, all together. 1 would be right as
 * well; but looking one up costs as much as collecting eight, and at a half there are four times fewer to be looked up.
 */
const LOOKED_UP = 0.5

function searchWindow(living: Living, cursors: Cursor[], start: number, best: Best): void {
  const end = start + WINDOW
  for (const cursor of cursors) cursor.look(start, end)
  sort(cursors)
  let essential = 0
  let others = 0
  for (const { most } of cursors) {
    if (others + most + NEAR >= best.least * LOOKED_UP) break
    others += most
    essential++
  }
  let count = 0
  for (let i = essential; i < cursors.length; i++) count = cursors[i]?.collect(start, end, count) ?? count
  inOrder(count)
  for (let i = 0; i < count; i++) {
    const at = touched[i] ?? 0
    if (living.gone[start + at] === 0 && lookUp(cursors, essential, others, start, at, best.least))
      best.add(living, start + at, words[at] ?? 0, bigrams[at] ?? 0, title[at] ?? 0)
    words[at] = 0
    bigrams[at] = 0
    title[at] = 0
    total[at] = 0
  }
  for (const cursor of cursors) cursor.leave(end)
}

/** Adds what the terms that are no longer collected score in a paragraph, as long as it can be among the best; whether it can. */
function lookUp(
  cursors: readonly Cursor[],
  essential: number,
  others: number,
  start: number,
  at: number,
  least: number,
): boolean {
  let sum = total[at] ?? 0
  let rest = others
  for (let c = essential - 1; c >= 0; c--) {
    if (sum + rest + NEAR < least) return false
    const cursor = cursors[c]
    if (!cursor) break
    rest -= cursor.most
    const score = cursor.scoreAt(start + at)
    if (score === 0) continue
    cursor.scores[at] = (cursor.scores[at] ?? 0) + score
    sum += score
  }
  return sum + NEAR >= least
}

/** Fewer are sorted one by one; more are found in order. */
const FEW = 24

/** Puts the paragraphs that have been touched in order: postings are read forwards. */
function inOrder(count: number): void {
  if (count > FEW) {
    let found = 0
    for (let at = 0; found < count; at++) if (total[at] !== 0) touched[found++] = at
    return
  }
  for (let i = 1; i < count; i++) {
    const place = touched[i] ?? 0
    let at = i
    for (; at > 0 && (touched[at - 1] ?? 0) > place; at--) touched[at] = touched[at - 1] ?? 0
    touched[at] = place
  }
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

/** What a block is read into: each cursor of a segment has its own while that is searched. */
const buffers: { paragraphs: Uint32Array; times: Uint32Array }[] = []
const NOTHING = new Uint32Array(0)

function bufferOf(number: number): { paragraphs: Uint32Array; times: Uint32Array } {
  const buffer = buffers[number] ?? { paragraphs: new Uint32Array(BLOCK), times: new Uint32Array(BLOCK) }
  buffers[number] = buffer
  return buffer
}

/** Goes through the postings of a term, forwards. */
class Cursor {
  /** The most that the term scores in the window. */
  most = 0
  readonly weight: number
  /** Where what it scores in a window is added up. */
  readonly scores: Float64Array
  readonly #postings: Postings
  readonly #place: number
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
  #paragraphs: Uint32Array = NOTHING
  #times: Uint32Array = NOTHING

  constructor(postings: Postings, place: number, field: number, weight: number, average: number) {
    this.#postings = postings
    this.#place = place
    this.scores = scores[field] ?? words
    this.weight = weight
    this.#average = average
    this.#impacts = impactsOnce(field, average)
    this.#blocks = blocksOf(postings, place)
    this.#block = this.#blocks.first
  }

  /** To be called before anything but `addTo`; its number among the cursors of its segment. */
  begin(number: number): void {
    const { paragraphs, times } = bufferOf(number)
    this.#paragraphs = paragraphs
    this.#times = times
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
    this.most = peak === 0 ? 0 : this.weight * mostOf(peak, this.#postings, this.#average)
  }

  /** Adds its scores of a window; gives how many paragraphs of it have been touched. */
  collect(start: number, end: number, touchedBefore: number): number {
    const { scores } = this
    const { lengths } = this.#postings
    const impacts = this.#impacts
    let count = touchedBefore
    while (this.#load(end)) {
      let at = this.#at
      while (at < this.#count && (this.#paragraphs[at] ?? 0) < start) at++
      for (; at < this.#count; at++) {
        const paragraph = this.#paragraphs[at] ?? 0
        if (paragraph >= end) break
        const times = this.#times[at] ?? 0
        const length = lengths[paragraph] ?? 0
        const most =
          times === 1 && length < COMMON_LENGTHS ? (impacts[length] ?? 0) : impact(times, length, this.#average)
        const score = rounded(this.weight * most)
        const place = paragraph - start
        const sum = total[place] ?? 0
        if (sum === 0) touched[count++] = place
        total[place] = sum + score
        scores[place] = (scores[place] ?? 0) + score
      }
      this.#at = at
      if (at < this.#count) return count
      this.#block++
    }
    return count
  }

  /** Adds all its scores to totals, which have its segment's from a place on, and names each place that had none. */
  addTo(totals: Float64Array, from: number, gone: Uint8Array, named: number[]): void {
    const { paragraphs, times } = bufferOf(0)
    for (let block = this.#blocks.first; block < this.#blocks.end; block++) {
      const count = readBlock(this.#postings, this.#place, block, this.#blocks, paragraphs, times)
      for (let i = 0; i < count; i++) {
        const paragraph = paragraphs[i] ?? 0
        if (gone[paragraph] !== 0) continue
        const total = totals[from + paragraph] ?? 0
        if (total === 0) named.push(from + paragraph)
        totals[from + paragraph] = total + this.#scoreOf(paragraph, times[i] ?? 0)
      }
    }
  }

  /** What the term scores in a paragraph; each that is asked for stands behind the one before. */
  scoreAt(paragraph: number): number {
    this.#pass(paragraph)
    if (!this.#load(paragraph + 1)) return 0
    while (this.#at < this.#count && (this.#paragraphs[this.#at] ?? 0) < paragraph) this.#at++
    if (this.#paragraphs[this.#at] !== paragraph || this.#at >= this.#count) return 0
    return this.#scoreOf(paragraph, this.#times[this.#at] ?? 0)
  }

  #scoreOf(paragraph: number, times: number): number {
    const length = this.#postings.lengths[paragraph] ?? 0
    return rounded(this.weight * impact(times, length, this.#average))
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
