// Recall for archives: BM25 over words, bigrams and titles as three fields, in typed arrays.

import { createDictionary } from "../../library/dictionary.js"
import { type Candidate, type Engine, FIELDS, type Field, type IndexedParagraph } from "../../library/engine.js"
import { createBest, type Hit } from "./best.js"
import { idf } from "./bm25.js"
import { createNumbers } from "./postings.js"
import { leastOf, type QueryTerm, searchSegment } from "./search.js"
import { createSegmentBuilder, type Living, merge, type Segment } from "./segment.js"

/** Paragraphs that are collected before a segment is made of them, at the most: a few milliseconds. */
const COLLECTED = 256
/** Segments of one size that are merged into one of the next. */
const FACTOR = 8
/** Paragraphs of a merged segment at the most where nothing but the one who adds does it. */
const MERGED_AT_ONCE = 2048

export function createArchiveEngine(): Engine {
  const dictionary = createDictionary()
  const articles = createArticles()
  const counts = { words: createCounts(), bigrams: createCounts(), title: createCounts() }
  let segments: Living[] = []
  let builder = createSegmentBuilder(dictionary)
  let size = 0

  function seal(): void {
    if (builder.size === 0) return
    take(builder.build())
    builder = createSegmentBuilder(dictionary)
  }

  function take(segment: Segment): void {
    segments.push({ segment, gone: new Uint8Array(segment.articles.length) })
    mergeSmall()
  }

  /** Merges the last segments while there are enough of one size. */
  function mergeSmall(): void {
    for (;;) {
      const last = segments.slice(-FACTOR)
      const total = last.reduce((sum, { gone }) => sum + gone.length, 0)
      const smallest = Math.min(...last.map(({ gone }) => gone.length))
      const largest = Math.max(...last.map(({ gone }) => gone.length))
      if (last.length < FACTOR || largest > smallest * FACTOR || total > MERGED_AT_ONCE) return
      const merged = merge(last)
      segments = [...segments.slice(0, -FACTOR), { segment: merged, gone: new Uint8Array(merged.articles.length) }]
    }
  }

  function count({ body, title }: IndexedParagraph, by: 1 | -1): void {
    size += by
    for (const [field, list] of [
      ["words", body.words],
      ["bigrams", body.bigrams],
      ["title", title],
    ] as const)
      counts[field].count(
        Array.from(new Set(list), (term) => dictionary.number(term)),
        by,
      )
  }

  function queryTerms(field: Field, terms: readonly string[]): QueryTerm[] {
    return [...new Set(terms)].flatMap((term) => {
      const number = dictionary.find(term)
      const frequency = number < 0 ? 0 : counts[field].frequency(number)
      return frequency > 0 ? [{ field: FIELDS.indexOf(field), term: number, weight: idf(frequency, size) }] : []
    })
  }

  return {
    get size() {
      return size
    },

    add(paragraphs) {
      for (const paragraph of paragraphs) {
        builder.add(articles.number(paragraph.articleId), paragraph)
        count(paragraph, 1)
        if (builder.size >= COLLECTED) seal()
      }
    },

    remove(paragraphs) {
      seal()
      for (const paragraph of paragraphs) {
        const number = articles.find(paragraph.articleId)
        const found = segments.some((living) => bury(living, number, paragraph.paragraph))
        if (found) count(paragraph, -1)
      }
    },

    frequency(field, term) {
      const number = dictionary.find(term)
      return number < 0 ? 0 : counts[field].frequency(number)
    },

    candidates({ words, bigrams }, limit) {
      seal()
      const terms = [...queryTerms("words", words), ...queryTerms("bigrams", bigrams), ...queryTerms("title", words)]
      const averages = FIELDS.map((field) => Math.max(counts[field].total / Math.max(1, size), Number.EPSILON))
      const best = createBest(limit, (a, b) => {
        const [x, y] = [articles.id(articleOf(a)), articles.id(articleOf(b))]
        return x < y ? -1 : x > y ? 1 : paragraphOf(a) - paragraphOf(b)
      })
      if (limit === 0) return []
      best.raise(leastOf(segments, terms, averages, limit))
      for (const living of segments) searchSegment(living, terms, averages, best)
      return best.hits().map((hit): Candidate => {
        const { words, bigrams, title } = hit
        return {
          articleId: articles.id(articleOf(hit)),
          paragraph: paragraphOf(hit),
          scores: { words, bigrams, title },
        }
      })
    },
  }
}

const articleOf = ({ living, paragraph }: Hit): number => living.segment.articles[paragraph] ?? 0
const paragraphOf = ({ living, paragraph }: Hit): number => living.segment.paragraphs[paragraph] ?? 0

/** Has a segment's paragraph found no more; whether it had one living. */
function bury({ segment: { articles, paragraphs }, gone }: Living, article: number, paragraph: number): boolean {
  for (let at = articles.indexOf(article); at >= 0; at = articles.indexOf(article, at + 1)) {
    if (paragraphs[at] !== paragraph || gone[at] !== 0) continue
    gone[at] = 1
    return true
  }
  return false
}

/** Numbers for articles' ids. */
function createArticles() {
  const ids: string[] = []
  const numbers = new Map<string, number>()
  return {
    find: (id: string): number => numbers.get(id) ?? -1,
    id: (number: number): string => ids[number] ?? "",
    number(id: string): number {
      const known = numbers.get(id)
      if (known !== undefined) return known
      numbers.set(id, ids.length)
      return ids.push(id) - 1
    },
  }
}

/** How many paragraphs have each term, and how many different ones all paragraphs have together. */
function createCounts() {
  const frequencies = createNumbers()
  let total = 0
  return {
    get total() {
      return total
    },
    frequency: (term: number): number => frequencies.values()[term] ?? 0,
    count(terms: readonly number[], by: 1 | -1): void {
      total += by * terms.length
      for (const term of terms) {
        while (frequencies.length() <= term) frequencies.add(0)
        const values = frequencies.values()
        values[term] = (values[term] ?? 0) + by
      }
    },
  }
}
