// The JSON of an answer: one line a line, in order, what is highlighted given as text.

import { expect, it } from "vitest"
import { answerLine, answerLines } from "../../src/cli/ask.js"
import { seedLibrary } from "../seeds.js"

it("answers each line in order, blank ones too, and waits for the reader before the next", async () => {
  const library = await seedLibrary()
  const questions = ["道县欠薪多少钱", "", "澧县复耕多少亩", "澧县复耕多少亩"]
  const events: string[] = []
  async function* lines() {
    for (const question of questions) {
      events.push(`read ${question}`)
      yield question
    }
  }
  await answerLines(library, lines(), async (line) => {
    await new Promise(setImmediate)
    events.push(`written ${JSON.parse(line).question}`)
  })
  expect(events).toEqual(questions.flatMap((question) => [`read ${question}`, `written ${question}`]))
})

it("carries what the library answered: highlights as text, numbers to six decimals", async () => {
  const answer = await (await seedLibrary()).ask("澧县复耕多少亩")
  const line = answerLine(answer)
  expect(line.answered).toBe(answer.answered)
  expect(line.confidence).toBeCloseTo(answer.confidence, 5)
  expect(line.passages.map(({ articleId, paragraph, text }) => ({ articleId, paragraph, text }))).toEqual(
    answer.passages.map(({ article, paragraph, text }) => ({ articleId: article.id, paragraph, text })),
  )
  for (const { text, highlights, score } of line.passages) {
    for (const highlight of highlights) expect(text).toContain(highlight)
    expect(String(score)).toMatch(/^-?\d+(?:\.\d{1,6})?$/u)
  }
  expect(JSON.parse(JSON.stringify(line))).toEqual(line)
})
