// Pinyin as people type it: rucheng, ru cheng, rǔchéng, ru3cheng2, RuCheng, whole questions, initials. It is read as
// words of the library; what it cannot be read as (GDP, iphone) stays.

import { pinyin } from "pinyin-pro"

/** Words by their sound, in one piece without tones. */
export interface Spellings {
  word(spelt: string): string | undefined
  /** A name by the initials of its syllables. */
  initials(typed: string): string | undefined
}

/** A part of a text, typed in pinyin, and what it is read as. */
export interface Reading {
  start: number
  end: number
  word: string
}

const PIECE = /(?:[\p{Script=Latin}\p{M}]+(?:[1-5](?![\d.]))?)+/gu
/** What stands between the syllables or words of one reading. */
const JOINT = /^[\s'’-]+$/u
/** The longest pinyin word: six syllables of six letters, as in 双双双双双双. */
const LONGEST = 36
/** More pieces, or letters, than a question in pinyin has are another language. */
const MOST_PIECES = 16
const MOST_LETTERS = 80
/** Initials shorter than this stand for too many names. */
export const FEWEST_INITIALS = 3

/** What a folded text has in pinyin, the longest readings first from the left; pieces that are `known` words stay. */
export function readPinyin(folded: string, spellings: Spellings, known: (piece: string) => boolean): Reading[] {
  const pieces = [...folded.matchAll(PIECE)].map(({ 0: piece, index }) => ({
    start: index,
    end: index + piece.length,
    letters: known(piece) ? "" : lettersOf(piece),
  }))
  const readings: Reading[] = []
  for (let first = 0; first < pieces.length; ) {
    const group = pieces.slice(first, first + joined(folded, pieces.slice(first, first + MOST_PIECES)))
    const { word, count } = longest(
      group.map(({ letters }) => letters),
      spellings,
    )
    const [start, end] = [group[0]?.start, group[count - 1]?.end]
    if (word !== undefined && start !== undefined && end !== undefined) readings.push({ start, end, word })
    first += count
  }
  return readings
}

/** How many of the pieces, from the first, are unknown and only joints apart. At least 1. */
function joined(text: string, pieces: readonly { start: number; end: number; letters: string }[]): number {
  const broken = pieces.findIndex(({ start, letters }, i) => {
    const before = pieces[i - 1]
    return before !== undefined && (letters === "" || !JOINT.test(text.slice(before.end, start)))
  })
  return broken < 0 ? pieces.length : broken
}

/** The reading of as many pieces as can be read, from the first, and their number; 1 where none can. */
function longest(letters: readonly string[], spellings: Spellings): { word?: string; count: number } {
  const [first = ""] = letters
  if (first === "") return { count: 1 }
  const read = readingsOf(letters.join("").slice(0, MOST_LETTERS), spellings)
  for (let count = letters.length; count > 0; count--) {
    const reading = read[letters.slice(0, count).join("").length]
    if (reading && isReading(reading)) return { word: reading.text, count }
  }
  const name = first.length >= FEWEST_INITIALS ? spellings.initials(first) : undefined
  return name === undefined ? { count: 1 } : { word: name, count: 1 }
}

/** Words that letters are the pinyin of; a word that has one character costs 3, any other 2. */
interface WordsRead {
  text: string
  cost: number
}

/** Not only single characters. */
const isReading = ({ text, cost }: WordsRead): boolean => cost < 3 * text.length

/** By their number, the first letters of some as the fewest words whose pinyin they are; undefined where they are none. */
function readingsOf(letters: string, { word }: Spellings): (WordsRead | undefined)[] {
  const best: (WordsRead | undefined)[] = [{ text: "", cost: 0 }]
  for (let end = 1; end <= letters.length; end++)
    for (let start = Math.max(0, end - LONGEST); start < end; start++) {
      const before = best[start]
      const found = before && word(letters.slice(start, end))
      if (!before || found === undefined) continue
      // A lone syllable is many characters: two words are better than a word and two of them.
      const cost = before.cost + (found.length > 1 ? 2 : 3)
      if (cost < (best[end]?.cost ?? Number.POSITIVE_INFINITY)) best[end] = { text: before.text + found, cost }
    }
  return best
}

/** A piece without its tones, ü as v. */
const lettersOf = (piece: string): string =>
  piece
    .normalize("NFD")
    .replace(/u\u0308/gu, "v")
    .replace(/[\u0300-\u036f1-5]/gu, "")

/** Toneless pinyin, a syllable a character, ü as v. */
export function soundOf(word: string): string[] {
  const sounds: string[] = []
  for (const char of word) {
    const [sound, other] = soundsOf(char)
    if (sound === undefined || other !== undefined) return pinyin(word, { toneType: "none", type: "array", v: true })
    sounds.push(sound)
  }
  return sounds
}

const known = new Map<string, string[]>()

/** All the sounds of a character; most have one, and looking it up is far cheaper than reading the word. */
export function soundsOf(char: string): string[] {
  let sounds = known.get(char)
  if (sounds === undefined) {
    sounds = [...new Set(pinyin(char, { toneType: "none", type: "array", v: true, multiple: true }))]
    known.set(char, sounds)
  }
  return sounds
}
