// `npm run bench` without --paragraphs: how fast the seeds (or --articles PATH) are ready, how much memory that takes, how
// fast an answer is, beside MiniSearch as it comes on the same paragraphs and questions in the same run.

import { spawn } from "node:child_process"
import { parseArgs } from "node:util"
import MiniSearch from "minisearch"
import { loadLibrary } from "../src/cli/load.js"

/** Rounds over the questions that are timed, after one that is not. */
const ROUNDS = 20
/** Starts of the whole program that are timed; the median is printed. */
const STARTS = 5

const { values } = parseArgs({ options: { articles: { type: "string", default: "seeds" } } })

const MB = 1024 * 1024
const before = process.memoryUsage().rss
const began = performance.now()
const { library } = await loadLibrary(values.articles)
const built = performance.now() - began
global.gc?.()
const memory = process.memoryUsage().rss

const questions = library.articles().flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text.slice(0, 16)))
const answers = await timed(async (question) => library.ask(question))

const peerBegan = performance.now()
const peer = new MiniSearch<{ id: number; text: string }>({ fields: ["text"] })
peer.addAll(
  library
    .articles()
    .flatMap(({ paragraphs }) => paragraphs)
    .map(({ text }, id) => ({ id, text })),
)
const peerBuilt = performance.now() - peerBegan
const peerAnswers = await timed(async (question) => peer.search(question))

const starts = await times(STARTS, startOnce)
const rows = [
  ["", "wenbao", "MiniSearch as it comes"],
  ["ready after npm start, median, s", seconds(median(starts)), "–"],
  ["read, split and index, s", seconds(built), seconds(peerBuilt)],
  ["memory of the process, MB", (memory / MB).toFixed(0), "–"],
  ["of which before the library, MB", (before / MB).toFixed(0), "–"],
  ["one answer, median, ms", median(answers).toFixed(2), median(peerAnswers).toFixed(2)],
  ["one answer, p99, ms", percentile(answers, 0.99).toFixed(2), percentile(peerAnswers, 0.99).toFixed(2)],
]
const { articles, paragraphs } = library.size
console.log(`${articles} articles, ${paragraphs} paragraphs, ${questions.length} questions × ${ROUNDS}`)
for (const [name = "", ours = "", theirs = ""] of rows)
  console.log(`${name.padEnd(34)} ${ours.padStart(8)}  ${theirs.padStart(22)}`)

/** Milliseconds of each question in each round. */
async function timed(answer: (question: string) => Promise<unknown>): Promise<number[]> {
  for (const question of questions) await answer(question)
  const spent: number[] = []
  for (let round = 0; round < ROUNDS; round++)
    for (const question of questions) {
      const start = performance.now()
      await answer(question)
      spent.push(performance.now() - start)
    }
  return spent
}

/** Milliseconds from starting the program until it has answered its first question on a pipe. */
function startOnce(): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const env = { ...process.env, DISCORD_TOKEN: "", TELEGRAM_TOKEN: "" }
    const child = spawn(process.execPath, ["dist/src/main.js", "start", "--articles", values.articles], {
      env,
      stdio: ["pipe", "pipe", "ignore"],
    })
    child.once("error", reject)
    child.once("exit", (code) => (code === 0 ? undefined : reject(new Error(`the program ended with ${code}`))))
    child.stdout.once("data", () => {
      resolve(performance.now() - start)
      child.stdin.end()
    })
    child.stdin.write("/about\n")
  })
}

async function times(count: number, run: () => Promise<number>): Promise<number[]> {
  const all: number[] = []
  for (let i = 0; i < count; i++) all.push(await run())
  return all
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2)
}
