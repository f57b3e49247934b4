// What each piece of evidence weighs: printed by `npm run -s train` on CMRC 2018 dev and DRCD dev together (6,743
// questions; neither is part of the product), whole and, for a tenth, cut into shorter paragraphs. Trained on either one
// alone they lose .004 R@1 at most on the other.

import type { Feature } from "./evidence.js"
import type { ConfidenceFeature } from "./rank.js"

/** Which of the candidates is the gold paragraph. `title` is set by hand: those sets have none. */
export const PASSAGE_WEIGHTS: Readonly<Record<Feature, number>> = {
  bm25Words: 2.99,
  bm25Bigrams: 2.5,
  words: -3.86,
  bigrams: 1.13,
  characters: 4.95,
  names: 7.27,
  twoSentences: 5.29,
  sentenceCharacters: 4.83,
  window: 3.96,
  order: 0.88,
  numbers: 1.57,
  kind: 0.75,
  length: -4.37,
  articleNames: 14.76,
  before: 1.48,
  beforeCharacters: 5.43,
  elsewhere: 5.29,
  position: -0.92,
  title: 1,
}

/** Logistic regression over the best passage, with every second article taken out of the library. */
export const CONFIDENCE_WEIGHTS: Readonly<Record<ConfidenceFeature, number>> & { bias: number } = {
  bm25Words: 0.31,
  bm25Bigrams: 0.75,
  bigrams: 1.39,
  characters: 1.02,
  twoSentences: 0.81,
  sentenceCharacters: 3.48,
  numbers: 1.23,
  namesLacking: -2.66,
  valueLacking: -0.83,
  margin: 1.55,
  questionLength: 2.29,
  unknown: -0.65,
  bias: -9.6,
}
