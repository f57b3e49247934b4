// Headlines by what is typed for them with mistakes: MiniSearch proposes those that share pairs of characters, or words of
// letters that are nearly the same; those that have most of what is typed, in its order, are taken.

import MiniSearch from "minisearch"
import type { HeadlineLookup } from "../../library/headline-lookup.js"
import { bigramsOf } from "../../library/terms.js"

/** Shorter texts are like too many headlines (没有这个), longer ones are no headlines. In characters. */
const SHORTEST = 6
const LONGEST = 80
/**
 * How much of what is typed a headline must have: of its characters, in their order, and of its pairs of neighbours. With
 * a character wrong in eight it has seven and five pairs of seven. `npm run -s headlines` measures what that finds.
 */
const CHARACTERS = 0.75
const PAIRS = 0.5
/** How many of those that share most are looked at closely. */
const PROPOSED = 30
/** How many letters of a word may be wrong. */
const WRONG = 0.25

interface Row {
  id: string
  headline: string
}

export function createMiniSearchHeadlines(): HeadlineLookup {
  const pairs = new MiniSearch<Row>({ fields: ["headline"], tokenize: bigramsOf, processTerm: (term) => term })
  // Apart: to find a word with letters wrong goes through all short terms that there are.
  const words = new MiniSearch<Row>({ fields: ["headline"], tokenize: wordsOf, processTerm: (term) => term })
  /** What was added: MiniSearch takes out exactly what it was given. */
  const headlines = new Map<string, string>()
  /** How many headlines have a pair. */
  const counts = new Map<string, number>()
  const count = (headline: string, by: 1 | -1): void => {
    for (const pair of new Set(bigramsOf(headline))) {
      const left = (counts.get(pair) ?? 0) + by
      if (left > 0) counts.set(pair, left)
      else counts.delete(pair)
    }
  }

  function remove(id: string): void {
    const headline = headlines.get(id)
    if (headline === undefined) return
    pairs.remove({ id, headline })
    if (wordsOf(headline).length > 0) words.remove({ id, headline })
    headlines.delete(id)
    count(headline, -1)
  }

  /**
   * The rarer pairs of what is typed, so many that a headline with PAIRS of them all has one of these: the common ones
   * are in thousands of headlines.
   */
  function rarer(typed: string): string[] {
    const all = [...new Set(bigramsOf(typed))].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0))
    return all.slice(0, Math.floor(all.length * (1 - PAIRS)) + 1)
  }

  return {
    add(id, folded) {
      remove(id)
      const headline = squeeze(folded)
      pairs.add({ id, headline })
      if (wordsOf(headline).length > 0) words.add({ id, headline })
      headlines.set(id, headline)
      count(headline, 1)
    },
    remove,
    find(folded, limit) {
      const typed = squeeze(folded)
      if (typed.length < SHORTEST || typed.length > LONGEST) return []
      const proposed = [
        ...pairs.search(typed, { tokenize: rarer }).slice(0, PROPOSED),
        ...words.search(typed, { fuzzy: WRONG, prefix: true }).slice(0, PROPOSED),
      ]
      const ids = new Set(proposed.map(({ id }) => String(id)))
      return [...ids]
        .map((id) => ({ id, likeness: likenessOf(typed, headlines.get(id) ?? "") }))
        .filter(({ likeness }) => likeness > 0)
        .sort((a, b) => b.likeness - a.likeness)
        .slice(0, limit)
        .map(({ id }) => id)
    },
  }
}

/** Letters and digits alone, in any script. */
const squeeze = (folded: string): string => folded.replace(/[^\p{L}\p{N}]+/gu, "")

/** Its words of letters that may have letters wrong. */
const wordsOf = (squeezed: string): string[] => squeezed.match(/[a-z]{4,}/gu) ?? []

/**
 * How like a headline is to what is typed, from 0 (not enough to be meant) to 1. Another number is no mistake: a headline
 * of 9月18日 is not meant by 5月18日.
 */
function likenessOf(typed: string, headline: string): number {
  const numbers = new Set(headline.match(/\p{N}+/gu))
  if (typed.match(/\p{N}+/gu)?.some((number) => !numbers.has(number))) return 0
  const there = new Set(bigramsOf(headline))
  const pairs = bigramsOf(typed)
  const shared = pairs.filter((pair) => there.has(pair)).length / Math.max(1, pairs.length)
  const inOrder = longestCommon([...typed], [...headline]) / [...typed].length
  return shared >= PAIRS && inOrder >= CHARACTERS ? (shared + inOrder) / 2 : 0
}

/** The length of the longest common subsequence. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Uint16Array(b.length + 1)
  for (const char of a) {
    const next = new Uint16Array(b.length + 1)
    for (let j = 1; j <= b.length; j++)
      next[j] = char === b[j - 1] ? (row[j - 1] ?? 0) + 1 : Math.max(row[j] ?? 0, next[j - 1] ?? 0)
    row = next
  }
  return row[b.length] ?? 0
}
