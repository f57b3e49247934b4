// The articles of a file in its order, each with its text where that is asked for: at hand where the file has just been read,
// else read again.

import type { Breather } from "../library/steps.js"
import type { Identity } from "./identify.js"
import type { Entry, Ledger } from "./ledger.js"
import { type Portion, type Unnamed, unpacked } from "./portion.js"

export interface Texts {
  /** Once, from the first to the last. */
  entries(): Iterable<Entry>
  /** The text of the entry that came last; undefined where it cannot be had any more. */
  text(entry: Entry): Promise<Unnamed | undefined>
}

/** Gives an article's text, wherever it may be had. */
export type Recall = (entry: Entry) => Promise<Unnamed | undefined>

/** The ids that articles had which are not their names, by digest. */
export type Own = ReadonlyMap<number, Identity>

/** Of a file that has been read. Portions are let go of as they have been gone through; `recall` has what they leave out. */
export function textsOf(portions: Portion[], own: Own, recall: Recall): Texts {
  let texts: readonly (Unnamed | null)[] | undefined
  let current: Portion | undefined
  let at = 0
  return {
    *entries() {
      for (current = portions.shift(); current; current = portions.shift()) {
        texts = undefined
        const { file, names, given, digests, lines } = current
        for (at = 0; at < names.length; at++) {
          const digest = digests[at] ?? 0
          yield {
            name: names[at] ?? "",
            given: given[at] === 1,
            own: own.get(digest),
            digest,
            line: lines[at] ?? 0,
            file,
          }
        }
      }
      texts = undefined
    },
    async text(entry) {
      texts ??= current && unpacked(current)
      return texts?.[at] ?? recall(entry)
    },
  }
}

/** Of a file that is as it was: what is known of it. */
export const textsIn = (ledger: Ledger, from: number, count: number, recall: Recall): Texts => ({
  entries: () => ledger.entries(from, count),
  text: recall,
})

/** Reads a file again when the first text of it is asked for. Articles that are other than they were are not given. */
export function createRecall(read: () => Promise<Portion[]>, breathe: Breather): Recall {
  let places: Map<number, { portion: Portion; at: number }> | undefined
  let last: { portion: Portion; texts: readonly (Unnamed | null)[] } | undefined

  async function placesOf(portions: readonly Portion[]) {
    const found = new Map<number, { portion: Portion; at: number }>()
    for (const portion of portions) {
      for (const [at, digest] of portion.digests.entries()) found.set(digest, { portion, at })
      await breathe()
    }
    return found
  }

  return async ({ digest }) => {
    places ??= await placesOf(await read())
    const place = places.get(digest)
    if (!place) return undefined
    const { portion, at } = place
    if (last?.portion !== portion) last = { portion, texts: unpacked(portion) }
    return last.texts[at] ?? undefined
  }
}

/** Of a file whose earlier version is served: nobody has its texts any more but whoever has taken them. */
export const forgotten: Recall = async () => undefined
