// The index of names as it was made before it was kept in columns: all texts tagged again, a Map of strings for each way
// to look a name up. What the present one is held to.

import { ASKING } from "../../../src/library/asking.js"
import { LONGEST, SHORTEST } from "../../../src/library/likeness.js"
import { type Spellings, soundOf, soundsOf } from "../../../src/library/pinyin.js"
import type { Statistics } from "../../../src/library/statistics.js"
import type { Steps } from "../../../src/library/steps.js"
import { SURNAMES } from "../../../src/library/surnames.js"
import { PROPER_NOUN, partOfSpeech, type Token, tokensOf, UNKNOWN_TAG } from "../../../src/library/terms.js"

/** With a character wrong two others must be right; with one missing or extra a name is known by three more. */
const WRONG_FROM = 3
const MISSING_FROM = 4

interface Likeness {
  add(name: string, syllables: readonly string[]): void
  homophone(syllables: readonly string[]): string | undefined
  soundsLike(syllables: readonly string[]): readonly string[]
  oneOff(typed: string): string[]
}

export type NameIndex = Omit<Likeness, "add"> & Spellings

/** What a place's name ends in, and where the dictionary often cuts it before: 楠竹 + 山镇, 桥头 + 河. */
const PLACE = /[省市县区镇乡村州旗岛山河湖江港桥路街道坳寨]$/u
/** Proper nouns of no stated kind (nz) are names only where they look like one, as words the dictionary lacks. */
const PLACE_OR_PERSON = new Set(["ns", "nr", "nrt", "nrfg", "nt"])
/** Parts of speech that a name can begin with: nouns, adjectives (焦虹桥 is cut after 焦), short forms, unknown words. */
const MAY_BEGIN = /^[najx]/u
/** With a surname a person's name begins that the dictionary cuts, as 李 + 镇江. */
const SURNAME = new RegExp(`^[${SURNAMES}]`, "u")

/** Indexes the words of a library and the names in its folded texts, in steps. */
export function* indexingNames(
  statistics: Pick<Statistics, "word"> & { words(): Iterable<string> },
  texts: Iterable<string>,
): Steps<NameIndex> {
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

function createLikeness(): Likeness {
  const names = new Set<string>()
  const homophones = new Map<string, string>()
  const blurred = new Map<string, string[]>()
  /** Names by themselves with a character left open, and left out. */
  const open = new Map<string, string[]>()
  const shorter = new Map<string, string[]>()
  return {
    add(name, syllables) {
      names.add(name)
      const sound = syllables.join(" ")
      if (!homophones.has(sound)) homophones.set(sound, name)
      push(blurred, blur(syllables), name)
      if (name.length >= WRONG_FROM) for (const at of places(name)) push(open, leftOpen(name, at), name)
      if (name.length >= MISSING_FROM) for (const at of places(name)) push(shorter, without(name, at), name)
    },
    homophone: (syllables) => homophones.get(syllables.join(" ")),
    soundsLike: (syllables) => blurred.get(blur(syllables)) ?? [],
    oneOff(typed) {
      const wrong = typed.length >= WRONG_FROM ? places(typed).flatMap((at) => open.get(leftOpen(typed, at)) ?? []) : []
      const extra = typed.length > MISSING_FROM ? places(typed).map((at) => without(typed, at)) : []
      return [...new Set([...wrong, ...(shorter.get(typed) ?? []), ...extra.filter((name) => names.has(name))])]
    },
  }
}

/** What input methods offer as fuzzy pinyin: z/zh, c/ch, s/sh, n/l, f/h, an/ang, en/eng, in/ing fall together. */
const blur = (syllables: readonly string[]): string => syllables.map(blurSyllable).join(" ")
const blurSyllable = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/u, "$1")
    .replace(/^n(?=.)/u, "l")
    .replace(/^(?:f|hu(?=a))/u, "h")
    .replace(/(?<=[aei])ng$/u, "n")

const places = (name: string): number[] => Array.from(name, (_, at) => at)
const leftOpen = (name: string, at: number): string => `${name.slice(0, at)}?${name.slice(at + 1)}`
const without = (name: string, at: number): string => name.slice(0, at) + name.slice(at + 1)

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
