// Points into a paragraph: at the sentence that answers a question, and at the clause that holds the asked-for value.

import { clauses, type Range } from "../text/sentences.js"
import { coverage, longestRun, shareOf } from "./evidence.js"
import { type FoldedText, fold } from "./fold.js"
import type { Question } from "./question.js"
import { weighted } from "./rank.js"

/** The sentence of a paragraph that answers best, as a range of its text; undefined where there is none. */
export function answerSentence(question: Question, paragraph: FoldedText): Range | undefined {
  const scored = sentenceEvidence(question, paragraph).map(({ range, features }) => ({
    range,
    score: weighted(SENTENCE_FEATURES, features, SENTENCE_WEIGHTS),
  }))
  return best(scored)
}

/**
 * The clause of a sentence that a reader should see first: among those that hold the kind of answer asked for the one
 * that has most of the question; undefined where none does. `text` is as printed.
 */
export function answerClause(question: Question, text: string, sentence: Range): Range | undefined {
  const holding = clauses(text.slice(sentence.start, sentence.end)).flatMap(({ start, end }) => {
    const range = withoutClosing(text, { start: sentence.start + start, end: sentence.start + end })
    const clause = fold(text.slice(range.start, range.end))
    return question.kind?.holds(clause) ? [{ range, score: shareOf(question, clause) }] : []
  })
  return best(holding)
}

export const SENTENCE_FEATURES = [
  /** The share of the question's idf in the sentence, in it and the one before, in it and the one after. */
  "words",
  "bigrams",
  "withBefore",
  "withAfter",
  "longestRun",
  /** 1 where it holds the kind of answer asked for, 0 where it does not, ½ where no kind is known. */
  "kind",
  /** Natural logarithm of the length in characters, over 10. */
  "length",
] as const
export type SentenceFeature = (typeof SENTENCE_FEATURES)[number]

/** Pairwise logistic regression: a sentence that holds a gold answer against the others of its paragraph. */
export const SENTENCE_WEIGHTS: Readonly<Record<SentenceFeature, number>> = {
  words: 2.28,
  bigrams: 0.6,
  withBefore: 2.38,
  withAfter: 2.66,
  longestRun: -0.43,
  kind: 1.88,
  length: 0.4,
}

/** A sentence of a passage with what speaks for its being the answer. */
export interface SentenceEvidence {
  range: Range
  features: Readonly<Record<SentenceFeature, number>>
}

/** The sentences of a paragraph as answers to a question. */
export function sentenceEvidence(question: Question, { sentences }: FoldedText): SentenceEvidence[] {
  return sentences.map(({ range, text }, i) => ({
    range,
    features: {
      words: coverage(question.words, text),
      bigrams: coverage(question.bigrams, text),
      withBefore: shareOf(question, (sentences[i - 1]?.text ?? "") + text),
      withAfter: shareOf(question, text + (sentences[i + 1]?.text ?? "")),
      longestRun: longestRun(question.sought, text) / Math.max(1, question.sought.length),
      kind: question.kind ? Number(question.kind.holds(text)) : 0.5,
      length: Math.log(1 + text.length) / 10,
    },
  }))
}

/** A clause is shown without the comma or stop that closes it. */
function withoutClosing(text: string, { start, end }: Range): Range {
  const clause = text.slice(start, end)
  return { start, end: end - (clause.length - clause.replace(/[，,；;。：:\s]+$/u, "").length) }
}

/** The first of the ranges with the highest score. */
function best(scored: readonly { range: Range; score: number }[]): Range | undefined {
  return scored.reduce<(typeof scored)[number] | undefined>((a, b) => (a && a.score >= b.score ? a : b), undefined)
    ?.range
}
