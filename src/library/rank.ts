// Orders the candidates for a question.

import type { Candidate } from "./engine.js"
import { FEATURES, type Features, featuresOf, type Setting } from "./evidence.js"
import type { Question } from "./question.js"
import { PASSAGE_WEIGHTS } from "./weights.js"

export interface Ranked {
  candidate: Candidate
  setting: Setting
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
      const setting = settingOf(candidate)
      const features = featuresOf(question, candidate, setting)
      return { candidate, setting, features, score: weighted(FEATURES, features, PASSAGE_WEIGHTS) }
    })
    .sort((a, b) => b.score - a.score)
}

/** The sum of the values, each times its weight. */
export function weighted<Name extends string>(
  names: readonly Name[],
  values: Readonly<Record<Name, number>>,
  weights: Readonly<Record<Name, number>>,
): number {
  return names.reduce((total, name) => total + weights[name] * values[name], 0)
}
