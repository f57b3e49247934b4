// A way through the postings of one term, forwards: a window of paragraphs after the other, or from paragraph to paragraph.

import type { Field } from "../../library/engine.js"
import { impact, rounded } from "./bm25.js"
import { type Decoded, type DecodedPostings, decode } from "./decoded.js"
import { BLOCK, blocksOf, mostOf, type Postings } from "./postings.js"

/** Behind the last paragraph of any segment. */
export const NONE = 0xffffffff

/** A term's postings in one field of a segment. */
export interface TermPostings {
  postings: Postings
  /** The term's place in these. */
  place: number
  field: Field
  /** The term's idf over all segments. */
  weight: number
  /** The field's average length over all segments. */
  average: number
  /** Where they are read. */
  decodedPostings: DecodedPostings
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
 * For each window in turn: `look`, then `collect` or `lookUp`, then `leave`; at last `release`. Or `collect` alone, and `rewind`
 * to go through it again.
 */
export class Cursor {
  readonly field: Field
  readonly weight: number
  /** How many paragraphs of the segment have the term. */
  readonly count: number
  /** The most that the term scores in the window that was looked at last. */
  most = 0
  readonly #postings: Postings
  readonly #place: number
  readonly #average: number
  readonly #decodedPostings: DecodedPostings
  readonly #impacts: Float64Array
  readonly #decoded: Decoded
  /** Which of the field's blocks is the term's first, and how many it has. */
  readonly #first: number
  readonly #blocks: number
  /** The block that is read, or is next to be, counted from that; and the posting that is next, counted from the term's first. */
  #block = 0
  #at = 0
  /** What is behind the windows so far. */
  #from = 0

  constructor({ postings, place, field, weight, average, decodedPostings }: TermPostings) {
    this.field = field
    this.weight = weight
    this.count = postings.counts[place] ?? 0
    this.#postings = postings
    this.#place = place
    this.#average = average
    this.#impacts = impactsOf(field, average)
    this.#decodedPostings = decodedPostings
    this.#decoded = decodedPostings.of(postings, place)
    const { first, end } = blocksOf(postings, place)
    this.#first = first
    this.#blocks = end - first
  }

  /** Ends it: nothing is read of it any more. */
  release(): void {
    this.#decodedPostings.release(this.#decoded)
  }

  /** Goes back before the first paragraph. */
  rewind(): void {
    this.#block = 0
    this.#at = 0
    this.#from = 0
  }

  /** The next paragraph, or one before it where that is not known yet; NONE behind the last. */
  next(): number {
    if (this.#block >= this.#blocks) return NONE
    const { rooms, roomMask, paragraphs, mask } = this.#decoded
    const isRead = rooms[this.#block & roomMask] === this.#block
    const possible = isRead ? (paragraphs[this.#at & mask] ?? 0) : this.#firstPossible(this.#block)
    return Math.max(this.#from, possible)
  }

  /** Finds the most that the term scores in a window, from its blocks. `end` is behind its last paragraph. */
  look(start: number, end: number): void {
    this.#pass(start)
    let peak = 0
    const { peaks } = this.#postings
    for (let block = this.#block; block < this.#blocks; block++) {
      if (this.#firstPossible(block) >= end) break
      peak = Math.max(peak, peaks[this.#first + block] ?? 0)
    }
    this.most = peak === 0 ? 0 : this.weight * mostOf(peak, this.#postings, this.#average)
  }

  /** Adds its scores of the paragraphs from the scores' `start` up to, but without, `end` to those that there are. */
  collect({ start, values, touched }: Scores, end: number): void {
    const { lengths } = this.#postings
    const { paragraphs, times, mask } = this.#decoded
    // A search spends most of its time here: what `#score` does, with all that it needs at hand. Each of the two sums is
    // written by itself: of a number that is worked out in one of two ways V8 makes an object.
    const [impacts, weight] = [this.#impacts, this.weight]
    while (this.#begin(end)) {
      const behind = this.#behind()
      let at = this.#advance(start, behind)
      for (; at < behind; at++) {
        const paragraph = paragraphs[at & mask] ?? 0
        if (paragraph >= end) {
          this.#at = at
          return
        }
        const place = paragraph - start
        const often = times[at & mask] ?? 0
        const length = lengths[paragraph] ?? 0
        if (often <= COMMON_TIMES && length < COMMON_LENGTHS)
          values[place] = (values[place] ?? 0) + rounded(weight * (impacts[often * COMMON_LENGTHS + length] ?? 0))
        else values[place] = (values[place] ?? 0) + this.#score(at)
        touched[place >>> 5] = (touched[place >>> 5] ?? 0) | (1 << (place & 31))
      }
      this.#at = at
      this.#block++
    }
  }

  /** Adds its scores of some paragraphs, ascending, to those that there are: the first `count` of `places`, from `start`. */
  lookUp(start: number, places: Uint32Array, count: number, values: Float64Array): void {
    for (let i = 0; i < count; i++) {
      const place = places[i] ?? 0
      const score = this.#scoreAt(start + place)
      if (score > 0) values[place] = (values[place] ?? 0) + score
    }
  }

  /** What the term scores in a paragraph; each that is asked for stands behind the one before. */
  #scoreAt(paragraph: number): number {
    this.#pass(paragraph)
    if (!this.#begin(paragraph + 1)) return 0
    const at = this.#advance(paragraph, this.#behind())
    this.#at = at
    const { paragraphs, mask } = this.#decoded
    return paragraphs[at & mask] === paragraph ? this.#score(at) : 0
  }

  /** Leaves a window behind. */
  leave(end: number): void {
    this.#from = end
    this.#pass(end)
  }

  #score(at: number): number {
    const { paragraphs, times, mask } = this.#decoded
    const often = times[at & mask] ?? 0
    const length = this.#postings.lengths[paragraphs[at & mask] ?? 0] ?? 0
    if (often <= COMMON_TIMES && length < COMMON_LENGTHS)
      return rounded(this.weight * (this.#impacts[often * COMMON_LENGTHS + length] ?? 0))
    return rounded(this.weight * impact(often, length, this.#average))
  }

  /** No paragraph of a block stands before this one. */
  #firstPossible(block: number): number {
    return block === 0 ? 0 : (this.#postings.last[this.#first + block - 1] ?? 0) + 1
  }

  /** The posting after the last of the block. */
  #behind(): number {
    return Math.min(this.count, (this.#block + 1) * BLOCK)
  }

  /** Passes over the blocks that end before a paragraph. */
  #pass(paragraph: number): void {
    const { last } = this.#postings
    const first = this.#first
    let block = this.#block
    while (block < this.#blocks && (last[first + block] ?? 0) < paragraph) block++
    if (block === this.#block) return
    this.#block = block
    this.#at = block * BLOCK
  }

  /** Has the block that is next read, unless it begins at `end` or behind; false where there is none. */
  #begin(end: number): boolean {
    const block = this.#block
    if (block >= this.#blocks || this.#firstPossible(block) >= end) return false
    decode(this.#decoded, this.#postings, this.#place, block)
    return true
  }

  /** The first posting of this paragraph, or of one behind it, up to `behind`. */
  #advance(paragraph: number, behind: number): number {
    const { paragraphs, mask } = this.#decoded
    let at = this.#at
    while (at + STRIDE < behind && (paragraphs[(at + STRIDE) & mask] ?? 0) <= paragraph) at += STRIDE
    while (at < behind && (paragraphs[at & mask] ?? 0) < paragraph) at++
    return at
  }
}

/** Postings that are passed over at a time. */
const STRIDE = 8

/** How often a term stands in a paragraph, and how long that is, in most cases: their impacts are worked out beforehand. */
const COMMON_TIMES = 4
const COMMON_LENGTHS = 512

/** Impacts by times and length, for the average of a field that they were last made for. */
const known = new Map<Field, { average: number; impacts: Float64Array }>()

/** A search that goes on has others between its steps: what it was given is not written to. */
function impactsOf(field: Field, average: number): Float64Array {
  const last = known.get(field)
  if (last?.average === average) return last.impacts
  const impacts = new Float64Array((COMMON_TIMES + 1) * COMMON_LENGTHS)
  for (let times = 1; times <= COMMON_TIMES; times++)
    for (let length = 0; length < COMMON_LENGTHS; length++)
      impacts[times * COMMON_LENGTHS + length] = impact(times, length, average)
  known.set(field, { average, impacts })
  return impacts
}
