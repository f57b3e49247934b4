// How rare a term is: its document frequency in the library, steadied by what is known of Chinese at large.

import { backgroundIdf, charactersOf, type Terms } from "./terms.js"

/** How many paragraphs of general Chinese the background counts for beside the library's own. */
const BACKGROUND_PARAGRAPHS = 200

export interface Statistics {
  add(terms: Terms): void
  remove(terms: Terms): void
  /** Whether any paragraph has the word or bigram. */
  knows(term: string): boolean
  /** Inverse document frequency, ≥ 0, natural logarithm; for words the library's smoothed by general Chinese. */
  word(word: string): number
  bigram(bigram: string): number
  /** Of a single character, or of a number or Latin word as a whole. */
  character(character: string): number
  /** Changes whenever paragraphs come or go. */
  readonly version: number
  /** All words of the library. */
  words(): Iterable<string>
}

export function createStatistics(): Statistics {
  const words = new Map<string, number>()
  const bigrams = new Map<string, number>()
  const characters = new Map<string, number>()
  let paragraphs = 0
  let version = 0

  function count(terms: Terms, by: 1 | -1): void {
    paragraphs += by
    version++
    for (const [counts, list] of [
      [words, terms.words],
      [bigrams, terms.bigrams],
      [characters, terms.bigrams.flatMap(charactersOf)],
    ] as const)
      for (const term of new Set(list)) {
        const frequency = (counts.get(term) ?? 0) + by
        if (frequency > 0) counts.set(term, frequency)
        else counts.delete(term)
      }
  }

  return {
    get version() {
      return version
    },
    add: (terms) => count(terms, 1),
    remove: (terms) => count(terms, -1),
    knows: (term) => words.has(term) || bigrams.has(term),
    word(word) {
      const general = BACKGROUND_PARAGRAPHS * Math.exp(-backgroundIdf(word))
      return idf((words.get(word) ?? 0) + general, paragraphs + BACKGROUND_PARAGRAPHS)
    },
    bigram: (bigram) => idf(bigrams.get(bigram) ?? 0, paragraphs),
    character: (character) => idf(characters.get(character) ?? 0, paragraphs),
    words: () => words.keys(),
  }
}

/** Robertson and Spärck Jones's inverse document frequency, as Lucene smooths it: never below 0. */
const idf = (frequency: number, of: number): number => Math.log(1 + (of - frequency + 0.5) / (frequency + 0.5))
