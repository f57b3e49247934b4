// What texts give to the index of names: their words with what kind of name they are, names that the dictionary cuts put
// together, and in how many texts each is. Tagging is dear (0.1 ms a paragraph): it is done once, in whatever process,
// and what comes of it is added up.

import { LONGEST, SHORTEST } from "./likeness.js"
import { createStringNumbers } from "./string-numbers.js"
import { SURNAMES } from "./surnames.js"
import { PROPER_NOUN, partOfSpeech, tokensOf, UNKNOWN_TAG } from "./terms.js"

/** What a place's name ends in, and where the dictionary often cuts it before: 楠竹 + 山镇, 桥头 + 河. */
const PLACE = /[省市县区镇乡村州旗岛山河湖江港桥路街道坳寨]$/u
/** Proper nouns of no stated kind (nz) are names only where they look like one, as words the dictionary lacks. */
const PLACE_OR_PERSON = new Set(["ns", "nr", "nrt", "nrfg", "nt"])
/** Parts of speech that a name can begin with: nouns, adjectives (焦虹桥 is cut after 焦), short forms, unknown words. */
const MAY_BEGIN = /^[najx]/u
/** With a surname a person's name begins that the dictionary cuts, as 李 + 镇江. */
const SURNAME = new RegExp(`^[${SURNAMES}]`, "u")

export interface TalliedText {
  /** A paragraph or title, folded. */
  text: string
  /** The words of a paragraph as `wordsOf` has them; none of a title, whose words no statistics count. */
  words: readonly string[]
}

/** How often some texts have which words: a plain value, to be added to a table, or taken from it again. */
export interface Tally {
  /** The words, a space between them: Chinese characters alone, `LONGEST` at most. First those that are words or names
   * themselves, as they were met; then those that only stand within others. */
  words: string
  /** Of each word, what it is: `NAME`, `PLACE`. */
  kinds: Uint8Array
  /** In how many texts each is a word or a name itself. */
  texts: Uint32Array
  /** In how many paragraphs each is among `words`. */
  paragraphs: Uint32Array
}

/** Kinds of words, as bits: a name; a place that is a name without its last character as well (涟源市, 涟源). */
export const NAME = 1
export const PLACE_CUT_SHORT = 2

/** Tallies texts. */
export function tallyOf(texts: Iterable<TalliedText>): Tally {
  const tallier = createTallier()
  for (const text of texts) tallier.add(text)
  return tallier.tally()
}

export interface Tallier {
  add(text: TalliedText): void
  /** Of all texts so far. */
  tally(): Tally
}

/** A word of the texts that are tallied. */
interface Tallied {
  word: string
  /** Its part of speech as first met, where it is a word or name itself. */
  tag: string | undefined
  /** Whether it ends as a place's name does. */
  isPlace: boolean
  texts: number
  paragraphs: number
  /** The last text, and the last paragraph, that it was counted in. */
  text: number
  paragraph: number
}

export function createTallier(): Tallier {
  /** All words; null of those that the index cannot hold. */
  const numbers = createStringNumbers()
  const all: (Tallied | null)[] = []
  /** Those that are words or names themselves, as they were met. */
  const own: Tallied[] = []
  let now = 0

  function tallied(word: string): Tallied | null {
    const number = numbers.number(word)
    if (number < all.length) return all[number] ?? null
    const isPlace = PLACE.test(word)
    const made = isIndexed(word)
      ? { word, tag: undefined, isPlace, texts: 0, paragraphs: 0, text: 0, paragraph: 0 }
      : null
    all.push(made)
    return made
  }

  function meet(word: Tallied, tag: string): void {
    if (word.text === now) return
    word.text = now
    word.texts++
    if (word.tag !== undefined) return
    word.tag = tag
    own.push(word)
  }

  return {
    add({ text, words }) {
      now++
      let before: { word: Tallied; tag: string } | undefined
      for (const { word: printed, tag } of tokensOf(text)) {
        const word = tallied(printed)
        if (word) {
          meet(word, tag)
          const name = before && joinedName(before.word, before.tag, word, tag)
          const joined = name === undefined ? null : tallied(name)
          if (joined) meet(joined, UNKNOWN_TAG)
        }
        before = word ? { word, tag } : undefined
      }
      for (const each of words) {
        const word = tallied(each)
        if (!word || word.paragraph === now) continue
        word.paragraph = now
        word.paragraphs++
      }
    },
    tally() {
      const within = all.filter((word): word is Tallied => word !== null && word.tag === undefined)
      const words = [...own, ...within]
      return {
        words: words.map(({ word }) => word).join(" "),
        kinds: Uint8Array.from(words, ({ word, tag }) => kindOf(word, tag)),
        texts: Uint32Array.from(words, ({ texts }) => texts),
        paragraphs: Uint32Array.from(words, ({ paragraphs }) => paragraphs),
      }
    },
  }
}

/** Words that the index can hold: Chinese characters alone, few enough to be a name. */
function isIndexed(word: string): boolean {
  if (word.length > LONGEST) return false
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i)
    // Nearly all are among the first 20,992; of the others the pattern knows.
    if (unit < 0x4e00 || unit > 0x9fff) return /^\p{Script=Han}+$/u.test(word)
  }
  return word.length > 0
}

/** What a place is without its last character: 涟源 of 涟源市. */
export const cutShort = (place: string): string => place.slice(0, -1)
/** What a place may end in that is a name without it. */
export const PLACE_ENDS = ["市", "县", "区", "镇", "乡"] as const

function kindOf(word: string, tag: string | undefined): number {
  const name = word.length >= SHORTEST && isName(word, tag ?? partOfSpeech(word)) ? NAME : 0
  return name | (tag === "ns" && /^\p{Script=Han}{2,4}[市县区镇乡]$/u.test(word) ? PLACE_CUT_SHORT : 0)
}

const isName = (word: string, tag: string): boolean =>
  tag === UNKNOWN_TAG || tag === PROPER_NOUN
    ? PLACE.test(word) || (SURNAME.test(word) && word.length <= 3)
    : PLACE_OR_PERSON.has(tag)

/** The name that two neighbours are, if they are one. */
function joinedName(first: Tallied, tag: string, second: Tallied, secondTag: string): string | undefined {
  // Of nearly all neighbours neither can be: that is seen at once.
  if (!second.isPlace && first.word.length !== 1) return undefined
  const name = first.word + second.word
  if (name.length > LONGEST_JOINED || !/^\p{Script=Han}{3,5}$/u.test(name)) return undefined
  const place = second.isPlace && !first.isPlace && MAY_BEGIN.test(tag)
  const person = first.word.length === 1 && SURNAME.test(first.word) && name.length === 3 && MAY_BEGIN.test(secondTag)
  return place || person ? name : undefined
}
/** In UTF-16 units: five characters of two. */
const LONGEST_JOINED = 10
