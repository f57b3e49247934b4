// How often terms occur, in typed arrays beside a dictionary.

import { createUnsigned } from "./column.js"
import { createDictionary, type SavedDictionary } from "./dictionary.js"
import { createStringNumbers } from "./string-numbers.js"

export interface Counts {
  of(term: string): number
  add(term: string, by: number): void
  /** Adds what was counted elsewhere. */
  take(counted: Counted): void
  save(): SavedCounts
}

/** Counts as they are told from one process to another: a few large values. */
export interface Counted {
  /** Joined by line ends, which no term has. */
  terms: string
  counts: Uint32Array
}

export interface SavedCounts {
  dictionary: SavedDictionary
  counts: Uint32Array
}

/** What was saved is taken over, and written to. */
export function createCounts(saved?: SavedCounts): Counts {
  const dictionary = createDictionary(saved?.dictionary)
  const counts = createUnsigned(saved?.counts)

  function add(term: string, by: number): void {
    const number = dictionary.number(term)
    counts.set(number, counts.get(number) + by)
  }

  return {
    add,
    of(term) {
      const number = dictionary.find(term)
      return number < 0 ? 0 : counts.get(number)
    },
    take(counted) {
      if (counted.counts.length === 0) return
      for (const [i, term] of counted.terms.split("\n").entries()) add(term, counted.counts[i] ?? 0)
    },
    save: () => ({ dictionary: dictionary.save(), counts: counts.save() }),
  }
}

/** Counts how many texts have each term. */
export interface Occurrences {
  /** The terms of a text, repeats among them. */
  add(terms: Iterable<string>): void
  counted(): Counted
}

export function createOccurrences(): Occurrences {
  const numbers = createStringNumbers()
  const counts: number[] = []
  /** The last text that has each. */
  const last: number[] = []
  let now = 0
  return {
    add(terms) {
      now++
      for (const term of terms) {
        const number = numbers.number(term)
        if (last[number] === now) continue
        last[number] = now
        counts[number] = (counts[number] ?? 0) + 1
      }
    },
    counted: () => ({ terms: numbers.strings().join("\n"), counts: Uint32Array.from(counts) }),
  }
}
