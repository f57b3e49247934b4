// What each piece of evidence weighs: printed by `npm run -s train` on CMRC 2018 dev and DRCD dev together (6,743
// questions; neither is part of the product), whole and, for a tenth, cut into shorter paragraphs. Trained on either one
// alone they lose .001 R@1 on the other.

import type { ConfidenceFeature } from "./confidence.js"
import type { Feature } from "./evidence.js"

/** Which of the candidates is the gold paragraph. `title` is set by hand: those sets have none. */
export const PASSAGE_WEIGHTS: Readonly<Record<Feature, number>> = {
  bm25Words: 3.4,
  bm25Bigrams: 2.35,
  words: -3.92,
  bigrams: 1.36,
  characters: 4.93,
  names: 6.44,
  twoSentences: 5.16,
  sentenceCharacters: 4.89,
  window: 3.76,
  order: 0.88,
  numbers: 1.43,
  kind: 0.85,
  length: -4.49,
  articleNames: 16.85,
  before: 2.18,
  beforeCharacters: 5.04,
  elsewhere: 5.37,
  position: -0.94,
  title: 1,
}

/**
 * Logistic regression over the best passage: with every second article gone, with the paragraph that answers gone from its
 * article (a fifth), and with a name exchanged for another (a tenth).
 */
export const CONFIDENCE_WEIGHTS: Readonly<Record<ConfidenceFeature, number>> & { bias: number } = {
  bm25Words: 0.71,
  bm25Bigrams: 0.67,
  bigrams: 0.37,
  characters: 1.56,
  twoSentences: 0.47,
  sentenceCharacters: 2,
  order: 0.64,
  numbers: 1.11,
  beforeCharacters: 4,
  namesLacking: -2.07,
  stranger: -1.78,
  wordLacking: -1.08,
  valueLacking: -0.53,
  valueNowhere: -0.62,
  postLacking: -3.81,
  margin: 1.16,
  questionLength: 2.43,
  unknown: -0.37,
  bias: -8.59,
}
