// Scores answers against questions: how often the passage is found, the answer is pointed at, the unanswerable refused.

import type { AnswerLine } from "./ask.js"
import { shown, table } from "./table.js"

/** A question of a set. Without answers it is unanswerable. */
export interface SetQuestion {
  id: string
  question: string
  answers: string[]
  /** The article, and the paragraph in it, that answers; without them any text that holds an answer is a hit. */
  article?: string | null
  paragraph?: number | null
  headline?: string
  kind?: string
  /** The paragraph that came first when a reader judged it. Good: it is the hit; bad: it must not come first again. */
  judged?: { good: boolean; text: string }
}

/** Shares between 0 and 1 but for `n`; null where there is nothing to measure. */
export interface Scores {
  n: number
  /** Over answerable questions: the first hit's rank is 1; is at most 5; the mean of 1/rank down to 10. */
  "R@1": number | null
  "R@5": number | null
  "MRR@10": number | null
  /** The first passage's highlights hold an answer; how much of its text they are. */
  "answer@1": number | null
  marked: number | null
  answered: number | null
  refused: number | null
  /** Answerable: answered with a hit in first place; unanswerable: refused; judged bad: refused, or another first. */
  right: number | null
  /** How well confidence tells answerable from unanswerable; the share of the latter below what 95% of the former reach. */
  AUROC: number | null
  "refused@95": number | null
}

/** A question with its answer and what became of it. */
export interface Result {
  question: SetQuestion
  answer: AnswerLine
  /** Undefined: not known, as a reader only said that what came first was wrong. */
  answerable: boolean | undefined
  /** The first hit's, from 1; 0 where there is none. */
  rank: number
  /** Whether the first passage's highlights hold an answer. */
  told: boolean
  marked: number | null
  right: boolean
}

export interface Scoring {
  overall: Scores
  kinds: Record<string, Scores>
  /** Every question, in the order of the set. */
  judged: Result[]
  misses: Result[]
}

/** @throws RangeError where answers and questions are not as many. */
export function score(questions: readonly SetQuestion[], answers: readonly AnswerLine[]): Scoring {
  if (questions.length !== answers.length)
    throw new RangeError(`${questions.length} questions but ${answers.length} answers`)
  const judged = questions.flatMap((question, i) => {
    const answer = answers[i]
    return answer ? [judge(question, answer)] : []
  })
  const kinds = [...new Set(questions.flatMap(({ kind }) => kind ?? []))]
  return {
    overall: summarise(judged),
    kinds: Object.fromEntries(kinds.map((kind) => [kind, summarise(judged.filter((j) => j.question.kind === kind))])),
    judged,
    misses: judged.filter(({ right }) => !right),
  }
}

/** A row for all questions and one for each kind, a column a score. */
export function scoreTable({ overall, kinds }: Pick<Scoring, "overall" | "kinds">): string {
  const rows = Object.entries({ all: overall, ...kinds })
  return table([["", ...Object.keys(overall)], ...rows.map(([kind, scores]) => [kind, ...scoreCells(scores)])])
}

export const scoreCells = ({ n, ...shares }: Scores): string[] => [String(n), ...Object.values(shares).map(shown)]

function judge(question: SetQuestion, answer: AnswerLine): Result {
  const [first] = answer.passages
  const marks = (first?.highlights ?? []).join("")
  const offered = answer.answered && first !== undefined && isHit(question, first)
  const answerable = question.judged?.good === false ? undefined : question.answers.length > 0
  const rank = answerable ? answer.passages.findIndex((passage) => isHit(question, passage)) + 1 : 0
  return {
    question,
    answer,
    answerable,
    rank,
    told: answerable === true && holds(marks, question.answers),
    marked: first ? Math.min(1, squeezed(marks).length / Math.max(1, squeezed(first.text).length)) : null,
    right: answerable === undefined ? !offered : answerable ? offered : !answer.answered,
  }
}

function isHit(question: SetQuestion, passage: AnswerLine["passages"][number]): boolean {
  const { article, paragraph, headline, answers, judged } = question
  if (judged) return squeezed(passage.text) === squeezed(judged.text)
  if (typeof article === "string" && passage.articleId !== article) return false
  if (typeof article === "string" && typeof paragraph === "number") return passage.paragraph === paragraph
  if (headline && !squeezed(passage.headline).includes(squeezed(headline))) return false
  return holds(passage.text, answers)
}

/** A text as it is compared: without white space, in compatibility form. */
export const squeezed = (text: string): string => text.normalize("NFKC").replace(/\s+/gu, "")
const holds = (text: string, answers: readonly string[]): boolean =>
  answers.some((answer) => squeezed(text).includes(squeezed(answer)))
/** null where there are none. */
export const mean = (values: readonly number[]): number | null =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null

function summarise(judged: readonly Result[]): Scores {
  const answerable = judged.filter((j) => j.answerable === true)
  const unanswerable = judged.filter((j) => j.answerable === false)
  const share = (of: readonly Result[], test: (j: Result) => boolean) => mean(of.map((j) => Number(test(j))))
  const sure = (of: readonly Result[]) => of.map(({ answer }) => answer.confidence)
  return {
    n: judged.length,
    "R@1": share(answerable, ({ rank }) => rank === 1),
    "R@5": share(answerable, ({ rank }) => rank > 0 && rank <= 5),
    "MRR@10": mean(answerable.map(({ rank }) => (rank > 0 && rank <= 10 ? 1 / rank : 0))),
    "answer@1": share(answerable, ({ told }) => told),
    marked: mean(answerable.flatMap(({ marked }) => marked ?? [])),
    answered: share(answerable, ({ answer }) => answer.answered),
    refused: share(unanswerable, ({ answer }) => !answer.answered),
    right: share(judged, ({ right }) => right),
    AUROC: auroc(sure(answerable), sure(unanswerable)),
    "refused@95": refusedAt95(sure(answerable), sure(unanswerable)),
  }
}

/** The probability that an answerable question's confidence is above an unanswerable one's, ties counting half. */
function auroc(answerable: readonly number[], unanswerable: readonly number[]): number | null {
  const sorted = [
    ...answerable.map((confidence) => ({ confidence, answerable: true })),
    ...unanswerable.map((confidence) => ({ confidence, answerable: false })),
  ].sort((a, b) => a.confidence - b.confidence)
  let above = 0
  let below = 0
  for (let i = 0; i < sorted.length; ) {
    const at = sorted[i]?.confidence
    let [yes, no] = [0, 0]
    for (; sorted[i]?.confidence === at && i < sorted.length; i++) sorted[i]?.answerable ? yes++ : no++
    above += yes * (below + no / 2)
    below += no
  }
  const pairs = answerable.length * unanswerable.length
  return pairs > 0 ? above / pairs : null
}

/** Of the unanswerable, the share below the confidence that 95% of the answerable reach. */
function refusedAt95(answerable: readonly number[], unanswerable: readonly number[]): number | null {
  const reached = [...answerable].sort((a, b) => a - b)[Math.floor(answerable.length * 0.05)]
  return reached === undefined ? null : mean(unanswerable.map((confidence) => Number(confidence < reached)))
}
