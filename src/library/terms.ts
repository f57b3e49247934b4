// From folded text to what an index is made of: the words a dictionary finds, and pairs of neighbouring characters,
// which find what no dictionary has. The only file that knows nodejieba.

import jieba from "nodejieba"

/** The terms of a text, in its order, repeats kept. */
export interface Terms {
  /** Dictionary words and the shorter words inside long ones (jieba's search mode). */
  words: string[]
  /** Pairs of neighbouring characters; a run of a single character is a term itself. */
  bigrams: string[]
}

/** As many words as are remembered of each thing: they may be whatever a reader typed. */
const REMEMBERED = 100_000
/** What forgets what is remembered. */
const remembered: (() => void)[] = []

/** The same function of a word, which remembers what it gave. */
function remembering<Value>(find: (word: string) => Value): (word: string) => Value {
  const known = new Map<string, Value>()
  remembered.push(() => known.clear())
  return (word) => {
    const value = known.get(word)
    if (value !== undefined) return value
    const found = find(word)
    if (known.size >= REMEMBERED) known.clear()
    known.set(word, found)
    return found
  }
}

/** Letters and digits, in any script. */
const WORDLIKE = /[\p{L}\p{N}]/u
/** What bigrams run over: Han characters singly, other letters and digits as wholes (`106`, `1.3`, `ltf-8`). */
const UNITS = /\p{Script=Han}|[\p{N}]+(?:\.\p{N}+)*|[^\s\p{P}\p{S}\p{N}\p{Script=Han}]+/gu

/** The terms of a folded text. Lone surrogates and control characters make none. */
export function termsOf(folded: string): Terms {
  return { words: wordsOf(folded), bigrams: bigramsOf(folded) }
}

export function wordsOf(folded: string): string[] {
  const text = folded.toWellFormed()
  const words: string[] = []
  for (const word of cut(text)) {
    const parts = word.length > 2 ? searchedFor(word) : undefined
    // By itself it would be cut otherwise: only jieba knows what it is searched for by in this text.
    if (parts === null) return jieba.cutForSearch(text, true).filter((each) => WORDLIKE.test(each))
    if (parts) for (const part of parts) words.push(part)
    else if (WORDLIKE.test(word)) words.push(word)
  }
  return words
}

/** The text that was cut last: its words are asked for, and then their parts of speech. */
let last: { text: string; words: readonly string[] } = { text: "", words: [] }

function cut(text: string): readonly string[] {
  if (last.text !== text) last = { text, words: text === "" ? [] : jieba.cut(text, true) }
  return last.words
}

/** The words inside a long one and itself, as jieba's search mode has them; null of one that is cut when it stands alone. */
const searchedFor = remembering((word): readonly string[] | null => {
  const parts = jieba.cutForSearch(word, true)
  return parts.at(-1) === word ? parts.filter((part) => WORDLIKE.test(part)) : null
})

/** Its part of speech, which does not hang on what it stands among; null of a word that is cut when it stands alone. */
const taggedAlone = remembering((word): string | null => {
  const [first, ...rest] = jieba.tag(word)
  return first && rest.length === 0 ? first.tag : null
})

/** A word in its place, with jieba's part of speech (`n`, `ns` for places, `nr` for persons, `v`, `m`, `t`, `r`, …). */
export interface Token {
  word: string
  tag: string
  /** Where it begins in the text, in UTF-16 units. */
  start: number
}

/** The words of a folded text one after the other, none within another, punctuation among them. */
export function tokensOf(folded: string): Token[] {
  const text = folded.toWellFormed()
  const tokens: Token[] = []
  let start = 0
  for (const word of cut(text)) {
    const tag = taggedAlone(word)
    if (tag === null) return tagged(text)
    tokens.push({ word, tag, start })
    start += word.length
  }
  return tokens
}

function tagged(text: string): Token[] {
  let start = 0
  return jieba.tag(text).map(({ word, tag }) => {
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
export const partOfSpeech = (word: string): string => taggedAlone(word) ?? UNKNOWN_TAG

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
  for (const forget of remembered) forget()
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
export const charactersOf = (folded: string): string[] => folded.match(UNITS) ?? []

export function bigramsOf(folded: string): string[] {
  const bigrams: string[] = []
  let previous = ""
  let end = -1
  let paired = false
  const single = () => {
    if (previous !== "" && !paired) bigrams.push(previous)
  }
  for (const { 0: unit, index } of folded.matchAll(UNITS)) {
    if (index === end) {
      bigrams.push(previous + unit)
      paired = true
    } else {
      single()
      paired = false
    }
    previous = unit
    end = index + unit.length
  }
  single()
  return bigrams
}
