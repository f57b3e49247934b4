// Text as it is matched: NFKC, lower case, simplified, numbers in plain numerals. What is shown stays as printed.

import { Converter } from "opencc-js/t2cn"
import { type Range, sentences } from "../text/sentences.js"
import { NUMERALS, plainNumbers } from "./numbers.js"

/** A text's sentences, each folded on its own: what is found in one is shown as the range it came from. */
export interface FoldedText {
  /** All sentences, one after the other. */
  text: string
  sentences: { range: Range; text: string }[]
}

/** Folds a text for matching. Equal in meaning, equal in folding: `２，０００畝`, `2000亩` and `两千亩`. */
export function fold(text: string): string {
  return plainNumbers(foldCharacters(text).replace(THOUSANDS, (number) => number.replaceAll(",", "")))
}

/** Folds a text, but for its numbers: nearly always a character for a character. */
export function foldCharacters(text: string): string {
  let out = ""
  for (const char of text) out += foldChar(char)
  return out
}

/** A number with separators, in folded text: groups of three digits after one of at most three. */
const THOUSANDS = /(?<!\p{Nd})\p{Nd}{1,3}(?:,\p{Nd}{3})+(?!\p{Nd})/gu

/** Folds a text sentence by sentence. */
export function foldSentences(text: string): FoldedText {
  const parts = sentences(text).map((range) => ({ range, text: fold(text.slice(range.start, range.end)) }))
  return { text: parts.map((part) => part.text).join(""), sentences: parts }
}

/** The part of a text that is folded to this, as it is typed there; what is asked for itself where there is none. */
export function asTyped(text: string, folded: string): string {
  if (text.includes(folded)) return folded
  const chars = [...text]
  for (let start = 0; start < chars.length; start++) {
    let part = ""
    for (const char of chars.slice(start, start + folded.length + LONGER)) {
      part += char
      const known = fold(part)
      if (known === folded) return part
      if (!folded.startsWith(known) && !NUMERALS.test(part)) break
    }
  }
  return folded
}

/** How much longer a number may be typed than folded, in characters: 一千二百三十四 is 1234, ２，０００ is 2000. */
const LONGER = 12

const toSimplified = Converter({ from: "t", to: "cn" })
const folds = new Map<string, string>()

/** One code point, folded; the answers are kept, so a text costs a look-up a character. */
function foldChar(char: string): string {
  const known = folds.get(char)
  if (known !== undefined) return known
  // Twice, for 薴 → 苧 → 苎: folding what is folded changes nothing.
  const folded = toSimplified(toSimplified(char.normalize("NFKC").toLowerCase()))
  folds.set(char, folded)
  return folded
}
