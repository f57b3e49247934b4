// Orders the candidates for a question.

import type { Candidate } from "./engine.js"
import { FEATURES, type Features, featuresOf, type Setting } from "./evidence.js"
import type { Question } from "./question.js"
import type { Steps } from "./steps.js"
import { PASSAGE_WEIGHTS } from "./weights.js"

export interface Ranked {
  candidate: Candidate
  setting: Setting
  features: Features
  /** The weighted sum of the features; comparable within one question. */
  score: number
}

/** The candidates, best first, one looked at in a step; equal scores keep the engine's order. */
export function* ranking(
  question: Question,
  candidates: readonly Candidate[],
  settingOf: (candidate: Candidate) => Setting,
): Steps<Ranked[]> {
  const ranked: Ranked[] = []
  for (const candidate of candidates) {
    const setting = settingOf(candidate)
    const features = featuresOf(question, candidate, setting)
    ranked.push({ candidate, setting, features, score: weighted(FEATURES, features, PASSAGE_WEIGHTS) })
    yield
  }
  return ranked.sort((a, b) => b.score - a.score)
}

/** The sum of the values, each times its weight. */
export function weighted<Name extends string>(
  names: readonly Name[],
  values: Readonly<Record<Name, number>>,
  weights: Readonly<Record<Name, number>>,
): number {
  return names.reduce((total, name) => total + weights[name] * values[name], 0)
}
