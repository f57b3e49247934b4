// A way through the postings of one term, forwards: a window of paragraphs after the other, or from paragraph to paragraph.

import { FIELDS } from "../../library/engine.js"
import { impact, rounded } from "./bm25.js"
import { BLOCK, blocksOf, mostOf, type Postings, readBlock } from "./postings.js"

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

export class Cursor {
  readonly field: number
  readonly weight: number
  /** The most that the term scores in the window that was looked at last. */
  most = 0
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

  constructor({ postings, place, field, weight, average }: TermPostings) {
    this.field = field
    this.weight = weight
    this.#postings = postings
    this.#place = place
    this.#average = average
    this.#impacts = impactsOf(field, average)
    this.#blocks = blocksOf(postings, place)
    this.#block = this.#blocks.first
  }

  /** To be called before anything but `addTo`; its number among the cursors of its segment. */
  begin(number: number): void {
    const { paragraphs, times } = bufferOf(number)
    this.#paragraphs = paragraphs
    this.#times = times
  }

  /** The next paragraph, or one before it where its block is not read yet; NONE behind the last. */
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

  /** Adds its scores of a window to those that there are, the first of which is that of paragraph `start`. */
  collect(start: number, end: number, scores: Float64Array): void {
    const { lengths } = this.#postings
    // A search spends most of its time here: what `#score` does, with all that it needs at hand.
    const [paragraphs, times, impacts, weight] = [this.#paragraphs, this.#times, this.#impacts, this.weight]
    while (this.#load(end)) {
      const count = this.#count
      let at = this.#at
      while (at < count && (paragraphs[at] ?? 0) < start) at++
      for (; at < count; at++) {
        const paragraph = paragraphs[at] ?? 0
        if (paragraph >= end) break
        const often = times[at] ?? 0
        const length = lengths[paragraph] ?? 0
        const isCommon = often <= COMMON_TIMES && length < COMMON_LENGTHS
        const most = isCommon ? (impacts[often * COMMON_LENGTHS + length] ?? 0) : impact(often, length, this.#average)
        const place = paragraph - start
        scores[place] = (scores[place] ?? 0) + rounded(weight * most)
      }
      this.#at = at
      if (at < count) return
      this.#block++
    }
  }

  /**
   * Adds all its scores to totals, which have its segment's from a place on. Names each place that had none, after the
   * `count` that are named; gives how many are then.
   */
  addTo(totals: Float64Array, from: number, gone: Uint8Array, named: Uint32Array, count: number): number {
    const { paragraphs, times } = bufferOf(0)
    const { lengths } = this.#postings
    let all = count
    for (let block = this.#blocks.first; block < this.#blocks.end; block++) {
      const read = readBlock(this.#postings, this.#place, block, this.#blocks, paragraphs, times)
      for (let i = 0; i < read; i++) {
        const paragraph = paragraphs[i] ?? 0
        if (gone[paragraph] !== 0) continue
        const total = totals[from + paragraph] ?? 0
        if (total === 0) named[all++] = from + paragraph
        totals[from + paragraph] = total + this.#score(times[i] ?? 0, lengths[paragraph] ?? 0)
      }
    }
    return all
  }

  /** What the term scores in a paragraph; each that is asked for stands behind the one before. */
  scoreAt(paragraph: number): number {
    this.#pass(paragraph)
    if (!this.#load(paragraph + 1)) return 0
    while (this.#at < this.#count && (this.#paragraphs[this.#at] ?? 0) < paragraph) this.#at++
    if (this.#paragraphs[this.#at] !== paragraph || this.#at >= this.#count) return 0
    return this.#score(this.#times[this.#at] ?? 0, this.#postings.lengths[paragraph] ?? 0)
  }

  /** Leaves a window behind. */
  leave(end: number): void {
    this.#from = end
    this.#pass(end)
    if (this.#read !== this.#block) return
    while (this.#at < this.#count && (this.#paragraphs[this.#at] ?? 0) < end) this.#at++
    if (this.#at >= this.#count) this.#block++
  }

  #score(times: number, length: number): number {
    const known = times <= COMMON_TIMES && length < COMMON_LENGTHS
    return rounded(
      this.weight *
        (known ? (this.#impacts[times * COMMON_LENGTHS + length] ?? 0) : impact(times, length, this.#average)),
    )
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

/** How often a term stands in a paragraph, and how long that is, in most cases: their impacts are worked out beforehand. */
const COMMON_TIMES = 4
const COMMON_LENGTHS = 512

/** Impacts by times and length, for the average of a field that they were last made for. */
const known = FIELDS.map(() => ({
  average: Number.NaN,
  impacts: new Float64Array((COMMON_TIMES + 1) * COMMON_LENGTHS),
}))

function impactsOf(field: number, average: number): Float64Array {
  const table = known[field]
  if (!table) return new Float64Array(0)
  if (table.average !== average) {
    table.average = average
    for (let times = 1; times <= COMMON_TIMES; times++)
      for (let length = 0; length < COMMON_LENGTHS; length++)
        table.impacts[times * COMMON_LENGTHS + length] = impact(times, length, average)
  }
  return table.impacts
}

/** What a block is read into: each cursor of a segment has its own while that is searched. */
const buffers: { paragraphs: Uint32Array; times: Uint32Array }[] = []
const NOTHING = new Uint32Array(0)

function bufferOf(number: number): { paragraphs: Uint32Array; times: Uint32Array } {
  const buffer = buffers[number] ?? { paragraphs: new Uint32Array(BLOCK), times: new Uint32Array(BLOCK) }
  buffers[number] = buffer
  return buffer
}
