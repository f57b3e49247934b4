// A way through the postings of one term, forwards: a window of paragraphs after the other, or from paragraph to paragraph.

import { FIELDS } from "../../library/engine.js"
import { impact, rounded } from "./bm25.js"
import { blocksOf, mostOf, type Postings, postingsIn, varint, width } from "./postings.js"

/** Behind the last paragraph of any segment. */
export const NONE = 0xffffffff

/** A term's postings in one field of a segment. */
export interface TermPostings {
  postings: Postings
  /** The term's place in these. */
  place: number
  /** The field's number in FIELDS. */
  field: number
  /** The term's idf over all segments. */
  weight: number
  /** The field's average length over all segments. */
  average: number
}

/**
 * Scores, the first of which is that of paragraph `start`. Those that were added to have a bit each, 32 of them a number:
 * with these, few are looked at.
 */
export interface Scores {
  start: number
  values: Float64Array
  touched: Int32Array
}

/**
 * For each window in turn: `look`, then `collect` or `scoreAt` from paragraph to paragraph, then `leave`. What was only
 * collected may be gone through again after `rewind`.
 */
export class Cursor {
  readonly field: number
  readonly weight: number
  /** How many paragraphs of the segment have the term. */
  readonly count: number
  /** The most that the term scores in the window that was looked at last. */
  most = 0
  readonly #postings: Postings
  readonly #place: number
  readonly #average: number
  readonly #impacts: Float64Array
  readonly #blocks: { first: number; end: number }
  /** The block that is read, or is next to be; and the one that is begun. */
  #block: number
  #begun = -1
  /** Where the rest of that begins, and how many postings it has. */
  #at = 0
  #left = 0
  /** The posting that was read last; whether it is still to be used. */
  #paragraph = -1
  #times = 0
  #isNext = false
  /** What is behind the windows so far. */
  #from = 0

  constructor({ postings, place, field, weight, average }: TermPostings) {
    this.field = field
    this.weight = weight
    this.count = postings.counts[place] ?? 0
    this.#postings = postings
    this.#place = place
    this.#average = average
    this.#impacts = impactsOf(field, average)
    this.#blocks = blocksOf(postings, place)
    this.#block = this.#blocks.first
  }

  /** Goes back before the first paragraph. */
  rewind(): void {
    this.#block = this.#blocks.first
    this.#begun = -1
    this.#isNext = false
    this.#from = 0
  }

  /** The next paragraph, or one before it where its block is not read yet; NONE behind the last. */
  next(): number {
    if (this.#block >= this.#blocks.end) return NONE
    const possible = this.#begun === this.#block && this.#isNext ? this.#paragraph : this.#firstPossible(this.#block)
    return Math.max(this.#from, possible)
  }

  /** Finds the most that the term scores in a window, from its blocks. `end` is behind its last paragraph. */
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

  /** Adds its scores of the paragraphs from the scores' `start` up to, but without, `end` to those that there are. */
  collect({ start, values, touched }: Scores, end: number): void {
    const { lengths, bytes } = this.#postings
    // A search spends most of its time here: what `#read` and `#score` do, with all that they need at hand.
    const [impacts, weight] = [this.#impacts, this.weight]
    while (this.#begin(end)) {
      this.#advance(start)
      let [at, left, paragraph, times] = [this.#at, this.#left, this.#paragraph, this.#times]
      while (this.#isNext) {
        if (paragraph >= end) {
          this.#at = at
          this.#left = left
          this.#paragraph = paragraph
          this.#times = times
          return
        }
        const length = lengths[paragraph] ?? 0
        const isCommon = times <= COMMON_TIMES && length < COMMON_LENGTHS
        const most = isCommon ? (impacts[times * COMMON_LENGTHS + length] ?? 0) : impact(times, length, this.#average)
        const place = paragraph - start
        values[place] = (values[place] ?? 0) + rounded(weight * most)
        touched[place >>> 5] = (touched[place >>> 5] ?? 0) | (1 << (place & 31))
        if (left === 0) break
        left--
        const code = varint(bytes, at)
        at += width(code)
        paragraph = (paragraph + (code >>> 1)) | 0
        times = 1
        if (code & 1) {
          times = varint(bytes, at)
          at += width(times)
        }
      }
      this.#isNext = false
      this.#block++
    }
  }

  /** What the term scores in a paragraph; each that is asked for stands behind the one before. */
  scoreAt(paragraph: number): number {
    this.#pass(paragraph)
    if (!this.#begin(paragraph + 1)) return 0
    this.#advance(paragraph)
    if (!this.#isNext || this.#paragraph !== paragraph) return 0
    return this.#score(this.#times, this.#postings.lengths[paragraph] ?? 0)
  }

  /** Leaves a window behind. */
  leave(end: number): void {
    this.#from = end
    this.#pass(end)
  }

  #score(times: number, length: number): number {
    const isCommon = times <= COMMON_TIMES && length < COMMON_LENGTHS
    const most = isCommon ? (this.#impacts[times * COMMON_LENGTHS + length] ?? 0) : impact(times, length, this.#average)
    return rounded(this.weight * most)
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

  /** Begins the block that is next, if it begins before `end`; false where none does. */
  #begin(end: number): boolean {
    const block = this.#block
    if (block >= this.#blocks.end) return false
    if (this.#begun === block) return true
    if (this.#firstPossible(block) >= end) return false
    const { end: ends, last } = this.#postings
    this.#begun = block
    this.#at = block === 0 ? 0 : (ends[block - 1] ?? 0)
    this.#left = postingsIn(this.#postings, this.#place, block, this.#blocks)
    this.#paragraph = block === this.#blocks.first ? -1 : (last[block - 1] ?? 0)
    this.#isNext = false
    return true
  }

  /** Reads on in the block that is begun until a posting of this paragraph, or of one behind it, is next. */
  #advance(paragraph: number): void {
    if (this.#isNext && this.#paragraph >= paragraph) return
    const { bytes } = this.#postings
    this.#isNext = false
    while (this.#left > 0 && !this.#isNext) {
      const code = varint(bytes, this.#at)
      this.#at += width(code)
      this.#left--
      this.#paragraph = (this.#paragraph + (code >>> 1)) | 0
      this.#times = 1
      if (code & 1) {
        this.#times = varint(bytes, this.#at)
        this.#at += width(this.#times)
      }
      this.#isNext = this.#paragraph >= paragraph
    }
  }
}

/** How often a term stands in a paragraph, and how long that is, in most cases: their impacts are worked out beforehand. */
const COMMON_TIMES = 4
const COMMON_LENGTHS = 512

/** Impacts by times and length, for the average of a field that they were last made for. */
const known: { average: number; impacts: Float64Array }[] = FIELDS.map(() => ({
  average: Number.NaN,
  impacts: new Float64Array(0),
}))

/** A search that goes on has others between its steps: what it was given is not written to. */
function impactsOf(field: number, average: number): Float64Array {
  const last = known[field]
  if (last?.average === average) return last.impacts
  const impacts = new Float64Array((COMMON_TIMES + 1) * COMMON_LENGTHS)
  for (let times = 1; times <= COMMON_TIMES; times++)
    for (let length = 0; length < COMMON_LENGTHS; length++)
      impacts[times * COMMON_LENGTHS + length] = impact(times, length, average)
  known[field] = { average, impacts }
  return impacts
}
