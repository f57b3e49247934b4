// The same story told twice: reprinted by another paper, sent again with a line more, printed on two days. Told by the
// pairs of characters that two texts share. A figure or a place that differs makes it another story, or news of it.

import type { Article } from "./article.js"
import { byDate } from "./calendar.js"
import { POINTING, placeOf } from "./place.js"
import type { Ranked } from "./rank.js"

/**
 * Of its pairs of characters a text shares so many with one that tells the same. Broadcast news of one day and one subject
 * shares a fifth; what an editor changes in a reprint is a few words.
 */
const SAME = 0.8
/** Texts of fewer pairs tell the same only where they are equal: phrases come again anywhere. */
const SHORT = 12

/** A text as it is compared. Each is found when it is asked for: of most texts the figures say that they differ. */
export interface Telling {
  figures(): ReadonlySet<string>
  /** What stands before the ends of places' names, with them: 澧县, 垭镇. */
  places(): ReadonlySet<string>
  pairs(): ReadonlySet<string>
  /** What its article is about. */
  place(): string | undefined
}

const FIGURE = /\p{Nd}+(?:\.\p{Nd}+)?/gu
const PLACE = /\p{Script=Han}[省市县区旗州镇乡村]/gu

/** A folded text, ready to be compared; with the place that its article is about, where that is to be compared too. */
export function tellingOf(folded: string, place: Telling["place"] = () => undefined): Telling {
  const text = once(() => folded.replace(/[^\p{L}\p{N}.%]/gu, ""))
  return {
    figures: once(() => new Set(folded.match(FIGURE))),
    places: once(
      () =>
        new Set(
          text()
            .match(PLACE)
            ?.filter(([before = ""]) => !POINTING.has(before)),
        ),
    ),
    pairs: once(
      () => new Set(Array.from({ length: Math.max(0, text().length - 1) }, (_, at) => text().slice(at, at + 2))),
    ),
    place,
  }
}

function once<Value extends object | string>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Whether one of two texts tells what the other does, with nothing else but for what the longer tells besides. */
export const tellsTheSame = (a: Telling, b: Telling): boolean => isHeld(a, b, 1)

/** Whether neither of two texts tells more than the other. */
export const tellsNoMore = (a: Telling, b: Telling): boolean =>
  a.figures().size === b.figures().size &&
  shareOf(a.figures(), b.figures()) === 1 &&
  tellsTheSame(a, b) &&
  Math.min(a.pairs().size, b.pairs().size) >= SAME * Math.max(a.pairs().size, b.pairs().size)

/** Whether the longer of two texts has the shorter one, and this share of its figures and of its places. */
function isHeld(a: Telling, b: Telling, exact: number): boolean {
  const [less, more] = a.pairs().size <= b.pairs().size ? [a, b] : [b, a]
  return (
    less.pairs().size > 0 &&
    shareOf(less.figures(), more.figures()) >= exact &&
    shareOf(less.places(), more.places()) >= exact &&
    shareOf(less.pairs(), more.pairs()) >= (less.pairs().size < SHORT ? 1 : SAME) &&
    !differInPlace(a.place(), b.place())
  )
}

const differInPlace = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a !== b

/** The share of one set that another has; 1 of an empty one. */
function shareOf(some: ReadonlySet<string>, all: ReadonlySet<string>): number {
  let shared = 0
  for (const each of some) if (all.has(each)) shared++
  return some.size === 0 ? 1 : shared / some.size
}

/** Passages from the first among which the newest of equals is put before the others. */
const LOOKED_AT = 20

/**
 * Ranked passages, the newest first among equals: passages of one score, and those of different articles that tell the
 * same. Each group keeps its places among the others.
 */
export function newestFirst(ranked: readonly Ranked[], articleOf: (id: string) => Article | undefined): Ranked[] {
  const looked = ranked.slice(0, LOOKED_AT).map((each) => {
    const article = articleOf(each.candidate.articleId)
    return { each, article, date: article?.date ?? null }
  })
  if (new Set(looked.map(({ date }) => date)).size < 2) return [...ranked]
  const tellings = looked.map(
    ({ each, article }) => article && tellingOf(each.setting.paragraph.text, () => placeOf(article)),
  )
  const areEqual = (i: number, j: number) => {
    const [a, b] = [tellings[i], tellings[j]]
    if (looked[i]?.each.score === looked[j]?.each.score) return true
    return looked[i]?.article !== looked[j]?.article && a !== undefined && b !== undefined && tellsNoMore(a, b)
  }
  const ordered = new Map<number, Ranked>()
  for (const i of looked.keys()) {
    if (ordered.has(i)) continue
    const places = [...looked.keys()].filter((j) => j >= i && !ordered.has(j) && (j === i || areEqual(i, j)))
    const equals = places.flatMap((place) => looked[place] ?? []).toSorted(byDate)
    for (const [at, { each }] of equals.entries()) ordered.set(places[at] ?? i, each)
  }
  const first = [...ordered].sort(([a], [b]) => a - b).map(([, each]) => each)
  return [...first, ...ranked.slice(LOOKED_AT)]
}

/** How much of an article is compared, in characters: a reprint that leaves out the end is one. */
const COMPARED = 3_000
/** The share of the shorter article's figures and places that a reprint has: it may round or leave out one. */
const MOST = 0.8

/** Of these articles those that tell an article's story again, newest first. `textOf` gives their folded texts. */
export function reprintsOf(article: Article, among: Iterable<Article>, textOf: (id: string) => string): Article[] {
  const wholeOf = (each: Article) => tellingOf(textOf(each.id).slice(0, COMPARED), () => placeOf(each))
  const own = wholeOf(article)
  const found = [...new Set(among)].filter((other) => other !== article && isHeld(own, wholeOf(other), MOST))
  return found.toSorted(byDate)
}
