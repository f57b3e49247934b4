// What each piece of evidence weighs. Printed by `npm run -s train`; paste its output here and say what it was measured on.

import type { Feature, SentenceFeature } from "./evidence.js"
import type { ConfidenceFeature } from "./rank.js"

/** Pairwise logistic regression: the gold paragraph against the other candidates. */
export const PASSAGE_WEIGHTS: Readonly<Record<Feature, number>> = {
  bm25Words: 1.68,
  bm25Bigrams: 1.69,
  words: 1.32,
  bigrams: 1.84,
  sentence: 1.85,
  twoSentences: 1.79,
  longestRun: 2.62,
  lacks: -0.63,
  title: 1,
  article: 1.57,
  kind: 0.4,
  length: -2.62,
}

/** Pairwise logistic regression: a sentence that holds a gold answer against the others of its paragraph. */
export const SENTENCE_WEIGHTS: Readonly<Record<SentenceFeature, number>> = {
  words: 2.42,
  bigrams: 0.49,
  withBefore: 2.48,
  withAfter: 2.79,
  longestRun: -0.47,
  kind: 1.97,
  length: 0.52,
}

/** Logistic regression over the best passage, with every second article taken out of the library. */
export const CONFIDENCE_WEIGHTS: Readonly<Record<ConfidenceFeature, number>> & { bias: number } = {
  bm25Words: 0.98,
  bm25Bigrams: 0.03,
  bigrams: 2.28,
  sentence: 2.54,
  twoSentences: 2.98,
  margin: 0.47,
  questionLength: 1.73,
  unknown: -2.02,
  bias: -7.03,
}
