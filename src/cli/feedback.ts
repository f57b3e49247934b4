// The readers' 👍 and 👎 as a question set: what was found good must come first again, what was found bad must not.

import type { Judgement, Verdict } from "../keep/feedback.js"
import { type SetQuestion, squeezed } from "./score.js"

const KINDS: Readonly<Record<Verdict, string>> = { good: "👍", bad: "👎" }

/** A question for each that was judged, by the verdict that most presses gave it; at a tie by the later one. */
export function askedAgain(judgements: readonly Judgement[]): SetQuestion[] {
  const byQuestion = new Map<string, Judgement[]>()
  for (const judgement of lastOfEach(judgements)) {
    const question = squeezed(judgement.question)
    byQuestion.set(question, [...(byQuestion.get(question) ?? []), judgement])
  }
  return [...byQuestion.values()].flatMap((same) => decisive(same) ?? [])
}

/** Without what a presser thought before they thought better of it. */
function lastOfEach(judgements: readonly Judgement[]): Judgement[] {
  const last = new Map(judgements.map((judgement) => [judgement.by, judgement]))
  return judgements.filter((judgement) => judgement.by === undefined || last.get(judgement.by) === judgement)
}

/** What the last press of the verdict that prevails says of the passage that came first. */
function decisive(same: readonly Judgement[]): SetQuestion | undefined {
  const balance = same.reduce((sum, { verdict }) => sum + (verdict === "good" ? 1 : -1), 0)
  const prevailing = balance === 0 ? same.at(-1)?.verdict : balance > 0 ? "good" : "bad"
  const last = same.findLast(({ verdict }) => verdict === prevailing)
  const [first] = last?.shown ?? []
  if (!last || !first) return undefined
  const { at, question, verdict } = last
  const { articleId, text, bold } = first
  return {
    id: at,
    question,
    answers: bold.length > 0 ? bold : [text],
    article: articleId,
    kind: KINDS[verdict],
    judged: { good: verdict === "good", text },
  }
}
