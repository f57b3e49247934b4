// `npm run corpus -- FOLDER --paragraphs 100000 [--from PATH]`: writes an archive to measure with, made of the seeds'
// sentences or those of PATH, into a folder, and says how its vocabulary grows.
// `npm run corpus -- --growth PATH [PATH …]`: says how that of articles grows, all taken together.

import { mkdir } from "node:fs/promises"
import { parseArgs } from "node:util"
import { fold } from "../../src/library/fold.js"
import { termsOf } from "../../src/library/terms.js"
import { readArticles } from "../../src/sources/read.js"
import { createCorpus } from "../corpus.js"
import { createGrowth, type Heaps } from "../growth.js"
import { writeArticles } from "./write.js"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    paragraphs: { type: "string", default: "100000" },
    from: { type: "string", default: "seeds" },
    growth: { type: "boolean", default: false },
  },
})

/** Running words over which growth is compared: about as many as CMRC and DRCD dev have together. */
const COMPARED = 480_000

const [folder] = positionals
const paragraphs = Number(values.paragraphs)
if (folder === undefined || !Number.isInteger(paragraphs) || paragraphs < 1) {
  console.error("Where to, and how many paragraphs? npm run -s corpus -- FOLDER --paragraphs 100000")
  process.exit(1)
}
if (values.growth) {
  const readings = await Promise.all(positionals.map((path) => readArticles(path)))
  report(readings.flatMap(({ articles }) => articles.flatMap((article) => article.paragraphs.map(({ text }) => text))))
} else {
  const corpus = createCorpus((await readArticles(values.from)).articles)
  await mkdir(folder, { recursive: true })
  const begun = performance.now()
  const articles = await writeArticles(corpus.articles(paragraphs), folder)
  const spent = ((performance.now() - begun) / 1000).toFixed(1)
  console.log(`${paragraphs} paragraphs in ${articles} articles, written to ${folder} in ${spent} s`)
  report(texts(corpus.articles(paragraphs)))
}

function* texts(articles: Iterable<{ paragraphs: readonly string[] }>): Generator<string> {
  for (const article of articles) yield* article.paragraphs
}

/** Prints how the vocabulary of a text grows over its first words. */
function report(all: Iterable<string>): void {
  const [words, bigrams] = [createGrowth(), createGrowth()]
  for (const text of all) {
    const terms = termsOf(fold(text))
    words.add(terms.words)
    bigrams.add(terms.bigrams)
    if (words.fit().terms >= COMPARED) break
  }
  const law = ({ k, beta, terms, different }: Heaps) =>
    `${different} different of the first ${terms}, V = ${k.toFixed(1)}·n^${beta.toFixed(3)}`
  console.log(`words: ${law(words.fit())}\nbigrams: ${law(bigrams.fit())}`)
}
