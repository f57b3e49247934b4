// The words of a library's texts, numbered, with how many texts have them and whether they are names: thirty bytes a word,
// any number of words. Nothing is ever forgotten: a word that no text has any more keeps its number, and counts 0.

import { createDictionary, type SavedDictionary } from "./dictionary.js"
import { grown } from "./grown.js"
import type { Steps } from "./steps.js"
import { cutShort, NAME, PLACE_CUT_SHORT, PLACE_ENDS, type Tally } from "./tally.js"

export interface NameTable {
  /** How many words have a number, 0, 1, 2, … */
  readonly size: number
  /** Adds (1) or takes away (-1) what texts have, a word after the other; is told of each word whose counts change. */
  counting(tally: Tally, by: 1 | -1, changed: (number: number, had: boolean) => void): Steps
  /** The number of a word that some text has, or has had; else -1. */
  find(word: string): number
  word(number: number): string
  /** Whether texts have the word, or a place that is cut short to it. */
  has(number: number): boolean
  /** Whether it is a name: by itself, or as a place that is cut short. */
  isName(number: number): boolean
  /** In how many texts it is, those of a place that is cut short to it among them. */
  count(number: number): number
  /** Which of two words comes first: words and names as they were met, then places cut short, then words within others. */
  rank(number: number): number
  save(): SavedNameTable
}

/** As it is kept: columns with a value for each number. */
export interface SavedNameTable {
  words: SavedDictionary
  texts: Uint32Array
  paragraphs: Uint32Array
  /** When each word was met that texts have now: 0, 1, 2, … */
  met: Uint32Array
  kinds: Uint8Array
  /** When the next one is met. */
  next: number
}

/** Beside the kinds of a tally: some place is cut short to this word, or was. */
const SHORT_PLACE = 4
/** How far apart the ranks of words, of places cut short and of words within others are: more than words are ever met. */
const APART = 2 ** 32

export function createNameTable(saved?: SavedNameTable): NameTable {
  const words = createDictionary(saved?.words)
  let texts = saved?.texts.slice() ?? new Uint32Array(256)
  let paragraphs = saved?.paragraphs.slice() ?? new Uint32Array(256)
  let met = saved?.met.slice() ?? new Uint32Array(256)
  let kinds = saved?.kinds.slice() ?? new Uint8Array(256)
  let next = saved?.next ?? 0

  const textsOf = (number: number): number => texts[number] ?? 0
  const isOf = (number: number, kind: number): boolean => ((kinds[number] ?? 0) & kind) !== 0
  const isIn = (number: number): boolean => textsOf(number) > 0 || (paragraphs[number] ?? 0) > 0

  /** The places in texts that are cut short to a word. */
  function placesOf(number: number): number[] {
    if (!isOf(number, SHORT_PLACE)) return NONE
    const word = words.term(number)
    return PLACE_ENDS.map((end) => words.find(word + end)).filter(
      (place) => place >= 0 && textsOf(place) > 0 && isOf(place, PLACE_CUT_SHORT),
    )
  }

  const has = (number: number): boolean => isIn(number) || placesOf(number).length > 0

  function numberOf(word: string): number {
    const number = words.number(word)
    if (number < texts.length) return number
    texts = grown(texts, words.size)
    paragraphs = grown(paragraphs, words.size)
    met = grown(met, words.size)
    kinds = grown(kinds, words.size)
    return number
  }

  /** What a word is, and when it was met, holds as long as texts have it; as a word itself rather than within others. */
  function meet(number: number, asItself: boolean, kind: number): void {
    if (asItself ? textsOf(number) > 0 : isIn(number)) return
    kinds[number] = ((kinds[number] ?? 0) & SHORT_PLACE) | kind
    met[number] = next++
  }

  function count(number: number, inTexts: number, inParagraphs: number): void {
    texts[number] = textsOf(number) + inTexts
    paragraphs[number] = (paragraphs[number] ?? 0) + inParagraphs
  }

  return {
    get size() {
      return words.size
    },

    *counting(tally, by, changed) {
      for (const [i, word] of wordsIn(tally).entries()) {
        const [inTexts = 0, inParagraphs = 0, kind = 0] = [tally.texts[i], tally.paragraphs[i], tally.kinds[i]]
        const number = numberOf(word)
        const short = (kind & PLACE_CUT_SHORT) !== 0 ? numberOf(cutShort(word)) : -1
        const [had, hadShort] = [has(number), short >= 0 && has(short)]
        if (by > 0) meet(number, inTexts > 0, kind)
        if (short >= 0) kinds[short] = (kinds[short] ?? 0) | SHORT_PLACE
        count(number, by * inTexts, by * inParagraphs)
        changed(number, had)
        if (short >= 0) changed(short, hadShort)
        if (i % COUNTED_AT_ONCE === COUNTED_AT_ONCE - 1) yield
      }
    },

    find: words.find,
    word: words.term,
    has,
    isName: (number) => (isOf(number, NAME) && isIn(number)) || placesOf(number).length > 0,
    count: (number) =>
      placesOf(number).reduce((sum, place) => sum + textsOf(place), Math.max(textsOf(number), paragraphs[number] ?? 0)),
    rank(number) {
      if (textsOf(number) > 0) return met[number] ?? 0
      const places = placesOf(number).map((place) => met[place] ?? 0)
      return places.length > 0 ? APART + Math.min(...places) : 2 * APART + (met[number] ?? 0)
    },
    save: () => ({
      words: words.save(),
      texts: texts.slice(0, words.size),
      paragraphs: paragraphs.slice(0, words.size),
      met: met.slice(0, words.size),
      kinds: kinds.slice(0, words.size),
      next,
    }),
  }
}

/** A word that is new takes some 10 µs where it is indexed at once. */
const COUNTED_AT_ONCE = 32

const NONE: number[] = []

const wordsIn = ({ words }: Tally): string[] => (words === "" ? [] : words.split(" "))
