// Where an article is from, for telling articles apart.

import type { Article } from "./article.js"
import { tokensOf } from "./terms.js"

/** A name of a county, city, district, town: what a local paper's articles are about. */
const PLACE = /^\p{Script=Han}{1,4}[县市区镇乡州旗]$/u
/** A place in the title says more than one in the text. */
const TITLE_WEIGHT = 3
/** Paragraphs that are looked at: a place is named early. */
const PARAGRAPHS = 4

/** The place an article names most, e.g. `汝城县`, or undefined where it names none. As printed. */
export function placeOf({ headline, kicker, subtitle, paragraphs }: Article): string | undefined {
  const counts = new Map<string, number>()
  const count = (text: string, weight: number) => {
    for (const { word, tag } of tokensOf(text))
      if ((tag === "ns" || tag === "x") && PLACE.test(word)) counts.set(word, (counts.get(word) ?? 0) + weight)
  }
  count([headline, kicker, subtitle].join("\n"), TITLE_WEIGHT)
  for (const { text } of paragraphs.slice(0, PARAGRAPHS)) count(text, 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}
