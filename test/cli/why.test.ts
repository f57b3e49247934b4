// An explanation for people: what stands where, and that it fits a terminal.

import { expect, it } from "vitest"
import { describeExplanation, explainLines } from "../../src/cli/why.js"
import { ANSWERED } from "../../src/library/strictness.js"
import { width } from "../../src/text/width.js"
import { seedLibrary } from "../seeds.js"

const why = async (question: string): Promise<string> =>
  describeExplanation(await (await seedLibrary()).explain(question))

it("says how the question was taken, then each passage, the first with its confidence", async () => {
  const [question, first, confidence, second, ...others] = (await why("礼县复耕多少亩")).split("\n\n")
  expect(question).toMatch(/^问题 +礼县复耕多少亩\n当作 +澧县复耕多少亩\n/u)
  expect(question).toMatch(/^问的是 +数量$/mu)
  expect(question).toMatch(/^改作 +礼县 → 澧县$/mu)
  expect(question).toMatch(/^结果 +回答/mu)
  expect(first).toMatch(/^1 {2}\d+\.\d{3} {2}《金色田园千重浪》第 \d+ 段\n/u)
  expect(first).toMatch(/^ +[+−]\d\.\d{3} = +−?\d\.\d{3} × +−?\d\.\d{2} {3}\w+$/mu)
  expect(confidence).toMatch(/^ +−?\+?\d+\.\d{3} +bias$/mu)
  expect(confidence).toMatch(new RegExp(`= 0\\.\\d{3}，到 ${ANSWERED.balanced.toFixed(3)} 就回答：回答$`, "u"))
  expect(second).toMatch(/^2 {2}/u)
  for (const [i, block] of others.entries()) expect(block).toMatch(new RegExp(`^${i + 3} {2}`, "u"))
})

it("names what no article has and says that there is no answer", async () => {
  const text = await why("比特币现在多少钱")
  expect(text).toMatch(/^都没有 +比特币$/mu)
  expect(text).toMatch(/^结果 +不答/mu)
})

it.each(["澧县恢复耕地多少亩", "湘阴高新区盘活闲置低效用地和新增建设用地、建成标准化厂房以及招聘员工一共是多少", "。"])(
  "%s fits 80 columns",
  async (question) => {
    for (const line of (await why(question)).split("\n")) expect(width(line)).toBeLessThanOrEqual(80)
  },
)

it("lets no text steer the terminal", async () => {
  expect(await why("澧县\u001b[2J复耕\r多少亩")).not.toMatch(/(?!\n)\p{Cc}/u)
})

it("is one line of JSON a question, numbers to six decimals", async () => {
  const library = await seedLibrary()
  const written: string[] = []
  async function* lines() {
    yield* ["澧县恢复耕地多少亩", "。"]
  }
  await explainLines(library, lines(), { json: true }, async (line) => void written.push(line))
  const [first, second] = written.map((line) => JSON.parse(line))
  expect(written).toHaveLength(2)
  expect(first).toMatchObject({ question: "澧县恢复耕地多少亩", kind: "quantity", answered: true })
  expect(first.passages[0].score).toBeCloseTo((await library.ask("澧县恢复耕地多少亩")).passages[0]?.score ?? 0, 5)
  for (const [number] of written.join().matchAll(/-?\d+\.\d+/gu)) expect(number).toMatch(/\.\d{1,6}$/u)
  expect(second).toMatchObject({ passages: [], confidence: null })
})
