// The words of a library's texts, numbered, with how many texts have them and whether they are names: thirty bytes a word,
// any number of words. Nothing is ever forgotten: a word that no text has any more keeps its number, and counts 0.

import { createBytes, createUnsigned } from "./column.js"
import { createDictionary, type SavedDictionary } from "./dictionary.js"
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

/** A table of words; what was saved is taken over, and written to. */
export function createNameTable(saved?: SavedNameTable): NameTable {
  const words = createDictionary(saved?.words)
  const texts = createUnsigned(saved?.texts)
  const paragraphs = createUnsigned(saved?.paragraphs)
  const met = createUnsigned(saved?.met)
  const kinds = createBytes(saved?.kinds)
  let next = saved?.next ?? 0

  const isOf = (number: number, kind: number): boolean => (kinds.get(number) & kind) !== 0
  const isIn = (number: number): boolean => texts.get(number) > 0 || paragraphs.get(number) > 0

  /** The places in texts that are cut short to a word. */
  function placesOf(number: number): number[] {
    if (!isOf(number, SHORT_PLACE)) return NONE
    const word = words.term(number)
    return PLACE_ENDS.map((end) => words.find(word + end)).filter(
      (place) => place >= 0 && texts.get(place) > 0 && isOf(place, PLACE_CUT_SHORT),
    )
  }

  const has = (number: number): boolean => isIn(number) || placesOf(number).length > 0

  function numberOf(word: string): number {
    const number = words.number(word)
    for (const column of [texts, paragraphs, met, kinds]) column.reach(number + 1)
    return number
  }

  /** What a word is, and when it was met, holds as long as texts have it; as a word itself rather than within others. */
  function meet(number: number, asItself: boolean, kind: number): void {
    if (asItself ? texts.get(number) > 0 : isIn(number)) return
    kinds.set(number, (kinds.get(number) & SHORT_PLACE) | kind)
    met.set(number, next++)
  }

  return {
    get size() {
      return words.size
    },

    *counting(tally, by, changed) {
      let i = -1
      for (const word of wordsIn(tally)) {
        i++
        const [inTexts = 0, inParagraphs = 0, kind = 0] = [tally.texts[i], tally.paragraphs[i], tally.kinds[i]]
        const number = numberOf(word)
        const short = (kind & PLACE_CUT_SHORT) !== 0 ? numberOf(cutShort(word)) : -1
        const [had, hadShort] = [has(number), short >= 0 && has(short)]
        if (by > 0) meet(number, inTexts > 0, kind)
        if (short >= 0) kinds.set(short, kinds.get(short) | SHORT_PLACE)
        texts.set(number, texts.get(number) + by * inTexts)
        paragraphs.set(number, paragraphs.get(number) + by * inParagraphs)
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
      placesOf(number).reduce(
        (sum, place) => sum + texts.get(place),
        Math.max(texts.get(number), paragraphs.get(number)),
      ),
    rank(number) {
      if (texts.get(number) > 0) return met.get(number)
      const places = placesOf(number).map((place) => met.get(place))
      return places.length > 0 ? APART + Math.min(...places) : 2 * APART + met.get(number)
    },
    save: () => ({
      words: words.save(),
      texts: texts.save(),
      paragraphs: paragraphs.save(),
      met: met.save(),
      kinds: kinds.save(),
      next,
    }),
  }
}

/** A word that is new takes some 10 µs where it is indexed at once. */
const COUNTED_AT_ONCE = 32

const NONE: number[] = []

/** The words of a tally, cut off one by one: a large one has a hundred thousand. */
function* wordsIn({ words }: Tally): Generator<string> {
  for (let start = 0; start < words.length; ) {
    const space = words.indexOf(" ", start)
    const end = space < 0 ? words.length : space
    yield words.slice(start, end)
    start = end + 1
  }
}
