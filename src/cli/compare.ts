// `npm run eval -- … --compare BASELINE.json`: what has changed against scores printed earlier, and whether by chance.

import { type Baseline, OUTCOMES, type Outcome, type ScoresJson, scoresJson } from "./baseline.js"
import { describeMiss } from "./eval.js"
import { type Result, type Scores, type Scoring, scoreCells } from "./score.js"
import { shown, table } from "./table.js"

/** How many questions were won and lost, and how likely chance alone divides them as unevenly. */
export interface Change {
  won: number
  lost: number
  p: number
}

/** Now less then, by score; null where either was not measured. */
export type Differences = Record<string, number | null>

export interface Comparison {
  scoring: Scoring
  overall: Differences
  kinds: Record<string, Differences>
  changes: Record<Outcome, Change>
  /** The questions that are right now and were not, and those that were and are not. */
  won: Result[]
  lost: Result[]
}

/** Below this a change is taken for more than chance: the usual level. */
const SIGNIFICANT = 0.05

/** A scoring beside a baseline of the same questions. */
export function compare(scoring: Scoring, baseline: Baseline): Comparison {
  const { overall, kinds, judged } = scoring
  const turned = (outcome: Outcome, to: boolean) =>
    judged.filter((each, i) => OUTCOMES[outcome](each) === to && baseline.questions[outcome][i] === (to ? "0" : "1"))
  const change = (outcome: Outcome): Change => {
    const [won, lost] = [turned(outcome, true).length, turned(outcome, false).length]
    return { won, lost, p: signTest(won, lost) }
  }
  return {
    scoring,
    overall: differences(overall, baseline.overall),
    kinds: Object.fromEntries(
      Object.entries(kinds).map(([kind, scores]) => [kind, differences(scores, baseline.kinds.get(kind))]),
    ),
    changes: { "R@1": change("R@1"), "answer@1": change("answer@1"), right: change("right") },
    won: turned("right", true),
    lost: turned("right", false),
  }
}

function differences(scores: Scores, before: ReadonlyMap<string, number> = new Map()): Differences {
  const { n: _, ...shares } = scores
  const difference = ([name, value]: [string, number | null]): [string, number | null] => {
    const then = before.get(name)
    return [name, value === null || then === undefined ? null : value - then]
  }
  return Object.fromEntries(Object.entries(shares).map(difference))
}

/**
 * The two-sided sign test: the probability that fair coins divide as many questions at least as unevenly. Exact
 * binomial (Dixon & Mood 1946), summed by logarithms, so that thousands do not underflow.
 */
export function signTest(won: number, lost: number): number {
  const all = won + lost
  let logChoose = 0
  let tail = 0
  for (let k = 0; k <= Math.min(won, lost); k++) {
    tail += Math.exp(logChoose - all * Math.LN2)
    logChoose += Math.log((all - k) / (k + 1))
  }
  return Math.min(1, 2 * tail)
}

/** The scores' JSON with the comparison beside them; the questions won and lost by their ids. */
export function comparisonJson({ scoring, overall, kinds, changes, won, lost }: Comparison): ScoresJson & {
  compared: { differences: Differences; kinds: Record<string, Differences>; changes: Record<Outcome, Change> } & Record<
    "won" | "lost",
    string[]
  >
} {
  const ids = (list: readonly Result[]) => list.map(({ question }) => question.id)
  return {
    ...scoresJson(scoring),
    compared: { differences: overall, kinds, changes, won: ids(won), lost: ids(lost) },
  }
}

/** The table of scores with what has changed below each row. */
export function differenceTable({ scoring, overall, kinds }: Comparison): string {
  const rows = (name: string, scores: Scores, changed: Differences) => [
    [name, ...scoreCells(scores)],
    ["", "", ...Object.values(changed).map(signed)],
  ]
  return table([
    ["", ...Object.keys(scoring.overall)],
    ...rows("all", scoring.overall, overall),
    ...Object.entries(scoring.kinds).flatMap(([kind, scores]) => rows(kind, scores, kinds[kind] ?? {})),
  ])
}

/** +.004, −.002; = where nothing changed, empty where it was not measured. */
function signed(difference: number | null): string {
  if (difference === null) return ""
  const size = shown(Math.abs(difference))
  return size === ".000" ? "=" : (difference > 0 ? "+" : "−") + size
}

/** How many questions were won and lost, whether by chance, and which. */
export function describeChanges({ changes, won, lost }: Comparison): string {
  const rows = Object.entries(changes).map(([name, each]) => [
    name,
    String(each.won),
    String(each.lost),
    each.p < 0.001 ? "<.001" : shown(each.p),
    verdict(each),
  ])
  return [
    table([["", "won", "lost", "p", ""], ...rows]),
    ...section("新答对的", won, ({ question }) => `${question.id}  ${question.question}`),
    ...section("新答错的", lost, describeMiss),
  ].join("\n")
}

function verdict({ won, lost, p }: Change): string {
  if (won + lost === 0) return "没有变化"
  return p < SIGNIFICANT ? "不像是偶然" : "可能只是偶然"
}

const section = (title: string, list: readonly Result[], describe: (judged: Result) => string): string[] =>
  list.length > 0 ? ["", `${title}（${list.length}）`, ...list.map(describe)] : []
