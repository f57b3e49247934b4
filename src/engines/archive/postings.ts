// Postings of a field: which paragraphs have a term, and how often. Terms are numbers, paragraphs too, from 0 within their
// segment; postings come in blocks that can be passed over unread, each with the most that a term scores in it.

import { createNumbers, type Numbers } from "../../library/numbers-list.js"
import { impact, MOST_IMPACT, mostGrowth } from "./bm25.js"

/** Postings of a block: enough to pass over, few enough to read for one of them. */
export const BLOCK = 64

/** All postings of a field in a segment. */
export interface Postings {
  /** Numbers of the terms, ascending. */
  terms: Uint32Array
  /** How many paragraphs have each, and where the blocks of each end: the first one's begin with block 0. */
  counts: Uint32Array
  blocksEnd: Uint32Array
  /** Of each block the last paragraph, where its bytes end, and the most that its term scores in it (see `peakOf`). */
  last: Uint32Array
  end: Uint32Array
  peaks: Uint8Array
  /** Per posting the distance from the one before, times two, plus one where the term stands there several times; then how often. All LEB128. */
  bytes: Uint8Array
  /** Of each paragraph how many different terms the field has, and the average that peaks were computed with. */
  lengths: Uint32Array
  average: number
}

/** An impact as a peak: rounded up, so that none in the block is greater. */
const peakOf = (most: number): number => Math.min(255, Math.ceil((most / MOST_IMPACT) * 255))

/** The most that a term scores in a block with this peak, but for its rarity, when the average is another one now. */
export const mostOf = (peak: number, { average }: Postings, now: number): number =>
  (peak / 255) * MOST_IMPACT * mostGrowth(now, average)

/** Which of a field's terms this is; -1 where no paragraph of the segment has it. */
export function placeOf({ terms }: Postings, term: number): number {
  let [low, high] = [0, terms.length - 1]
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = terms[middle] ?? 0
    if (found === term) return middle
    if (found < term) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** The blocks of a field's term: the first, and the one after the last. */
export const blocksOf = ({ blocksEnd }: Postings, place: number): { first: number; end: number } => ({
  first: place === 0 ? 0 : (blocksEnd[place - 1] ?? 0),
  end: blocksEnd[place] ?? 0,
})

/** How many postings a block has. */
const postingsIn = (
  { counts }: Postings,
  place: number,
  block: number,
  blocks: { first: number; end: number },
): number => (block === blocks.end - 1 ? (counts[place] ?? 0) - (blocks.end - blocks.first - 1) * BLOCK : BLOCK)

/**
 * Reads a block into `paragraphs` and `times`, from an index on; gives how many postings it has. `first` is its term's first
 * block, `end` the one after the last.
 */
export function readBlock(
  postings: Postings,
  place: number,
  block: number,
  blocks: { first: number; end: number },
  paragraphs: Uint32Array,
  times: Uint32Array,
  from = 0,
): number {
  const { last, end, bytes } = postings
  const count = postingsIn(postings, place, block, blocks)
  let at = block === 0 ? 0 : (end[block - 1] ?? 0)
  let paragraph = block === blocks.first ? -1 : (last[block - 1] ?? 0)
  for (let i = from; i < from + count; i++) {
    const code = varint(bytes, at)
    at += width(code)
    paragraph = (paragraph + (code >>> 1)) | 0
    paragraphs[i] = paragraph
    times[i] = 1
    if (code & 1) {
      const often = varint(bytes, at)
      at += width(often)
      times[i] = often
    }
  }
  return count
}

/** A number in LEB128 that begins at a place. */
function varint(bytes: Uint8Array, from: number): number {
  const first = bytes[from] ?? 0
  if (first < 128) return first
  let value = first & 127
  for (let [at, shift] = [from + 1, 7]; ; at++, shift += 7) {
    const byte = bytes[at] ?? 0
    value |= (byte & 127) << shift
    if (byte < 128) return value
  }
}

/** How many bytes a number takes so. */
const width = (value: number): number =>
  value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5

export interface PostingsWriter {
  /** Begins a term; their numbers ascend. */
  begin(term: number): void
  /** A paragraph that has it so often; their numbers ascend. */
  add(paragraph: number, times: number): void
  /** All that was written, with `lengths` of the paragraphs and their `average` as they were given. */
  done(): Postings
}

/** What is written is in arrays made by `allocate`, which is given their length in bytes: a shared one goes to a thread uncopied. */
export function createPostingsWriter(
  lengths: Uint32Array,
  average: number,
  allocate: (length: number) => ArrayBuffer | SharedArrayBuffer = (length) => new ArrayBuffer(length),
): PostingsWriter {
  const terms = createNumbers()
  const counts = createNumbers()
  const blocksEnd = createNumbers()
  const last = createNumbers()
  const end = createNumbers()
  const peaks = createNumbers()
  let bytes = new Uint8Array(1024)
  let at = 0
  let count = 0
  let before = -1
  let most = 0

  function put(value: number): void {
    let rest = value
    while (rest > 127) {
      bytes[at++] = (rest & 127) | 128
      rest >>>= 7
    }
    bytes[at++] = rest
  }

  function endBlock(): void {
    last.add(before)
    end.add(at)
    peaks.add(peakOf(most))
    most = 0
  }

  function endTerm(): void {
    if (count === 0) return
    if (count % BLOCK !== 0) endBlock()
    counts.add(count)
    blocksEnd.add(last.length())
  }

  return {
    begin(term) {
      endTerm()
      terms.add(term)
      count = 0
      before = -1
    },
    add(paragraph, times) {
      // A posting takes ten bytes at the most.
      if (at + 10 > bytes.length) {
        const larger = new Uint8Array(bytes.length * 2)
        larger.set(bytes)
        bytes = larger
      }
      put(((paragraph - before) << 1) | (times > 1 ? 1 : 0))
      if (times > 1) put(times)
      most = Math.max(most, impact(times, lengths[paragraph] ?? 0, average))
      before = paragraph
      count++
      if (count % BLOCK === 0) endBlock()
    },
    done() {
      endTerm()
      const kept = new Uint8Array(allocate(at))
      kept.set(bytes.subarray(0, at))
      const keptPeaks = new Uint8Array(allocate(peaks.length()))
      keptPeaks.set(peaks.values())
      const numbers = (list: Numbers): Uint32Array => {
        const values = new Uint32Array(allocate(list.length() * 4))
        values.set(list.values())
        return values
      }
      return {
        terms: numbers(terms),
        counts: numbers(counts),
        blocksEnd: numbers(blocksEnd),
        last: numbers(last),
        end: numbers(end),
        peaks: keptPeaks,
        bytes: kept,
        lengths: numbers({ length: () => lengths.length, values: () => lengths, add: () => undefined }),
        average,
      }
    },
  }
}
