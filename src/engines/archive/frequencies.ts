// How many paragraphs have each term of a field, and how many different terms they have all together.

import { createUnsigned } from "../../library/column.js"
import type { Postings } from "./postings.js"

export interface Frequencies {
  of(term: number): number
  /** The different terms of a paragraph that comes or goes. */
  count(terms: readonly number[], by: 1 | -1): void
  /** All paragraphs of a segment. */
  take(postings: Postings): void
  /** How many different terms one of so many paragraphs has on average: more than 0, as it divides. */
  average(paragraphs: number): number
  save(): SavedFrequencies
}

export interface SavedFrequencies {
  /** By the numbers of terms. */
  frequencies: Uint32Array
  total: number
}

/** What was saved is taken over, and written to. */
export function createFrequencies(saved?: SavedFrequencies): Frequencies {
  const frequencies = createUnsigned(saved?.frequencies)
  let total = saved?.total ?? 0

  function add(term: number, by: number): void {
    frequencies.set(term, frequencies.get(term) + by)
    total += by
  }

  return {
    of: frequencies.get,
    count(terms, by) {
      for (const term of terms) add(term, by)
    },
    take({ terms, counts }) {
      for (let place = 0; place < terms.length; place++) add(terms[place] ?? 0, counts[place] ?? 0)
    },
    average: (paragraphs) => Math.max(total / Math.max(1, paragraphs), Number.EPSILON),
    save: () => ({ frequencies: frequencies.save(), total }),
  }
}
