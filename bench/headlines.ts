// `npm run headlines -- CORPUS.jsonl …`: how long completing and looking up headlines takes among 200,000 (or --count N)
// articles made up of the clauses of these, and what the catalogue weighs. Without a corpus they are made of the seeds.
// Milliseconds are the processor's.

import { parseArgs } from "node:util"
import { createMiniSearchHeadlines } from "../src/engines/minisearch/headlines.js"
import { createCatalogue } from "../src/library/catalogue.js"
import { fold } from "../src/library/fold.js"
import { NEWEST } from "../src/library/headline-lookup.js"
import { soundOf } from "../src/library/pinyin.js"
import type { Steps } from "../src/library/steps.js"
import { readArticles } from "../src/sources/read.js"
import { compose, randomFrom } from "./headlines/compose.js"
import { tryMistyped } from "./headlines/mistyped.js"

/** Questions of a kind that are timed, after as many that are not. */
const ASKED = 300
/** What Discord shows. */
const LIMIT = 25

const { values, positionals } = parseArgs({
  options: { count: { type: "string", default: "200000" } },
  allowPositionals: true,
})
const random = randomFrom(1)
const corpora = positionals.length > 0 ? positionals : ["seeds"]
const printed = (await Promise.all(corpora.map((path) => readArticles(path)))).flatMap(({ articles }) => articles)
const { articles, places } = compose(printed, Number(values.count), random)
const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

const headlines = articles.slice(0, NEWEST).map((article) => fold(article.headline))
const unlooked = weight()
const lookup = createMiniSearchHeadlines()
const looked = timed([...headlines.entries()], ([i, text]) => lookup.add(`${i}`, text))
const lookupWeight = weight() - unlooked
console.log(`${headlines.length} headlines that may be mistyped, ${(lookupWeight / 2 ** 20).toFixed(0)} MB`)
row(`added, in ${seconds(looked)} s`, looked)
// Clauses of paragraphs, of which no headline among these is made.
const own = new Set(headlines.flatMap((text) => [...text.matchAll(/(?=(.{6}))/gu)].map(([, run]) => run)))
const unrelated = articles
  .slice(NEWEST)
  .flatMap(({ paragraphs }) => paragraphs.flatMap(({ text }) => fold(text).split(/[,，。:：]/u)))
  .filter((text) => text.length >= 6 && !own.has(text.slice(0, 6)) && !own.has(text.slice(-6)))
for (const { kind, found, spent } of tryMistyped(lookup, headlines, unrelated, random, now))
  row(`${kind}: ${(100 * found).toFixed(0)}% found`, spent)
console.log()

// What is loaded with the first article is not its weight.
soundOf(fold("汝城县除患消疾铺就优质路网得了"))
const empty = weight()
const catalogue = createCatalogue()
const added = timed(articles, (article) => catalogue.add(article))
console.log(`${articles.length} articles, of ${printed.length} that were printed`)
row("added, in the order of their days", added)
const sounded = stepsOf(catalogue.preparing()).spent
row("pinyin made, a step", sounded)
console.log(
  `  added in ${seconds(added)} s, pinyin in ${seconds(sounded)} s, ${perArticle(weight() - empty)} bytes an article`,
)

const headline = () => fold(oneOf(articles).headline)
const middle = (length: number) => {
  const text = headline()
  const at = 1 + Math.floor(random() * Math.max(1, text.length - length))
  return text.slice(at, at + length)
}
const letters = (length: number) =>
  Array.from({ length }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join("")
const characters = (length: number) => Array.from({ length }, () => [...headline()][5] ?? "").join("")

const TYPED: Readonly<Record<string, () => string>> = {
  "nothing yet": () => "",
  "one character": () => middle(1),
  "the beginning of a headline": () => headline().slice(0, 3),
  "two characters from its middle": () => middle(2),
  "four from its middle": () => middle(4),
  "a whole headline": headline,
  "two characters by chance": () => characters(2),
  "five by chance: no headline has them": () => characters(5),
  "a place that only openings have": () => oneOf(places),
  digits: () => `${Math.floor(random() * 10_000)}`,
  "a letter": () => letters(1),
  "a name in pinyin": () => soundOf(headline().slice(0, 3)).join(""),
  "pinyin from the middle": () => soundOf(middle(2)).join(""),
  initials: () =>
    soundOf(headline().slice(0, 3))
      .map((each) => each[0])
      .join(""),
  "six letters: no title has them": () => letters(6),
}
console.log(`\n${LIMIT} choices for what is typed, ms`)
for (const [kind, type] of Object.entries(TYPED))
  row(
    kind,
    asked(type, (typed) => catalogue.complete(typed, LIMIT)),
  )

console.log("\nall that match, ms")
row(
  "named: a headline",
  asked(
    () => oneOf(articles).headline,
    (text) => catalogue.named(text),
  ),
)
row(
  "titled: a whole headline",
  asked(headline, (text) => catalogue.titled(text)),
)
row(
  "titled: two characters",
  asked(
    () => middle(2),
    (text) => catalogue.titled(text),
  ),
)
row(
  "titled: one character",
  asked(
    () => middle(1),
    (text) => catalogue.titled(text),
  ),
)
row(
  "holding: a place",
  asked(
    () => oneOf(places),
    (text) => catalogue.holding(text),
  ),
)
row(
  "holding: two characters",
  asked(
    () => middle(2),
    (text) => catalogue.holding(text),
  ),
)
row(
  "holding: one character",
  asked(
    () => middle(1),
    (text) => catalogue.holding(text),
  ),
)
row(
  "holding: what all have (李文)",
  asked(
    () => "李文",
    (text) => catalogue.holding(text),
  ),
)

console.log("\none article among them, ms")
const some = Array.from({ length: ASKED }, () => oneOf(articles))
row(
  "removed",
  timed([...new Set(some)], (article) => catalogue.remove(article)),
)
row(
  "added",
  timed([...new Set(some)], (article) => catalogue.add(article)),
)
const all = some.flatMap((article) => {
  catalogue.add(article)
  return timed([article], () => catalogue.all())
})
row("all of them, after a change", all)

stepsOf(catalogue.preparing())
const inOrder = catalogue.all()
const { spent: saving, result: saved } = stepsOf(catalogue.saving())
const bytes = Object.values(saved).reduce(
  (sum, part) => sum + ("text" in part ? part.text.byteLength + part.lengths.byteLength : part.byteLength),
  0,
)
console.log("\nsaved and restored, ms")
row("saved, a step", saving)
const unrestored = weight()
const restored = createCatalogue({ saved, articles: inOrder })
const restoredWeight = weight() - unrestored
row(
  "restored",
  timed([1, 2, 3, 4, 5], () => createCatalogue({ saved, articles: inOrder })),
)
console.log(
  `  saved in ${seconds(saving)} s, ${(bytes / 2 ** 20).toFixed(0)} MB; restored ${perArticle(restoredWeight)} bytes an article of ${restored.size}`,
)

/** The processor's time that the program has had, collecting garbage in all: others on the machine do not count. Milliseconds. */
function now(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Takes all steps; the milliseconds of each, and the result. */
function stepsOf<Result>(steps: Steps<Result>): { spent: number[]; result: Result } {
  const spent: number[] = []
  for (;;) {
    const start = now()
    const { done, value } = steps.next()
    spent.push(now() - start)
    if (done) return { spent, result: value }
  }
}

function asked(type: () => string, ask: (typed: string) => unknown): number[] {
  for (let i = 0; i < ASKED; i++) ask(type())
  return timed(Array.from({ length: ASKED }, type), ask)
}

/** The milliseconds of each. */
function timed<T>(list: readonly T[], take: (each: T) => unknown): number[] {
  return list.map((each) => {
    const start = now()
    take(each)
    return now() - start
  })
}

/** Bytes of what is in memory, other than code. */
function weight(): number {
  global.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function perArticle(bytes: number): string {
  return (bytes / articles.length).toFixed(0)
}

function seconds(spent: readonly number[]): string {
  return (spent.reduce((sum, ms) => sum + ms, 0) / 1000).toFixed(2)
}

function row(name: string, spent: readonly number[]): void {
  const sorted = [...spent].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  const [median, p99, max] = [at(0.5), at(0.99), at(1)].map((ms) => ms.toFixed(2).padStart(8))
  console.log(`${name.padEnd(40)} median ${median}  p99 ${p99}  max ${max}`)
}
