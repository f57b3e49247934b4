// Scores against figures worked out by hand, so that a set measured twice means the same.

import { describe, expect, it } from "vitest"
import type { AnswerLine } from "../../src/cli/ask.js"
import { type SetQuestion, score, scoreTable } from "../../src/cli/score.js"
import { width } from "../../src/text/width.js"

const passage = (articleId: string, paragraph: number, text: string, highlights: string[] = []) => ({
  headline: "汝城县除患消疾铺就优质路网",
  text,
  highlights,
  score: 1,
  articleId,
  paragraph,
})
const answer = (confidence: number, answered: boolean, passages: AnswerLine["passages"]): AnswerLine => ({
  question: "",
  answered,
  confidence,
  passages,
})
const asked = (id: string, answers: string[], more: Partial<SetQuestion> = {}): SetQuestion => ({
  id,
  question: `问题${id}`,
  answers,
  ...more,
})

const OTHER = passage("x", 9, "坡度长、弯道多。")
const HIT = passage("rc", 1, "该县投资1030万元。", ["1030万元"])

/** Two answerable questions, found first and third; two unanswerable ones, one refused. */
const QUESTIONS = [
  asked("1", ["1030万元"], { article: "rc", paragraph: 1, kind: "数" }),
  asked("2", ["1030万元"], { kind: "数" }),
  asked("3", [], { kind: "无" }),
  asked("4", [], { kind: "无" }),
]
const ANSWERS = [
  answer(0.9, true, [HIT, OTHER]),
  answer(0.5, true, [OTHER, OTHER, HIT]),
  answer(0.6, true, [OTHER]),
  answer(0.1, false, [OTHER]),
]

describe("a set of four questions", () => {
  const { overall, kinds, misses } = score(QUESTIONS, ANSWERS)

  it("scores as worked out by hand", () => {
    expect(overall).toEqual({
      n: 4,
      "R@1": 1 / 2,
      "R@5": 1,
      "MRR@10": (1 + 1 / 3) / 2,
      "answer@1": 1 / 2,
      // 1030万元 is 6 of the 11 characters of the first passage; the second question's has no highlight.
      marked: (6 / 11 + 0) / 2,
      answered: 1,
      refused: 1 / 2,
      right: 2 / 4,
      // Of the pairs .9>.6, .9>.1, .5<.6, .5>.1 three are in order.
      AUROC: 3 / 4,
      // 95% of two reach the lower one's .5; of .6 and .1 one is below.
      "refused@95": 1 / 2,
    })
  })

  it("scores each kind by itself, with null where there is nothing to measure", () => {
    expect(kinds.数).toMatchObject({ n: 2, "R@1": 1 / 2, refused: null, AUROC: null, "refused@95": null })
    expect(kinds.无).toMatchObject({ n: 2, "R@1": null, marked: null, answered: null, refused: 1 / 2, right: 1 / 2 })
  })

  it("lists what went wrong with the rank of the hit, 0 where there is none", () => {
    expect(misses.map(({ question, rank }) => [question.id, rank])).toEqual([
      ["2", 3],
      ["3", 0],
    ])
  })

  it("shows as aligned columns, – where nothing was measured", () => {
    const [head, ...rows] = scoreTable({ overall, kinds }).split("\n")
    expect(head?.trim().split(/\s+/u)).toEqual(Object.keys(overall))
    expect(rows.map((row) => row.split(/\s+/u).slice(0, 4))).toEqual([
      ["all", "4", ".500", "1.000"],
      ["数", "2", ".500", "1.000"],
      ["无", "2", "–", "–"],
    ])
    expect(new Set([head, ...rows].map((row) => width(row ?? ""))).size).toBe(1)
  })
})

describe("a hit", () => {
  const rankOf = (question: SetQuestion, passages: AnswerLine["passages"]) =>
    score([question], [answer(1, true, passages)]).overall["MRR@10"]

  it("in the named article and paragraph counts, the same answer elsewhere does not", () => {
    const question = asked("1", ["1030万元"], { article: "rc", paragraph: 1 })
    expect(rankOf(question, [passage("rc", 0, "1030万元"), HIT])).toBe(1 / 2)
    expect(rankOf(question, [passage("x", 1, "1030万元")])).toBe(0)
  })

  it("in the named article alone must hold an answer", () => {
    const question = asked("1", ["1030万元"], { article: "rc" })
    expect(rankOf(question, [passage("rc", 0, "坡度长"), passage("rc", 3, "投资1030万元")])).toBe(1 / 2)
  })

  it("under a named headline must be under it", () => {
    expect(rankOf(asked("1", ["1030万元"], { headline: "汝城县 除患消疾" }), [HIT])).toBe(1)
    expect(rankOf(asked("1", ["1030万元"], { headline: "道县" }), [HIT])).toBe(0)
  })

  it("holds an answer whatever the width of its characters and the white space in it", () => {
    expect(rankOf(asked("1", ["１０３０ 万元"]), [HIT])).toBe(1)
  })

  it("beyond the tenth place counts as none", () => {
    expect(rankOf(asked("1", ["1030万元"]), [...Array.from({ length: 10 }, () => OTHER), HIT])).toBe(0)
  })
})

it("counts ties of confidence as half in AUROC", () => {
  const { overall } = score(
    [asked("1", ["甲"]), asked("2", [])],
    [answer(0.5, true, [HIT]), answer(0.5, false, [OTHER])],
  )
  expect(overall.AUROC).toBe(1 / 2)
})

it("scores answers without passages, and an empty set as nothing", () => {
  expect(score([asked("1", ["甲"])], [answer(0, false, [])]).overall).toMatchObject({
    "R@1": 0,
    marked: null,
    right: 0,
  })
  expect(score([], []).overall).toMatchObject({ n: 0, "R@1": null, right: null, AUROC: null })
})

it("refuses answers that are not as many as the questions", () => {
  expect(() => score([asked("1", ["甲"])], [])).toThrow(new RangeError("1 questions but 0 answers"))
})
