// What each piece of evidence weighs: printed by `npm run -s train` on CMRC 2018 dev and DRCD dev together (6,743
// questions; neither is part of the product). Trained on either one alone they lose less than .003 R@1 on the other.

import type { Feature } from "./evidence.js"
import type { ConfidenceFeature } from "./rank.js"

/** Pairwise logistic regression: the gold paragraph against the other candidates. `title` is set by hand: those sets have none. */
export const PASSAGE_WEIGHTS: Readonly<Record<Feature, number>> = {
  bm25Words: 1.51,
  bm25Bigrams: 1.56,
  words: 1.37,
  bigrams: 1.74,
  sentence: 1.78,
  twoSentences: 1.75,
  longestRun: 2.27,
  lacks: -0.58,
  title: 1,
  article: 1.58,
  kind: 0.32,
  length: -2.33,
}

/** Logistic regression over the best passage, with every second article taken out of the library. */
export const CONFIDENCE_WEIGHTS: Readonly<Record<ConfidenceFeature, number>> & { bias: number } = {
  bm25Words: 0.33,
  bm25Bigrams: 0.81,
  bigrams: 1.52,
  sentence: 1.74,
  twoSentences: 1.73,
  margin: 0.38,
  questionLength: 0.62,
  unknown: -2.08,
  bias: -4.58,
}
