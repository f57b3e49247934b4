// Postings of terms as read from their bytes, a block at a time when somebody needs it. Those of terms that many paragraphs
// have are kept: what a search goes through is nearly all of them, and they are the next question's as well.

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

export interface DecodedPostings {
  /** What there is of a term's postings. */
  of(postings: Postings, place: number): Decoded
  /** Takes back what nobody reads any more. */
  release(decoded: Decoded): void
}

/** Bytes of what is kept, of all segments together: of 100,000 paragraphs half of the postings. */
const KEPT = 64 * 1024 * 1024
/** A term that would take a larger share of that is hardly ever more than looked up. */
const LARGEST = 1 / 16
/** Of a posting: its paragraph and how often, and its share of a room's number. */
const BYTES = 8 + 4 / BLOCK
/** Rooms for one block that wait to be used again: several searches may be between two of their steps. */
const SPARE = 1_000

/**
 * Keeps up to so many bytes, of the terms that are asked for first, as long as their segments are there; none that takes a
 * larger share of it than `largest`. Others are read anew each time: putting the last ones in the place of the first costs
 * more than it saves where not all can be kept.
 */
export function createDecodedPostings(most = KEPT, largest = LARGEST): DecodedPostings {
  const known = new WeakMap<Postings, Kept>()
  let bytes = 0
  const gone = new FinalizationRegistry<Kept>((kept) => {
    bytes -= kept.bytes
  })
  /** Making arrays takes longer than reading a block. */
  const spare: Decoded[] = []
  function forOneBlock(): Decoded {
    const decoded = spare.pop()
    decoded?.rooms.fill(NOTHING)
    return decoded ?? roomFor(BLOCK)
  }

  function keptOf(postings: Postings): Kept {
    const found = known.get(postings)
    if (found) return found
    const kept: Kept = { terms: new Map(), bytes: 0 }
    known.set(postings, kept)
    gone.register(postings, kept)
    return kept
  }

  return {
    of(postings, place) {
      const count = postings.counts[place] ?? 0
      if (count <= BLOCK) return forOneBlock()
      const kept = keptOf(postings)
      const found = kept.terms.get(place)
      if (found) return found
      const needed = count * BYTES
      if (needed > most * largest || bytes + needed > most) return forOneBlock()
      const decoded = roomFor(count)
      kept.terms.set(place, decoded)
      kept.bytes += needed
      bytes += needed
      return decoded
    },
    release(decoded) {
      if (decoded.rooms.length === 1 && spare.length < SPARE) spare.push(decoded)
    },
  }
}

/** What is kept of a field of a segment, by the places of terms. */
interface Kept {
  terms: Map<number, Decoded>
  bytes: number
}

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
