// What `npm run eval -- … --json` prints: the scores, and compactly what became of each question, so that a later run
// over the same set can be compared with it.

import { createHash } from "node:crypto"
import type { Strictness } from "../library/strictness.js"
import type { Result, Scores, Scoring, SetQuestion } from "./score.js"
import { type Shares, strictnessShares } from "./strictness.js"

/** What a question can win or lose, by the names of the scores; undefined where it is not measured. */
export const OUTCOMES = {
  "R@1": ({ answerable, rank }: Result) => (answerable ? rank === 1 : undefined),
  "answer@1": ({ answerable, told }: Result) => (answerable ? told : undefined),
  right: ({ right }: Result) => right,
} satisfies Readonly<Record<string, (judged: Result) => boolean | undefined>>
export type Outcome = keyof typeof OUTCOMES

/** The JSON of a scoring; its shape is a contract (docs/developing.md). */
export interface ScoresJson extends Scores {
  kinds: Record<string, Scores>
  strictness: Record<Strictness, Shares>
  /** `set` tells question sets apart; the others hold a character a question: 1, 0, or - where it is not measured. */
  questions: Record<"set" | Outcome, string>
}

export function scoresJson({ overall, kinds, judged }: Scoring): ScoresJson {
  const line = (outcome: Outcome) => judged.map((each) => digit(OUTCOMES[outcome](each))).join("")
  return {
    ...overall,
    kinds,
    strictness: strictnessShares(judged),
    questions: { set: setOf(judged.map(({ question }) => question)), ...eachOutcome(line) },
  }
}

/** The same of each outcome. */
const eachOutcome = <Value>(of: (outcome: Outcome) => Value): Record<Outcome, Value> => ({
  "R@1": of("R@1"),
  "answer@1": of("answer@1"),
  right: of("right"),
})

const digit = (outcome: boolean | undefined): string => (outcome === undefined ? "-" : outcome ? "1" : "0")

/** Scores printed earlier. Columns and kinds that it lacks, or that there no longer are, are not compared. */
export interface Baseline {
  overall: ReadonlyMap<string, number>
  kinds: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** A character a question, as printed. */
  questions: Readonly<Record<Outcome, string>>
}

/**
 * The scores that `--json` printed over these questions.
 * @throws SyntaxError saying what is wrong with it: not such scores, or those of another set.
 */
export function parseBaseline(text: string, questions: readonly SetQuestion[]): Baseline {
  const printed = fieldsOf(parseJson(text))
  const outcomes = fieldsOf(printed.get("questions"))
  const set = outcomes.get("set")
  const lines = eachOutcome((outcome) => outcomes.get(outcome))
  if (![set, ...Object.values(lines)].every(isString))
    throw new SyntaxError("不是 npm run -s eval -- QUESTIONS.jsonl --json 印出来的结果；先那样存一份，再来比较。")
  if (set !== setOf(questions))
    throw new SyntaxError(
      `是另一个问题集的结果（那时 ${printed.get("n")} 题，现在 ${questions.length} 题）；要用同一个问题集，--halve 也要一样。`,
    )
  return {
    overall: numbersOf(printed),
    kinds: new Map([...fieldsOf(printed.get("kinds"))].map(([kind, scores]) => [kind, numbersOf(fieldsOf(scores))])),
    questions: eachOutcome((outcome) => String(lines[outcome])),
  }
}

/** A digest of what is asked and what is right. */
function setOf(questions: readonly SetQuestion[]): string {
  const asked = questions.map(({ question, answers, article, paragraph, headline, judged }) => [
    question,
    answers,
    article ?? null,
    paragraph ?? null,
    headline ?? null,
    judged ?? null,
  ])
  return createHash("sha256").update(JSON.stringify(asked)).digest("hex").slice(0, 16)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const fieldsOf = (value: unknown): Map<string, unknown> =>
  new Map(typeof value === "object" && value !== null ? Object.entries(value) : [])
const numbersOf = (fields: ReadonlyMap<string, unknown>): Map<string, number> =>
  new Map([...fields].flatMap(([name, value]) => (typeof value === "number" ? [[name, value]] : [])))
const isString = (value: unknown): value is string => typeof value === "string"
