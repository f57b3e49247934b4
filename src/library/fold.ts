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
  const folded = foldCharacters(text)
  if (!NUMERALS.test(folded)) return folded
  const whole = folded.includes(",") ? folded.replace(THOUSANDS, (number) => number.replaceAll(",", "")) : folded
  return plainNumbers(whole)
}

/** Folds a text, but for its numbers: nearly always a character for a character. */
export function foldCharacters(text: string): string {
  const { length } = text
  if (length > LONGEST_AT_ONCE) return foldOneByOne(text)
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i)
    const folded = UNITS[unit] || unitFor(unit)
    if (folded === NO_UNIT) return foldOneByOne(text)
    folding[i] = folded
  }
  return String.fromCharCode(...folding.subarray(0, length))
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

/** UTF-16 units of a text that are folded into one array. */
const LONGEST_AT_ONCE = 4096
const folding = new Uint16Array(LONGEST_AT_ONCE)
/** By UTF-16 unit what it is folded to where that is one unit as well: nearly all are. 0 where it is not known yet. */
const UNITS = new Uint16Array(0x10000)
/** A unit that is half of a character, or becomes several. No text has it: Unicode has no such character. */
const NO_UNIT = 0xffff

function unitFor(unit: number): number {
  const isHalf = unit >= 0xd800 && unit <= 0xdfff
  const folded = isHalf ? "" : foldChar(String.fromCharCode(unit))
  const found = folded.length === 1 && unit !== 0 ? folded.charCodeAt(0) : NO_UNIT
  UNITS[unit] = found
  return found
}

function foldOneByOne(text: string): string {
  let out = ""
  for (const char of text) out += foldChar(char)
  return out
}
