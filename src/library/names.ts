// Names as people type them, put as the library has them: by their sound (礼县 for 澧县), in pinyin (rucheng, rcx), with a
// character wrong (汶城县). Words that the library has are never touched.

import type { Correction } from "./library.js"
import { type Bounds, createNameIndex, type NameIndex, type SavedNameIndex } from "./name-index.js"
import { createNameTable, type SavedNameTable } from "./name-table.js"
import { readPinyin } from "./pinyin.js"
import { type Span, spansOf } from "./spans.js"
import type { Statistics } from "./statistics.js"
import { finish, type Steps } from "./steps.js"
import type { Tally } from "./tally.js"

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
  /** Adds what texts have. Once the index has been made, names are known as soon as they are added. */
  adding(tally: Tally): Steps
  /** Takes away what texts had. */
  removing(tally: Tally): Steps
  /** Makes the index that questions need, once, and anew where it holds far too much; the former serves until then. */
  preparing(): Steps
  /** The table and its index, which is made first where it is not; of use where the dictionary is the same. */
  save(): SavedNames
}

export interface SavedNames {
  table: SavedNameTable
  index: SavedNameIndex
}

/**
 * What the index holds at most; a name takes 115 bytes, another word 16 (`npm run -s names`). An archive made of 100,000
 * paragraphs has 165,000 names and 146,000 other words. Of larger ones it holds those that are in two texts at least, or in
 * three: there, those in two are a third of the names and 83% of their mentions, and 99% of those of other words.
 */
export const BOUNDS: Bounds = { names: 400_000, others: 400_000 }

/** The names of a library's texts; what was saved is taken over, and written to. */
export function createNames(statistics: Statistics, saved?: SavedNames, bounds: Bounds = BOUNDS): Names {
  const table = createNameTable(saved?.table)
  const indexOf = (kept?: SavedNameIndex) => createNameIndex(table, statistics.word, bounds, kept)
  let index = indexOf(saved?.index)
  let renewed: NameIndex | undefined

  const changed = (number: number, had: boolean) => {
    index.changed(number, had)
    renewed?.changed(number, had)
  }
  const names = (): NameIndex => {
    finish(index.making())
    return index
  }
  return {
    adding: (tally) => table.counting(tally, 1, changed),
    removing: (tally) => table.counting(tally, -1, changed),

    *preparing() {
      yield* index.making()
      if (!index.isStale) return
      renewed ??= indexOf()
      const next = renewed
      yield* next.making()
      // Whoever else has taken steps towards it has put it in place already.
      if (renewed !== next) return
      index = next
      renewed = undefined
    },

    save: () => ({ index: names().save(), table: table.save() }),

    correct(folded) {
      const read = correctPinyin(folded, statistics, names)
      const { text, corrections } = correctSounds(read.text, statistics, names)
      return { text, corrections: [...read.corrections, ...corrections] }
    },
    guesses(folded) {
      const guesses = spansOf(folded, statistics).flatMap((span) => {
        const allows = (name: string) => span.allowsGuess(name) && !isNamedShort(span.typed, name, statistics)
        return [...names().soundsLike(span.syllables, allows), ...names().oneOff(span.typed).filter(allows)].map(
          (taken) => ({ typed: span.typed, taken }),
        )
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
  if (span.typed.length < SURE_FROM) return undefined
  const [alike] = names.soundsLike(span.syllables, span.allowsGuess)
  return alike
}
