// Searching the blocks of a catalogue: what stands higher in them comes first.

import type { Article } from "../article.js"
import { bitsAsked } from "./bigrams.js"
import type { Block } from "./block.js"
import type { Column } from "./column.js"

type Blocks = readonly Block[]

/** Articles of exactly this headline. */
export function named(blocks: Blocks, whole: string): Article[] {
  const found: Article[] = []
  for (const { articles, headlines, columns } of blocks)
    for (const [row, article] of articles.entries()) {
      const isAsLong = headlines[row] === whole.length
      if (isAsLong && columns.title.text.startsWith(whole, columns.title.first(row))) found.push(article)
    }
  return found
}

/** Articles whose headline is a text, else those whose headline has all words, else those whose title has. */
export function titled(blocks: Blocks, whole: string, words: readonly string[]): Article[] {
  if (whole === "") return []
  const exactly = named(blocks, whole)
  if (exactly.length > 0) return exactly
  const [inHeadline, inTitle]: [Article[], Article[]] = [[], []]
  for (const { articles, headlines, columns } of blocks) {
    // How many words each row has, in its headline and in all its title.
    const counts = { headline: new Uint16Array(articles.length), title: new Uint16Array(articles.length) }
    for (const word of words)
      columns.title.find(word, (row, at) => {
        counts.title[row] = (counts.title[row] ?? 0) + 1
        if (isWithin(columns.title, headlines, row, at + word.length))
          counts.headline[row] = (counts.headline[row] ?? 0) + 1
      })
    for (const [row, article] of articles.entries()) {
      if (counts.headline[row] === words.length) inHeadline.push(article)
      if (counts.title[row] === words.length) inTitle.push(article)
    }
  }
  return inHeadline.length > 0 ? inHeadline : inTitle
}

/** Whether what ends at a place of the titles still belongs to the headline of its row. */
const isWithin = (titles: Column, headlines: readonly number[], row: number, end: number): boolean =>
  end <= titles.first(row) + (headlines[row] ?? 0)

/** Articles that have each word in their title, in what is known of them, or in their opening. */
export function holding(blocks: Blocks, words: readonly string[]): Article[] {
  const asked = words.map((word) => ({ word, bits: bitsAsked(word) }))
  const found: Article[] = []
  for (const { articles, columns, bigrams } of blocks) {
    let left = new Uint8Array(articles.length).fill(1)
    for (const { word, bits } of asked) {
      const having = new Uint8Array(articles.length)
      const mark = (row: number) => {
        having[row] = left[row] ?? 0
      }
      columns.title.find(word, mark)
      columns.known.find(word, mark)
      if (bigrams.mayHave(bits)) columns.opening.find(word, mark)
      left = having
      if (!left.includes(1)) break
    }
    for (const [row, article] of articles.entries()) if (left[row] === 1) found.push(article)
  }
  return found
}

/** What is typed in letters may be pinyin. */
const LETTERS = /^[a-z]+$/u

/** Articles by what is typed of their title, else of its sounds, else of their opening, best first; at most `limit`. */
export function completing(blocks: Blocks, text: string, limit: number): Article[] {
  const found = new Set<Article>()
  for (const rank of ranks(blocks, text, limit)) {
    for (const article of rank) if (found.size < limit) found.add(article)
    if (found.size >= limit) break
  }
  return [...found]
}

/** Articles that match ever less well; a kind is only looked for when those before it are not enough. */
function* ranks(blocks: Blocks, text: string, limit: number): Generator<readonly Article[]> {
  if (text === "") {
    for (const { articles } of blocks) yield articles
    return
  }
  yield* sifted(blocks, text, limit, 3, ({ headlines, columns: { title } }, row, at) =>
    isWithin(title, headlines, row, at + text.length) ? (at === title.first(row) ? 0 : 1) : 2,
  )
  if (LETTERS.test(text)) {
    const spelt = sifted(blocks, text, limit, 2, atFirst("spelt"), "spelt")
    const initials = sifted(blocks, text, limit, 2, atFirst("initials"), "initials")
    for (const part of [0, 1]) yield* [spelt[part] ?? [], initials[part] ?? []]
  }
  const bits = bitsAsked(text)
  yield* sifted(
    blocks.filter(({ bigrams }) => bigrams.mayHave(bits)),
    text,
    limit,
    1,
    () => 0,
    "opening",
  )
}

const atFirst =
  (name: "spelt" | "initials") =>
  ({ columns }: Block, row: number, at: number): number =>
    at === columns[name].first(row) ? 0 : 1

/**
 * Articles that have a text in a column, in parts by where in its row it first stands: up to `limit` in each, and none
 * is looked for any more when the first part is full.
 */
function sifted(
  blocks: Blocks,
  text: string,
  limit: number,
  count: number,
  partOf: (block: Block, row: number, at: number) => number,
  name: "title" | "spelt" | "initials" | "opening" = "title",
): Article[][] {
  const parts = Array.from({ length: count }, (): Article[] => [])
  for (const block of blocks) {
    block.columns[name].find(text, (row, at) => {
      const [part, article] = [parts[partOf(block, row, at)], block.articles[row]]
      if (article && part && part.length < limit) part.push(article)
    })
    if ((parts[0]?.length ?? 0) >= limit) break
  }
  return parts
}
