// A scoring beside an earlier one of the same set: what is won, what is lost, and when there is nothing to compare.

import { describe, expect, it } from "vitest"
import type { AnswerLine } from "../../src/cli/ask.js"
import { parseBaseline, scoresJson } from "../../src/cli/baseline.js"
import { compare, comparisonJson, describeChanges, differenceTable, signTest } from "../../src/cli/compare.js"
import { type SetQuestion, score } from "../../src/cli/score.js"

const QUESTIONS: SetQuestion[] = [
  { id: "公里", question: "汝城完成中大修工程多少公里", answers: ["3公里"], kind: "数" },
  { id: "公司", question: "楠竹山镇成立了什么公司", answers: ["江楠管家"], kind: "名" },
  { id: "欠款", question: "道县农民工拿到了多少欠款", answers: ["2.1万余元"], kind: "数" },
  { id: "币价", question: "比特币现在多少钱", answers: [] },
]

/** An answer to each question: right ones hold the answer in first place, or are refused where there is none. */
const answers = (...rights: boolean[]): AnswerLine[] =>
  QUESTIONS.map(({ question, answers: [wanted] }, i) => {
    const right = rights[i] === true
    const text = wanted !== undefined && right ? wanted : "坡度长、弯道多。"
    const answered = wanted === undefined ? !right : true
    const confidence = answered ? 0.9 : 0.1
    const passage = { headline: "标题", text, highlights: [text], score: 1, articleId: "a", paragraph: 0 }
    return { question, answered, confidence, passages: [passage] }
  })
const printed = (...rights: boolean[]): string => JSON.stringify(scoresJson(score(QUESTIONS, answers(...rights))))

describe("an earlier run and one that wins two questions and loses one", () => {
  const before = parseBaseline(printed(false, false, true, true), QUESTIONS)
  const comparison = compare(score(QUESTIONS, answers(true, true, false, true)), before)

  it("names the questions", () => {
    expect(comparison.won.map(({ question }) => question.id)).toEqual(["公里", "公司"])
    expect(comparison.lost.map(({ question }) => question.id)).toEqual(["欠款"])
  })

  it("counts each outcome over the questions that it is measured on", () => {
    const change = { won: 2, lost: 1, p: 1 }
    expect(comparison.changes).toEqual({ "R@1": change, "answer@1": change, right: change })
  })

  it("shows now less then below each row, = where nothing changed, nothing where nothing is measured", () => {
    const rows = differenceTable(comparison)
      .split("\n")
      .map((row) => row.trim().split(/\s+/u))
    expect(rows[1]?.slice(0, 3)).toEqual(["all", "4", ".667"])
    expect(rows[2]?.slice(0, 4)).toEqual(["+.333", "+.333", "+.333", "+.333"])
    expect(rows[3]?.slice(0, 3)).toEqual(["数", "2", ".500"])
    expect(rows[4]).toEqual(["=", "=", "=", "=", "=", "=", "="])
    expect(rows[5]?.slice(0, 3)).toEqual(["名", "1", "1.000"])
  })

  it("says what was won, and of what was lost what came first instead", () => {
    const text = describeChanges(comparison)
    expect(text).toContain("新答对的（2）\n公里  汝城完成中大修工程多少公里\n公司  楠竹山镇成立了什么公司")
    expect(text).toContain("新答错的（1）\n欠款  道县农民工拿到了多少欠款  → 2.1万余元")
    expect(text).toContain("坡度长、弯道多。")
    expect(text.match(/可能只是偶然/gu)).toHaveLength(3)
  })

  it("is JSON that a later run can be compared with in turn", () => {
    const json = comparisonJson(comparison)
    expect(json.compared).toMatchObject({ won: ["公里", "公司"], lost: ["欠款"] })
    expect(json.compared.differences["R@1"]).toBeCloseTo(1 / 3)
    const next = compare(
      score(QUESTIONS, answers(true, true, true, true)),
      parseBaseline(JSON.stringify(json), QUESTIONS),
    )
    expect(next.won.map(({ question }) => question.id)).toEqual(["欠款"])
  })
})

it("the same run twice has no change", () => {
  const same = compare(score(QUESTIONS, answers(true)), parseBaseline(printed(true), QUESTIONS))
  expect(describeChanges(same).match(/没有变化/gu)).toHaveLength(3)
  expect(differenceTable(same)).not.toMatch(/[+−]/u)
})

it("a refusal won is no passage won", () => {
  const { changes } = compare(score(QUESTIONS, answers(false, false, false, true)), parseBaseline(printed(), QUESTIONS))
  expect(changes).toMatchObject({ "R@1": { won: 0, lost: 0 }, right: { won: 1, lost: 0 } })
})

describe("a baseline that is none", () => {
  it.each([
    "",
    "{",
    "[]",
    "null",
    '{"n": 4, "R@1": 0.5, "kinds": {}}',
    '{"questions": {"set": 1, "R@1": "1", "answer@1": "1", "right": "1"}}',
  ])("%j is told from one", (text) => {
    expect(() => parseBaseline(text, QUESTIONS)).toThrow(/^不是 .*--json 印出来的结果/u)
  })

  it.each([
    ["fewer questions", QUESTIONS.slice(1)],
    ["another question", QUESTIONS.with(0, { id: "公里", question: "汝城修了几座桥", answers: ["3公里"] })],
    ["a question made unanswerable", QUESTIONS.map((each) => (each.id === "公里" ? { ...each, answers: [] } : each))],
  ])("%s is another set", (_, questions) => {
    expect(() => parseBaseline(printed(true), questions)).toThrow(/^是另一个问题集的结果（那时 4 题/u)
  })
})

describe("the sign test", () => {
  it.each([
    // Sums of binomial coefficients over powers of two, worked out by hand.
    [0, 0, 1],
    [1, 0, 1],
    [5, 5, 1],
    [6, 0, 2 / 2 ** 6],
    [1, 7, (2 * (1 + 8)) / 2 ** 8],
    [8, 2, (2 * (1 + 10 + 45)) / 2 ** 10],
  ])("%i won and %i lost", (won, lost, p) => {
    expect(signTest(won, lost)).toBeCloseTo(p, 12)
  })

  it("neither underflows nor leaves 0–1 over thousands", () => {
    expect(signTest(1600, 1500)).toBeGreaterThan(0.05)
    expect(signTest(1600, 1500)).toBeLessThan(0.1)
    expect(signTest(3000, 10)).toBeGreaterThanOrEqual(0)
    expect(signTest(3000, 10)).toBeLessThan(1e-9)
  })
})
