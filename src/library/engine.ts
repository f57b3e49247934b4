// What an index must do for the library: recall. Ranking is the library's. Every engine passes test/engines/contract.ts.

import type { Terms } from "./terms.js"

/** A paragraph as an engine sees it. */
export interface IndexedParagraph {
  articleId: string
  /** Its index within the article, from 0. */
  paragraph: number
  /** The terms of its text. */
  body: Terms
  /** The words of the article's headline, kicker and subtitle. */
  title: string[]
}

export interface Candidate {
  articleId: string
  paragraph: number
  /** BM25 over the paragraph's words, its bigrams, and the title, each a field of its own length normalisation. */
  scores: { words: number; bigrams: number; title: number }
}

/** What candidates are recalled by: BM25 summed over the fields. */
export const totalScore = ({ scores: { words, bigrams, title } }: Candidate): number => words + bigrams + title

export interface Engine {
  /** Adds paragraphs. An article that is there already is replaced: all its former paragraphs go. */
  add(paragraphs: readonly IndexedParagraph[]): void
  /** Adds paragraphs to those that an article has: a long one is added little by little. */
  append(paragraphs: readonly IndexedParagraph[]): void
  /** Removes an article's paragraphs, `most` at once; whether none is left. An unknown id changes nothing. */
  remove(articleId: string, most?: number): boolean
  /**
   * The `limit` paragraphs with the highest summed score for these terms, best first; equal scores in the order of
   * article id, then paragraph. Repeated terms count once. [] where no term is known.
   */
  candidates(terms: Terms, limit: number): Candidate[]
  /** How many paragraphs it holds. */
  readonly size: number
}
