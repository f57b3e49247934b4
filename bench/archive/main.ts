// `npm run bench -- --paragraphs 10000,100000`: wenbao over whole archives, beside its peers on the same paragraphs and
// questions in the same run. Each is in a process of its own, one after the other.
//   --from PATH       articles whose sentences the archive is made of; the seeds by default
//   --folder PATH     where the archives are written and left; a temporary folder by default
//   --patience N      minutes that each process of a peer may take; 10 by default
//   --alone           without the peers
//   --peers-to N      without them at more paragraphs than this
//   --svg PATH        draws time and memory against size
//   --markdown        prints the tables for a document

import { rmSync } from "node:fs"
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { availableParallelism, tmpdir, totalmem } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { table } from "../../src/cli/table.js"
import { readArticles } from "../../src/sources/read.js"
import { writeArticles } from "../corpus/write.js"
import { createCorpus } from "../corpus.js"
import { PEERS } from "../peers/kinds.js"
import { areInstalled } from "../peers/packages.js"
import { questionsOf } from "../questions.js"
import { draw } from "./draw.js"
import type { Job } from "./job.js"
import { REFERENCE_FILE, type Reference } from "./reference.js"
import { type Measured, ratiosOf, remarksOf, rowsOf, type SizeMeasured } from "./rows.js"
import { run } from "./run.js"

const { values } = parseArgs({
  options: {
    paragraphs: { type: "string", default: "" },
    from: { type: "string", default: "seeds" },
    folder: { type: "string" },
    patience: { type: "string", default: "10" },
    alone: { type: "boolean", default: false },
    "peers-to": { type: "string", default: "Infinity" },
    svg: { type: "string" },
    markdown: { type: "boolean", default: false },
  },
})

const QUESTIONS = 300
/** Asked before those that are timed, over and over, until the program is compiled for what it does most. */
const EARLIER = 200

const sizes = values.paragraphs.split(",").map(Number)
const [patience, peersTo] = [Number(values.patience), Number(values["peers-to"])]
if (sizes.some((size) => !Number.isInteger(size) || size < 1) || !(patience > 0) || !(peersTo >= 0)) {
  console.error(
    "How many paragraphs, how many minutes, peers up to how many? npm run -s bench -- --paragraphs 10000,100000 --patience 10 --peers-to 100000",
  )
  process.exit(1)
}
const withPeers = !values.alone && areInstalled()
if (!values.alone && !withPeers) console.error("Without the peers: npm ci --prefix bench/peers installs them.")

const corpus = createCorpus((await readArticles(values.from)).articles)
const made = questionsOf(corpus, QUESTIONS + EARLIER).map(({ text }) => text)
const [questions, earlier] = [made.slice(0, QUESTIONS), made.slice(QUESTIONS)]
const folder = values.folder ?? (await mkdtemp(join(tmpdir(), "wenbao-bench-")))
process.once("exit", () => {
  if (values.folder === undefined) rmSync(folder, { recursive: true, force: true })
})
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1))
const measured: SizeMeasured[] = []
for (const size of sizes) measured.push(await measure(size, join(folder, String(size))))
if (values.svg !== undefined) await writeFile(values.svg, draw(measured))
const memory = Math.round(totalmem() / 1024 ** 3)
print([`${availableParallelism()} cores, ${memory} GB of memory, Node ${process.versions.node}.`])

/** Makes the archive of one size, measures all that there are, and prints their table. */
async function measure(paragraphs: number, home: string): Promise<SizeMeasured> {
  const [archive, reference] = [join(home, "articles"), join(home, "reference")]
  for (const each of [archive, reference]) await mkdir(each, { recursive: true })
  const begun = performance.now()
  const articles = await writeArticles(corpus.articles(paragraphs), archive)
  const written = performance.now() - begun
  const job = { phase: "build", corpus: archive, paragraphs, questions, earlier } as const
  const { ended } = await run({ ...job, who: "reference", kept: reference })
  if (ended !== undefined) throw new Error(`The exhaustive search did not come to its end: ${ended}`)
  const { best, characters, growth }: Reference = JSON.parse(await readFile(join(reference, REFERENCE_FILE), "utf8"))
  const law = ({ k, beta, terms, different }: Reference["growth"]["words"]) =>
    `${different} different of ${terms}, V = ${k.toFixed(1)}·n^${beta.toFixed(2)}`
  print([
    `${paragraphs} paragraphs of ${(characters / paragraphs).toFixed(0)} characters in ${articles} articles, written in ${(written / 1000).toFixed(1)} s; ${questions.length} questions`,
    `words: ${law(growth.words)}; bigrams: ${law(growth.bigrams)}`,
  ])

  const all: Measured[] = []
  const peers = withPeers && paragraphs <= peersTo ? PEERS : []
  for (const who of ["wenbao", ...peers.map(({ name }) => name)]) {
    const kept = join(home, who.replaceAll(/\W+/gu, "-"))
    await mkdir(kept, { recursive: true })
    all.push({ who, ...(await bothPhases({ ...job, who, kept }, who === "wenbao" ? undefined : patience)) })
    await rm(kept, { recursive: true })
  }
  const at = { paragraphs, all, reference: best }
  printTable(rowsOf(at))
  if (all.length > 1) printTable(ratiosOf(at))
  print(remarksOf(at))
  return at
}

/** Builds and, where that has come to its end and can be loaded again, loads. */
async function bothPhases(job: Job, patience?: number): Promise<Omit<Measured, "who">> {
  const built = await run(job, patience)
  const isKept = job.who === "wenbao" || built.figures.snapshot !== undefined
  if (built.ended !== undefined || !isKept) return built
  const loaded = await run({ ...job, phase: "load" }, patience)
  const peak = Math.max(built.figures.peak ?? 0, loaded.figures.peak ?? 0)
  return { ...loaded, figures: { ...built.figures, ...loaded.figures, peak } }
}

function print(lines: readonly string[]): void {
  for (const line of lines) console.log(values.markdown ? `${line}\n` : line)
}

function printTable(rows: readonly (readonly string[])[]): void {
  console.log(values.markdown ? markdownOf(rows) : `\n${table(rows)}\n`)
}

function markdownOf([head = [], ...others]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`
  const rule = head.map((_, i) => (i === 0 ? "---" : "---:"))
  return [head, rule, ...others].map(line).join("")
}
