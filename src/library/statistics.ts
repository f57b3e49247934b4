// How rare a term is: its document frequency in the library, steadied by what is known of Chinese at large.

import { differentCharacters } from "./analysis.js"
import { type Counted, createCounts, type SavedCounts } from "./counts.js"
import type { Engine } from "./engine.js"
import { backgroundIdf } from "./terms.js"

/** How many paragraphs of general Chinese the background counts for beside the library's own. */
const BACKGROUND_PARAGRAPHS = 200

/** What a question's terms are weighed by. */
export interface Statistics {
  /** Whether any paragraph has the word or bigram. */
  knows(term: string): boolean
  /** Inverse document frequency, ≥ 0, natural logarithm; for words the library's smoothed by general Chinese. */
  word(word: string): number
  bigram(bigram: string): number
  /** Of a single character, or of a number or Latin word as a whole. */
  character(character: string): number
}

export interface OpenStatistics extends Statistics {
  /** A folded paragraph that the engine has been given, or has given back. */
  add(text: string): void
  remove(text: string): void
  /** Paragraphs that were counted elsewhere: how many have each character. */
  take(characters: Counted): void
  save(): SavedCounts
}

/** Words and bigrams are counted by the engine; characters here. */
export function createStatistics(engine: Pick<Engine, "frequency" | "size">, saved?: SavedCounts): OpenStatistics {
  const characters = createCounts(saved)
  function count(text: string, by: 1 | -1): void {
    for (const character of differentCharacters(text)) characters.add(character, by)
  }
  return {
    add: (text) => count(text, 1),
    remove: (text) => count(text, -1),
    take: characters.take,
    knows: (term) => engine.frequency("words", term) > 0 || engine.frequency("bigrams", term) > 0,
    word(word) {
      const general = BACKGROUND_PARAGRAPHS * Math.exp(-backgroundIdf(word))
      return idf(engine.frequency("words", word) + general, engine.size + BACKGROUND_PARAGRAPHS)
    },
    bigram: (bigram) => idf(engine.frequency("bigrams", bigram), engine.size),
    character: (character) => idf(characters.of(character), engine.size),
    save: characters.save,
  }
}

/** Robertson and Spärck Jones's inverse document frequency, as Lucene smooths it: never below 0. */
const idf = (frequency: number, of: number): number => Math.log(1 + (of - frequency + 0.5) / (frequency + 0.5))
