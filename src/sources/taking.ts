// One look's articles named, compared with what is served, and given to whoever serves them, some at a time.

import type { Article } from "../library/article.js"
import type { Fault } from "../library/fault.js"
import type { Breather } from "../library/steps.js"
import { createIdentifier, type Identity, keyOf } from "./identify.js"
import { type Entry, Ledger } from "./ledger.js"
import { lengthOf, PORTION, type Unnamed, wordsOf } from "./portion.js"
import type { Texts } from "./texts.js"

/** Articles that are new or other than before, which replace those of the same id, and ids of those that are gone. */
export interface Change {
  added: Article[]
  removed: string[]
}

/** Resolves when a change is served. */
export type Take = (change: Change) => Promise<void>

/** How many articles are new or other than before, how many of them are not new, and how many are gone. */
export interface Counts {
  added: number
  changed: number
  removed: number
}

/** What a file has come to: its rows in the ledger, and how many of its articles are served. */
export interface Shelved {
  from: number
  count: number
  articles: number
}

export interface TakingOptions {
  /** The digests of what is served, by id; kept right. One that may be half served has none that an article has. */
  served: Map<string, number>
  take: Take
  breathe: Breather
  /** Cuts it short between two changes. */
  signal?: AbortSignal | undefined
}

export interface Taking {
  /** The articles so far. */
  readonly ledger: Ledger
  readonly counts: Counts
  /** Articles whose id another one has. */
  readonly doubles: readonly Fault[]
  /**
   * Takes a file's articles; files come in the order of their names. `settle` is called when all of them are served, and
   * `passed` as they go by with how many have. Rejects where the change is not taken, or the signal has aborted.
   */
  shelve(texts: Texts, settle: (shelved: Shelved) => void, passed?: (entries: number) => void): Promise<void>
  /** Takes what is left, and takes out what no file has any more. */
  finish(): Promise<void>
}

/** Of what is being taken: no digest is negative. */
const UNSURE = -1
/** Ids that are taken out at once. */
const GONE_AT_ONCE = 500

export function createTaking({ served, take, breathe, signal }: TakingOptions): Taking {
  const ledger = new Ledger()
  const identifier = createIdentifier()
  const counts: Counts = { added: 0, changed: 0, removed: 0 }
  const doubles: Fault[] = []
  let added: Article[] = []
  let digests: number[] = []
  let size = 0
  /** What to do when all that has been added is served. */
  let settling: (() => void)[] = []

  async function flush(): Promise<void> {
    const [articles, own, settled] = [added, digests, settling]
    added = []
    digests = []
    settling = []
    size = 0
    if (articles.length > 0) {
      signal?.throwIfAborted()
      const changed = articles.filter(({ id }) => served.has(id)).length
      for (const { id } of articles) served.set(id, UNSURE)
      await take({ added: articles, removed: [] })
      for (const [i, { id }] of articles.entries()) served.set(id, own[i] ?? UNSURE)
      counts.added += articles.length
      counts.changed += changed
    }
    for (const settle of settled) settle()
  }

  /** The id that an article keeps whose text cannot be had: another would have to be served by it. */
  function kept({ name, own, digest }: Entry): Identity | undefined {
    const { id, again } = own ?? { id: name, again: 0 }
    return served.get(id) === digest && identifier.claim(id) ? { id, again } : undefined
  }

  /** The identity of an article, whose text is added where it is not served as it is; undefined where it cannot be served. */
  async function placed(entry: Entry, texts: Texts): Promise<Identity | "double" | undefined> {
    const identity = identifier.identify(entry)
    if (identity === "double" || (identity && served.get(identity.id) === entry.digest)) return identity
    const article = await texts.text(entry)
    if (!article) {
      if (identity) identifier.release(identity.id)
      return kept(entry)
    }
    const named = identity ?? identifier.identify(entry, wordsOf(article))
    const isOther = named && named !== "double" && served.get(named.id) !== entry.digest
    if (isOther) add(article, named.id, entry)
    return named
  }

  function add({ id: given, ...article }: Unnamed, id: string, { digest }: Entry): void {
    added.push({ ...article, id, key: given === undefined ? id : keyOf(id) })
    digests.push(digest)
    size += lengthOf(article)
  }

  return {
    ledger,
    counts,
    doubles,

    async shelve(texts, settle, passed) {
      // Whoever is to stop does so here: what kept a file from being read then is no fault of the file.
      await breathe()
      const from = ledger.size
      let articles = 0
      for (const entry of texts.entries()) {
        const identity = await placed(entry, texts)
        if (identity === "double")
          doubles.push({ kind: "duplicate-id", file: entry.file, line: entry.line, id: entry.name })
        else if (identity) articles++
        ledger.add(identity && identity !== "double" ? { ...entry, own: identity } : entry)
        if (size >= PORTION) {
          await flush()
          passed?.(ledger.size - from)
        }
        await breathe()
      }
      const shelved = { from, count: ledger.size - from, articles }
      settling.push(() => settle(shelved))
      // Nothing of it, nor of those before, waits to be served.
      if (added.length === 0) await flush()
    },

    async finish() {
      await flush()
      let gone: string[] = []
      const takeOut = async () => {
        signal?.throwIfAborted()
        const removed = gone
        gone = []
        await take({ added: [], removed })
        for (const id of removed) served.delete(id)
        counts.removed += removed.length
      }
      for (const id of served.keys()) {
        if (!identifier.has(id)) gone.push(id)
        if (gone.length >= GONE_AT_ONCE) await takeOut()
        await breathe()
      }
      if (gone.length > 0) await takeOut()
    },
  }
}
