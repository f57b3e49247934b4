// A library that goes on from what was kept answers exactly as the one that was built.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, onTestFinished, vi } from "vitest"
import { createCorpus, type MadeArticle } from "../../bench/corpus.js"
import { type Loaded, type LoadOptions, loadLibrary } from "../../src/cli/load.js"
import { createMergeThread } from "../../src/engines/archive/merging.js"
import type { Library } from "../../src/library/library.js"
import { createIsolation } from "../../src/sources/isolation.js"
import { readArticles } from "../../src/sources/read.js"

// All articles are read several times.
vi.setConfig({ testTimeout: 120_000 })

/** Enough for the library to be kept. */
const PARAGRAPHS = 4_100

const made = (async () => {
  const { articles } = await readArticles("seeds")
  // Two clauses a paragraph: what is long is analysed in processes, which the program as built has.
  return [...createCorpus(articles).articles(PARAGRAPHS + 400)].map((article) => ({
    ...article,
    paragraphs: article.paragraphs.map((text) => `${text.split(/[，。]/u, 2).join("，")}。`),
  }))
})()

const lines = (articles: readonly MadeArticle[]): string => articles.map((each) => `${JSON.stringify(each)}\n`).join("")

/** A folder of the made articles, the seeds among them, and one to keep the library in. */
async function folder() {
  const root = await mkdtemp(join(tmpdir(), "wenbao-load-"))
  const data = await mkdtemp(join(tmpdir(), "wenbao-data-"))
  const all = await made
  const put = (name: string, content: string | Uint8Array) => writeFile(join(root, name), content)
  await put("1.jsonl", lines(all.slice(0, 500)))
  await put("2.jsonl", lines(all.slice(500, 850)))
  await put("种子.txt", await seedPage())
  const isolation = createIsolation({ program: new URL("../../dist/src/sources/worker.js", import.meta.url) })
  const merger = createMergeThread(new URL("../../dist/src/engines/archive/merge-thread.js", import.meta.url))
  onTestFinished(async () => {
    await isolation.close()
    await merger.close()
  })
  const told: string[] = []
  const tell = (text: string) => void told.push(text)
  /** The files that are read, with what is kept where that is given. */
  async function load(options: LoadOptions = {}, path = root): Promise<Loaded & { read: number }> {
    let read = 0
    const now = () => undefined
    const reading: (progressed: { files: { all: number } }) => void = ({ files }) => {
      read = files.all
    }
    const loaded = await loadLibrary(path, { isolation, merger, tell, progress: { reading, now }, ...options })
    return { ...loaded, read }
  }
  return { root, data, all, put, load, told }
}

const seedPage = async (): Promise<Uint8Array> => {
  const { articles } = await readArticles("seeds")
  const [file = ""] = articles.map(({ file }) => file)
  return readFile(join("seeds", file))
}

/** Clauses of some of the articles, figures and names among them, and questions about the seeds. */
const questionsOf = (articles: readonly MadeArticle[]): string[] => [
  "澧县恢复耕地多少亩",
  "礼县复耕多少亩",
  "汝城县",
  "比特币现在多少钱",
  ...articles.flatMap(({ headline, paragraphs }, i) => {
    if (i % 25 !== 3) return []
    const [clause = ""] = (paragraphs.at(-1) ?? "").split("，")
    return i % 2 === 0 ? [clause] : [`${headline}是什么时候`]
  }),
]

/** All that a reader can ask of a library. */
async function asked(library: Library, questions: readonly string[]) {
  return {
    size: library.size,
    articles: library.articles(),
    answers: await Promise.all(questions.map((question) => library.ask(question))),
    titled: await Promise.all(questions.slice(0, 10).map((question) => library.titled(question))),
    listed: await library.listed({ about: "耕地", since: "2010" }),
    completed: ["县", "nong", "粮食"].map((typed) => library.complete(typed, 10)),
    reprints: library
      .articles()
      .slice(0, 5)
      .map((article) => library.reprints(article)),
    explained: await library.explain("澧县恢复耕地多少亩"),
  }
}

describe("a library that was kept", () => {
  it("is as the one that was built, reads no file, and goes on with what has changed meanwhile", async () => {
    const { root, data, all, put, load, told } = await folder()
    const questions = questionsOf(all)
    expect(questions.length).toBeGreaterThan(36)
    const built = await load({ data })
    expect(built.read).toBe(3)
    expect(built.library.size.paragraphs).toBeGreaterThan(4_000)
    const restored = await load({ data })
    expect(restored.read).toBe(0)
    expect(restored.files).toBe(3)
    expect(await asked(restored.library, questions)).toEqual(await asked(built.library, questions))

    // Articles come, change, go, and move to another file.
    const changed = all
      .slice(500, 830)
      .map((each, i) => (i % 9 === 0 ? { ...each, paragraphs: ["全文已经改过。"] } : each))
    await put("2.jsonl", lines(changed))
    await put("3.jsonl", lines([...all.slice(840, 850), ...all.slice(850)]))
    await rm(join(root, "种子.txt"))
    const gone = await load({ data })
    expect(gone.read).toBe(2)
    const anew = await load()
    expect(await asked(gone.library, questions)).toEqual(await asked(anew.library, questions))
    expect(gone.shelf.sources().map(({ file, articles }) => [file, articles])).toEqual(
      anew.shelf.sources().map(({ file, articles }) => [file, articles]),
    )

    // And so does the next one, which finds the folder by another name.
    await rm(join(root, "3.jsonl"))
    const named = await load({ data }, `${root}/.`)
    expect(named.read).toBe(0)
    expect(named.library.articles()).toEqual(anew.library.articles().filter(({ file }) => file !== "3.jsonl"))
    expect(told).toEqual([])
  })
})
