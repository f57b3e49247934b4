// How many paragraphs have each term of a field, and how many different terms they have all together.

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

export function createFrequencies(
  saved: SavedFrequencies = { frequencies: new Uint32Array(256), total: 0 },
): Frequencies {
  let frequencies = saved.frequencies.slice()
  let { total } = saved

  function add(term: number, by: number): void {
    if (term >= frequencies.length) {
      const larger = new Uint32Array(Math.max(term + 1, Math.ceil(frequencies.length * 1.5)))
      larger.set(frequencies)
      frequencies = larger
    }
    frequencies[term] = (frequencies[term] ?? 0) + by
    total += by
  }

  return {
    of: (term) => frequencies[term] ?? 0,
    count(terms, by) {
      for (const term of terms) add(term, by)
    },
    take({ terms, counts }) {
      for (let place = 0; place < terms.length; place++) add(terms[place] ?? 0, counts[place] ?? 0)
    },
    average: (paragraphs) => Math.max(total / Math.max(1, paragraphs), Number.EPSILON),
    save: () => ({ frequencies: frequencies.slice(), total }),
  }
}
