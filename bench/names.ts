// `npm run names`: what the index of names costs over a folder or file of articles: tallying, adding, indexing, memory,
// one more article, questions. The last part of the articles comes in one by one.

import { parseArgs } from "node:util"
import { createArchiveEngine } from "../src/engines/archive/archive.js"
import type { Article } from "../src/library/article.js"
import { fold } from "../src/library/fold.js"
import { createNames, type SavedNames } from "../src/library/names.js"
import { createStatistics } from "../src/library/statistics.js"
import type { Steps } from "../src/library/steps.js"
import { type TalliedText, tallyOf } from "../src/library/tally.js"
import { bigramsOf, wordsOf } from "../src/library/terms.js"
import { readArticles } from "../src/sources/read.js"

/** Texts that are tallied at once. */
const BATCH = 10_000
/** Articles that come one by one, at the end. */
const SINGLE = 100
/** What questions are made of: beginnings of paragraphs, each with a character exchanged. */
const QUESTIONS = 500
const EXCHANGED: Readonly<Record<string, string>> = {
  张: "章",
  李: "礼",
  江: "姜",
  阳: "洋",
  县: "现",
  市: "是",
  村: "春",
}
const IN_PINYIN = ["lixian fugeng duoshao mu", "zhangruwan shi nage cun de", "rcx touzi duoshao", "rucheng"]

const { values } = parseArgs({ options: { articles: { type: "string", default: "seeds" } } })
const { articles } = await readArticles(values.articles)
const early = articles.slice(0, -SINGLE)
const engine = createArchiveEngine()
const statistics = createStatistics(engine)
const names = createNames(statistics)

const texts = early.flatMap(textsOf)
for (const [paragraph, { text, words }] of texts.entries())
  if (words.length > 0)
    engine.add([{ articleId: "", paragraph, body: { words: [...words], bigrams: bigramsOf(text) }, title: [] }])
const batches = Array.from({ length: Math.ceil(texts.length / BATCH) }, (_, i) =>
  texts.slice(i * BATCH, (i + 1) * BATCH),
)
let tallied = 0
const tallying = took(() => batches.map(tallyOf))
console.log(`tallying, ms a text: ${(tallying.ms / texts.length).toFixed(3)}`)
let longest = 0
const adding = took(() => {
  for (const tally of tallying.result) {
    tallied += tally.kinds.length
    longest = Math.max(longest, walked(names.adding(tally)))
  }
})
console.log(
  `adding ${tallied} words of ${batches.length} tallies, ms: ${adding.ms.toFixed(0)}; the longest step ${longest.toFixed(1)}`,
)
const indexing = took(() => walked(names.preparing()))
console.log(`indexing, ms: ${indexing.ms.toFixed(0)}; the longest step ${indexing.result.toFixed(1)}`)
const saving = took(names.save)
describe(saving.result)
const restoring = took(() => createNames(statistics, saving.result))
console.log(`saving, ms: ${saving.ms.toFixed(0)}; going on from it: ${restoring.ms.toFixed(0)}`)

const single = articles.slice(-SINGLE).map((article) => tallyOf(textsOf(article)))
report(
  "adding an article, ms",
  single.map((tally) => took(() => walked(names.adding(tally))).ms),
)
report(
  "removing an article, ms",
  single.map((tally) => took(() => walked(names.removing(tally))).ms),
)
const every = Math.max(1, Math.floor(texts.length / QUESTIONS))
const asked = texts.filter((_, i) => i % every === 0).map(({ text }) => exchanged(text.slice(0, 16)))
report(
  "correct, ms",
  asked.map((each) => took(() => names.correct(each)).ms),
)
report(
  "guesses, ms",
  asked.map((each) => took(() => names.guesses(each)).ms),
)
report(
  "correct in pinyin, ms",
  IN_PINYIN.map((each) => took(() => names.correct(each)).ms),
)

function textsOf({ headline, paragraphs }: Article): TalliedText[] {
  const title = { text: fold(headline), words: [] }
  return [title, ...paragraphs.map(({ text }) => fold(text)).map((text) => ({ text, words: wordsOf(text) }))]
}

function exchanged(text: string): string {
  return Array.from(text, (char) => EXCHANGED[char] ?? char).join("")
}

function took<Result>(work: () => Result): { ms: number; result: Result } {
  const since = performance.now()
  const result = work()
  return { ms: performance.now() - since, result }
}

/** Takes all steps; how long the longest took, in milliseconds. */
function walked(steps: Steps): number {
  for (let most = 0; ; ) {
    const { ms, result } = took(() => steps.next())
    most = Math.max(most, ms)
    if (result.done) return most
  }
}

function describe({ table, index }: SavedNames): void {
  const words = table.kinds.length
  const ofNames = index.keys.numbers.length - index.names - index.others
  console.log(`words ${words}, bytes each ${(bytesOf(table) / words).toFixed(1)}`)
  console.log(
    `indexed: ${index.names} names, in ${index.fewest.names} texts at least, bytes each ${(16 * (1 + ofNames / index.names)).toFixed(0)}`,
  )
  console.log(
    `         ${index.others} others, in ${index.fewest.others} texts at least; all ${(bytesOf(index) / 1e6).toFixed(1)} MB`,
  )
}

/** The bytes of all arrays in a value. */
function bytesOf(value: object): number {
  if (ArrayBuffer.isView(value)) return value.byteLength
  return Object.values(value).reduce(
    (sum, each) => sum + (typeof each === "object" && each !== null ? bytesOf(each) : 0),
    0,
  )
}

function report(what: string, list: readonly number[]): void {
  const sorted = list.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.ceil(share * (sorted.length - 1))] ?? 0).toFixed(2)
  console.log(`${what}: median ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)}`)
}
