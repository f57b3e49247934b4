// Headlines with the mistakes that people make, and what of them is found; and what is found for texts of others.

import type { HeadlineLookup } from "../../src/library/headline-lookup.js"

/** Tries of each kind. */
const TRIES = 300
/** Found is what is among the first of these. */
const FIRST = 5

export interface Tried {
  kind: string
  /** The share of the tries for which the headline that was meant (of others: any) is found. */
  found: number
  spent: number[]
}

export function tryMistyped(
  lookup: HeadlineLookup,
  headlines: readonly string[],
  unrelated: readonly string[],
  random: () => number,
  now: () => number,
): Tried[] {
  const below = (end: number) => Math.floor(random() * end)
  const other = () => headlines[below(headlines.length)]?.[3] ?? ""
  const wrong = (text: string): string => {
    const at = below(text.length)
    return text.slice(0, at) + other() + text.slice(at + 1)
  }
  const kinds: Readonly<Record<string, (headline: string) => string>> = {
    "a character wrong": wrong,
    "two wrong": (headline) => wrong(wrong(headline)),
    "a character missing": (headline) => {
      const at = below(headline.length)
      return headline.slice(0, at) + headline.slice(at + 1)
    },
    "words left out": (headline) => headline.slice(3, 7) + headline.slice(9, 13),
    "eight characters of it, one wrong": (headline) => wrong(headline.slice(2, 10)),
  }
  const tries = (kind: string, one: () => boolean): Tried => {
    const spent: number[] = []
    let found = 0
    for (let i = 0; i < TRIES; i++) {
      const start = now()
      if (one()) found++
      spent.push(now() - start)
    }
    return { kind, found: found / TRIES, spent }
  }
  const mistyped = Object.entries(kinds).map(([kind, mistype]) =>
    tries(kind, () => {
      const headline = headlines[below(headlines.length)] ?? ""
      const found = lookup.find(mistype(headline), FIRST)
      return found.some((id) => headlines[Number(id)] === headline)
    }),
  )
  const none = tries("of other texts", () => lookup.find(unrelated[below(unrelated.length)] ?? "", FIRST).length > 0)
  return [...mistyped, none]
}
