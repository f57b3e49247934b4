// `npm run live`: how long a question waits while articles come in, beside the same question at rest and beside taking
// the articles in at one go, in the same run; and how soon a file that is written can be asked about.

import { cp, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { parseArgs } from "node:util"
import { createLive } from "../src/cli/live.js"
import { loadLibrary } from "../src/cli/load.js"
import { createLibraries } from "../src/library/libraries.js"
import { type Breather, createBreather } from "../src/library/steps.js"

/** Articles that come in at once, and single ones that are timed by themselves. */
const MANY = 200
const SINGLE = 10
/** Between two questions. Milliseconds. */
const EVERY = 10

const { values } = parseArgs({ options: { articles: { type: "string", default: "seeds" } } })
const now = () => performance.now()

const atRest = await waits(createBreather(now), async () => pause(3_000))
const stepwise = await waits(createBreather(now), async (folder) => writeMany(folder))
const atOnce = await waits(
  async () => {},
  async (folder) => writeMany(folder),
)

console.log(`${MANY} articles come in, a question every ${EVERY} ms`)
const rows: [string, Waits][] = [
  ["at rest", atRest],
  ["articles come in", stepwise],
  ["the same, at one go", atOnce],
]
console.log(`${"a question waits, ms".padEnd(24)}  median     p99     max`)
for (const [name, { waited }] of rows)
  console.log(`${name.padEnd(24)} ${[0.5, 0.99, 1].map((share) => at(waited, share).toFixed(1).padStart(7)).join(" ")}`)
console.log(
  `a file that is written can be asked about after, ms: median ${at(stepwise.soon, 0.5).toFixed(0)}, max ${at(stepwise.soon, 1).toFixed(0)}`,
)

interface Waits {
  /** Of each question, from when it was due to its answer. Milliseconds. */
  waited: number[]
  /** Of each single file, from when it was written to when its article was there. Milliseconds. */
  soon: number[]
}

/** A library over a copy of the articles that is asked while something happens to its folder. */
async function waits(breathe: Breather, happening: (folder: string) => Promise<unknown>): Promise<Waits> {
  const folder = await copied(values.articles)
  const { library, create, shelf, isolation } = await loadLibrary(folder, { breathe })
  await library.prepare(breathe)
  const questions = library.articles().flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text.slice(0, 16)))
  for (const question of questions.slice(0, 50)) await library.ask(question)
  const libraries = createLibraries({ all: library, create, breathe, failed: console.error })
  const silent = { debug() {}, info() {}, warn: console.warn, error: console.error }
  const live = createLive({ path: folder, shelf, change: libraries.change, log: silent })
  const stop = new AbortController()
  const run = live.run(stop.signal)
  const expected = () => library.articles().length
  await pause(1_000)

  const waited: number[] = []
  let isOver = false
  const asking = (async () => {
    for (let due = now() + EVERY, i = 0; !isOver; due = Math.max(due + EVERY, now()), i++) {
      await pause(Math.max(0, due - now()))
      await library.ask(questions[i % questions.length] ?? "")
      waited.push(now() - due)
    }
  })()
  const before = expected()
  const written = await happening(folder)
  if (typeof written === "number") while (expected() < before + written) await pause(20)
  // The names of what came in are being indexed.
  await pause(2_000)
  isOver = true
  await asking

  const soon: number[] = []
  for (let i = 0; i < SINGLE; i++) {
    const start = now()
    const count = expected()
    await writeFile(join(folder, `单${i}.txt`), article(`单篇${i}`, i))
    while (expected() === count) await pause(5)
    soon.push(now() - start)
  }
  stop.abort()
  await run
  await isolation.close()
  await rm(folder, { recursive: true })
  return { waited, soon }
}

async function copied(path: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "wenbao-live-"))
  await cp(path, (await stat(path)).isDirectory() ? folder : join(folder, basename(path)), { recursive: true })
  return folder
}

async function writeMany(folder: string): Promise<number> {
  await mkdir(join(folder, "新"))
  for (let i = 0; i < MANY; i++) await writeFile(join(folder, "新", `${i}.txt`), article(`第${i}篇`, i))
  return MANY
}

/** A page with one article of twenty paragraphs. */
function article(name: string, seed: number): string {
  const paragraphs = Array.from(
    { length: 20 },
    (_, i) =>
      `${name}项目第${i}期今年投资${seed * 37 + i}万元，完成中大修工程${i + 3}公里，以及急弯改造、修坡护栏等项目，沿线${seed + i}个村的群众出行更加安全便捷。`,
  )
  return [`某县${name}建设项目进展顺利`, ...paragraphs].join("\n\n")
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
