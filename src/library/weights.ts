// What each piece of evidence weighs: printed by `npm run -s train` on CMRC 2018 dev and DRCD dev together (6,743
// questions; neither is part of the product), whole and, for a tenth, cut into shorter paragraphs. Trained on either one
// alone they lose .004 R@1 at most on the other.

import type { ConfidenceFeature } from "./confidence.js"
import type { Feature } from "./evidence.js"

/** Which of the candidates is the gold paragraph. `title` is set by hand: those sets have none. */
export const PASSAGE_WEIGHTS: Readonly<Record<Feature, number>> = {
  bm25Words: 2.99,
  bm25Bigrams: 2.51,
  words: -3.87,
  bigrams: 1.12,
  characters: 4.94,
  names: 7.27,
  twoSentences: 5.31,
  sentenceCharacters: 4.85,
  window: 3.94,
  order: 0.87,
  numbers: 1.57,
  kind: 0.76,
  length: -4.34,
  articleNames: 14.76,
  before: 1.48,
  beforeCharacters: 5.41,
  elsewhere: 5.28,
  position: -0.92,
  title: 1,
}

/**
 * Logistic regression over the best passage: with every second article gone, with the paragraph that answers gone from its
 * article (a fifth), and with a name exchanged for another (a tenth).
 */
export const CONFIDENCE_WEIGHTS: Readonly<Record<ConfidenceFeature, number>> & { bias: number } = {
  bm25Words: 0.54,
  bm25Bigrams: 0.71,
  bigrams: 0.39,
  characters: 1.58,
  twoSentences: 0.61,
  sentenceCharacters: 2.05,
  order: 0.63,
  numbers: 0.96,
  beforeCharacters: 3.85,
  namesLacking: -2.08,
  stranger: -1.77,
  wordLacking: -1.05,
  valueLacking: -0.57,
  valueNowhere: -0.69,
  postLacking: -3.84,
  margin: 1.16,
  questionLength: 2.36,
  unknown: -0.39,
  bias: -8.48,
}
