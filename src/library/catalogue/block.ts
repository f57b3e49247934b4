// Articles that follow one another in the catalogue, up to BLOCK of them, as columns of text. A change makes a new block,
// which shares with the old one the columns that stay: whoever still holds the old one has it whole.

import type { Article } from "../article.js"
import { Column } from "./column.js"
import { type Entry, NOT_YET, soundsOf } from "./entry.js"
import { Grams, TEXTS, type Text } from "./grams.js"

/** A change copies a block, and a search goes through all of them. */
export const BLOCK = 128
/** So many rows may go before the grams of those that are left are collected anew. */
const STALE = BLOCK / 4

/** The columns of text, by what an entry calls its part of them. */
export type Columns = Readonly<Record<Text, Column>>

interface Parts {
  articles: readonly Article[]
  /** How long the headline is, with which each title begins. */
  headlines: readonly number[]
  columns: Columns
  /** What the rows have. It may tell of more: rows that are gone, rows that have come since. */
  grams: Grams
  /** How many rows have gone since the grams were collected. */
  gone: number
}

export interface Block extends Readonly<Parts> {
  /** How many rows have no sounds yet. */
  readonly waiting: number
}

/** A block of its parts, as they were saved too. */
export function blockOf(parts: Parts): Block {
  let waiting = 0
  parts.columns.initials.find(NOT_YET, () => waiting++)
  return { ...parts, waiting }
}

const every = (make: (text: Text) => Column): Columns => ({
  title: make("title"),
  known: make("known"),
  opening: make("opening"),
  spelt: make("spelt"),
  initials: make("initials"),
})

/** A block of one article. */
export const single = (entry: Entry): Block =>
  anew(
    [entry.article],
    [entry.headline],
    every((text) => Column.of([entry[text]])),
  )

/** With an article before the one in this row. */
export const inserted = (block: Block, row: number, entry: Entry): Block => spliced(block, row, 0, [entry])

/** With another article in this row. */
export const replaced = (block: Block, row: number, entry: Entry): Block => spliced(block, row, 1, [entry])

/** Without the article in this row. */
export const without = (block: Block, row: number): Block => spliced(block, row, 1, [])

function spliced({ articles, headlines, columns, grams, gone }: Block, row: number, count: number, by: Entry[]): Block {
  const parts = {
    articles: articles.toSpliced(row, count, ...by.map(({ article }) => article)),
    headlines: headlines.toSpliced(row, count, ...by.map(({ headline }) => headline)),
    columns: every((text) => {
      const rows = by.map((entry) => entry[text])
      return columns[text].splice(row, count, rows)
    }),
  }
  if (gone + count >= STALE) return anew(parts.articles, parts.headlines, parts.columns)
  for (const entry of by) for (const text of TEXTS) grams.add(text, entry[text])
  return blockOf({ ...parts, grams, gone: gone + count })
}

/** In two, before this row. */
export const split = (block: Block, row: number): [Block, Block] => [
  part(block, 0, row),
  part(block, row, block.articles.length),
]

const part = ({ articles, headlines, columns }: Block, from: number, to: number): Block =>
  anew(
    articles.slice(from, to),
    headlines.slice(from, to),
    every((text) => columns[text].slice(from, to)),
  )

/** Two neighbours in one. */
export const merged = (a: Block, b: Block): Block =>
  anew(
    [...a.articles, ...b.articles],
    [...a.headlines, ...b.headlines],
    every((text) => a.columns[text].concat(b.columns[text])),
  )

/** With its grams collected anew. */
function anew(articles: readonly Article[], headlines: readonly number[], columns: Columns): Block {
  const grams = new Grams()
  for (const text of TEXTS) for (let row = 0; row < articles.length; row++) grams.add(text, columns[text].at(row))
  return blockOf({ articles, headlines, columns, grams, gone: 0 })
}

/** With the sounds of the first title that has none; the block itself where all have theirs. */
export function sounded(block: Block): Block {
  const { title, spelt, initials } = block.columns
  const row = initials.rowOf(initials.text.indexOf(NOT_YET))
  if (row < 0) return block
  const sounds = soundsOf(title.at(row))
  block.grams.add("spelt", sounds.spelt)
  block.grams.add("initials", sounds.initials)
  const columns = {
    ...block.columns,
    spelt: spelt.splice(row, 1, [sounds.spelt]),
    initials: initials.splice(row, 1, [sounds.initials]),
  }
  return { ...block, columns, waiting: block.waiting - 1 }
}
