// A part of the index made elsewhere, in a process that knows neither the numbers of terms nor those of articles: its
// terms are numbered on their own, and told along.

import { createDictionary } from "../../library/dictionary.js"
import { FIELDS, type Field, type IndexedParagraph } from "../../library/engine.js"
import type { Postings } from "./postings.js"
import { createCounter, createSegmentBuilder, type Segment } from "./segment.js"

/** A plain value. */
export interface Part {
  /** The terms by their numbers in the segment, joined by line ends, which none has. */
  terms: string
  /** Articles' ids by their numbers in the segment. */
  ids: string[]
  segment: Segment
}

/** Makes a part of paragraphs. */
export function partOf(paragraphs: Iterable<IndexedParagraph>): Part {
  const dictionary = createDictionary()
  const numbers = new Map<string, number>()
  const builder = createSegmentBuilder(createCounter(dictionary))
  for (const paragraph of paragraphs) {
    const number = numbers.get(paragraph.articleId) ?? numbers.size
    numbers.set(paragraph.articleId, number)
    builder.add(number, paragraph)
  }
  const terms = Array.from({ length: dictionary.size }, (_, number) => dictionary.term(number))
  return { terms: terms.join("\n"), ids: [...numbers.keys()], segment: builder.build() }
}

/** The segment of a part, its terms and articles numbered as they are here. */
export function segmentOf(
  { terms, ids, segment }: Part,
  numberOf: (term: string) => number,
  articleNumber: (id: string) => number,
): Segment {
  const numbers = Uint32Array.from(terms === "" ? [] : terms.split("\n"), numberOf)
  const articles = ids.map(articleNumber)
  const fields = Object.fromEntries(FIELDS.map((field) => [field, renumbered(segment.fields[field], numbers)]))
  const { words, bigrams, title } = { ...segment.fields, ...fields } satisfies Record<Field, Postings>
  return {
    articles: segment.articles.map((article) => articles[article] ?? 0),
    paragraphs: segment.paragraphs,
    fields: { words, bigrams, title },
  }
}

/** Postings whose terms have other numbers, in the order of those. */
function renumbered(postings: Postings, numbers: Uint32Array): Postings {
  const { terms, counts, blocksEnd, last, end, peaks, bytes, lengths, average } = postings
  /** Number and place in one: both are below 2²⁶, or a field would have more postings than a segment can hold. */
  const order = Float64Array.from(terms, (term, place) => (numbers[term] ?? 0) * PLACES + place).sort()
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
  }
  return sorted
}

const PLACES = 2 ** 26
