// What the library offers to those who ask it: answers, articles by title, articles by id. All plain values.

import type { Range } from "../text/sentences.js"
import type { Article } from "./article.js"
import type { Period } from "./calendar.js"
import type { Explanation } from "./explain.js"

/** A paragraph offered as an answer. */
export interface Passage {
  article: Article
  /** Its index among the article's paragraphs, from 0. */
  paragraph: number
  text: string
  /** The sentences that hold the answer, ranges of `text` in UTF-16 units. */
  highlights: Range[]
  /** The clause or value within them that a reader should see first. */
  focus: Range[]
  /** What ranked it; comparable within one answer only. */
  score: number
}

/** A word of the question that no article has, as typed, and the word of the library taken for it. */
export interface Correction {
  typed: string
  taken: string
}

/** What an unanswered question comes near. */
export interface Mention {
  /** Names and rare nouns of the question that the article has, rarest first. */
  words: string[]
  article: Article
  paragraph: number
  /** The sentence of that paragraph that has most of them. */
  sentence: Range
}

export interface Answer {
  question: string
  /** Whether the first passage is offered as the answer; if not, the passages are only the nearest ones. */
  answered: boolean
  /** How sure the first passage answers the question, 0–1. `answered` is decided on it. */
  confidence: number
  /** Best first, 10 where the library has 10 paragraphs. */
  passages: Passage[]
  /** How many of the passages, from the first, have anything of the question; the others only make up the number. */
  matched: number
  /** How many of the passages, from the first, belong to the answer shown at once. 0 when not answered. */
  shown: number
  corrections: Correction[]
  /**
   * Where it is not answered or has something missing: up to three whole questions that are answered clearly surer, with
   * a name put otherwise that may be meant. Best first.
   */
  suggestions: string[]
  /** Words that make the question specific and that no article has, as typed. */
  missing: string[]
  /** What the first passage's article has of a question that is not answered, if anything specific. */
  mention?: Mention
}

/** What a list of articles is limited to. */
export interface Filter extends Period {
  /** Words that each article has in its title, place, section, byline or source, or where its text begins. */
  about?: string
}

/** The articles that a filter leaves. */
export interface Listing {
  /** Newest first, those without a date last, in the order of their files. */
  articles: readonly Article[]
  /** How many others a period left out for having no date. */
  undated: number
}

export interface Library {
  /** Answers any text; with nothing to search for the answer is a refusal without passages. */
  ask(question: string): Promise<Answer>
  /** Why `ask` answers as it does. */
  explain(question: string): Promise<Explanation>
  /** Articles by headline, place or topic, best first; [] where nothing matches. */
  titled(text: string): Promise<Article[]>
  /** The article with this id, or undefined. */
  article(id: string): Article | undefined
  /** All articles, newest first, those without a date last, in the order of their files. */
  articles(): readonly Article[]
  /** The articles that a filter leaves; where no article has its words, those that they lead to by `titled`. */
  listed(filter: Filter): Promise<Listing>
  /** Articles that tell this one's story again, newest first, as far as their headline or a search leads to them. */
  reprints(article: Article): Article[]
  /** Completes a headline, a place or the pinyin of either, best first. */
  complete(typed: string, limit: number): Article[]
  /** Up to `limit` questions that the library is known to answer, of one article or of as many articles as it can. */
  examples(limit: number, articleId?: string): Promise<string[]>
  readonly size: { articles: number; paragraphs: number }
}
