// Exhaustive BM25 against the engine that the program has, and against sums done by hand.

import { expect, it } from "vitest"
import { createExhaustive } from "../../bench/exhaustive.js"
import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import { type IndexedParagraph, totalScore } from "../../src/library/engine.js"
import { fold } from "../../src/library/fold.js"
import { termsOf, wordsOf } from "../../src/library/terms.js"
import { seedLibrary } from "../seeds.js"

it("gives every paragraph of the seeds the score that the engine gives it", async () => {
  const articles = (await seedLibrary()).articles()
  const paragraphs = articles.flatMap(({ id, headline, paragraphs }, i) =>
    paragraphs.map(
      ({ text }, paragraph): IndexedParagraph => ({
        articleId: id,
        paragraph,
        body: termsOf(fold(text)),
        // One has no title: an empty field is measured as well.
        title: i === 0 ? [] : wordsOf(fold(headline)),
      }),
    ),
  )
  const questions = articles.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => termsOf(fold(text.slice(0, 16)))))
  const engine = createArchiveEngine()
  const exhaustive = createExhaustive(questions)
  for (const article of articles) engine.add(paragraphs.filter(({ articleId }) => articleId === article.id))
  for (const paragraph of paragraphs) exhaustive.add(paragraph)

  expect(questions.length).toBeGreaterThan(30)
  for (const [i, question] of questions.entries()) {
    const candidates = engine.candidates(question, paragraphs.length)
    const scores = new Map(candidates.map((each) => [`${each.articleId} ${each.paragraph}`, totalScore(each)]))
    const best = exhaustive.best(i, paragraphs.length)
    expect(best).toHaveLength(candidates.length)
    for (const { paragraph, score } of best) {
      const { articleId = "", paragraph: place } = paragraphs[paragraph] ?? {}
      expect(score).toBeCloseTo(scores.get(`${articleId} ${place}`) ?? Number.NaN, 9)
    }
    expect(best.map(({ score }) => score)).toEqual(best.map(({ score }) => score).sort((a, b) => b - a))
  }
})

it("is the formula, with a repeated term of the question once", () => {
  const exhaustive = createExhaustive([{ words: ["县", "县"], bigrams: [] }])
  exhaustive.add({ body: { words: ["县", "县", "镇"], bigrams: [] }, title: [] })
  exhaustive.add({ body: { words: ["村"], bigrams: [] }, title: [] })
  const idf = Math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
  // Two different words, one and a half on average.
  expect(exhaustive.best(0, 10)).toEqual([
    { paragraph: 0, score: expect.closeTo((idf * 2 * 2.2) / (2 + 1.2 * (0.25 + (0.75 * 2) / 1.5)), 12) },
  ])
})

it("keeps the best where there are more, equals in the order they came", () => {
  const exhaustive = createExhaustive([{ words: ["县"], bigrams: [] }])
  const add = (words: string[]) => exhaustive.add({ body: { words, bigrams: [] }, title: [] })
  add(["县", "镇"])
  add(["县"])
  add(["县", "村"])
  add(["县"])
  expect(exhaustive.best(0, 3).map(({ paragraph }) => paragraph)).toEqual([1, 3, 0])
})
