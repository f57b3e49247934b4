// Articles that come and go while questions are answered.

import { describe, expect, it } from "vitest"
import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import type { Article } from "../../src/library/article.js"
import { createLibrary, type OpenLibrary } from "../../src/library/create.js"
import { createRecall } from "../../src/library/recall.js"
import { finish } from "../../src/library/steps.js"
import { articleOf } from "../articles.js"
import { seedLibrary } from "../seeds.js"

const QUESTIONS = ["澧县复耕多少亩", "汝城投资多少万元", "礼县复耕多少亩", "rucheng touzi", "欠薪", "湘阴有哪些项目"]

function libraryOf(articles: readonly Article[]): OpenLibrary {
  const library = createLibrary(createArchiveEngine())
  for (const each of articles) library.add(each)
  return library
}

/** What a library has to say, without the last digits of scores, which a running mean may round. */
async function saidBy(library: OpenLibrary) {
  const said = []
  for (const question of QUESTIONS) {
    const { passages, confidence, corrections, ...rest } = await library.ask(question)
    const places = passages.map(({ article, paragraph, text }) => `${article.id}/${paragraph} ${text}`)
    said.push({
      places,
      corrections,
      confidence: confidence.toFixed(6),
      answered: rest.answered,
      missing: rest.missing,
    })
  }
  return { said, articles: library.articles(), size: library.size }
}

/** Takes every breath that is offered. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve))
const seeds = async () => [...(await seedLibrary()).articles()]

describe("a library that changes", () => {
  it("is afterwards what it would be had it been so from the beginning", async () => {
    const [first, second, third, ...others] = await seeds()
    if (!first || !second || !third) throw new Error("the seeds have six articles")
    const changed: Article = { ...second, paragraphs: [...second.paragraphs].reverse() }
    const library = libraryOf([first, second, ...others])
    await library.prepare(breathe)
    const { settled } = await library.change({ added: [changed, third], removed: [first.id, "nowhere"] }, breathe)
    await settled
    expect(await saidBy(library)).toEqual(await saidBy(libraryOf([changed, third, ...others])))
  })

  it("finds nothing of an article that goes, or is replaced, between the steps of a search", () => {
    const recall = createRecall(createArchiveEngine())
    const text = "全县恢复耕地1.3万亩"
    for (const id of ["gone", "replaced", "kept"]) recall.add(articleOf(id, [text, "另一段"]))
    const search = recall.finding("恢复耕地")
    search.next()
    recall.remove("gone")
    recall.add(articleOf("replaced", ["别的", text]))
    const found = finish(search).candidates.map(({ articleId, paragraph }) => `${articleId}/${paragraph}`)
    expect(found.sort()).toEqual(["kept/0", "replaced/1"])
  })

  it("answers from an article that was gone while a question about it was answered, when it is back", async () => {
    const question = "澧县恢复耕地多少亩"
    const all = await seeds()
    const library = libraryOf(all)
    const before = await library.ask(question)
    const article = before.passages[0]?.article
    if (!article) throw new Error("the seeds answer this")
    const asked = library.ask(question)
    await library.change({ added: [], removed: [article.id] }, () => Promise.resolve())
    await asked
    await library.change({ added: [article], removed: [] }, breathe)
    const after = await library.ask(question)
    expect(after.passages.map(({ text }) => text)).toEqual(before.passages.map(({ text }) => text))
    expect(after.confidence).toBeCloseTo(before.confidence, 6)
  })

  it("answers in the midst of a change, from what an article was or from what it is", async () => {
    const library = libraryOf((await seeds()).slice(1, 3))
    await library.prepare(breathe)
    const [was] = (await library.ask("澧县恢复耕地多少亩")).passages
    if (!was) throw new Error("the seeds answer this")
    const newer: Article = {
      ...was.article,
      paragraphs: was.article.paragraphs.map((each) => ({ ...each, text: each.text.replaceAll("1.3万亩", "2.7万亩") })),
    }
    const answers: string[] = []
    const { settled } = await library.change({ added: [newer], removed: [] }, async () => {
      const { passages } = await library.ask("澧县恢复耕地多少亩")
      answers.push(passages.find(({ text }) => /[12]\.[37]万亩/u.test(text))?.text ?? "none")
    })
    await settled
    // A breath for each paragraph that comes and each that goes.
    expect(answers.length).toBeGreaterThanOrEqual(2 * newer.paragraphs.length)
    expect(answers[0]).toContain("1.3万亩")
    expect(answers.at(-1)).toContain("2.7万亩")
    expect(answers).not.toContain("none")
  })

  it("knows the names of new articles by their sound once it has settled, and the others all along", async () => {
    const library = libraryOf(await seeds())
    await library.prepare(breathe)
    const added = [articleOf("new", ["鄢陵县今年种植花木3.2万亩。"], "鄢陵县种植花木")]
    const { settled } = await library.change({ added, removed: [] }, breathe)
    expect((await library.ask("礼县复耕多少亩")).corrections).toEqual([{ typed: "礼县", taken: "澧县" }])
    await settled
    expect((await library.ask("焉陵县种植花木多少亩")).corrections).toEqual([{ typed: "焉陵县", taken: "鄢陵县" }])
  })

  it("forgets examples of articles that are gone", async () => {
    const articles = await seeds()
    const library = libraryOf(articles)
    const before = await library.examples(5)
    expect(before.length).toBeGreaterThan(0)
    await library.change({ added: [], removed: articles.map(({ id }) => id) }, breathe)
    expect(await library.examples(5)).toEqual([])
    expect(library.size).toEqual({ articles: 0, paragraphs: 0 })
  })
})
