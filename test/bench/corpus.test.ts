// The archive that is measured with: the same for the same seed, of the size that was asked for, growing as text does.

import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { paragraphsIn } from "../../bench/corpus/read.js"
import { writeArticles } from "../../bench/corpus/write.js"
import { type Corpus, createCorpus, type MadeArticle } from "../../bench/corpus.js"
import { createGrowth } from "../../bench/growth.js"
import { questionsOf } from "../../bench/questions.js"
import { fold } from "../../src/library/fold.js"
import { wordsOf } from "../../src/library/terms.js"
import { readArticles } from "../../src/sources/read.js"
import { seedLibrary } from "../seeds.js"

let source: Awaited<ReturnType<typeof sourceOf>>
let corpus: Corpus
const sourceOf = async () => (await seedLibrary()).articles()
const textOf = (articles: readonly MadeArticle[]) => articles.flatMap(({ paragraphs }) => paragraphs).join("\n")

beforeAll(async () => {
  source = await sourceOf()
  corpus = createCorpus(source)
  // Two dictionaries are read, jieba's by jieba as well.
}, 60_000)

describe("the corpus", () => {
  it("is the same for the same seed, and another for another", () => {
    const made = [...corpus.articles(500)]
    expect([...createCorpus(source).articles(500)]).toEqual(made)
    expect([...createCorpus(source, 2).articles(500)]).not.toEqual(made)
  })

  it("has as many paragraphs as were asked for, and a smaller one is the beginning of a larger", () => {
    const [small, large] = [[...corpus.articles(101)], [...corpus.articles(400)]]
    const paragraphs = small.flatMap((article) => article.paragraphs)
    expect(paragraphs).toHaveLength(101)
    expect(large.flatMap((article) => article.paragraphs).slice(0, 101)).toEqual(paragraphs)
  })

  it("has paragraphs of some hundred characters, five to an article, over many years", () => {
    const made = [...corpus.articles(5_000)]
    expect(5_000 / made.length).toBeGreaterThan(4.5)
    expect(5_000 / made.length).toBeLessThan(5.5)
    const characters = textOf(made).length / 5_000
    expect(characters).toBeGreaterThan(90)
    expect(characters).toBeLessThan(130)
    expect(new Set(made.map(({ date }) => date.slice(0, 4))).size).toBe(20)
  })

  it("goes on with new words as real text does, however much there is of it", () => {
    const growth = createGrowth()
    for (const { paragraphs } of corpus.articles(3_000)) for (const text of paragraphs) growth.add(wordsOf(fold(text)))
    const { beta, k, terms, different } = growth.fit()
    // Broadcast news .58, CMRC and DRCD dev .75.
    expect(beta).toBeGreaterThan(0.58)
    expect(beta).toBeLessThan(0.75)
    expect(Math.abs(Math.log((k * terms ** beta) / different))).toBeLessThan(0.1)
  })

  it("never has a name that it calls absent", () => {
    const text = textOf([...corpus.articles(5_000)])
    const absent = questionsOf(corpus, 100).filter(({ kind }) => kind === "absent")
    expect(absent.length).toBeGreaterThan(10)
    for (const question of absent) expect(text).not.toContain(question.text.slice(0, 3))
  })
})

describe("its files", () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "wenbao-corpus-"))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it("are what the program reads, word for word", async () => {
    const made = [...corpus.articles(300)]
    expect(await writeArticles(made, folder)).toBe(made.length)
    expect(await readdir(folder)).toEqual(["001.jsonl"])
    const { articles, faults } = await readArticles(folder)
    expect(faults).toEqual([])
    const read = articles.map(({ id, headline, date, paragraphs }) => ({
      id,
      headline,
      date,
      paragraphs: paragraphs.map(({ text }) => text),
    }))
    expect(read).toEqual(made)
    const texts: string[] = []
    for await (const { text, number } of paragraphsIn(folder)) {
      expect(number).toBe(texts.length)
      texts.push(text)
    }
    expect(texts.join("\n")).toBe(textOf(made))
  })
})

describe("the questions", () => {
  it("are the same each time, of every kind, and ask", () => {
    const questions = questionsOf(corpus, 300)
    expect(questions).toHaveLength(300)
    expect(questionsOf(createCorpus(source), 300)).toEqual(questions)
    expect(new Set(questions.map(({ kind }) => kind))).toEqual(new Set(["figure", "person", "place", "absent"]))
    for (const { text } of questions) expect(text).toMatch(/多少|谁|哪里/u)
  })
})
