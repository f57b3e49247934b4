// Orders the candidates for a question, points at the sentence that answers, and says how sure it is of the first.

import { clauses, type Range } from "../text/sentences.js"
import type { Candidate } from "./engine.js"
import {
  FEATURES,
  type Features,
  featuresOf,
  SENTENCE_FEATURES,
  type Setting,
  sentenceEvidence,
  shareOf,
} from "./evidence.js"
import { type FoldedText, fold } from "./fold.js"
import type { Question } from "./question.js"
import { CONFIDENCE_WEIGHTS, PASSAGE_WEIGHTS, SENTENCE_WEIGHTS } from "./weights.js"

export interface Ranked {
  candidate: Candidate
  features: Features
  /** The weighted sum of the features; comparable within one question. */
  score: number
}

/** The candidates, best first; equal scores keep the engine's order. */
export function rank(
  question: Question,
  candidates: readonly Candidate[],
  settingOf: (candidate: Candidate) => Setting,
): Ranked[] {
  return candidates
    .map((candidate) => {
      const features = featuresOf(question, candidate, settingOf(candidate))
      return { candidate, features, score: weighted(FEATURES, features, PASSAGE_WEIGHTS) }
    })
    .sort((a, b) => b.score - a.score)
}

export const CONFIDENCE_FEATURES = [
  "bm25Words",
  "bm25Bigrams",
  "bigrams",
  "sentence",
  "twoSentences",
  /** The score's lead over the best passage of another article. */
  "margin",
  /** Natural logarithm of the question's length in characters, over 3. */
  "questionLength",
  /** The share of the question's idf in words that no paragraph has. */
  "unknown",
] as const
export type ConfidenceFeature = (typeof CONFIDENCE_FEATURES)[number]

/** What confidence in the first of the ranked passages rests on. */
export function confidenceFeatures(
  question: Question,
  first: Ranked,
  ranked: readonly Ranked[],
): Record<ConfidenceFeature, number> {
  const rival = ranked.find(({ candidate }) => candidate.articleId !== first.candidate.articleId)
  return {
    ...first.features,
    margin: first.score - (rival?.score ?? 0),
    questionLength: Math.log(1 + question.sought.length) / 3,
    unknown: question.unknown,
  }
}

/** How sure the first of the ranked passages answers the question, 0–1; 0 where there is none. */
export function confidence(question: Question, ranked: readonly Ranked[]): number {
  const [first] = ranked
  if (!first) return 0
  const features = confidenceFeatures(question, first, ranked)
  const logit = weighted(CONFIDENCE_FEATURES, features, CONFIDENCE_WEIGHTS) + CONFIDENCE_WEIGHTS.bias
  return 1 / (1 + Math.exp(-logit))
}

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

function weighted<Name extends string>(
  names: readonly Name[],
  values: Readonly<Record<Name, number>>,
  weights: Readonly<Record<Name, number>>,
): number {
  return names.reduce((total, name) => total + weights[name] * values[name], 0)
}
