// Where a Chinese text can be cut: sentences, clauses, graphemes. Rules that more than one room needs; imports nothing.

/** A part of a string, in UTF-16 units: from `start`, up to but without `end`. */
export interface Range {
  start: number
  end: number
}

/** A sentence closes with its marks, closing quotes and brackets; a full stop only where no digit or letter follows. */
const SENTENCE_END = /(?:[。！？!?…]+|\.(?![\p{L}\p{N}]))[”’」』）)】》"]*|\n+/gu
/** A clause closes at a sentence end too, and at commas, semicolons and colons; not at the comma of 1,030. */
const CLAUSE_END =
  /(?:[。！？!?…；;：]+|(?<!\p{Nd})[，,]|[，,](?!\p{Nd}{3})|——|\.(?![\p{L}\p{N}]))[”’」』）)】》"]*|\n+/gu

/** The sentences of a text: ranges that follow one another and cover it. */
export const sentences = (text: string): Range[] => cutAfter(text, SENTENCE_END)

/** The clauses of a text: ranges that follow one another and cover it. */
export const clauses = (text: string): Range[] => cutAfter(text, CLAUSE_END)

function cutAfter(text: string, ends: RegExp): Range[] {
  const ranges: Range[] = []
  let start = 0
  for (const match of text.matchAll(ends)) {
    const end = match.index + match[0].length
    if (text.slice(start, end).trim() === "") continue
    ranges.push({ start, end })
    start = end
  }
  if (start < text.length) ranges.push({ start, end: text.length })
  return ranges
}

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" })
/** Longer than any grapheme that people type; keeps the cost of a cut independent of the text's length. */
const GRAPHEME_REACH = 64

/** The last place at or before `index` where a text can be cut without splitting what a reader sees as one character. */
export function graphemeBoundary(text: string, index: number): number {
  if (index <= 0) return 0
  if (index >= text.length) return text.length
  const from = Math.max(0, index - GRAPHEME_REACH)
  const found = graphemes.segment(text.slice(from, index + GRAPHEME_REACH)).containing(index - from)
  return found ? from + found.index : index
}
