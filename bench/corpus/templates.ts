// What sentences leave when their words are taken out: clauses with slots for a word of the same part of speech, a
// figure or a name.

import { tokensOf } from "../../src/library/terms.js"
import { clauses } from "../../src/text/sentences.js"
import type { Dictionary } from "./dictionary.js"
import type { NameKind } from "./names.js"

/** A part of a clause. */
export type Part =
  | { kind: "text"; text: string }
  | { kind: "word"; tag: string; own: string }
  | { kind: "name"; of: NameKind; tag: string }
  | { kind: "figure"; digits: number; decimals: number; unit: string }

export interface Template {
  parts: Part[]
  /** How long it was, in UTF-16 units. */
  length: number
}

/** Which parts of speech are names, and of what. */
const NAMES: Readonly<Record<string, NameKind>> = { nr: "person", ns: "place", nt: "organisation" }
/** Tags of words that say what a text is about; the others hold it together, and stay. */
const CONTENT = /^(?:n|v|a|i|l|j|b|z)/u
const FIGURE = /^(\d+)(?:\.(\d+))?$/u
/** What would be left open, or closed twice, where a clause stands among others. */
const OPEN_OR_CLOSED = /[“”‘’「」『』（）()《》〈〉【】"']/u
/** Where a clause ends; the mark is put back by whoever writes the sentence. */
const END = /[。！？!?…；;：:，,、—\s.]+$/u
const SHORTEST = 4
const LONGEST = 40

/** The clauses of a text that may stand among others, each as a template. */
export function templatesOf(text: string, dictionary: Dictionary): Template[] {
  return clauses(text)
    .map(({ start, end }) => text.slice(start, end).replace(END, "").trim())
    .filter((clause) => clause.length >= SHORTEST && clause.length <= LONGEST && !OPEN_OR_CLOSED.test(clause))
    .map((clause) => templateOf(clause, dictionary))
}

/** One clause, whatever stands in it, as a template. */
export function templateOf(clause: string, dictionary: Dictionary): Template {
  const parts = clause.split(/(\d+(?:\.\d+)?)/u).flatMap((piece, i, pieces): Part[] => {
    const [whole, digits = "", decimals = ""] = FIGURE.exec(piece) ?? []
    if (whole !== undefined)
      return [
        { kind: "figure", digits: digits.length, decimals: decimals.length, unit: (pieces[i + 1] ?? "").slice(0, 1) },
      ]
    return tokensOf(piece).map((token) => partOf(token.word, token.tag, dictionary))
  })
  return { parts: joined(parts), length: clause.length }
}

function partOf(word: string, tag: string, dictionary: Dictionary): Part {
  const fixed: Part = { kind: "text", text: word }
  if (word.length < 2) return fixed
  const of = NAMES[tag]
  if (of) return { kind: "name", of, tag }
  return CONTENT.test(tag) && dictionary.words(tag).length > 0 ? { kind: "word", tag, own: word } : fixed
}

/** Texts that follow one another as one. */
function joined(parts: readonly Part[]): Part[] {
  const all: Part[] = []
  for (const part of parts) {
    const last = all.at(-1)
    if (part.kind === "text" && last?.kind === "text") last.text += part.text
    else all.push({ ...part })
  }
  return all
}
