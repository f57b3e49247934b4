// A segment: the index of some paragraphs, never written to once it is made. Small ones are made as articles come, and
// merged into larger ones.

import type { Field } from "../../library/engine.js"
import { BLOCK, blocksOf, createPostingsWriter, type Postings, readBlock } from "./postings.js"

export interface Segment {
  /** Of each paragraph the number of its article and its index within that. */
  articles: Uint32Array
  paragraphs: Uint32Array
  fields: Readonly<Record<Field, Postings>>
}

/** The average length; 1 where all are empty, as it divides. */
export const averageOf = (lengths: Uint32Array): number => {
  const sum = lengths.reduce((total, length) => total + length, 0)
  return sum > 0 ? sum / lengths.length : 1
}

/** A segment with those of its paragraphs that are gone: 1 where one is. */
export interface Living {
  segment: Segment
  gone: Uint8Array
}

const GONE = 0xffffffff

/** One segment of the living paragraphs of several, in their order. Arrays are made by `allocate`. */
export function merge(
  parts: readonly Living[],
  allocate?: (length: number) => ArrayBuffer | SharedArrayBuffer,
): Segment {
  const numbers = renumbered(parts.map(({ gone }) => gone))
  const size = parts.reduce((sum, { gone }) => sum + livingIn(gone), 0)
  const column = (of: (segment: Segment) => Uint32Array): Uint32Array => {
    const values = new Uint32Array(allocate?.(size * 4) ?? new ArrayBuffer(size * 4))
    for (const [p, { segment }] of parts.entries()) {
      const to = numbers[p] ?? NOWHERE
      const from = of(segment)
      for (let i = 0; i < from.length; i++) if (to[i] !== GONE) values[to[i] ?? 0] = from[i] ?? 0
    }
    return values
  }
  const postings = (field: Field) => {
    const lengths = column(({ fields }) => fields[field].lengths)
    return mergeField(parts, field, numbers, createPostingsWriter(lengths, averageOf(lengths), allocate))
  }
  return {
    articles: column(({ articles }) => articles),
    paragraphs: column(({ paragraphs }) => paragraphs),
    fields: { words: postings("words"), bigrams: postings("bigrams"), title: postings("title") },
  }
}

const NOWHERE = new Uint32Array(0)

/** How many paragraphs are not gone. */
export function livingIn(gone: Uint8Array): number {
  let count = 0
  for (let i = 0; i < gone.length; i++) if (gone[i] === 0) count++
  return count
}

/** What number each paragraph of each segment has in the merged one. */
function renumbered(gone: readonly Uint8Array[]): Uint32Array[] {
  let next = 0
  return gone.map((each) => {
    const numbers = new Uint32Array(each.length)
    for (let i = 0; i < each.length; i++) numbers[i] = each[i] === 0 ? next++ : GONE
    return numbers
  })
}

function mergeField(
  parts: readonly Living[],
  field: Field,
  numbers: readonly Uint32Array[],
  writer: ReturnType<typeof createPostingsWriter>,
): Postings {
  const lists = parts.map(({ segment }) => segment.fields[field])
  const places = new Uint32Array(lists.length)
  /** The next term of each. */
  const heads = Uint32Array.from(lists, ({ terms }) => terms[0] ?? GONE)
  const [paragraphs, times] = [new Uint32Array(BLOCK), new Uint32Array(BLOCK)]
  for (;;) {
    let term = GONE
    for (let p = 0; p < heads.length; p++) term = Math.min(term, heads[p] ?? GONE)
    if (term === GONE) return writer.done()
    let isBegun = false
    for (let p = 0; p < heads.length; p++) {
      const list = lists[p]
      if (heads[p] !== term || !list) continue
      const place = places[p] ?? 0
      places[p] = place + 1
      heads[p] = list.terms[place + 1] ?? GONE
      const to = numbers[p] ?? NOWHERE
      const blocks = blocksOf(list, place)
      for (let block = blocks.first; block < blocks.end; block++) {
        const count = readBlock(list, place, block, blocks, paragraphs, times)
        for (let i = 0; i < count; i++) {
          const paragraph = to[paragraphs[i] ?? 0] ?? GONE
          if (paragraph === GONE) continue
          if (!isBegun) writer.begin(term)
          isBegun = true
          writer.add(paragraph, times[i] ?? 0)
        }
      }
    }
  }
}
