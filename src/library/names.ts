// Names as people type them, put as the library has them: by their sound (礼县 for 澧县), in pinyin (rucheng, rcx), with a
// character wrong (汶城县). Words that the library has are never touched.

import type { Correction } from "./library.js"
import { indexingNames, type NameIndex } from "./name-index.js"
import { readPinyin } from "./pinyin.js"
import { type Span, spansOf } from "./spans.js"
import type { Statistics } from "./statistics.js"
import { finish, type Steps } from "./steps.js"

/** Each guess costs a search. */
const MOST_GUESSES = 6
/** A name of two characters is many a word's by a sound that is only much like it. */
const SURE_FROM = 3

export interface Corrected {
  text: string
  corrections: Correction[]
}

export interface Names {
  /** A folded question with names, and words in pinyin, put as the library has them, and what was put. */
  correct(folded: string): Corrected
  /** What else a folded question may mean, each by itself: names that are only much like what was typed. */
  guesses(folded: string): Correction[]
  /** Makes the index that both need, where the library has changed. */
  preparing(): Steps
  /** From now on a change is no reason to wait for a new index, until what is returned has been called. */
  hold(): () => void
}

/** Names of a library's words and folded texts, indexed when first needed and again after a change. */
export function createNames(statistics: Statistics, texts: () => Iterable<string>): Names {
  let index: NameIndex | undefined
  let version = -1
  let holds = 0

  function* preparing(): Steps {
    const of = statistics.version
    if (index && version === of) return
    index = yield* indexingNames(statistics, texts())
    version = of
  }
  const names = (): NameIndex => {
    if (index && (version === statistics.version || holds > 0)) return index
    const made = finish(indexingNames(statistics, texts()))
    index = made
    version = statistics.version
    return made
  }
  return {
    preparing,

    hold() {
      holds++
      return () => {
        holds--
      }
    },

    correct(folded) {
      const read = correctPinyin(folded, statistics, names)
      const { text, corrections } = correctSounds(read.text, statistics, names)
      return { text, corrections: [...read.corrections, ...corrections] }
    },
    guesses(folded) {
      const guesses = spansOf(folded, statistics).flatMap((span) => {
        const alike = [...names().soundsLike(span.syllables), ...names().oneOff(span.typed)]
        const named = (name: string) => isNamedShort(span.typed, name, statistics)
        return alike
          .filter((name) => span.allowsGuess(name) && !named(name))
          .map((taken) => ({ typed: span.typed, taken }))
      })
      return guesses.sort((a, b) => b.typed.length - a.typed.length).slice(0, MOST_GUESSES)
    },
  }
}

/** Whether what was typed begins with the name without what a place's ends in, which is a name as well: 湘阴给, 湘阴县. */
const isNamedShort = (typed: string, name: string, { knows }: Statistics): boolean =>
  name.length > 2 &&
  PLACE_CLASS.test(name) &&
  !PLACE_CLASS.test(typed) &&
  typed.startsWith(name.slice(0, -1)) &&
  knows(name.slice(0, -1))
const PLACE_CLASS = /[省市县区镇乡村]$/u

function correctPinyin(folded: string, statistics: Statistics, names: () => NameIndex): Corrected {
  const spellings = {
    word: (letters: string) => names().word(letters),
    initials: (letters: string) => names().initials(letters),
  }
  let text = ""
  let end = 0
  const corrections: Correction[] = []
  for (const reading of readPinyin(folded, spellings, statistics.knows)) {
    corrections.push({ typed: folded.slice(reading.start, reading.end), taken: reading.word })
    text += folded.slice(end, reading.start) + reading.word
    end = reading.end
  }
  return { text: text + folded.slice(end), corrections }
}

/** From the left, the longest first. */
function correctSounds(folded: string, statistics: Statistics, names: () => NameIndex): Corrected {
  let text = ""
  let end = 0
  const corrections: Correction[] = []
  for (const span of spansOf(folded, statistics)) {
    if (span.start < end) continue
    const taken = soundedName(span, names())
    // A headline may have a word that no paragraph has.
    if (taken === undefined || taken === span.typed) continue
    corrections.push({ typed: span.typed, taken })
    text += folded.slice(end, span.start) + taken
    end = span.start + span.typed.length
  }
  return { text: text + folded.slice(end), corrections }
}

/** The name that sounds the same, or much the same where that is telling and what was typed is no other name. */
function soundedName(span: Span, names: NameIndex): string | undefined {
  const homophone = names.homophone(span.syllables)
  if (homophone !== undefined) return span.allows(homophone) ? homophone : undefined
  return span.typed.length < SURE_FROM ? undefined : names.soundsLike(span.syllables).find(span.allowsGuess)
}
