// Where an article is from, for telling articles apart.

import type { Article } from "./article.js"
import { tokensOf } from "./terms.js"

/** The ending that a place is often named without: 湘阴 is 湘阴县. */
const ENDING = /(?<=\p{Script=Han}{2})[县市区镇乡州旗]$/u
/** A place in the title says more than one in the text. */
const TITLE_WEIGHT = 3
/** Paragraphs that are looked at: a place is named early. */
const PARAGRAPHS = 4

/** The place an article names most, e.g. `湘阴`, or undefined where it names none. As printed, without its ending. */
export function placeOf({ headline, kicker, subtitle, paragraphs }: Article): string | undefined {
  const counts = new Map<string, number>()
  const count = (text: string, weight: number) => {
    for (const { word, tag } of tokensOf(text)) {
      const name = word.replace(ENDING, "")
      if (tag === "ns" && isPlace(name)) counts.set(name, (counts.get(name) ?? 0) + weight)
    }
  }
  count([headline, kicker, subtitle].join("\n"), TITLE_WEIGHT)
  for (const { text } of paragraphs.slice(0, PARAGRAPHS)) count(text, 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}

/** Two characters at least; a two-character name that ends like a town (山镇) is half a name that was cut in two. */
const isPlace = (name: string): boolean => /^\p{Script=Han}{2,5}$/u.test(name) && !/^.[市区镇乡州旗]$/u.test(name)
