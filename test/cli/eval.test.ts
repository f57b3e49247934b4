// Question sets as they are read: every field is looked at, and what is wrong is named with its line.

import { describe, expect, it } from "vitest"
import { parseQuestions } from "../../src/cli/eval.js"

const GOOD = { id: "1", question: "澧县恢复耕地多少亩", answers: ["1.3万亩"] }
const file = (...lines: readonly unknown[]) => lines.map((each) => JSON.stringify(each)).join("\n")

it("a question is read with all that it says", () => {
  const full = { ...GOOD, article: "4d587eb23e", paragraph: 1, headline: "金色田园千重浪", kind: "quantity" }
  expect(parseQuestions(file(full))).toEqual([full])
})

it("ids may be numbers, as in articles in bulk; a missing one is the number of the line", () => {
  const { id, ...unnamed } = GOOD
  expect(parseQuestions(file({ ...GOOD, id: 7, article: 12 }, unnamed))).toEqual([
    { ...GOOD, id: "7", article: "12" },
    { ...GOOD, id: "2" },
  ])
})

describe("what is wrong is named", () => {
  it.each([
    ["question", { ...GOOD, question: 5 }],
    ["answers", { ...GOOD, answers: "1.3万亩" }],
    ["answers", { ...GOOD, answers: [1.3] }],
    ["article", { ...GOOD, article: ["1"] }],
    ["paragraph", { ...GOOD, paragraph: "1" }],
    ["paragraph", { ...GOOD, paragraph: -1 }],
    ["headline", { ...GOOD, headline: 5 }],
    ["kind", { ...GOOD, kind: {} }],
  ])("%s of %j", (field, line) => {
    expect(() => parseQuestions(file(GOOD, line))).toThrow(new RegExp(`^第 2 行的 ${field} 不对，应当像 `, "u"))
  })

  it("or that a line is no question at all", () => {
    expect(() => parseQuestions(file(GOOD, ["澧县"]))).toThrow(/^第 2 行不是问题/u)
  })
})
