// What each word of STRICTNESS would make of a question set: how much is answered, how much refused.

import { ANSWERED, STRICTNESSES, type Strictness } from "../library/strictness.js"
import { mean, type Result } from "./score.js"
import { shown, table } from "./table.js"

/** Of the answerable questions the share answered, of the unanswerable the share refused; null where there are none. */
export type Shares = Record<"answered" | "refused", number | null>

/** The shares that each word's threshold gives on answers whose confidence is known. */
export function strictnessShares(judged: readonly Result[]): Record<Strictness, Shares> {
  const sure = (answerable: boolean) =>
    judged.filter((each) => each.answerable === answerable).map(({ answer }) => answer.confidence)
  const [answerable, unanswerable] = [sure(true), sure(false)]
  const shares = (from: number): Shares => ({
    answered: mean(answerable.map((confidence) => Number(confidence >= from))),
    refused: mean(unanswerable.map((confidence) => Number(confidence < from))),
  })
  return { strict: shares(ANSWERED.strict), balanced: shares(ANSWERED.balanced), generous: shares(ANSWERED.generous) }
}

/** A row a word, with the confidence from which it answers. */
export function strictnessTable(shares: Readonly<Record<Strictness, Shares>>): string {
  const row = (word: Strictness) => [word, ...[ANSWERED[word], shares[word].answered, shares[word].refused].map(shown)]
  return table([["", "from", "answered", "refused"], ...STRICTNESSES.map(row)])
}
