// The three words of STRICTNESS: what changes is whether an answer is offered, never which passage comes first.

import { expect, it } from "vitest"
import { loadLibrary } from "../../src/cli/load.js"
import { ANSWERED, STRICTNESSES, type Strictness } from "../../src/library/strictness.js"
import { seedLibrary } from "../seeds.js"

/** From what the page says outright to what it only comes near. */
const QUESTIONS = [
  "澧县恢复耕地多少亩",
  "湘阴县委书记是谁",
  "涟源市有多少人口",
  "湘阴县有多少人口",
  "汝城县委书记是谁",
  "长沙的房价",
  "澧县水稻产量",
  "道县县长是谁",
  "澧县有多少人口",
  "汝城有什么好玩的",
  "汝城县公路局局长",
  "汝城到长沙多远",
  "比特币现在多少钱",
]

async function answers(strictness: Strictness) {
  const { library } = await loadLibrary("seeds", { strictness })
  return Promise.all(QUESTIONS.map((question) => library.ask(question)))
}

it("the stricter the word, the surer an answer must be: each offers some that the stricter one refuses", async () => {
  const [strict = [], balanced = [], generous = []] = await Promise.all(
    STRICTNESSES.map(async (strictness) =>
      (await answers(strictness)).filter((answer) => {
        expect(answer.answered).toBe(answer.confidence >= ANSWERED[strictness])
        return answer.answered
      }),
    ),
  )
  expect(strict.length).toBeGreaterThan(0)
  expect(balanced.length).toBeGreaterThan(strict.length)
  expect(generous.length).toBeGreaterThan(balanced.length)
  expect(generous.length).toBeLessThan(QUESTIONS.length)
})

it("passages and confidence are the same under each", async () => {
  const found = await Promise.all(
    STRICTNESSES.map(async (each) =>
      (await answers(each)).map(({ confidence, passages }) => ({ confidence, passages })),
    ),
  )
  expect(found[1]).toEqual(found[0])
  expect(found[2]).toEqual(found[0])
})

it("is balanced where nothing is said", async () => {
  const library = await seedLibrary()
  expect(await Promise.all(QUESTIONS.map((question) => library.ask(question)))).toEqual(await answers("balanced"))
})
