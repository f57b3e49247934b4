// What was dear to make of a catalogue, as few large values, and the catalogue's blocks made of it again.

import type { Article } from "../article.js"
import type { Steps } from "../steps.js"
import { type Block, blockOf, type Columns } from "./block.js"
import { BREAK, Column } from "./column.js"
import { BITS, Grams, TEXTS } from "./grams.js"

/** The rows of a column, those of all blocks, in the order of the articles. */
export interface SavedColumn {
  /** UTF-16, little-endian; of the sounds a byte a character (Latin-1). Each row behind a line break. */
  text: Uint8Array
  /** How long each row is, in UTF-16 units, without its line break. */
  lengths: Uint32Array
}

export interface SavedCatalogue extends Record<keyof Columns, SavedColumn> {
  /** How many articles each block has; they add up to all articles. */
  blocks: Uint32Array
  /** How many UTF-16 units of each title are the headline. */
  headlines: Uint32Array
  /** What the texts of each block have: 16 KB a block. */
  grams: Uint8Array
}

/** Of each text how it is written in bytes. */
const ENCODINGS = {
  title: "utf16le",
  known: "utf16le",
  opening: "utf16le",
  spelt: "latin1",
  initials: "latin1",
} as const

/** A column in bytes is made in steps of so many blocks, some 40 KB each. */
const AT_ONCE = 16

/** The blocks as they are when the first step is taken. */
export function* saving(current: readonly Block[]): Steps<SavedCatalogue> {
  const blocks = [...current]
  yield
  const columns: Partial<Record<keyof Columns, SavedColumn>> = {}
  for (const text of TEXTS) columns[text] = yield* savedColumn(blocks, text)
  const { title, known, opening, spelt, initials } = columns
  if (!title || !known || !opening || !spelt || !initials) throw new Error("A column was not saved: this is a bug.")
  const grams = new Uint8Array((blocks.length * BITS) / 8)
  const headlines = new Uint32Array(title.lengths.length)
  let rows = 0
  for (const [at, block] of blocks.entries()) {
    grams.set(block.grams.bytes, (at * BITS) / 8)
    headlines.set(block.headlines, rows)
    rows += block.headlines.length
    if (at % AT_ONCE === 0) yield
  }
  return {
    blocks: Uint32Array.from(blocks, ({ articles }) => articles.length),
    headlines,
    title,
    known,
    opening,
    spelt,
    initials,
    grams,
  }
}

function* savedColumn(blocks: readonly Block[], name: keyof Columns): Steps<SavedColumn> {
  const columns = blocks.map((block) => block.columns[name])
  const width = ENCODINGS[name] === "latin1" ? 1 : 2
  const text = Buffer.alloc(columns.reduce((sum, column) => sum + column.text.length * width, 0))
  const lengths = new Uint32Array(columns.reduce((sum, { length }) => sum + length, 0))
  let [bytes, rows] = [0, 0]
  for (const [at, column] of columns.entries()) {
    bytes += text.write(column.text, bytes, ENCODINGS[name])
    lengths.set(column.lengths(), rows)
    rows += column.length
    if (at % AT_ONCE === 0) yield
  }
  return { text, lengths }
}

/**
 * The blocks of these articles as they were saved.
 * @throws RangeError where it was saved of another number of articles.
 */
export function restoring(saved: SavedCatalogue, articles: readonly Article[]): Block[] {
  const count = saved.blocks.reduce((sum, size) => sum + size, 0)
  if (count !== articles.length)
    throw new RangeError(
      `The saved catalogue is of ${count} articles, and ${articles.length} are there: make it anew by adding them.`,
    )
  const taken = {
    title: taking(saved.title, ENCODINGS.title),
    known: taking(saved.known, ENCODINGS.known),
    opening: taking(saved.opening, ENCODINGS.opening),
    spelt: taking(saved.spelt, ENCODINGS.spelt),
    initials: taking(saved.initials, ENCODINGS.initials),
  }
  let from = 0
  return Array.from(saved.blocks, (size, at) => {
    const to = from + size
    const block = blockOf({
      articles: articles.slice(from, to),
      headlines: numbersOf(saved.headlines, from, to),
      columns: {
        title: taken.title(from, to),
        known: taken.known(from, to),
        opening: taken.opening(from, to),
        spelt: taken.spelt(from, to),
        initials: taken.initials(from, to),
      },
      grams: new Grams(saved.grams.slice((at * BITS) / 8, ((at + 1) * BITS) / 8)),
      gone: 0,
    })
    from = to
    return block
  })
}

function numbersOf(all: Uint32Array, from: number, to: number): number[] {
  const numbers: number[] = []
  for (let at = from; at < to; at++) numbers.push(all[at] ?? 0)
  return numbers
}

/** Takes the rows of one block after the other out of a column. */
function taking({ text, lengths }: SavedColumn, encoding: "utf16le" | "latin1"): (from: number, to: number) => Column {
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength)
  const width = encoding === "latin1" ? 1 : 2
  let at = 0
  return (from, to) => {
    const rows = lengths.subarray(from, to)
    let end = at
    for (let row = 0; row < rows.length; row++) end += (BREAK.length + (rows[row] ?? 0)) * width
    const column = Column.joined(bytes.toString(encoding, at, end), rows)
    at = end
    return column
  }
}
