// The names of a library, by their sound, their letters and their likeness; and all its words by their pinyin. Words are
// looked up by hashes of such keys and then looked at themselves, so that nothing but numbers is kept of a key.

import { ASKING } from "./asking.js"
import { createBytes } from "./column.js"
import { hashOf } from "./dictionary.js"
import { createKeyedNumbers, type SavedKeyedNumbers } from "./keyed-numbers.js"
import { blur, initialsOf, lacking, lackingExtra, leftOpen } from "./likeness.js"
import type { NameTable } from "./name-table.js"
import { FEWEST_INITIALS, type Spellings, soundOf, soundsOf } from "./pinyin.js"
import type { Steps } from "./steps.js"

export interface NameIndex extends Spellings {
  /** The name that sounds like this, syllable by syllable. */
  homophone(syllables: readonly string[]): string | undefined
  /** Names that sound like this or much like it, of those that are allowed. */
  soundsLike(syllables: readonly string[], allows: (name: string) => boolean): Iterable<string>
  /** Names with one character other than these, or one more, or one less. */
  oneOff(typed: string): string[]
  /** Indexes the words of the table that are not yet; from then on each when it comes, with `changed`. */
  making(): Steps
  /** To be told of each word whose counts have changed, and whether texts had it before. */
  changed(number: number, had: boolean): void
  /** Whether a new one would be better: this holds far more words than it should, or most of them are gone. */
  readonly isStale: boolean
  /** How many words it holds; and how often the rarest are, of names and of others. */
  readonly holds: { names: number; others: number; fewest: Fewest }
  save(): SavedNameIndex
}

/** How many texts must have a name, or another word, for it to be indexed. */
export interface Fewest {
  names: number
  others: number
}

/** As it is kept: with the table, whose numbers it has. */
export interface SavedNameIndex {
  keys: SavedKeyedNumbers
  /** By number, which keys of a word are held, as bits. */
  held: Uint8Array
  fewest: Fewest
  names: number
  others: number
  gone: number
}

/** How many words are indexed at most, but for a quarter that may come until a new index is made. */
export interface Bounds {
  names: number
  others: number
}

/** The bits of `held`: a word has its pinyin; a name all that it is looked up by. */
const SPELT = 1
const NAMED = 2
/** What an index may hold beyond its bounds. */
const SLACK = 1.25
/** Fewer words than this are never too many gone. */
const FEW = 1000

/**
 * An index of a table's words, of which those are indexed that are most frequent. `rarity` is less for words that are
 * likelier to be meant. What was saved is taken over, and written to.
 */
export function createNameIndex(
  table: NameTable,
  rarity: (word: string) => number,
  bounds: Bounds,
  saved?: SavedNameIndex,
): NameIndex {
  const keys = createKeyedNumbers(saved?.keys)
  const held = createBytes(saved?.held)
  let fewest = saved?.fewest
  let names = saved?.names ?? 0
  let others = saved?.others ?? 0
  let gone = saved?.gone ?? 0
  /** Words before this one have been looked at. */
  let reached = saved?.held.length ?? 0
  let isMade = saved !== undefined

  /** Indexes a word, or a word that has become a name, where there are texts enough that have it. */
  function put(number: number, { names: fewestNames, others: fewestOthers }: Fewest): void {
    const is = held.get(number)
    const isName = table.isName(number)
    const wanted = isName ? SPELT | NAMED : SPELT
    if ((is & wanted) === wanted || table.count(number) < (isName ? fewestNames : fewestOthers)) return
    const word = table.word(number)
    const syllables = soundOf(word)
    if ((is & SPELT) === 0) keys.add(spelt(syllables.join("")), number)
    if (isName) for (const hash of new Set(nameKeys(word, syllables))) keys.add(hash, number)
    if (isName) names++
    else others++
    if ((is & SPELT) !== 0) others--
    held.set(number, is | wanted)
  }

  const ranked = (numbers: readonly number[], by: (number: number) => number = table.rank): number[] =>
    [...new Set(numbers)]
      .map((number) => ({ number, rank: by(number) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ number }) => number)

  /** The names under a key, the first to be taken first, each looked for when it is asked for. */
  const namesOf = (hash: number, isMeant: (name: string) => boolean): Generator<string> =>
    namesAmong(keys.of(hash), isMeant)

  function* namesAmong(numbers: readonly number[], isMeant: (name: string) => boolean): Generator<string> {
    for (const number of ranked(numbers.filter(table.isName))) {
      const name = table.word(number)
      if (isMeant(name)) yield name
    }
  }
  /** Of words, that of this pinyin which is likeliest to be meant. */
  function commonest(numbers: readonly number[], letters: string): string | undefined {
    const byRarity = ranked(ranked(numbers), (number) => rarity(table.word(number)))
    const number = byRarity.find((each) => soundOf(table.word(each)).join("") === letters)
    return number === undefined ? undefined : table.word(number)
  }

  return {
    *making() {
      if (!isMade && fewest === undefined) fewest = yield* fewestOf(table, bounds)
      while (!isMade && fewest) {
        if (reached >= table.size) isMade = true
        else {
          held.reach(table.size)
          put(reached++, fewest)
          if (reached % LOOKED_AT_AT_ONCE === 0) yield
        }
      }
    },

    changed(number, had) {
      if (!fewest || (!isMade && number >= reached)) return
      held.reach(table.size)
      const wasHeld = held.get(number) !== 0
      const has = table.has(number)
      if (wasHeld && had !== has) gone += has ? -1 : 1
      if (has) put(number, fewest)
    },

    get isStale() {
      return (
        names > bounds.names * SLACK || others > bounds.others * SLACK || gone > Math.max(FEW, (names + others) / 2)
      )
    },
    get holds() {
      return { names, others, fewest: fewest ?? { names: 1, others: 1 } }
    },

    homophone(syllables) {
      const sound = syllables.join(" ")
      return firstOf(namesOf(spelt(syllables.join("")), (name) => soundOf(name).join(" ") === sound))
    },
    soundsLike(syllables, allows) {
      const sound = blur(syllables)
      return namesOf(blurred(sound), (name) => allows(name) && blur(soundOf(name)) === sound)
    },
    oneOff(typed) {
      const wrong = leftOpen(typed).flatMap((open) => [
        ...namesOf(alike(open), (name) => leftOpen(name).includes(open)),
      ])
      const missing = namesOf(alike(typed), (name) => lacking(name).includes(typed))
      const extra = lackingExtra(typed).filter((name) => {
        const number = table.find(name)
        return number >= 0 && table.isName(number)
      })
      return [...new Set([...wrong, ...missing, ...extra])]
    },
    word(letters) {
      const numbers = keys.of(spelt(letters))
      const isMeant = (name: string) => soundOf(name).join("") === letters
      const name = numbers.length > 0 ? firstOf(namesAmong(numbers, isMeant)) : undefined
      // Asking words are none that articles have; of words that sound the same the library's commonest is meant.
      const isOther = (number: number) => table.has(number) && !table.isName(number)
      return name ?? askingWords().get(letters) ?? commonest(numbers.filter(isOther), letters)
    },
    initials: (letters) =>
      letters.length < FEWEST_INITIALS
        ? undefined
        : firstOf(namesOf(initials(letters), (name) => initialsOf(soundOf(name)) === letters)),

    save: () => ({
      keys: keys.save(),
      held: held.save(),
      fewest: fewest ?? { names: 1, others: 1 },
      names,
      others,
      gone,
    }),
  }
}

function firstOf(names: Iterable<string>): string | undefined {
  for (const name of names) return name
  return undefined
}

/** A step of some 40 µs where words have sounds of more than one character, of 3 where they need none. */
const LOOKED_AT_AT_ONCE = 8

/** What names are looked up by beside their pinyin. */
const nameKeys = (name: string, syllables: readonly string[]): number[] => [
  blurred(blur(syllables)),
  ...(name.length >= FEWEST_INITIALS ? [initials(initialsOf(syllables))] : []),
  ...leftOpen(name).map(alike),
  ...lacking(name).map(alike),
]

/** Hashes of keys of each kind; kinds are kept apart only so that fewer words are looked at for nothing. */
const spelt = (letters: string): number => hashOf(letters)
const blurred = (sound: string): number => hashOf(`~${sound}`)
const initials = (letters: string): number => hashOf(`-${letters}`)
const alike = (characters: string): number => hashOf(characters)

/** The least counts from which there are no more words than the bounds let in. */
function* fewestOf(table: NameTable, bounds: Bounds): Steps<Fewest> {
  const names = new Uint32Array(COUNTED + 1)
  const others = new Uint32Array(COUNTED + 1)
  for (let number = 0; number < table.size; number++) {
    const counts = table.isName(number) ? names : others
    const count = Math.min(table.count(number), COUNTED)
    counts[count] = (counts[count] ?? 0) + 1
    if (number % 1024 === 1023) yield
  }
  return { names: leastOf(names, bounds.names), others: leastOf(others, bounds.others) }
}

/** Counts from here on are as good as one another. */
const COUNTED = 1000

function leastOf(counts: Uint32Array, most: number): number {
  let sum = 0
  for (let count = COUNTED; count > 0; count--) {
    sum += counts[count] ?? 0
    if (sum > most) return count + 1
  }
  return 1
}

let asking: Map<string, string> | undefined

/** The words that ask, by their pinyin. */
function askingWords(): Map<string, string> {
  if (asking) return asking
  const made = new Map<string, string>()
  for (const word of ASKING)
    for (const sound of word.length > 1 ? [soundOf(word).join("")] : soundsOf(word))
      if (!made.has(sound)) made.set(sound, word)
  asking = made
  return made
}
