// How well a paragraph answers a question, as a few named features between 0 and about 1. What they weigh is learnt
// elsewhere (weights.ts).

import type { Candidate } from "./engine.js"
import type { FoldedText } from "./fold.js"
import type { Question, Weighted } from "./question.js"

export const FEATURES = [
  /** BM25 of the paragraph's words and bigrams, as shares of the question's idf. */
  "bm25Words",
  "bm25Bigrams",
  /** The share of the question's idf that the paragraph has. */
  "words",
  "bigrams",
  /** The same within its best sentence and its best two neighbouring sentences. */
  "sentence",
  "twoSentences",
  /** The longest run of characters shared with the question, as a share of the question. */
  "longestRun",
  /** The idf of the rarest word it lacks, as a share of the question's rarest. */
  "lacks",
  /** What the article's title has of the question. */
  "title",
  /** What the article as a whole has of the question. */
  "article",
  /** 1 where the best two sentences hold the kind of answer asked for, 0 where they do not, ½ where no kind is known. */
  "kind",
  /** Natural logarithm of the length in characters, over 10. */
  "length",
] as const
export type Feature = (typeof FEATURES)[number]
export type Features = Readonly<Record<Feature, number>>

/** A paragraph with what surrounds it, folded. */
export interface Setting {
  paragraph: FoldedText
  title: string
  /** All paragraphs of its article. */
  article: string
}

/** The features of a candidate for a question. */
export function featuresOf(
  question: Question,
  { scores }: Candidate,
  { paragraph, title, article }: Setting,
): Features {
  const { text } = paragraph
  const parts = paragraph.sentences.map((sentence) => sentence.text)
  const pairs = parts.map((part, i) => part + (parts[i + 1] ?? ""))
  // What the title says goes without saying in every paragraph below it.
  const shares = parts.map((part) => shareOf(question, title + part))
  const pairShares = pairs.map((pair) => shareOf(question, title + pair))
  const whole = title + text
  const best = pairShares.indexOf(Math.max(...pairShares))
  return {
    bm25Words: share(scores.words, question.words),
    bm25Bigrams: share(scores.bigrams, question.bigrams),
    words: coverage(question.words, whole),
    bigrams: coverage(question.bigrams, whole),
    sentence: Math.max(0, ...shares),
    twoSentences: Math.max(0, ...pairShares),
    longestRun: longestRun(question.sought, text) / Math.max(1, question.sought.length),
    lacks: heaviest(question.words.filter(({ term }) => !whole.includes(term))) / Math.max(1, heaviest(question.words)),
    title: coverage(question.words, title),
    article: shareOf(question, article),
    kind: question.kind ? Number(question.kind.holds(pairs[best] ?? "")) : 0.5,
    length: Math.log(1 + text.length) / 10,
  }
}

/** The share of a question's idf that a text has, words and bigrams counting the same. 0–1. */
export const shareOf = (question: Question, text: string): number =>
  (coverage(question.words, text) + coverage(question.bigrams, text)) / 2

/** The share of the terms' weight whose terms the text has. 0 where there are no terms. */
export function coverage(terms: readonly Weighted[], text: string): number {
  return share(sum(terms.filter(({ term }) => text.includes(term))), terms)
}

const share = (part: number, of: readonly Weighted[]): number => (of.length > 0 ? part / Math.max(1e-9, sum(of)) : 0)
const sum = (terms: readonly Weighted[]): number => terms.reduce((total, { weight }) => total + weight, 0)
const heaviest = (terms: readonly Weighted[]): number => Math.max(0, ...terms.map(({ weight }) => weight))

/** The length of the longest substring of `needle` that `text` has, in UTF-16 units. */
export function longestRun(needle: string, text: string): number {
  let longest = 0
  for (let start = 0; start + longest < needle.length; start++)
    while (start + longest < needle.length && text.includes(needle.slice(start, start + longest + 1))) longest++
  return longest
}
