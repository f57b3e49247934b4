// The shares that eval prints for each word of STRICTNESS, from which thresholds are chosen.

import { expect, it } from "vitest"
import { score } from "../../src/cli/score.js"
import { strictnessShares, strictnessTable } from "../../src/cli/strictness.js"
import { ANSWERED } from "../../src/library/strictness.js"

it("each word answers from its threshold on and refuses below", () => {
  const asked = (id: string, answers: string[], confidence: number) => ({
    question: { id, question: "汝城完成中大修工程多少公里", answers },
    answer: { question: "", answered: true, confidence, passages: [] },
  })
  const set = [
    asked("1", ["3公里"], ANSWERED.strict),
    asked("2", ["3公里"], ANSWERED.generous),
    asked("3", [], ANSWERED.strict),
    asked("4", [], 0),
  ]
  const { judged } = score(
    set.map(({ question }) => question),
    set.map(({ answer }) => answer),
  )
  const shares = strictnessShares(judged)
  expect(shares).toEqual({
    strict: { answered: 1 / 2, refused: 1 / 2 },
    balanced: { answered: 1 / 2, refused: 1 / 2 },
    generous: { answered: 1, refused: 1 / 2 },
  })
  const from = ANSWERED.generous.toFixed(3).slice(1)
  expect(strictnessTable(shares).split("\n")[3]?.split(/\s+/u)).toEqual(["generous", from, "1.000", ".500"])
})

it("where nothing can be answered or refused, there is no share", () => {
  expect(strictnessShares([]).strict).toEqual({ answered: null, refused: null })
})
