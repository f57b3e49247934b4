// Takes a part of the index over that was made elsewhere: its terms and articles are numbered as they are here.

import type { PackedTerms } from "../../library/dictionary.js"
import type { Steps } from "../../library/steps.js"
import type { Part } from "./builder.js"
import type { Postings } from "./postings.js"
import type { Segment } from "./segment.js"

/** What numbers terms and articles have here; new ones where they have none. */
export interface Numbering {
  term(terms: PackedTerms, which: number): number
  article(id: string): number
}

/** Terms that are looked up in one step: a few milliseconds. */
const LOOKED_UP_AT_ONCE = 4_096

/** The segment of a part, its terms and articles numbered as they are here. */
export function* segmentOf({ terms, ids, segment }: Part, numbering: Numbering): Steps<Segment> {
  const numbers = new Uint32Array(terms.ends.length)
  for (let which = 0; which < numbers.length; which++) {
    numbers[which] = numbering.term(terms, which)
    if (which % LOOKED_UP_AT_ONCE === LOOKED_UP_AT_ONCE - 1) yield
  }
  const articles = ids.map(numbering.article)
  const { words, bigrams, title } = segment.fields
  return {
    articles: segment.articles.map((article) => articles[article] ?? 0),
    paragraphs: segment.paragraphs,
    fields: {
      words: yield* renumbered(words, numbers),
      bigrams: yield* renumbered(bigrams, numbers),
      title: yield* renumbered(title, numbers),
    },
  }
}

/** Postings whose terms have other numbers, in the order of those. */
function* renumbered(postings: Postings, numbers: Uint32Array): Steps<Postings> {
  const { terms, counts, blocksEnd, last, end, peaks, bytes, lengths, average } = postings
  yield
  /** Number and place in one: both are below 2²⁶, or a field would have more postings than a segment can hold. */
  const order = Float64Array.from(terms, (term, place) => (numbers[term] ?? 0) * PLACES + place).sort()
  yield
  const sorted: Postings = {
    terms: new Uint32Array(terms.length),
    counts: new Uint32Array(terms.length),
    blocksEnd: new Uint32Array(terms.length),
    last: new Uint32Array(last.length),
    end: new Uint32Array(end.length),
    peaks: new Uint8Array(peaks.length),
    bytes: new Uint8Array(bytes.length),
    lengths,
    average,
  }
  let block = 0
  let at = 0
  for (let i = 0; i < order.length; i++) {
    const value = order[i] ?? 0
    const term = Math.floor(value / PLACES)
    const place = value - term * PLACES
    const first = place === 0 ? 0 : (blocksEnd[place - 1] ?? 0)
    const start = first === 0 ? 0 : (end[first - 1] ?? 0)
    const stop = blocksEnd[place] ?? 0
    for (let from = first; from < stop; from++) {
      sorted.last[block] = last[from] ?? 0
      sorted.peaks[block] = peaks[from] ?? 0
      sorted.end[block++] = at + (end[from] ?? 0) - start
    }
    const length = (end[stop - 1] ?? 0) - start
    for (let from = 0; from < length; from++) sorted.bytes[at + from] = bytes[start + from] ?? 0
    at += length
    sorted.terms[i] = term
    sorted.counts[i] = counts[place] ?? 0
    sorted.blocksEnd[i] = block
    if (i % WRITTEN_AT_ONCE === WRITTEN_AT_ONCE - 1) yield
  }
  return sorted
}

const PLACES = 2 ** 26
/** Terms that are written in one step: a few milliseconds. */
const WRITTEN_AT_ONCE = 16_384
