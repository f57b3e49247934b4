// Finding a headline by what is typed for it with mistakes. What is behind it is an engine's.

import type { Article } from "./article.js"
import { fold } from "./fold.js"
import type { Steps } from "./steps.js"

/** Headlines by what is much like them. Every one of them weighs: it is given a bounded number. */
export interface HeadlineLookup {
  /** Adds a folded headline; one with the same id is replaced. */
  add(id: string, folded: string): void
  /** Removes the headline with this id, if there is one. */
  remove(id: string): void
  /** Ids of up to `limit` headlines that a folded text may be meant for, the likeliest first; [] where none is like it. */
  find(folded: string, limit: number): string[]
}

/** So many headlines can be mistyped, the newest: in MiniSearch they weigh 45 to 85 MB and take some 5 s, in steps. */
export const NEWEST = 20_000
/** Headlines that are looked at in one step, without being put in. */
const AT_ONCE = 500

/**
 * Puts the newest of these articles into a lookup and takes out what is there otherwise, a headline a step.
 * @param held what is in the lookup, by id; kept up.
 */
export function* keepingNewest(
  lookup: HeadlineLookup,
  held: Map<string, string>,
  articles: readonly Article[],
  most: number = NEWEST,
): Steps {
  const newest = articles.slice(0, most)
  const ids = new Set(newest.map(({ id }) => id))
  yield
  for (const id of [...held.keys()].filter((each) => !ids.has(each))) {
    lookup.remove(id)
    held.delete(id)
    yield
  }
  for (const [i, { id, headline }] of newest.entries()) {
    if (i % AT_ONCE === 0) yield
    if (held.get(id) === headline) continue
    lookup.add(id, fold(headline))
    held.set(id, headline)
    yield
  }
}
