// What readers judged, asked again: whose verdict counts, and what is right of an answer that was found good or bad.

import { describe, expect, it } from "vitest"
import { describeMiss, evaluate, halve, parseSet } from "../../src/cli/eval.js"
import { loadLibrary } from "../../src/cli/load.js"
import { scoreTable } from "../../src/cli/score.js"
import type { Judgement } from "../../src/keep/feedback.js"
import { seedLibrary } from "../seeds.js"

let minutes = 0

/** A press on the answer that the seeds give; `elsewhere`: on one that another version of the program gave. */
async function judged(verdict: Judgement["verdict"], question: string, elsewhere = false): Promise<Judgement> {
  const { passages } = await (await seedLibrary()).ask(question)
  const passage = passages[elsewhere ? 1 : 0]
  if (!passage) throw new Error(`no passage for ${question}`)
  const { article, paragraph, text, focus } = passage
  const bold = focus.map(({ start, end }) => text.slice(start, end))
  const shown = [{ articleId: article.id, headline: article.headline, paragraph, text, bold }]
  const at = new Date(Date.UTC(2024, 4, 1, 8, minutes++)).toISOString()
  return { at, version: "0.1.0", verdict, question, shown }
}

const file = (...lines: (object | string)[]) =>
  lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join("")
const ACRES = "澧县复耕多少亩"
const MONEY = "汝城106国道整治投资多少"

async function scored(...judgements: Judgement[]) {
  return evaluate(await seedLibrary(), parseSet(file(...judgements)).questions)
}

describe("a verdict", () => {
  const verdictOn = (...judgements: Judgement[]) =>
    parseSet(file(...judgements)).questions.map(({ kind, id }) => [kind, id])

  it("is that of most presses, in the words of the last of them", async () => {
    const [bad, good, again] = [await judged("bad", ACRES), await judged("good", ACRES), await judged("good", ACRES)]
    expect(verdictOn(bad, good, again)).toEqual([["👍", again.at]])
    expect(verdictOn(good, again, bad)).toEqual([["👍", again.at]])
  })

  it("is the later one where as many say this as that", async () => {
    const [good, bad] = [await judged("good", ACRES), await judged("bad", ACRES)]
    expect(verdictOn(good, bad)).toEqual([["👎", bad.at]])
    expect(verdictOn(bad, good)).toEqual([["👍", good.at]])
  })

  it("is the last of each presser's, who counts once", async () => {
    const [bad, good] = [await judged("bad", ACRES), await judged("good", ACRES)]
    const other = await judged("bad", ACRES)
    const [anonymous, more] = [await judged("good", ACRES), await judged("good", ACRES)]
    expect(verdictOn({ ...good, by: "a" }, other, { ...bad, by: "a" })).toEqual([["👎", bad.at]])
    expect(verdictOn({ ...good, by: "a" }, { ...bad, by: "b" }, { ...other, by: "b" })).toEqual([["👎", other.at]])
    expect(verdictOn(anonymous, more, { ...bad, by: "b" })).toEqual([["👍", more.at]])
  })

  it("is one a question, however its characters and spaces are typed", async () => {
    const [one, other, money] = [
      await judged("good", ACRES),
      await judged("good", "澧县 复耕多少亩"),
      await judged("bad", MONEY),
    ]
    expect(verdictOn(one, money, other)).toEqual([
      ["👍", other.at],
      ["👎", money.at],
    ])
  })
})

describe("an answer that was found good", () => {
  it("is right while its paragraph comes first, by its words, whatever its article is called now", async () => {
    const { shown, ...rest } = await judged("good", ACRES)
    const moved = { ...rest, shown: shown.map((each) => ({ ...each, articleId: "other", paragraph: 99 })) }
    expect((await scored(moved)).kinds["👍"]).toMatchObject({ n: 1, "R@1": 1, "answer@1": 1, answered: 1, right: 1 })
  })

  it("is wrong when another paragraph comes first, and is listed with where its own stands", async () => {
    const { kinds, misses } = await scored(await judged("good", ACRES, true))
    expect(kinds["👍"]).toMatchObject({ right: 0, "R@1": 0, "R@5": 1 })
    expect(misses.map(describeMiss)).toEqual([expect.stringMatching(/澧县复耕多少亩 {2}→ .*亩[\s\S]*正确段落排第 2/u)])
  })

  it("without anything bold is still one that has an answer", async () => {
    const { shown, ...rest } = await judged("good", ACRES)
    const plain = { ...rest, shown: shown.map((each) => ({ ...each, bold: [] })) }
    expect((await scored(plain)).kinds["👍"]).toMatchObject({ answered: 1, refused: null, right: 1 })
  })

  it("is to be refused with its article taken out", async () => {
    const { library } = await loadLibrary("seeds")
    const asked = [await judged("good", ACRES), await judged("good", MONEY), await judged("bad", MONEY)]
    const halved = halve(library, parseSet(file(...asked)).questions)
    const taken = halved.filter(({ article }) => !library.article(article ?? ""))
    expect(taken.length).toBeGreaterThan(0)
    for (const { answers } of taken) expect(answers).toEqual([])
  })
})

describe("an answer that was found bad", () => {
  it("is wrong while the same paragraph comes first, and is listed as such", async () => {
    const { kinds, misses } = await scored(await judged("bad", ACRES))
    expect(kinds["👎"]).toMatchObject({ n: 1, right: 0 })
    expect(misses.map(describeMiss)).toEqual([expect.stringContaining("读者说不对")])
  })

  it("is right when another paragraph comes first", async () => {
    expect((await scored(await judged("bad", ACRES, true))).kinds["👎"]).toMatchObject({ right: 1 })
  })

  it("is right when the question is refused", async () => {
    expect((await scored(await judged("bad", "比特币现在多少钱"))).kinds["👎"]).toMatchObject({ right: 1 })
  })

  it("tells nothing of whether there is an answer, and counts in no column but n and right", async () => {
    const { n, right, ...others } = (await scored(await judged("bad", ACRES))).overall
    expect([n, right]).toEqual([1, 0])
    expect(new Set(Object.values(others))).toEqual(new Set([null]))
  })
})

describe("a file", () => {
  const QUESTION = { id: "q", question: "湘阴县委书记是谁", answers: ["李镇江"], kind: "人" }

  it("may hold questions of a set and judgements, and each kind has its row", async () => {
    const { questions } = parseSet(file(QUESTION, await judged("good", ACRES), await judged("bad", MONEY)))
    const table = scoreTable(await evaluate(await seedLibrary(), questions))
    expect(table.split("\n").map((row) => row.split(" ")[0])).toEqual(["", "all", "人", "👍", "👎"])
  })

  it("of feedback may hold lines that a crash cut short; they are named and the others are used", async () => {
    const text = file('{"at":"2024', await judged("good", ACRES), '{"at":"2024-05-01T08:00:00.000Z","verdict":"go')
    expect(parseSet(text)).toMatchObject({ questions: [{ question: ACRES }], cut: [1, 3] })
  })

  it("of questions may not: the line is named", () => {
    expect(() => parseSet(file(QUESTION, '{"id": "2"'))).toThrow(/^第 2 行不是问题/u)
  })

  it("may hold nothing that is neither", async () => {
    const feedback = await judged("good", ACRES)
    expect(() => parseSet(file(feedback, { ...feedback, verdict: "fair" }))).toThrow(/^第 2 行不是问题/u)
  })
})
