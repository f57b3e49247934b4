// Orders the candidates for a question, and says how sure it is of the first.

import type { Candidate } from "./engine.js"
import { FEATURES, type Features, featuresOf, type Setting } from "./evidence.js"
import type { Question } from "./question.js"
import { CONFIDENCE_WEIGHTS, PASSAGE_WEIGHTS } from "./weights.js"

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
  "characters",
  "twoSentences",
  "sentenceCharacters",
  "numbers",
  /** The share of the question that is proper names and that neither the passage nor its article has. */
  "namesLacking",
  /** 1 where a figure or a date is asked for and the best sentences hold none. */
  "valueLacking",
  /** Natural logarithm of 1 + the score's lead over the best passage of another article. */
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
  const { names, articleNames, kind } = first.features
  return {
    ...first.features,
    namesLacking: question.names.reduce((sum, { weight }) => sum + weight, 0) - names - articleNames,
    valueLacking: question.kind?.looks === "value" ? 1 - kind : 0,
    margin: Math.log1p(Math.max(0, first.score - (rival?.score ?? 0))),
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

/** The sum of the values, each times its weight. */
export function weighted<Name extends string>(
  names: readonly Name[],
  values: Readonly<Record<Name, number>>,
  weights: Readonly<Record<Name, number>>,
): number {
  return names.reduce((total, name) => total + weights[name] * values[name], 0)
}
