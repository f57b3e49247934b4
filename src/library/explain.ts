// Why a question was answered as it was: what `ask` understood, found and weighed, laid open. All plain values.

import { CONFIDENCE_FEATURES, confidenceFeatures } from "./confidence.js"
import { FEATURES, has, type Setting } from "./evidence.js"
import type { Kind } from "./kinds.js"
import type { Answer, Correction, Passage } from "./library.js"
import type { Question, Weighted } from "./question.js"
import type { Ranked } from "./rank.js"
import { CONFIDENCE_WEIGHTS, PASSAGE_WEIGHTS } from "./weights.js"

/** A piece of evidence, what it weighs, and the product. */
export interface Contribution {
  feature: string
  value: number
  weight: number
  contribution: number
}

/** Where a passage has the terms of the question; those in both are listed under its text. */
export interface TermPlaces {
  text: string[]
  title: string[]
  /** Terms that it has by another name only, with that name. */
  otherwise: { term: string; found: string }[]
  lacking: string[]
}

export interface ExplainedPassage {
  headline: string
  articleId: string
  /** From 0. */
  paragraph: number
  text: string
  /** What ranked it: the sum of its contributions. */
  score: number
  /** The score in the answer: lower where a passage that holds the kind of answer asked for was put before it. */
  listed: number
  words: TermPlaces
  bigrams: TermPlaces
  /** The largest first; those of 0 are left out. */
  contributions: Contribution[]
}

/** How sure the first passage is: the logistic function of its contributions' sum and the bias. */
export interface ExplainedConfidence {
  contributions: Contribution[]
  bias: number
  logit: number
  probability: number
  /** The probability from which the question counts as answered. */
  threshold: number
}

export interface Explanation {
  question: string
  /** As matched: folded, with the corrections taken. */
  folded: string
  /** Without the words that only ask. */
  sought: string
  /** The terms looked for, with their idf. */
  words: { term: string; weight: number }[]
  bigrams: { term: string; weight: number }[]
  /** The kind of answer asked for; null where the words do not tell. */
  kind: Kind["name"] | null
  corrections: Correction[]
  missing: string[]
  answered: boolean
  /** How many of the passages, from the first, are shown at once. */
  shown: number
  /** Those of the answer, best first, without what only makes up the number. */
  passages: ExplainedPassage[]
  /** null where there is no passage. */
  confidence: ExplainedConfidence | null
}

/** What an answer was made from. */
export interface Grounds {
  folded: string
  question: Question
  ranked: readonly Ranked[]
  sure: number
}

/** The grounds of an answer beside it; `threshold` is the confidence from which it counts as answered. */
export function explain(answer: Answer, grounds: Grounds, threshold: number): Explanation {
  const { question, corrections, missing, answered, shown } = answer
  const { folded, question: asked } = grounds
  return {
    question,
    folded,
    sought: asked.sought,
    words: asked.words.map(({ term, weight }) => ({ term, weight })),
    bigrams: asked.bigrams.map(({ term, weight }) => ({ term, weight })),
    kind: asked.kind?.name ?? null,
    corrections,
    missing,
    answered,
    shown,
    passages: answer.passages.slice(0, answer.matched).flatMap((passage) => explainPassage(passage, grounds) ?? []),
    confidence: explainConfidence(grounds, threshold),
  }
}

function explainPassage(passage: Passage, { question, ranked }: Grounds): ExplainedPassage | undefined {
  const { article, paragraph, text, score: listed } = passage
  const found = ranked.find(({ candidate }) => candidate.articleId === article.id && candidate.paragraph === paragraph)
  if (!found) return undefined
  return {
    headline: article.headline,
    articleId: article.id,
    paragraph,
    text,
    score: found.score,
    listed,
    words: placesOf(question.words, found.setting),
    bigrams: placesOf(question.bigrams, found.setting),
    contributions: contributionsOf(FEATURES, found.features, PASSAGE_WEIGHTS),
  }
}

function placesOf(terms: readonly Weighted[], { paragraph, title }: Setting): TermPlaces {
  const places: TermPlaces = { text: [], title: [], otherwise: [], lacking: [] }
  for (const { term, variants } of terms) {
    const found = variants.find((variant) => has(paragraph.text, variant) || has(title, variant))
    if (has(paragraph.text, term)) places.text.push(term)
    else if (has(title, term)) places.title.push(term)
    else if (found !== undefined) places.otherwise.push({ term, found })
    else places.lacking.push(term)
  }
  return places
}

function explainConfidence({ question, ranked, sure }: Grounds, threshold: number): ExplainedConfidence | null {
  const [first] = ranked
  if (!first) return null
  const features = confidenceFeatures(question, first, ranked)
  const contributions = contributionsOf(CONFIDENCE_FEATURES, features, CONFIDENCE_WEIGHTS)
  const { bias } = CONFIDENCE_WEIGHTS
  const logit = contributions.reduce((sum, { contribution }) => sum + contribution, bias)
  return { contributions, bias, logit, probability: sure, threshold }
}

function contributionsOf<Name extends string>(
  names: readonly Name[],
  values: Readonly<Record<Name, number>>,
  weights: Readonly<Record<Name, number>>,
): Contribution[] {
  return names
    .map((feature) => {
      const [value, weight] = [values[feature], weights[feature]]
      return { feature, value, weight, contribution: value * weight }
    })
    .filter(({ contribution }) => contribution !== 0)
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
}
