// What was kept, damaged or stale: the program says so where it is damage, reads all files again, serves every article, and
// keeps it once more where it can.

import {
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs"
import { join } from "node:path"
import { createCorpus } from "../../bench/corpus.js"
import { writeSnapshot } from "../../src/keep/snapshot.js"
import { readArticles } from "../../src/sources/read.js"
import { differences, type Served, servedBy } from "./served.js"

interface Damage {
  name: string
  /** What is done to the file. */
  harm(file: string): void | Promise<void>
  /** What the program is to say; nothing where that is undefined. */
  says?: RegExp
  /** Whether the next start cannot be rid of it either. */
  stays?: true
}

const DAMAGED = /上次存下的索引不能用（.*），重新读所有文章/u

const flipped = (name: string, at: (size: number) => number): Damage => ({
  name: `a byte flipped ${name}`,
  harm(file) {
    const handle = openSync(file, "r+")
    const position = at(statSync(file).size)
    const byte = Buffer.alloc(1)
    readSync(handle, byte, 0, 1, position)
    writeSync(handle, Buffer.from([(byte[0] ?? 0) ^ 0x10]), 0, 1, position)
    closeSync(handle)
  },
  says: DAMAGED,
})

const short = (name: string, to: (size: number) => number): Damage => ({
  name: `cut short ${name}`,
  harm: (file) => truncateSync(file, to(statSync(file).size)),
  says: DAMAGED,
})

/** Where the index begins is in the tail. */
const indexAt = (file: string): number => Number(readFileSync(file).readBigUInt64LE(statSync(file).size - 44))

const DAMAGES: readonly Damage[] = [
  flipped("in the mark at the beginning", () => 3),
  flipped("in the first array", () => 30),
  flipped("in the midst of the arrays", (size) => Math.floor(size / 2)),
  { ...flipped("in the index", () => 0), harm: (file) => flipped("", () => indexAt(file) + 20).harm(file) },
  flipped("in where the index begins", (size) => size - 43),
  flipped("in the index's sum", (size) => size - 5),
  short("by a byte", (size) => size - 1),
  short("by half", (size) => Math.floor(size / 2)),
  short("to nothing", () => 0),
  {
    name: "a folder in its place",
    harm(file) {
      rmSync(file)
      mkdirSync(file)
    },
    says: DAMAGED,
    stays: true,
  },
  {
    name: "a link to itself in its place",
    harm(file) {
      rmSync(file)
      symlinkSync(file, file)
    },
    says: DAMAGED,
  },
]

/** Written by a program that keeps something else. */
const STALE: Damage = {
  name: "of another version",
  harm: async (file) =>
    void (await writeSnapshot(file, "0 0.0.1 of another version", { engine: {}, library: {}, shelf: {} })),
}

/** Paragraphs that are worth keeping, and short: damaged or not, all are read in two seconds. */
const PARAGRAPHS = 4_300

/** Tries each damage on what was kept of a folder of its own below `root`. */
export async function* damages(root: string): AsyncGenerator<{ name: string; faults: string[] }> {
  const articles = join(root, "short")
  const questions = await writeShort(articles)
  const whole = join(root, "whole")
  const reference = await servedBy({ articles, data: whole }, questions, ["ask"])
  const [kept] = readdirSync(whole).filter((name) => name.endsWith(".snapshot"))
  if (kept === undefined) throw new Error("nothing was kept")

  async function tried(data: string, says: RegExp | undefined, dictionary?: string): Promise<string[]> {
    const served = await servedBy({ articles, data, ...(dictionary && { dictionary }) }, questions, ["ask"])
    return [...differences(served, reference), ...unlike(served, says)]
  }

  for (const { name, harm, says, stays } of [...DAMAGES, STALE]) {
    const data = join(root, "damaged")
    rmSync(data, { recursive: true, force: true })
    cpSync(whole, data, { recursive: true })
    await harm(join(data, kept))
    const faults = await tried(data, says)
    // Kept again, and whole.
    if (!stays) faults.push(...(await tried(data, undefined)).map((fault) => `at the start after that: ${fault}`))
    yield { name, faults }
  }

  const dictionary = join(root, "dictionary.txt")
  writeFileSync(dictionary, "敳敳敳\n")
  yield { name: "of another dictionary", faults: await tried(whole, undefined, dictionary) }

  const beside = join(root, "file")
  writeFileSync(beside, "")
  yield { name: "DATA that cannot be written to", faults: await tried(join(beside, "data"), /索引没有存下（.*）/u) }
}

/** What it said where it should not have, or the other way round. */
function unlike({ log }: Served, says: RegExp | undefined): string[] {
  const said = log.split("\n").filter((line) => /^[!✗]/u.test(line))
  if (says === undefined) return said.map((line) => `it said: ${line}`)
  return says.test(log) ? [] : [`it did not say ${says.source} but: ${log}`]
}

/** Writes a folder of short paragraphs, and resolves to what may be asked of them. */
async function writeShort(path: string): Promise<string[]> {
  mkdirSync(path)
  const { articles } = await readArticles("seeds")
  const made = [...createCorpus(articles, 2).articles(PARAGRAPHS)].map((article) => ({
    ...article,
    paragraphs: article.paragraphs.map((text) => `${text.split(/[，。]/u, 2).join("，")}。`),
  }))
  writeFileSync(join(path, "短.jsonl"), made.map((article) => `${JSON.stringify(article)}\n`).join(""))
  return made.slice(50, 58).map(({ paragraphs }) => paragraphs.join("").slice(0, 16))
}
