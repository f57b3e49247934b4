// The names of a library, by their sound, their letters and their likeness; and all its words by their pinyin.

import { ASKING } from "./asking.js"
import { createLikeness, type Likeness, LONGEST, SHORTEST } from "./likeness.js"
import { type Spellings, soundOf, soundsOf } from "./pinyin.js"
import type { Statistics } from "./statistics.js"
import type { Steps } from "./steps.js"
import { SURNAMES } from "./surnames.js"
import { PROPER_NOUN, partOfSpeech, type Token, tokensOf, UNKNOWN_TAG } from "./terms.js"

/** What a place's name ends in, and where the dictionary often cuts it before: 楠竹 + 山镇, 桥头 + 河. */
const PLACE = /[省市县区镇乡村州旗岛山河湖江港桥路街道坳寨]$/u
/** Proper nouns of no stated kind (nz) are names only where they look like one, as words the dictionary lacks. */
const PLACE_OR_PERSON = new Set(["ns", "nr", "nrt", "nrfg", "nt"])
/** Parts of speech that a name can begin with: nouns, adjectives (焦虹桥 is cut after 焦), short forms, unknown words. */
const MAY_BEGIN = /^[najx]/u
/** With a surname a person's name begins that the dictionary cuts, as 李 + 镇江. */
const SURNAME = new RegExp(`^[${SURNAMES}]`, "u")

export type NameIndex = Omit<Likeness, "add"> & Spellings

/** Indexes the words of a library and the names in its folded texts, in steps. */
export function* indexingNames(statistics: Statistics, texts: Iterable<string>): Steps<NameIndex> {
  const tags = yield* tagsIn(texts)
  const likeness = createLikeness()
  const initials = new Map<string, string>()
  const spelt = new Map<string, string>()
  const others: { spelt: string; word: string; rarity: number }[] = []
  for (const short of [...tags].flatMap(([word, tag]) => shortPlace(word, tag)))
    if (!isNameTag(tags.get(short))) tags.set(short, "ns")
  for (const word of new Set([...tags.keys(), ...statistics.words()])) {
    if (!/^\p{Script=Han}+$/u.test(word) || word.length > LONGEST) continue
    const syllables = soundOf(word)
    if (word.length >= SHORTEST && isName(word, tags.get(word) ?? partOfSpeech(word))) {
      likeness.add(word, syllables)
      putIfAbsent(spelt, syllables.join(""), word)
      putIfAbsent(initials, syllables.map((syllable) => syllable[0]).join(""), word)
    } else others.push({ spelt: syllables.join(""), word, rarity: statistics.word(word) })
    yield
  }
  // Asking words are none that articles have; of words that sound the same the library's commonest is meant.
  for (const word of ASKING)
    for (const sound of word.length > 1 ? [soundOf(word).join("")] : soundsOf(word)) putIfAbsent(spelt, sound, word)
  others.sort((a, b) => a.rarity - b.rarity)
  for (const each of others) putIfAbsent(spelt, each.spelt, each.word)
  return { ...likeness, word: (letters) => spelt.get(letters), initials: (letters) => initials.get(letters) }
}

const isNameTag = (tag: string | undefined): boolean => tag !== undefined && PLACE_OR_PERSON.has(tag)

/** 涟源 of 涟源市: where the dictionary takes it for any noun it is a name as well. */
const shortPlace = (word: string, tag: string): string[] =>
  tag === "ns" && /^\p{Script=Han}{2,4}[市县区镇乡]$/u.test(word) ? [word.slice(0, -1)] : []

const isName = (word: string, tag: string): boolean =>
  tag === UNKNOWN_TAG || tag === PROPER_NOUN
    ? PLACE.test(word) || (SURNAME.test(word) && word.length <= 3)
    : PLACE_OR_PERSON.has(tag)

/** The words of texts with their parts of speech, and names that the dictionary cuts put together. */
function* tagsIn(texts: Iterable<string>): Steps<Map<string, string>> {
  const tags = new Map<string, string>()
  for (const text of texts) {
    let before: Token | undefined
    for (const token of tokensOf(text)) {
      if (!tags.has(token.word)) tags.set(token.word, token.tag)
      const name = before && joinedName(before, token)
      if (name !== undefined && !tags.has(name)) tags.set(name, UNKNOWN_TAG)
      before = token
    }
    yield
  }
  return tags
}

/** The name that two neighbours are, if they are one. */
function joinedName(first: Token, second: Token): string | undefined {
  const name = first.word + second.word
  if (!/^\p{Script=Han}{3,5}$/u.test(name)) return undefined
  const place = PLACE.test(second.word) && !PLACE.test(first.word) && MAY_BEGIN.test(first.tag)
  const person = first.word.length === 1 && SURNAME.test(first.word) && name.length === 3 && MAY_BEGIN.test(second.tag)
  return place || person ? name : undefined
}

function putIfAbsent(map: Map<string, string>, key: string, value: string): void {
  if (!map.has(key)) map.set(key, value)
}
