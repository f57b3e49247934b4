// A segment: the index of some paragraphs, never written to once it is made. Small ones are made as articles come, and
// merged into larger ones.

import type { Dictionary } from "../../library/dictionary.js"
import type { Field, IndexedParagraph } from "../../library/engine.js"
import { createNumbers } from "../../library/numbers-list.js"
import { BLOCK, blocksOf, createPostingsWriter, type Postings, readBlock } from "./postings.js"

export interface Segment {
  /** Of each paragraph the number of its article and its index within that. */
  articles: Uint32Array
  paragraphs: Uint32Array
  fields: Readonly<Record<Field, Postings>>
}

export interface SegmentBuilder {
  /** Adds a paragraph of the article with this number; gives the numbers of its different terms by field. */
  add(article: number, paragraph: IndexedParagraph): Readonly<Record<Field, readonly number[]>>
  readonly size: number
  build(): Segment
}

/** Collects paragraphs; their terms are numbered as they are counted. */
export function createSegmentBuilder(counter: Counter): SegmentBuilder {
  const articles = createNumbers()
  const paragraphs = createNumbers()
  const collected = { words: collect(counter), bigrams: collect(counter), title: collect(counter) }
  return {
    add(article, { paragraph, body, title }) {
      articles.add(article)
      paragraphs.add(paragraph)
      return {
        words: collected.words.add(body.words),
        bigrams: collected.bigrams.add(body.bigrams),
        title: collected.title.add(title),
      }
    },
    get size() {
      return articles.length()
    },
    build: () => ({
      articles: articles.values().slice(),
      paragraphs: paragraphs.values().slice(),
      fields: {
        words: collected.words.postings(),
        bigrams: collected.bigrams.postings(),
        title: collected.title.postings(),
      },
    }),
  }
}

/** Counts the terms of a text. One is enough for any number of them. */
export interface Counter {
  /** The different terms, in the order they are first met. Valid until the next text. */
  count(terms: readonly string[]): readonly number[]
  /** How often the last text has one of its terms. */
  times(term: number): number
}

export function createCounter(dictionary: Dictionary): Counter {
  /** By the numbers of terms: the text that each was last met in, and how often it has it. */
  let texts = new Uint32Array(1024)
  let times = new Uint32Array(1024)
  let text = 0
  return {
    count(terms) {
      const different: number[] = []
      text++
      for (const term of terms) {
        const number = dictionary.number(term)
        if (number >= texts.length) {
          texts = longer(texts, number + 1)
          times = longer(times, number + 1)
        }
        if (texts[number] === text) times[number] = (times[number] ?? 0) + 1
        else {
          texts[number] = text
          times[number] = 1
          different.push(number)
        }
      }
      return different
    },
    times: (term) => times[term] ?? 0,
  }
}

function longer(values: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(length, Math.ceil(values.length * 1.5)))
  larger.set(values)
  return larger
}

/** Collects the postings of a field, paragraph by paragraph, and sorts them by terms. */
function collect(counter: Counter) {
  /** Different terms in the order they were first met; each one's place among them. */
  const terms: number[] = []
  const places = new Map<number, number>()
  const frequencies: number[] = []
  /** Place, paragraph and times of each posting. */
  const postings = [createNumbers(), createNumbers(), createNumbers()] as const
  const lengths = createNumbers()
  return {
    add(list: readonly string[]): readonly number[] {
      const different = counter.count(list)
      for (const number of different) {
        let place = places.get(number)
        if (place === undefined) {
          place = terms.length
          places.set(number, place)
          terms.push(number)
          frequencies.push(0)
        }
        frequencies[place] = (frequencies[place] ?? 0) + 1
        postings[0].add(place)
        postings[1].add(lengths.length())
        postings[2].add(counter.times(number))
      }
      lengths.add(different.length)
      return different
    },
    postings(): Postings {
      const own = lengths.values().slice()
      const writer = createPostingsWriter(own, averageOf(own))
      const [placeOf, paragraphOf, timesOf] = [postings[0].values(), postings[1].values(), postings[2].values()]
      const counts = frequencies
      // Counting sort: the postings of a term one after the other, in the order of their paragraphs.
      const starts = new Uint32Array(terms.length + 1)
      for (let place = 0; place < counts.length; place++)
        starts[place + 1] = (starts[place] ?? 0) + (counts[place] ?? 0)
      const next = starts.slice()
      const sorted = new Uint32Array(placeOf.length)
      for (let i = 0; i < placeOf.length; i++) {
        const place = placeOf[i] ?? 0
        const to = next[place] ?? 0
        sorted[to] = i
        next[place] = to + 1
      }
      for (const term of Uint32Array.from(terms).sort()) {
        const place = places.get(term) ?? 0
        writer.begin(term)
        for (let i = starts[place] ?? 0; i < (starts[place + 1] ?? 0); i++) {
          const posting = sorted[i] ?? 0
          writer.add(paragraphOf[posting] ?? 0, timesOf[posting] ?? 0)
        }
      }
      return writer.done()
    },
  }
}

/** The average length, 1 at least: that of paragraphs with nothing in them divides. */
const averageOf = (lengths: Uint32Array): number => {
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

const livingIn = (gone: Uint8Array): number => {
  let count = 0
  for (let i = 0; i < gone.length; i++) if (gone[i] === 0) count++
  return count
}

/** What number each paragraph of each segment has in the merged one. */
export function renumbered(gone: readonly Uint8Array[]): Uint32Array[] {
  let next = 0
  return gone.map((each) => Uint32Array.from(each, (isGone) => (isGone ? GONE : next++)))
}

function mergeField(
  parts: readonly Living[],
  field: Field,
  numbers: readonly Uint32Array[],
  writer: ReturnType<typeof createPostingsWriter>,
): Postings {
  const lists = parts.map(({ segment }) => segment.fields[field])
  const places = lists.map(() => 0)
  const [paragraphs, times] = [new Uint32Array(BLOCK), new Uint32Array(BLOCK)]
  for (;;) {
    let term = GONE
    for (const [p, { terms }] of lists.entries()) term = Math.min(term, terms[places[p] ?? 0] ?? GONE)
    if (term === GONE) return writer.done()
    let isBegun = false
    for (const [p, list] of lists.entries()) {
      const place = places[p] ?? 0
      if (list.terms[place] !== term) continue
      places[p] = place + 1
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
