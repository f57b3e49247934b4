// Analysis in processes of their own: when they start, what comes of it, and what is said where they are of no use.

import { expect, it, onTestFinished, vi } from "vitest"
import { type AnalystOptions, createAnalysts } from "../../src/cli/analyst.js"
import { partOf } from "../../src/engines/archive/builder.js"
import { analyse, type Named } from "../../src/library/analysis.js"
import type { Article } from "../../src/library/article.js"
import { articleOf } from "../articles.js"

const BUILT = new URL("../../dist/src/cli/analyst-worker.js", import.meta.url)

function analystsOf(options: Partial<AnalystOptions> = {}) {
  const tell = vi.fn<(text: string) => void>()
  const analysts = createAnalysts({ dictionary: [], processes: 1, program: BUILT, tell, ...options })
  onTestFinished(() => analysts.close())
  return { analysts, tell }
}

/** Articles of so many characters. */
const articles = (characters: number): Article[] =>
  Array.from({ length: characters / 1500 }, (_, i) => articleOf(`a${i}`, ["澧县恢复耕地一万三千亩。".repeat(125)]))
const named = (some: readonly Article[]): Named[] => some.map((article) => ({ name: article.id, article }))
const [LARGE, SMALL] = [articles(300_000), articles(1_500)]

it("is worth it from the second large portion on, whether much was expected or not", () => {
  for (const expects of [true, false]) {
    const { analysts } = analystsOf()
    if (expects) analysts.expect()
    expect([LARGE, LARGE, SMALL, LARGE].map((each) => analysts.wants(each))).toEqual([false, true, false, false])
  }
})

it("has one process until so much has come that another is worth it, and meanwhile what that has no room for is analysed here", async () => {
  const { analysts } = analystsOf({ processes: 2 })
  const wants = (times: number) => Array.from({ length: times }, () => analysts.wants(LARGE))
  expect(wants(2)).toEqual([false, true])
  const asked = Array.from({ length: 2 }, () => analysts.analyse(named(SMALL)))
  expect([analysts.busy(), ...wants(9)]).toEqual([3, ...Array.from({ length: 9 }, () => false)])
  expect([...wants(1), analysts.busy()]).toEqual([true, 5])
  expect([analysts.wants(SMALL), analysts.busy()]).toEqual([false, 3])
  await Promise.all(asked)
})

it("says nothing when it is closed while its processes start, and is there for what comes later", async () => {
  const { analysts, tell } = analystsOf()
  analysts.expect()
  analysts.wants(LARGE)
  await analysts.close()
  expect([LARGE, LARGE].map((each) => analysts.wants(each))).toEqual([false, true])
  const { part, names, characters } = await analysts.analyse(named(SMALL))
  expect({ part, names, characters }).toEqual(analyse(named(SMALL), partOf))
  expect(tell).not.toHaveBeenCalled()
})

it("goes on here where its processes are of no use, and says so once", async () => {
  const { analysts, tell } = analystsOf({ program: new URL("nowhere.js", BUILT) })
  for (let i = 0; i < 2; i++)
    expect((await analysts.analyse(named(SMALL))).part).toEqual(analyse(named(SMALL), partOf).part)
  expect(tell).toHaveBeenCalledOnce()
  expect(tell.mock.calls[0]?.[0]).toContain("改由问报自己分析")
  expect([LARGE, LARGE].map((each) => analysts.wants(each))).toEqual([false, false])
  expect(analysts.busy()).toBe(1)
})
