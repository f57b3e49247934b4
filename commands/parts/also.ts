// The same story told by several articles: told once, with the others named below it.

import type { Block, Next, Span } from "../../src/chat/reply.js"
import type { Words } from "../../src/chat/words/words.js"
import type { Article } from "../../src/library/article.js"
import { byDate } from "../../src/library/calendar.js"
import { fold } from "../../src/library/fold.js"
import type { Answer, Passage } from "../../src/library/library.js"
import { placeOf } from "../../src/library/place.js"
import { tellingOf, tellsTheSame } from "../../src/library/reprints.js"
import { readButton } from "./headline.js"

/** A passage and the other articles that tell the same. */
export interface Told extends Passage {
  also: readonly Article[]
}

export interface ToldOnce extends Answer {
  passages: Told[]
}

/**
 * An answer with the passages that have anything of its question, each told once: what tells the same as one before it is
 * left out, and its article named there. The library puts the newest of equals first.
 */
export function toldOnce(answer: Answer): ToldOnce {
  const told = known.get(answer) ?? withoutRepeats(answer)
  known.set(answer, told)
  return told
}

/** A conversation and its reply ask for the same. */
const known = new WeakMap<Answer, ToldOnce>()

function withoutRepeats(answer: Answer): ToldOnce {
  const kept: { passage: Passage; telling: ReturnType<typeof tellingOf>; also: Set<Article>; place: number }[] = []
  for (const [place, passage] of answer.passages.slice(0, answer.matched).entries()) {
    const telling = tellingOf(fold(passage.text), () => placeOf(passage.article))
    const before = kept.find((each) => each.passage.article !== passage.article && tellsTheSame(each.telling, telling))
    if (before) before.also.add(passage.article)
    else kept.push({ passage, telling, also: new Set(), place })
  }
  return {
    ...answer,
    passages: kept.map(({ passage, also }) => ({ ...passage, also: [...also].toSorted(byDate) })),
    matched: kept.length,
    shown: kept.filter(({ place }) => place < answer.shown).length,
  }
}

/** Articles that are named at most; others are counted. */
const NAMED = 3

/** 另见：《…》（2022-11-14，湖南日报）, each a link where it has a page. */
export function alsoBlocks(articles: readonly Article[], say: Words): Block[] {
  if (articles.length === 0) return []
  const named = articles.slice(0, NAMED).flatMap(({ headline, date, source, url }, i): Span[] => {
    const title = `《${headline}》`
    const told = [date, source].filter((part) => part !== null)
    return [
      i > 0 ? say.listComma : "",
      url === null ? title : { link: title, to: url },
      told.length > 0 ? say.inBrackets(told) : "",
    ]
  })
  const others = articles.length > NAMED ? [say.andOthers(articles.length - NAMED)] : []
  return [{ kind: "note", spans: [say.seeAlso, ...named, ...others].filter((span) => span !== "") }]
}

/** The way to the newest of them that has no page of its own to link to. */
export function alsoButton(articles: readonly Article[], say: Words): Next[] {
  const article = articles.find(({ url }) => url === null)
  if (!article) return []
  const { headline, date } = article
  return [readButton(article, say.readThis(headline) + (date === null ? "" : say.inBrackets([date])))]
}
