// What an index must do for the library: recall. Ranking is the library's. Every engine passes test/engines/contract.ts.

import type { Steps } from "./steps.js"
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

/** What terms are counted in, each with a length normalisation of its own. The words of a title are a field of each of its paragraphs. */
export const FIELDS = ["words", "bigrams", "title"] as const
export type Field = (typeof FIELDS)[number]

export interface Candidate {
  articleId: string
  paragraph: number
  /** BM25 over the paragraph's words, its bigrams, and the title, each a field of its own length normalisation. */
  scores: Readonly<Record<Field, number>>
}

/** What candidates are recalled by: BM25 summed over the fields. */
export const totalScore = ({ scores: { words, bigrams, title } }: Candidate): number => words + bigrams + title

/** `Part` is what an engine makes of paragraphs in another process: a plain value. */
export interface Engine<Part = unknown> {
  /** Adds paragraphs to those that their articles have. */
  add(paragraphs: readonly IndexedParagraph[]): void
  /** The same in steps, for paragraphs of which a part was made elsewhere: none is found before the last. */
  taking(part: Part): Steps
  /** Removes paragraphs, each told as it was added. What is not there is passed over. */
  remove(paragraphs: readonly IndexedParagraph[]): void
  /** How many paragraphs have this term in this field. */
  frequency(field: Field, term: string): number
  /**
   * The `limit` paragraphs with the highest summed score for these terms, best first; equal scores in the order of
   * article id, then paragraph. Repeated terms count once. [] where no term is known.
   */
  candidates(terms: Terms, limit: number): Candidate[]
  /** The same in steps. What comes or goes between them may be found, or not. */
  finding(terms: Terms, limit: number): Steps<Candidate[]>
  /** How many paragraphs it holds. */
  readonly size: number
}
