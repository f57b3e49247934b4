// A program of its own: reads the folder that it is told as the bot does, and prints what came of it.

import { filesBelow } from "../../src/sources/folder.js"
import { createIsolation } from "../../src/sources/isolation.js"
import { type Reading, readArticles } from "../../src/sources/read.js"

/** What a file gave: how many articles, and of the first ones the texts, their beginnings. */
export interface Served {
  file: string
  count: number
  texts: string[]
}

export interface Report extends Pick<Reading, "faults"> {
  served: Served[]
  /** How long each file took, in milliseconds. */
  took: { file: string; ms: number }[]
  /** What nobody waited for, or caught. */
  strays: string[]
}

const [, , folder = ""] = process.argv
const strays: string[] = []
process.on("unhandledRejection", (reason) => strays.push(String(reason)))
process.on("uncaughtException", (error) => strays.push(String(error)))
process.on("warning", (warning) => strays.push(String(warning)))

const { files } = await filesBelow(folder)
const took: Report["took"] = []
let last = performance.now()
const isolation = createIsolation()
const { articles, faults } = await readArticles(folder, {
  isolation,
  progress({ files: { done } }) {
    // It is told of parts of files too.
    if (done === took.length) return
    const now = performance.now()
    took.push({ file: files[done - 1]?.name ?? "", ms: now - last })
    last = now
  },
})
await isolation.close()
const report: Report = { served: served(articles), faults, took, strays }
process.stdout.write(JSON.stringify(report))

/** Of each file's articles, the first ones: one file may have a million. */
function served(all: Reading["articles"]): Served[] {
  const files = new Map<string, Served>()
  for (const { file, headline, paragraphs } of all) {
    const own = files.get(file) ?? { file, count: 0, texts: [] }
    files.set(file, own)
    own.count++
    if (own.count <= 20) own.texts.push(headline, ...paragraphs.slice(0, 50).map(({ text }) => text.slice(0, 2_000)))
  }
  return [...files.values()]
}
