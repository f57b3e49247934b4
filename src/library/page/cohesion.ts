// How much two stretches of a page speak of the same thing, by the rare character bigrams they share. The page is its own
// corpus: a bigram weighs by how few of its lines hold it.

import { COMMON_BIGRAMS } from "./common-bigrams.js"

/** A page's lines as weighted bigrams: what the two cues below are read from. */
export interface Bigrams {
  /** Of each line, its bigrams in order, as numbers. */
  lines: readonly (readonly number[])[]
  /** Of each bigram, its inverse document frequency over the page's lines. */
  idf: readonly number[]
}

export function bigramsOf(texts: readonly string[]): Bigrams {
  const numbers = new Map<string, number>()
  const frequency: number[] = []
  const lines = texts.map((text) => {
    const line = bigramsIn(text).map((bigram) => {
      const known = numbers.get(bigram)
      if (known !== undefined) return known
      numbers.set(bigram, numbers.size)
      return numbers.size - 1
    })
    for (const bigram of new Set(line)) frequency[bigram] = (frequency[bigram] ?? 0) + 1
    return line
  })
  const shares = new Map([...numbers].map(([bigram, number]) => [number, SHARES.get(bigram) ?? RARE]))
  return {
    lines,
    idf: frequency.map((lines, number) =>
      Math.log((texts.length + PRIOR + 1) / (lines + PRIOR * (shares.get(number) ?? RARE))),
    ),
  }
}

/** The lines of news that a page is taken together with, to tell how common a bigram is. */
const PRIOR = 100
/** The share of paragraphs that hold the commonest bigrams: it falls with the rank as that of words does (Zipf). */
const SHARES = new Map(COMMON_BIGRAMS.map((bigram, rank) => [bigram, 0.64 / (rank + 1) ** 0.65]))
const RARE = 0.001

/** The cosine of two stretches' bigram counts, each weighted by idf: 0 (nothing shared) to 1. */
export function cohesion(idf: readonly number[], before: readonly number[], after: readonly number[]): number {
  const left = counts(before)
  const right = counts(after)
  let dot = 0
  for (const [bigram, times] of left) dot += times * (right.get(bigram) ?? 0) * square(square(idf[bigram] ?? 0))
  const norm = Math.sqrt(length(idf, left) * length(idf, right))
  return norm === 0 ? 0 : dot / norm
}

/** The share of a line's idf that comes again in a stretch: 0 to 1. */
export function restatement(idf: readonly number[], line: readonly number[], stretch: readonly number[]): number {
  const held = new Set(stretch)
  let all = 0
  let again = 0
  for (const bigram of new Set(line)) {
    const weight = idf[bigram] ?? 0
    all += weight
    if (held.has(bigram)) again += weight
  }
  return all === 0 ? 0 : again / all
}

/** Han characters by twos, Latin words and numbers whole; nothing across punctuation, nothing with a function character. */
export function bigramsIn(text: string): string[] {
  const bigrams: string[] = []
  for (const [run] of text
    .normalize("NFKC")
    .toLowerCase()
    .matchAll(/\p{Script=Han}+|[\p{L}\p{N}.%]+/gu)) {
    if (!/\p{Script=Han}/u.test(run)) {
      bigrams.push(run)
      continue
    }
    for (let at = 0; at + 1 < run.length; at++) {
      const bigram = run.slice(at, at + 2)
      if (!FUNCTION.test(bigram)) bigrams.push(bigram)
    }
  }
  return bigrams
}

/** Characters that bind words rather than name things: a page is too small a corpus to learn their idf from. */
const FUNCTION = /[的了和与在是等为有也将就及对而着把被从到以于之其并都又还这那个]/

function counts(stretch: readonly number[]): Map<number, number> {
  const counted = new Map<number, number>()
  for (const bigram of stretch) counted.set(bigram, (counted.get(bigram) ?? 0) + 1)
  return counted
}

function length(idf: readonly number[], counted: Map<number, number>): number {
  let sum = 0
  for (const [bigram, times] of counted) sum += square(times * square(idf[bigram] ?? 0))
  return sum
}

function square(x: number): number {
  return x * x
}
