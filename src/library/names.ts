// Names as people type them: by their sound. A homophone (礼县), pinyin (rucheng) or initials (rcx) lead to the name
// that the library has (澧县, 汝城, 汝城县).

import { pinyin } from "pinyin-pro"
import type { Correction } from "./library.js"
import type { Statistics } from "./statistics.js"
import { bigramsOf, partOfSpeech } from "./terms.js"

/** The length of the names that are looked for, in characters. */
const LONGEST = 6
const SHORTEST = 2
/** Initials shorter than this stand for too many names. */
const FEWEST_INITIALS = 3

/** Place, person, organisation and other proper names; `x` is what jieba found without its dictionary. */
export const NAME_TAGS = new Set(["ns", "nr", "nrt", "nrfg", "nt", "nz", "x"])

export interface Names {
  /**
   * A folded question with what the library lacks put as the library has it, and what was put. Words that the library
   * has are never touched.
   */
  correct(folded: string): { text: string; corrections: Correction[] }
}

/** Names by their sound, made when first asked for and again after the library has changed. */
export function createNames(statistics: Statistics): Names {
  let index: Sounds | undefined
  let version = -1
  const sounds = (): Sounds => {
    if (!index || version !== statistics.version) index = indexSounds(statistics.words())
    version = statistics.version
    return index
  }
  return {
    correct(folded) {
      const corrections: Correction[] = []
      const take = (typed: string, taken: string | undefined): string => {
        if (taken === undefined) return typed
        corrections.push({ typed, taken })
        return taken
      }
      const text = folded
        .replace(/(?<![a-z])[a-z]{2,}(?![a-z])/gu, (typed) =>
          statistics.knows(typed) ? typed : take(typed, fromPinyin(typed, sounds())),
        )
        .replace(/\p{Script=Han}+/gu, (run) => fromHomophones(run, statistics, sounds, take))
      return { text, corrections }
    },
  }
}

interface Sounds {
  /** Names by the pinyin of their characters, separated by spaces. */
  names: Map<string, string>
  /** All words by their pinyin in one piece, names before other words. */
  spelt: Map<string, string>
  /** Names by the initials of their pinyin. */
  initials: Map<string, string>
}

function indexSounds(words: Iterable<string>): Sounds {
  const sounds: Sounds = { names: new Map(), spelt: new Map(), initials: new Map() }
  const common: [string, string][] = []
  for (const word of words) {
    if (!/^\p{Script=Han}+$/u.test(word) || word.length < SHORTEST || word.length > LONGEST) continue
    const syllables = soundOf(word)
    const spelt = syllables.join("")
    if (NAME_TAGS.has(partOfSpeech(word))) {
      putIfAbsent(sounds.names, syllables.join(" "), word)
      putIfAbsent(sounds.spelt, spelt, word)
      putIfAbsent(sounds.initials, syllables.map((syllable) => syllable[0]).join(""), word)
    } else common.push([spelt, word])
  }
  for (const [spelt, word] of common) putIfAbsent(sounds.spelt, spelt, word)
  return sounds
}

const fromPinyin = (typed: string, { spelt, initials }: Sounds): string | undefined =>
  spelt.get(typed) ?? (typed.length >= FEWEST_INITIALS ? initials.get(typed) : undefined)

/** Puts names in a run of characters, the longest first, where what was typed sounds the same and is unknown. */
function fromHomophones(
  run: string,
  statistics: Statistics,
  sounds: () => Sounds,
  take: (typed: string, taken: string) => string,
): string {
  const unknown = (text: string) => bigramsOf(text).some((bigram) => !statistics.knows(bigram))
  let out = ""
  for (let at = 0; at < run.length; ) {
    const length = lengths(run.length - at).find((each) => {
      const typed = run.slice(at, at + each)
      return unknown(typed) && !statistics.knows(typed) && sounds().names.has(soundOf(typed).join(" "))
    })
    const typed = run.slice(at, at + (length ?? 1))
    const name = length === undefined ? undefined : sounds().names.get(soundOf(typed).join(" "))
    out += name === undefined ? typed : take(typed, name)
    at += typed.length
  }
  return out
}

const lengths = (room: number): number[] =>
  Array.from({ length: LONGEST - SHORTEST + 1 }, (_, i) => LONGEST - i).filter((length) => length <= room)

/** Toneless pinyin, a syllable a character, ü as v. */
export const soundOf = (word: string): string[] => pinyin(word, { toneType: "none", type: "array", v: true })

function putIfAbsent(map: Map<string, string>, key: string, value: string): void {
  if (!map.has(key)) map.set(key, value)
}
