// An explanation is of the answer that `ask` gives, and adds up.

import { describe, expect, it } from "vitest"
import type { Contribution, Explanation, TermPlaces } from "../../src/library/explain.js"
import { ANSWERED } from "../../src/library/strictness.js"
import { seedLibrary } from "../seeds.js"

/** Answered, corrected, in traditional script, refused, and with words that no article has. */
const QUESTIONS = [
  "澧县恢复耕地多少亩",
  "湘阴县委书记是谁",
  "礼县复耕多少亩",
  "漣源市有多少個村由網格員兼任協管員",
  "汝城到长沙多远",
  "湘阴的樟树港辣椒多少钱一斤",
]

const explained = async (question: string): Promise<Explanation> => (await seedLibrary()).explain(question)
const sum = (list: readonly Contribution[]): number => list.reduce((total, { contribution }) => total + contribution, 0)

describe.each(QUESTIONS)("%s", (question) => {
  it("is explained as it is answered", async () => {
    const answer = await (await seedLibrary()).ask(question)
    const explanation = await explained(question)
    expect(explanation).toMatchObject({
      question,
      answered: answer.answered,
      shown: answer.shown,
      corrections: answer.corrections,
      missing: answer.missing,
    })
    expect(explanation.passages.map(({ articleId, paragraph, listed }) => ({ articleId, paragraph, listed }))).toEqual(
      answer.passages
        .slice(0, answer.matched)
        .map(({ article, paragraph, score }) => ({ articleId: article.id, paragraph, listed: score })),
    )
    expect(explanation.confidence).toMatchObject({ probability: answer.confidence, threshold: ANSWERED.balanced })
  })

  it("adds up: each passage's contributions to its score, the first one's to the confidence", async () => {
    const { passages, confidence, answered } = await explained(question)
    expect(passages.length).toBeGreaterThan(0)
    for (const { contributions, score, listed } of passages) {
      expect(sum(contributions)).toBeCloseTo(score, 9)
      expect(listed).toBeLessThanOrEqual(score)
      for (const { value, weight, contribution } of contributions) expect(contribution).toBe(value * weight)
    }
    const { contributions, bias, logit, probability, threshold } = confidence ?? {}
    expect(logit).toBeCloseTo(sum(contributions ?? []) + (bias ?? 0), 9)
    expect(probability).toBeCloseTo(1 / (1 + Math.exp(-(logit ?? 0))), 9)
    expect(answered).toBe((probability ?? 0) >= (threshold ?? 1))
  })

  it("lists contributions largest first, without those of nothing", async () => {
    const { passages, confidence } = await explained(question)
    for (const { contributions } of [...passages, ...(confidence ? [confidence] : [])]) {
      const sizes = contributions.map(({ contribution }) => Math.abs(contribution))
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
      expect(sizes).not.toContain(0)
    }
  })

  it("says of every term where each passage has it", async () => {
    const { words, bigrams, passages } = await explained(question)
    const terms = (list: readonly { term: string }[]) => list.map(({ term }) => term).sort()
    const places = ({ text, title, otherwise, lacking }: TermPlaces) =>
      [...text, ...title, ...otherwise.map(({ term }) => term), ...lacking].sort()
    for (const passage of passages) {
      expect(places(passage.words)).toEqual(terms(words))
      expect(places(passage.bigrams)).toEqual(terms(bigrams))
    }
  })
})

it("tells a term of the paragraph from one of its title and from one that neither has", async () => {
  const { passages } = await explained("汝城上级督查交办的比特币")
  const { words } = passages.find(({ headline, text }) => headline.startsWith("汝城") && !text.includes("汝城")) ?? {}
  expect(words?.title).toContain("汝城")
  expect(words?.text).toContain("督查")
  expect(words?.lacking).toContain("比特")
})

it("tells a term that a passage has by another name from one that it lacks", async () => {
  const { passages } = await explained("修路花了多少钱")
  expect(passages[0]?.words.otherwise.map(({ term }) => term)).toContain("修路")
  expect(passages[0]?.words.lacking).not.toContain("修路")
})

it("says how the question was understood", async () => {
  expect(await explained("礼县複耕多少亩")).toMatchObject({
    question: "礼县複耕多少亩",
    folded: "澧县复耕多少亩",
    kind: "quantity",
    corrections: [{ typed: "礼县", taken: "澧县" }],
  })
  const { words, kind } = await explained("楠竹山镇成立公司")
  expect(kind).toBeNull()
  expect(words.map(({ term }) => term)).toEqual(expect.arrayContaining(["成立", "公司"]))
  for (const { weight } of words) expect(weight).toBeGreaterThanOrEqual(0)
})

it("of a text with nothing to look for has no passage and no confidence", async () => {
  expect(await explained("。？")).toMatchObject({
    sought: "",
    words: [],
    passages: [],
    confidence: null,
    answered: false,
  })
})
