// The parts of a question that may be a mistyped name: those with a pair of characters that the library lacks.

import { asks } from "./asking.js"
import { LONGEST, SHORTEST } from "./likeness.js"
import { soundOf } from "./pinyin.js"
import type { Statistics } from "./statistics.js"
import { NAME_TAGS, type Token, tokensOf, UNKNOWN_TAG } from "./terms.js"

export interface Span {
  /** Where it begins in the folded question, in UTF-16 units. */
  start: number
  typed: string
  syllables: string[]
  /** Whether a name may stand in its place: it changes what the library lacks, and no asking or ordinary word. */
  allows(name: string): boolean
  /** The same for a name that only may be meant: it changes no other name that the dictionary has either. */
  allowsGuess(name: string): boolean
}

/** A name that is asked about stands early: more of a text costs more than it brings. */
const MOST_CHARACTERS = 200
/** Characters of one UTF-16 unit each: names have no others. */
const HAN = /(?:(?![\u{10000}-\u{10ffff}])\p{Script=Han})+/gu

/** Characters that stand beside a name and are not typed for one of its own: those that ask, and numerals. */
const NO_NAME = /[是在有的了着吗呢吧啊呀么嘛谁哪几何啥咋我你您这那个被把一二两三四五六七八九十]/u

/** The spans of a folded question in their order, of those that begin together the longest first. */
export function spansOf(text: string, statistics: Statistics): Span[] {
  const folded = text.slice(0, MOST_CHARACTERS)
  const runs = [...folded.matchAll(HAN)]
    .map(({ 0: run, index }) => ({ run, index, lacks: lacksIn(run, statistics) }))
    .filter(({ lacks }) => lacks.includes(true))
  if (runs.length === 0) return []
  const tokens = tokensOf(folded)
  const known = ({ word }: Token) => word.length > 1 && statistics.knows(word)
  const kept: Kept = {
    words: placesOf(tokens.filter((token) => isOrdinary(token) || known(token))),
    names: placesOf(tokens.filter(({ word, tag }) => word.length > 1 && tag !== UNKNOWN_TAG)),
  }
  return runs.flatMap((run) => spansIn(run, kept).filter(({ typed }) => !statistics.knows(typed)))
}

/** A run of Han characters, where it begins, and which of its pairs, each by its first character, the library lacks. */
interface Run {
  run: string
  index: number
  lacks: boolean[]
}

/** Where characters stand that are not to be changed. */
interface Kept {
  words: Set<number>
  names: Set<number>
}

function spansIn({ run, index, lacks }: Run, kept: Kept): Span[] {
  const syllables = soundOf(run)
  return partsOf(run)
    .filter(({ at, typed }) => lacks.slice(at, at + typed.length - 1).includes(true))
    .map(({ at, typed }) => {
      const mayBecome = (place: number) =>
        Number.isInteger(place)
          ? !kept.words.has(index + at + place) &&
            !NO_NAME.test(typed[place] ?? "") &&
            (lacks[at + place - 1] === true || lacks[at + place] === true)
          : place > 0 && lacks[at + Math.floor(place)] === true
      return {
        start: index + at,
        typed,
        syllables: syllables.slice(at, at + typed.length),
        allows: (name) => changed(typed, name).every(mayBecome),
        allowsGuess: (name) =>
          changed(typed, name).every((place) => mayBecome(place) && !kept.names.has(index + at + place)),
      }
    })
}

const lacksIn = (run: string, { knows }: Statistics): boolean[] =>
  [...run].map((char, at) => at + 1 < run.length && !knows(char + run[at + 1]))

/** Words that are no names: those that ask, and those of the dictionary, but for single characters. */
const isOrdinary = ({ word, tag }: Token): boolean =>
  asks(word) || (word.length > 1 && !NAME_TAGS.has(tag) && !COUNTY.test(word))
/** The dictionary has many a county as any noun: 理县. */
const COUNTY = /^[^全本该各我邻两省市外]{1,3}[县镇]$/u

const placesOf = (tokens: readonly Token[]): Set<number> =>
  new Set(tokens.flatMap(({ word, start }) => Array.from(word, (_, i) => start + i)))

function partsOf(run: string): { at: number; typed: string }[] {
  const parts: { at: number; typed: string }[] = []
  for (let at = 0; at < run.length; at++)
    for (let length = Math.min(LONGEST, run.length - at); length >= SHORTEST; length--)
      parts.push({ at, typed: run.slice(at, at + length) })
  return parts
}

/** The characters of what was typed that a name has otherwise, by number; halfway between two where one is missing. */
function changed(typed: string, name: string): number[] {
  const first = [...typed].findIndex((char, at) => char !== name[at])
  if (typed.length === name.length) return [...typed].flatMap((char, at) => (char === name[at] ? [] : [at]))
  if (typed.length > name.length) return [first]
  return [first < 0 ? typed.length - 0.5 : first - 0.5]
}
