// What the splitter makes of composed pages, counted against what is on them.

import { split } from "../../src/library/page/split.js"
import type { Page } from "./compose.js"

/** What was found, what of it is right, and what there is to be found. */
export interface Count {
  found: number
  right: number
  there: number
}

export interface Counts {
  headlines: Count
  /** A paragraph is right under its headline, verbatim. */
  paragraphs: Count
  /** Broken paragraphs made whole. */
  joins: Count
}

export function nothing(): Counts {
  const count = (): Count => ({ found: 0, right: 0, there: 0 })
  return { headlines: count(), paragraphs: count(), joins: count() }
}

/** Adds what was counted elsewhere. */
export function add(total: Counts, counts: Counts): void {
  for (const name of ["headlines", "paragraphs", "joins"] as const)
    for (const what of ["found", "right", "there"] as const) total[name][what] += counts[name][what]
}

/** A headline that is wrong on a page. */
export interface Miss {
  headline: string
  what: "missed" | "wrong"
}

/** Adds a page to the counts; says what is wrong with its headlines. */
export function measure(page: Page, counts: Counts): Miss[] {
  const articles = split(page.text)
  const under = (headline: string, texts: readonly string[]) => texts.map((text) => `${headline}\n${text}`)
  const headlines = (list: readonly { headline: string }[]) => list.map(({ headline }) => headline)
  count(counts.headlines, headlines(articles), headlines(page.articles))
  count(
    counts.paragraphs,
    articles.flatMap(({ headline, paragraphs }) =>
      under(
        headline,
        paragraphs.map(({ text }) => text),
      ),
    ),
    page.articles.flatMap(({ headline, paragraphs }) => under(headline, paragraphs)),
  )
  const printed = page.text.split(/\r?\n/).map((line) => line.trim())
  const joined = articles.flatMap(({ paragraphs }) =>
    paragraphs.filter(({ text, line }) => text !== printed[line - 1]).map(({ text }) => text),
  )
  count(counts.joins, joined, page.broken)
  const there = new Set(headlines(page.articles))
  const found = new Set(headlines(articles))
  return [
    ...[...there].flatMap((headline): Miss[] => (found.has(headline) ? [] : [{ headline, what: "missed" }])),
    ...[...found].flatMap((headline): Miss[] => (there.has(headline) ? [] : [{ headline, what: "wrong" }])),
  ]
}

/** Each text that is there can be found once. */
function count(counts: Count, found: readonly string[], there: readonly string[]): void {
  const still = new Map<string, number>()
  for (const text of there) still.set(text, (still.get(text) ?? 0) + 1)
  for (const text of found) {
    const times = still.get(text) ?? 0
    if (times === 0) continue
    still.set(text, times - 1)
    counts.right++
  }
  counts.found += found.length
  counts.there += there.length
}

export function precision({ found, right }: Count): number {
  return found === 0 ? 1 : right / found
}

export function recall({ there, right }: Count): number {
  return there === 0 ? 1 : right / there
}

export function f1(count: Count): number {
  const [p, r] = [precision(count), recall(count)]
  return p + r === 0 ? 0 : (2 * p * r) / (p + r)
}
