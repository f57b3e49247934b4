// Postings of terms as read from their bytes, a block at a time when somebody needs it. Those of common terms are kept: what
// a search goes through is nearly all of them, and they are the next question's as well.

import { BLOCK, blocksOf, type Postings, readBlock } from "./postings.js"

/**
 * A term's postings in one field of a segment, as far as they are read. There is room for all of its blocks, or for one at a
 * time: posting `at`, counted from the term's first, is at `at & mask`, and its block b is in room `b & roomMask`.
 */
export interface Decoded {
  /** Per posting its paragraph, and how often that has the term. */
  paragraphs: Uint32Array
  times: Uint32Array
  mask: number
  /** Which block is in each room; NOTHING where none is. */
  rooms: Int32Array
  roomMask: number
}

const NOTHING = -1

/** Bytes of what is kept of a field of a segment: of 100,000 paragraphs a third of the postings, and most that are asked for. */
const KEPT = 24 * 1024 * 1024

export interface DecodedPostings {
  /** What there is of a term's postings. */
  of(postings: Postings, place: number): Decoded
  /** Takes back what nobody reads any more. */
  release(decoded: Decoded): void
}

/**
 * Keeps up to so many bytes of a field's postings, as long as the segment is there: of those terms that come first, which
 * are the common ones. Others are read anew each time.
 */
export function createDecodedPostings(most = KEPT): DecodedPostings {
  const known = new WeakMap<Postings, { terms: Map<number, Decoded>; bytes: number }>()
  /** Rooms for one block: making arrays takes longer than reading one. */
  const spare: Decoded[] = []
  function forOneBlock(): Decoded {
    const decoded = spare.pop()
    decoded?.rooms.fill(NOTHING)
    return decoded ?? roomFor(BLOCK)
  }

  return {
    of(postings, place) {
      const count = postings.counts[place] ?? 0
      if (count <= BLOCK) return forOneBlock()
      let kept = known.get(postings)
      if (!kept) {
        kept = { terms: new Map(), bytes: 0 }
        known.set(postings, kept)
      }
      const found = kept.terms.get(place)
      if (found) return found
      if (kept.bytes + count * BYTES > most) return forOneBlock()
      const decoded = roomFor(count)
      kept.terms.set(place, decoded)
      kept.bytes += count * BYTES
      return decoded
    },
    release(decoded) {
      if (decoded.rooms.length === 1 && spare.length < SPARE) spare.push(decoded)
    },
  }
}

/** Several searches may be between two of their steps; a question of 300 characters has some hundreds of terms. */
const SPARE = 1_000
/** Of a posting: its paragraph, and how often. */
const BYTES = 8

const roomFor = (count: number): Decoded => ({
  paragraphs: new Uint32Array(count),
  times: new Uint32Array(count),
  mask: count > BLOCK ? ALL : BLOCK - 1,
  rooms: new Int32Array(Math.ceil(count / BLOCK)).fill(NOTHING),
  roomMask: count > BLOCK ? ALL : 0,
})
const ALL = -1

/** Reads one of a term's blocks, counted from its first, unless it is there. */
export function decode(decoded: Decoded, postings: Postings, place: number, block: number): void {
  const { paragraphs, times, rooms, roomMask } = decoded
  const room = block & roomMask
  if (rooms[room] === block) return
  const blocks = blocksOf(postings, place)
  readBlock(postings, place, blocks.first + block, blocks, paragraphs, times, room * BLOCK)
  rooms[room] = block
}
