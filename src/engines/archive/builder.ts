// Collects paragraphs into a part of the index. It knows neither the numbers that terms have in the library nor those of
// articles, so that it can be made in another process: its terms are numbered on their own, and told along.

import { type PackedTerms, packTerms } from "../../library/dictionary.js"
import type { IndexedParagraph } from "../../library/engine.js"
import { createNumbers } from "../../library/numbers-list.js"
import { createStringNumbers, type StringNumbers } from "../../library/string-numbers.js"
import { createPostingsWriter, type Postings } from "./postings.js"
import { averageOf, type Segment } from "./segment.js"

/** A plain value. */
export interface Part {
  /** The terms by their numbers in the segment. */
  terms: PackedTerms
  /** Articles' ids by their numbers in the segment. */
  ids: string[]
  segment: Segment
}

export interface PartBuilder {
  add(paragraph: IndexedParagraph): void
  /** How many paragraphs it has. */
  readonly size: number
  /** All of them. Nothing is to be added then. */
  build(): Part
}

/** Makes a part of paragraphs. */
export function partOf(paragraphs: Iterable<IndexedParagraph>): Part {
  const builder = createPartBuilder()
  for (const paragraph of paragraphs) builder.add(paragraph)
  return builder.build()
}

export function createPartBuilder(): PartBuilder {
  const [terms, ids] = [createStringNumbers(), createStringNumbers()]
  const articles = createNumbers()
  const paragraphs = createNumbers()
  const fields = {
    words: createFieldBuilder(terms),
    bigrams: createFieldBuilder(terms),
    title: createFieldBuilder(terms),
  }
  return {
    add({ articleId, paragraph, body, title }) {
      articles.add(ids.number(articleId))
      paragraphs.add(paragraph)
      fields.words.add(body.words)
      fields.bigrams.add(body.bigrams)
      fields.title.add(title)
    },
    get size() {
      return articles.length()
    },
    build: () => ({
      terms: packTerms(terms.strings()),
      ids: ids.strings(),
      segment: {
        articles: articles.values().slice(),
        paragraphs: paragraphs.values().slice(),
        fields: {
          words: fields.words.build(terms.size),
          bigrams: fields.bigrams.build(terms.size),
          title: fields.title.build(terms.size),
        },
      },
    }),
  }
}

/** Collects the postings of a field, paragraph by paragraph, and sorts them by terms. */
function createFieldBuilder({ number }: StringNumbers) {
  /** Of each posting its term, its paragraph and how often that has the term. */
  let [terms, paragraphs, times] = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)]
  let size = 0
  /** The last posting of each term, counted from 1. */
  let latest = new Uint32Array(256)
  const lengths = createNumbers()
  return {
    add(list: readonly string[]): void {
      const start = size
      const paragraph = lengths.length()
      if (size + list.length > terms.length) {
        terms = longer(terms, size + list.length)
        paragraphs = longer(paragraphs, size + list.length)
        times = longer(times, size + list.length)
      }
      for (const each of list) {
        const term = number(each)
        if (term >= latest.length) latest = longer(latest, term + 1)
        const posting = latest[term] ?? 0
        // The paragraph has it already.
        if (posting > start) times[posting - 1] = (times[posting - 1] ?? 0) + 1
        else {
          terms[size] = term
          paragraphs[size] = paragraph
          times[size] = 1
          latest[term] = ++size
        }
      }
      lengths.add(size - start)
    },

    /** Of terms below `end`. */
    build(end: number): Postings {
      const own = lengths.values().slice()
      const writer = createPostingsWriter(own, averageOf(own))
      // Counting sort: the postings of a term one after the other, in the order of their paragraphs.
      const ends = new Uint32Array(end + 1)
      for (let i = 0; i < size; i++) ends[(terms[i] ?? 0) + 1] = (ends[(terms[i] ?? 0) + 1] ?? 0) + 1
      for (let term = 0; term < end; term++) ends[term + 1] = (ends[term + 1] ?? 0) + (ends[term] ?? 0)
      const sorted = new Uint32Array(size)
      for (let i = 0; i < size; i++) {
        const term = terms[i] ?? 0
        const to = ends[term] ?? 0
        sorted[to] = i
        // Where a term begins there its postings end when all are in.
        ends[term] = to + 1
      }
      let at = 0
      for (let term = 0; term < end; term++) {
        const stop = ends[term] ?? 0
        if (at === stop) continue
        writer.begin(term)
        for (; at < stop; at++) {
          const posting = sorted[at] ?? 0
          writer.add(paragraphs[posting] ?? 0, times[posting] ?? 0)
        }
      }
      return writer.done()
    },
  }
}

/** An array at least so long, twice as long as before, with the same values. */
function longer(values: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(length, values.length * 2))
  larger.set(values)
  return larger
}
