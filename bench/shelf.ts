// `npm run shelf`: what a shelf weighs and how long it keeps others waiting, over an archive made of the seeds' sentences.

import { mkdir, mkdtemp, open, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { parseArgs } from "node:util"
import { createBreather } from "../src/library/steps.js"
import { createIsolation } from "../src/sources/isolation.js"
import { readArticles } from "../src/sources/read.js"
import { createShelf, type LookOptions, type Shelf } from "../src/sources/shelf.js"
import { sentences as sentencesIn } from "../src/text/sentences.js"

const { values } = parseArgs({
  options: { articles: { type: "string", default: "200000" }, files: { type: "string", default: "20000" } },
})
const ARTICLES = Number(values.articles)
const FILES = Number(values.files)
const PARAGRAPHS = 5
/** Characters of a paragraph, at least. */
const LEAST = 80

const now = () => performance.now()
const breathe = createBreather(now)
const isolation = createIsolation()
const sentences = (await readArticles("seeds")).articles.flatMap(({ paragraphs }) =>
  paragraphs.flatMap(({ text }) => sentencesIn(text).map(({ start, end }) => text.slice(start, end))),
)
const root = await mkdtemp(join(tmpdir(), "wenbao-shelf-"))
const [single, many] = [join(root, "one"), join(root, "many")]

await mkdir(single)
const large = join(single, "archive.jsonl")
await write(large, 0, ARTICLES)
await mkdir(many)
for (let file = 0, each = ARTICLES / FILES; file < FILES; file++)
  await write(join(many, `${file}.jsonl`), Math.round(file * each), Math.round((file + 1) * each))

await measured("one file", single, large)
await measured(`${FILES} files`, many, join(many, "7.jsonl"))
await isolation.close()
await rm(root, { recursive: true })

/** The first look over a folder, one in which nothing has changed, one in which a line of a file has; saving and restoring. */
async function measured(name: string, folder: string, file: string): Promise<void> {
  const before = memory()
  console.log(`before it, MB: ${(process.memoryUsage.rss() / 1e6).toFixed(0)}`)
  const shelf = createShelf(folder, { isolation, breathe })
  console.log(`\n${name}: ${ARTICLES} articles`)
  await timed("the first look", () => looking(shelf))
  const kept = memory()
  console.log(`kept, MB: heap ${kept.heap - before.heap}, beside it ${kept.external - before.external}`)
  await timed("nothing has changed", () => looking(shelf, { settled: true }))
  await change(file)
  await timed("one line has changed", () => looking(shelf, { apart: true }))
  const saved = await timed("saving", () => shelf.saved())
  const sizes = Object.values(saved).map((each) => (ArrayBuffer.isView(each) ? each.byteLength : 0))
  console.log(`saved, MB: ${(sizes.reduce((sum, size) => sum + size, 0) / 1e6).toFixed(1)}`)
  const other = await timed("restoring", async () => createShelf(folder, { isolation, breathe, saved }))
  await timed("the look after it", () => looking(other))
}

/** Takes all there is, and lets go of it. */
async function looking(shelf: Shelf, options: LookOptions = {}) {
  const { added, changed, removed } = await shelf.look({ ...options, take: async () => breathe() })
  return { added, changed, removed }
}

async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  await pause(50)
  const waits = watchWaits()
  const start = now()
  const result = await work()
  const took = now() - start
  await pause(20)
  const { block, busy, peak } = waits.end()
  const told = typeof result === "object" && result !== null && "added" in result ? JSON.stringify(result) : ""
  const columns = [
    `${name.padEnd(22)} ${took.toFixed(0).padStart(7)} ms`,
    `longest block ${block.toFixed(0)} ms`,
    `of the processor ${busy.toFixed(0)} ms`,
    `peak RSS ${(peak / 1e6).toFixed(0)} MB`,
  ]
  console.log(`${columns.join(", ")}  ${told}`)
  return result
}

/**
 * The longest that whoever waits is kept waiting, and the most that the processor works for us meanwhile: on a busy machine
 * much of the former is others' work. Milliseconds, bytes.
 */
function watchWaits() {
  let [block, busy, peak] = [0, 0, 0]
  let [last, usage] = [now(), process.cpuUsage()]
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(usage)
    block = Math.max(block, now() - last)
    busy = Math.max(busy, (user + system) / 1_000)
    peak = Math.max(peak, process.memoryUsage.rss())
    last = now()
    usage = process.cpuUsage()
  }, 1)
  return {
    end() {
      clearInterval(timer)
      return { block, busy, peak }
    },
  }
}

function memory() {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return { heap: Math.round(heapUsed / 1e6), external: Math.round(external / 1e6) }
}

async function write(path: string, from: number, to: number): Promise<void> {
  const file = await open(path, "w")
  for (let start = from; start < to; start += 1_000) {
    const lines = Array.from({ length: Math.min(1_000, to - start) }, (_, i) => line(start + i))
    await file.write(lines.join(""))
  }
  await file.close()
}

function line(article: number): string {
  const paragraphs = Array.from({ length: PARAGRAPHS }, (_, i) => {
    let text = ""
    for (let next = article * 31 + i * 7; text.length < LEAST; next = next * 3 + 11)
      text += sentences[next % sentences.length] ?? ""
    return text
  })
  return `${JSON.stringify({ id: `a${article}`, headline: `${sentences[article % sentences.length]?.slice(0, 18)} ${article}`, date: "2022-11-15", paragraphs })}\n`
}

/** Puts another headline in the first line of a file. */
async function change(path: string): Promise<void> {
  const file = await open(path, "r+")
  const head = Buffer.alloc(4_096)
  await file.read(head, 0, head.length, 0)
  const at = head.indexOf('"headline":"') + '"headline":"'.length
  await file.write(Buffer.from("某"), 0, 3, at)
  await file.close()
}
