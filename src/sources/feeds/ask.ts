// Asks one feed for what is new and keeps what it has; and remembers when to ask it again.

import { Damaged } from "../reader.js"
import { download, type Fetch, type Response } from "./download.js"
import {
  DamagedKept,
  type Kept,
  merged,
  polledAt,
  readKeptFile,
  type Standing,
  setAside,
  touchKept,
  writeKept,
} from "./kept.js"
import type { Download, FeedRead } from "./read-feed.js"
import * as say from "./say.js"
import { spread, waitAfter, waitAfterFailure } from "./schedule.js"

/** Lines for the operator. */
export interface FeedLog {
  info(message: string): void
  warn(message: string, cause?: unknown): void
  error(message: string, cause?: unknown): void
}

export interface AskOptions {
  /** Where what is kept of feeds is. */
  folder: string
  /** Of the program, for the feeds' servers to see. */
  version: string
  fetch: Fetch
  /** Milliseconds since 1970. */
  now(): number
  log: FeedLog
  /** So many articles of a feed are new, or not as they were, and on disk. */
  changed(address: string, articles: number): void
  /** Reads what was downloaded, in a process where it can do no harm; without it, here. */
  read?(download: Download): Promise<FeedRead>
  /** What one request may take. Milliseconds. */
  timeout?: number
}

/** What came of it: how many items are kept now, and how many of them are new or not as they were. */
export type Asked = { kept: number; changed: number } | { trouble: say.Trouble }

export interface Feeds {
  /** Asks one feed now, and keeps what it has. Rejects only where the signal aborts, or on a bug. */
  ask(address: string, signal: AbortSignal): Promise<Asked>
  /** When it is to be asked next, milliseconds since 1970; never where it is gone; at once where that cannot be known. */
  due(address: string): Promise<number>
  /** Those that are not listed any more are forgotten, but for what is on disk. */
  forgetAllBut(listed: readonly string[]): void
}

/** A feed while the program runs. */
interface Feed {
  etag?: string | undefined
  lastModified?: string | undefined
  /** From a poll to the next, as it is kept. Milliseconds. */
  wait?: number | undefined
  /** How many items are kept. */
  items: number
  due: number
  /** In a row. */
  failures: number
}

type Changed = Extract<Response, { kind: "changed" }>

const TIMEOUT = 30_000
const GONE = 410

export function createFeeds(options: AskOptions): Feeds {
  const { folder, version, fetch, now, log, changed, read = readHere, timeout = TIMEOUT } = options
  const feeds = new Map<string, Feed>()

  /** A feed as it was left, by an earlier run too. */
  async function feedOf(address: string): Promise<Feed> {
    const known = feeds.get(address)
    if (known) return known
    const kept = await keptOf(address)
    // A clock that has been put right may have been ahead.
    const polled = Math.min((await polledAt(folder, address)) ?? 0, now())
    const { etag, lastModified, wait, items = [] } = kept ?? {}
    const feed = { etag, lastModified, wait, items: items.length, failures: 0, due: polled + (wait ?? 0) }
    feeds.set(address, feed)
    return feed
  }

  /** What is kept; a file that is damaged is put aside, and it begins anew. */
  async function keptOf(address: string): Promise<Kept | undefined> {
    try {
      return await readKeptFile(folder, address)
    } catch (error) {
      if (!(error instanceof DamagedKept)) throw error
      log.warn(say.setAside(address, await setAside(folder, address)))
      return undefined
    }
  }

  function failed(feed: Feed | undefined, trouble: say.Trouble, retryAfter?: number): Asked {
    if (!feed) return { trouble }
    feed.failures++
    const isGone = trouble.kind === "status" && trouble.status === GONE
    feed.due = isGone ? Number.POSITIVE_INFINITY : now() + waitAfterFailure(feed.failures, retryAfter)
    return { trouble }
  }

  async function unchanged(address: string, feed: Feed): Promise<Asked> {
    const isThere = await touchKept(folder, address, now())
    const isAwaited = feed.etag !== undefined || feed.lastModified !== undefined
    feed.failures = 0
    feed.due = now() + (feed.wait ?? spread(waitAfter({}), address))
    // Somebody has taken the file away: all that the feed shows is asked for again.
    if (!isThere && isAwaited) Object.assign(feed, { etag: undefined, lastModified: undefined, items: 0, due: now() })
    return { kept: feed.items, changed: 0 }
  }

  async function taken(address: string, feed: Feed, response: Changed, signal: AbortSignal): Promise<Asked> {
    const found = await whatIsIn(response, read, signal)
    if ("kind" in found) return failed(feed, found)
    const before = await keptOf(address)
    const { items, changed: articles } = merged(before?.items ?? [], found.items)
    const { etag, lastModified } = response
    const wait = spread(waitAfter({ ...found, ...response }), address)
    const standing = { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }), wait }
    if (before && articles === 0 && isSame(before, standing)) await touchKept(folder, address, now())
    else await writeKept(folder, { address, ...standing, items }, now())
    feeds.set(address, { etag, lastModified, wait, items: items.length, failures: 0, due: now() + wait })
    if (articles > 0 && found.unread > 0) log.warn(say.unread(address, found.unread))
    if (articles > 0) changed(address, articles)
    return { kept: items.length, changed: articles }
  }

  return {
    async ask(address, signal) {
      try {
        const feed = await feedOf(address)
        const { etag, lastModified } = feed
        const userAgent = `wenbao/${version} (+rss)`
        const response = await download(fetch, { address, etag, lastModified, userAgent, timeout, now: now(), signal })
        if (response.kind === "failed") return failed(feed, response.failure, response.retryAfter)
        if (response.kind === "unchanged") return await unchanged(address, feed)
        return await taken(address, feed, response, signal)
      } catch (error) {
        // Nothing of the response is remembered then: it is asked for again.
        const code = isOfDisk(error) ? error.code : undefined
        const asked = failed(feeds.get(address), { kind: "unwritten", folder, code: code ?? "" })
        if (code === undefined) throw error
        return asked
      }
    },

    async due(address) {
      try {
        return (await feedOf(address)).due
      } catch (error) {
        if (!isOfDisk(error)) throw error
        return 0
      }
    },

    forgetAllBut(listed) {
      const kept = new Set(listed)
      for (const address of feeds.keys()) if (!kept.has(address)) feeds.delete(address)
    },
  }
}

/** The parsers are loaded only where there is a feed. */
const readHere = async (download: Download): Promise<FeedRead> => (await import("./read-feed.js")).readFeed(download)

/** What a response holds, or why it is of no use: whatever a feed makes the parser do is the feed's fault. */
async function whatIsIn(
  response: Changed,
  read: NonNullable<AskOptions["read"]>,
  signal: AbortSignal,
): Promise<FeedRead | Extract<say.Trouble, { kind: "unusable" }>> {
  try {
    return await unlessAborted(read(response), signal)
  } catch (error) {
    signal.throwIfAborted()
    return { kind: "unusable", reason: error instanceof Damaged ? error.message : String(error) }
  }
}

function unlessAborted<Result>(pending: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener("abort", abort)
    pending.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort))
  })
}

const isSame = (kept: Kept, { etag, lastModified, wait }: Standing): boolean =>
  kept.etag === etag && kept.lastModified === lastModified && kept.wait === wait

const isOfDisk = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string"
