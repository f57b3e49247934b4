// Recall for archives: BM25 over words, bigrams and titles as three fields, in typed arrays. What comes is collected, made a
// small segment of, and small segments are merged into large ones beside everything else.

import { createDictionary, type SavedDictionary } from "../../library/dictionary.js"
import { type Candidate, type Engine, FIELDS, type Field, type IndexedParagraph } from "../../library/engine.js"
import { finish, type Steps } from "../../library/steps.js"
import type { Terms } from "../../library/terms.js"
import { createBest, type Place } from "./best.js"
import { idf } from "./bm25.js"
import { createPartBuilder, type Part } from "./builder.js"
import { createDecodedPostings, type DecodedPostings } from "./decoded.js"
import { createFrequencies, type SavedFrequencies } from "./frequencies.js"
import { createLevels, type Merger } from "./levels.js"
import { type Numbering, segmentOf } from "./part.js"
import { type QueryTerm, search } from "./search.js"
import type { Segment } from "./segment.js"

/** Paragraphs that are collected before a segment is made of them, at the most: a few milliseconds. */
const COLLECTED = 64

export interface ArchiveOptions {
  /** Where large segments are merged; by default here, at once. */
  merger?: Merger
  /** What was saved. */
  saved?: SavedArchive
  /** Where postings are read; by default where those of all others are. */
  decodedPostings?: DecodedPostings
}

/** What is kept of postings is bounded for the process. */
const ofAll = createDecodedPostings()

/** As it is kept: arrays that are not written to any more. */
export interface SavedArchive {
  dictionary: SavedDictionary
  /** Articles' ids by their numbers, as JSON. */
  ids: string
  segments: Segment[]
  /** Of each segment's paragraphs 1 where one is gone. */
  gone: Uint8Array[]
  /** Paragraphs that are not gone, and how many of them have which terms. */
  size: number
  frequencies: Readonly<Record<Field, SavedFrequencies>>
}

export interface ArchiveEngine extends Engine<Part> {
  save(): SavedArchive
  /** Resolves when nothing is being merged. Rejects where merging has failed. */
  settled(): Promise<void>
  /** Makes it smaller and faster, after much has come. Rejects as `settled` does. */
  unite(): Promise<void>
}

export function createArchiveEngine({ merger, saved, decodedPostings = ofAll }: ArchiveOptions = {}): ArchiveEngine {
  const dictionary = createDictionary(saved?.dictionary)
  const articles = createArticles(saved?.ids)
  const frequencies = {
    words: createFrequencies(saved?.frequencies.words),
    bigrams: createFrequencies(saved?.frequencies.bigrams),
    title: createFrequencies(saved?.frequencies.title),
  }
  const levels = createLevels(merger)
  const numbering: Numbering = { term: dictionary.numberOf, article: articles.number }
  let builder = createPartBuilder()
  /** Paragraphs that are in segments, and not gone. */
  let size = saved?.size ?? 0
  for (const [i, segment] of saved?.segments.entries() ?? []) levels.add(segment, saved?.gone[i]?.slice())

  function seal(): void {
    if (builder.size === 0) return
    const part = builder.build()
    builder = createPartBuilder()
    finish(taking(part))
  }

  function* taking(part: Part): Steps {
    const { segment } = levels.add(yield* segmentOf(part, numbering))
    for (const field of FIELDS) frequencies[field].take(segment.fields[field])
    size += segment.articles.length
  }

  function forget({ body, title }: IndexedParagraph): void {
    const numbers = (terms: readonly string[]) => Array.from(new Set(terms), dictionary.number)
    frequencies.words.count(numbers(body.words), -1)
    frequencies.bigrams.count(numbers(body.bigrams), -1)
    frequencies.title.count(numbers(title), -1)
    size--
  }

  function frequency(field: Field, term: string): number {
    seal()
    const number = dictionary.find(term)
    return number < 0 ? 0 : frequencies[field].of(number)
  }

  /** The numbers of terms, each once; none of those that were never met. */
  const numbersOf = (terms: readonly string[]): number[] =>
    Array.from(new Set(terms), dictionary.find).filter((number) => number >= 0)

  function queryTerms(field: Field, numbers: readonly number[]): QueryTerm[] {
    const found: QueryTerm[] = []
    for (const term of numbers) {
      const known = frequencies[field].of(term)
      if (known > 0) found.push({ field, term, weight: idf(known, size) })
    }
    return found
  }

  const articleOf = ({ living, paragraph }: Place): string => articles.id(living.segment.articles[paragraph] ?? 0)
  const paragraphOf = ({ living, paragraph }: Place): number => living.segment.paragraphs[paragraph] ?? 0

  function byPlace(a: Place, b: Place): number {
    const [x, y] = [articleOf(a), articleOf(b)]
    return x < y ? -1 : x > y ? 1 : paragraphOf(a) - paragraphOf(b)
  }

  function* finding({ words, bigrams }: Terms, limit: number): Steps<Candidate[]> {
    seal()
    if (limit === 0 || size === 0) return []
    const numbers = numbersOf(words)
    const terms = [
      ...queryTerms("words", numbers),
      ...queryTerms("bigrams", numbersOf(bigrams)),
      ...queryTerms("title", numbers),
    ]
    const averages = {
      words: frequencies.words.average(size),
      bigrams: frequencies.bigrams.average(size),
      title: frequencies.title.average(size),
    }
    const best = createBest(Math.min(limit, size), byPlace)
    yield* search(levels.segments(), { terms, averages, decodedPostings }, best)
    return best.hits(
      (place, scores): Candidate => ({ articleId: articleOf(place), paragraph: paragraphOf(place), scores }),
    )
  }

  return {
    get size() {
      return size + builder.size
    },

    frequency,

    add(paragraphs) {
      for (const paragraph of paragraphs) {
        builder.add(paragraph)
        if (builder.size >= COLLECTED) seal()
      }
    },

    taking,

    remove(paragraphs) {
      seal()
      for (const paragraph of paragraphs) {
        const article = articles.find(paragraph.articleId)
        if (article >= 0 && levels.bury(article, paragraph.paragraph)) forget(paragraph)
      }
    },

    candidates: (terms, limit) => finish(finding(terms, limit)),

    finding,

    save() {
      seal()
      const segments = levels.segments()
      return {
        dictionary: dictionary.save(),
        ids: articles.save(),
        segments: segments.map(({ segment }) => segment),
        gone: segments.map(({ gone }) => gone.slice()),
        size,
        frequencies: {
          words: frequencies.words.save(),
          bigrams: frequencies.bigrams.save(),
          title: frequencies.title.save(),
        },
      }
    },

    settled: levels.settled,

    unite() {
      seal()
      return levels.unite()
    },
  }
}

/** Numbers for articles' ids. */
function createArticles(saved = "[]") {
  const ids: string[] = JSON.parse(saved)
  const numbers = new Map(ids.map((id, number) => [id, number]))
  return {
    find: (id: string): number => numbers.get(id) ?? -1,
    id: (number: number): string => ids[number] ?? "",
    number(id: string): number {
      const known = numbers.get(id)
      if (known !== undefined) return known
      numbers.set(id, ids.length)
      return ids.push(id) - 1
    },
    save: () => JSON.stringify(ids),
  }
}
