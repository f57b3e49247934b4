// Which place an article is about, for telling articles apart.

import type { Article } from "./article.js"
import { datelineOf } from "./page/dateline.js"
import { tokensOf } from "./terms.js"

/** The ending that a place is often named without: 湘阴 is 湘阴县. */
const ENDING = /(?<=\p{Script=Han}{2})[县市区镇乡州旗]$/u
/** A place in the title says more than one in the text. */
const TITLE_WEIGHT = 3
/** Paragraphs that are looked at: a place is named early. */
const PARAGRAPHS = 4

const places = new WeakMap<Article, string | undefined>()

/**
 * The place an article is about, e.g. `湘阴`: what its file says, else the one it names most, else where it was sent from;
 * undefined where nothing tells. As printed; one that the text names, without its ending.
 */
export function placeOf(article: Article): string | undefined {
  if (!places.has(article)) places.set(article, findPlace(article))
  return places.get(article)
}

/** What an article is sent from, often a city nearby, says less than what it names. */
function findPlace(article: Article): string | undefined {
  const { place, dateline } = article
  const isSentFrom = place !== null && datelineOf(dateline ?? "")?.place === place
  return place !== null && !isSentFrom ? place : (mostNamed(article) ?? place ?? undefined)
}

function mostNamed({ headline, kicker, subtitle, paragraphs }: Article): string | undefined {
  const counts = new Map<string, number>()
  const title = [headline, kicker, subtitle].join("\n")
  const early = paragraphs.slice(0, PARAGRAPHS).map(({ text }) => text)
  const all = [title, ...early].join("\n")
  const count = (text: string, weight: number) => {
    const tokens = tokensOf(text)
    for (const [i, { word, tag }] of tokens.entries()) {
      const county = shortCounty(tokens[i - 1]?.word ?? "", word)
      const name = county ?? word.replace(ENDING, "")
      if (county !== undefined || (tag === "ns" && isPlace(name, all)))
        counts.set(name, (counts.get(name) ?? 0) + weight)
    }
  }
  count(title, TITLE_WEIGHT)
  for (const text of early) count(text, 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}

/** A county of one character that the dictionary does not know, cut in two: 道 + 县. */
const shortCounty = (before: string, word: string): string | undefined =>
  word === "县" && /^\p{Script=Han}$/u.test(before) && !POINTING.has(before) ? `${before}县` : undefined
/** What stands before 县 and names none: 该县, 全县, 到县. */
export const POINTING: ReadonlySet<string> = new Set(
  "该全各本我你他它每两几一二三四五六七八九十百千多数诸此这那某同外邻跨出进到得获经报在回来去由从向往对和与及或的是为把被让使给",
)

/** A name is a place's if the article says so somewhere: 湘阴县 makes 湘阴 one; 治河 (rivers are put in order) is none. */
function isPlace(name: string, text: string): boolean {
  if (!/^\p{Script=Han}{2,5}$/u.test(name)) return false
  return /^.县$/u.test(name) || new RegExp(`${name}[县市区镇乡州旗]`, "u").test(text)
}
