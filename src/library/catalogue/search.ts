// Searching the blocks of a catalogue: what stands higher in them comes first.

import type { Article } from "../article.js"
import { BLOCK, type Block } from "./block.js"
import { BREAK } from "./column.js"
import { bitsOf, type Text } from "./grams.js"

type Blocks = readonly Block[]

/** A text to look for among those of one kind. */
interface Asked {
  name: Text
  text: string
  bits: readonly number[]
}

const askedFor = (name: Text, text: string): Asked => ({ name, text, bits: bitsOf(name, text) })

/** Calls `each` with every row of a block that has what is asked for, and where in the column's text it first stands. */
function find({ columns, grams }: Block, { name, text, bits }: Asked, each: (row: number, at: number) => void): void {
  if (grams.mayHave(bits)) columns[name].find(text, each)
}

/** Articles of exactly this headline. */
export function named(blocks: Blocks, whole: string): Article[] {
  const found: Article[] = []
  const asked = askedFor("title", BREAK + whole)
  for (const block of blocks)
    find(block, asked, (row) => {
      const article = block.articles[row]
      if (article && block.headlines[row] === whole.length) found.push(article)
    })
  return found
}

/** Articles whose headline is a text, else those whose headline has all words, else those whose title has. */
export function titled(blocks: Blocks, whole: string, words: readonly string[]): Article[] {
  if (whole === "") return []
  const exactly = named(blocks, whole)
  if (exactly.length > 0) return exactly
  const [inHeadline, inTitle]: [Article[], Article[]] = [[], []]
  const [first, ...others] = words.map((word) => askedFor("title", word))
  if (!first) return []
  for (const block of blocks) {
    if (!others.every(({ bits }) => block.grams.mayHave(bits))) continue
    find(block, first, (row, at) => {
      const article = block.articles[row]
      if (!article) return
      let end = at + first.text.length
      for (const { text } of others) {
        const place = block.columns.title.placeOf(text, row)
        if (place < 0) return
        end = Math.max(end, place + text.length)
      }
      if (isHeadline(block, row, end)) inHeadline.push(article)
      inTitle.push(article)
    })
  }
  return inHeadline.length > 0 ? inHeadline : inTitle
}

/** Whether what ends at a place of the titles still belongs to the headline of its row. */
const isHeadline = ({ columns, headlines }: Block, row: number, end: number): boolean =>
  end <= columns.title.first(row) + (headlines[row] ?? 0)

/** Articles that have each word in their title, in what is known of them, or in their opening. */
export function holding(blocks: Blocks, words: readonly string[]): Article[] {
  const asked = words.map((word) => [askedFor("title", word), askedFor("known", word), askedFor("opening", word)])
  const found: Article[] = []
  // How many of the words, from the first, each row of a block has.
  const counts = new Uint8Array(BLOCK)
  for (const block of blocks) {
    if (!asked.every((places) => places.some(({ bits }) => block.grams.mayHave(bits)))) continue
    counts.fill(0)
    for (const [before, places] of asked.entries())
      for (const place of places)
        find(block, place, (row) => {
          if (counts[row] === before) counts[row] = before + 1
        })
    for (let row = 0; row < block.articles.length; row++) {
      const article = block.articles[row]
      if (article && counts[row] === words.length) found.push(article)
    }
  }
  return found
}

/** What is typed in letters may be pinyin. */
const LETTERS = /^[a-z]+$/u

/**
 * Articles by what is typed of their title, else of its sounds, else of their opening, best first; at most `limit`. What
 * begins like it is few, and looked for everywhere; what has it somewhere only until there are enough.
 */
export function completing(blocks: Blocks, text: string, limit: number): Article[] {
  const found = new Set<Article>()
  if (text === "")
    return blocks
      .slice(0, limit)
      .flatMap(({ articles }) => articles)
      .slice(0, limit)
  const take = (asked: Asked, accepts: (block: Block, row: number, at: number) => boolean = () => true): void => {
    for (const block of blocks) {
      if (found.size >= limit) return
      find(block, asked, (row, at) => {
        const article = block.articles[row]
        if (article && found.size < limit && accepts(block, row, at)) found.add(article)
      })
    }
  }
  const beginning = BREAK + text
  take(askedFor("title", beginning), (block, row, at) => isHeadline(block, row, at + beginning.length))
  const below: Article[] = []
  take(askedFor("title", text), (block, row, at) => {
    const isAbove = isHeadline(block, row, at + text.length)
    const article = block.articles[row]
    if (!isAbove && article && below.length < limit) below.push(article)
    return isAbove
  })
  for (const article of below) if (found.size < limit) found.add(article)
  if (LETTERS.test(text))
    for (const typed of [beginning, text]) {
      take(askedFor("spelt", typed))
      take(askedFor("initials", typed))
    }
  take(askedFor("opening", text))
  return [...found]
}
