// From folded text to what an index is made of: the words a dictionary finds, and pairs of neighbouring characters,
// which find what no dictionary has. The only file that knows nodejieba.

import jieba from "nodejieba"
import { createStringNumbers } from "./string-numbers.js"

/** The terms of a text, in its order, repeats kept. */
export interface Terms {
  /** Dictionary words and the shorter words inside long ones (jieba's search mode). */
  words: string[]
  /** Pairs of neighbouring characters; a run of a single character is a term itself. */
  bigrams: string[]
}

/** As many words as are remembered: they may be whatever a reader typed. */
const REMEMBERED = 100_000

/** Letters and digits, in any script. */
const WORDLIKE = /[\p{L}\p{N}]/u
/** What bigrams run over: Han characters singly, other letters and digits as wholes (`106`, `1.3`, `ltf-8`). */
const UNITS = /\p{Script=Han}|[\p{N}]+(?:\.\p{N}+)*|[^\s\p{P}\p{S}\p{N}\p{Script=Han}]+/gu

/** The terms of a folded text. Lone surrogates and control characters make none. */
export function termsOf(folded: string): Terms {
  return { words: wordsOf(folded), bigrams: bigramsOf(folded) }
}

export function wordsOf(folded: string): string[] {
  const words: string[] = []
  for (const { parts } of cut(folded.toWellFormed())) for (const part of parts) words.push(part)
  return words
}

/** What is known of a word: of a text's words hardly one is new. */
interface Known {
  word: string
  /** The words inside a long one and itself, as jieba's search mode has them; none where it has no letter or digit. */
  parts: readonly string[]
  tag: string
  /** Whether it is one word by itself, or only among what it stands. */
  isWhole: boolean
}

const numbers = createStringNumbers()
/** By the numbers of words. */
let known: (Known | undefined)[] = []

function forget(): void {
  numbers.clear()
  known = []
}

function knownOf(word: string): Known | undefined {
  if (numbers.size >= REMEMBERED) forget()
  return known[numbers.number(word)]
}

function remember(each: Known): Known {
  known[numbers.number(each.word)] = each
  return each
}

/** The text that was cut last: its words are asked for, and then their parts of speech. */
let last: { text: string; words: readonly Known[] } = { text: "", words: [] }

/** The words of a text, one after the other. What is known of them does not hang on what they stand among. */
function cut(text: string): readonly Known[] {
  if (last.text !== text) {
    const words = text === "" ? [] : jieba.cut(text, true)
    last = { text, words: words.map((word) => knownOf(word) ?? byItself(word) ?? amongOthers(word, text, words)) }
  }
  return last.words
}

/** What is known of a word that jieba takes for one when it stands alone. */
function byItself(word: string): Known | undefined {
  const [first, ...rest] = jieba.tag(word)
  if (!first || rest.length > 0) return undefined
  const parts = word.length > 2 ? jieba.cutForSearch(word, true) : [word]
  return remember({ word, parts: parts.filter(isWordlike), tag: first.tag, isWhole: true })
}

/** What is known of a word that would be cut by itself: as it is among the `words` of a text. */
function amongOthers(word: string, text: string, words: readonly string[]): Known {
  const tag = jieba.tag(text).find((each) => each.word === word)?.tag ?? UNKNOWN_TAG
  // In search mode each word stands behind those within it, which are shorter.
  const all = jieba.cutForSearch(text, true)
  let [start, end] = [0, 0]
  for (const each of words.slice(0, words.indexOf(word) + 1)) {
    start = end
    end = all.indexOf(each, start) + 1
  }
  return remember({ word, parts: all.slice(start, end).filter(isWordlike), tag, isWhole: false })
}

const isWordlike = (word: string): boolean => WORDLIKE.test(word)

/** A word in its place, with jieba's part of speech (`n`, `ns` for places, `nr` for persons, `v`, `m`, `t`, `r`, …). */
export interface Token {
  word: string
  tag: string
  /** Where it begins in the text, in UTF-16 units. */
  start: number
}

/** The words of a folded text one after the other, none within another, punctuation among them. */
export function tokensOf(folded: string): Token[] {
  let start = 0
  return cut(folded.toWellFormed()).map(({ word, tag }) => {
    const token = { word, tag, start }
    start += word.length
    return token
  })
}

/** What jieba found without its dictionary. */
export const UNKNOWN_TAG = "x"
/** Place, person, organisation and other proper names, and what may be one. */
export const NAME_TAGS = new Set(["ns", "nr", "nrt", "nrfg", "nt", "nz", UNKNOWN_TAG])

/** jieba's part of speech of a single word; `x` where its dictionary lacks it. */
export function partOfSpeech(word: string): string {
  const { isWhole, tag } = knownOf(word) ?? byItself(word) ?? CUT
  return isWhole ? tag : UNKNOWN_TAG
}
const CUT = { isWhole: false, tag: "" }

/** Whether the dictionary has this as one word. */
export const isWord = (word: string): boolean => {
  const [first, ...rest] = jieba.cut(word, true)
  return first !== undefined && rest.length === 0 && partOfSpeech(word) !== UNKNOWN_TAG
}

/** A word for the dictionary, folded, with jieba's part of speech. */
export interface DictionaryWord {
  word: string
  tag: string
}

/**
 * Puts words into jieba's dictionary. That dictionary is the process's: every text that is cut from then on, of whatever
 * library, is cut by it, and nothing is ever taken out. A library must know its words before it is given articles.
 */
export function learn(words: Iterable<string | DictionaryWord>): void {
  for (const each of words) {
    const { word, tag } = typeof each === "string" ? { word: each, tag: PROPER_NOUN } : each
    jieba.insertWord(word, tag)
    background.delete(word)
  }
  // What was remembered may be cut otherwise now.
  last = { text: "", words: [] }
  forget()
}

/** A word of no stated part of speech is a name: that is what dictionaries lack. */
export const PROPER_NOUN = "nz"

const background = new Map<string, number>()
/** For words no dictionary has: about the median of jieba's table. */
const UNKNOWN_IDF = 11.7

/** Inverse document frequency of a word in general Chinese: 0 for function words. Source: jieba's idf table. */
export function backgroundIdf(word: string): number {
  let idf = background.get(word)
  if (idf === undefined) {
    const [found] = jieba.extract(word, 1)
    idf = found?.word === word ? found.weight : jieba.cut(word, true).length > 1 ? UNKNOWN_IDF : 0
    if (background.size >= REMEMBERED) background.clear()
    background.set(word, idf)
  }
  return idf
}

/** Words more common than this in general Chinese (现在 3.95, 投资 3.89, 意思 5.8) make no question specific. */
export const SPECIFIC_IDF = 6

/** The characters of a folded text one by one, numbers and Latin words as wholes, repeats kept. */
export function charactersOf(folded: string): string[] {
  const characters: string[] = []
  forUnits(folded, (start, end) => characters.push(folded.slice(start, end)))
  return characters
}

export function bigramsOf(folded: string): string[] {
  const bigrams: string[] = []
  /** Where the unit before begins and ends, and whether it is part of a bigram. */
  let [before, behind, isPaired] = [0, -1, true]
  const single = () => {
    if (!isPaired) bigrams.push(folded.slice(before, behind))
  }
  forUnits(folded, (start, end) => {
    const follows = start === behind
    if (follows) bigrams.push(folded.slice(before, end))
    else single()
    isPaired = follows
    before = start
    behind = end
  })
  single()
  return bigrams
}

/** Tells where each unit of a folded text begins and ends. */
function forUnits(folded: string, tell: (start: number, end: number) => void): void {
  for (let at = 0; at < folded.length; ) {
    const code = folded.charCodeAt(at)
    // Nearly all: no pattern need look at them.
    if (code >= 0x4e00 && code <= 0x9fff) tell(at, ++at)
    else if (code === FULL_STOP || code === COMMA) at++
    else {
      UNITS.lastIndex = at
      const found = UNITS.exec(folded)
      if (!found) return
      at = found.index + found[0].length
      tell(found.index, at)
    }
  }
}
const FULL_STOP = 0x3002
const COMMA = 0x2c
