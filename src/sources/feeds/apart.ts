// Feeds are read in a process of their own: one that would take for ever, or all memory, costs itself alone.

import { type Apart, type ApartOptions, createApart } from "../isolation.js"
import type { Download, FeedRead } from "./read-feed.js"

/** One feed may take this long, and so much memory: one of 22 MB, 5,000 articles, took four seconds. Milliseconds, megabytes. */
const LIMITS = { most: 20_000, memory: 512 }

/** Reads feeds in a process, one after the other; it ends by itself when there is none left to read. */
export function createFeedReader({
  program = new URL("./worker.js", import.meta.url),
  ...limits
}: Partial<ApartOptions> = {}): (download: Download) => Promise<FeedRead> {
  const apart: Apart<Download, FeedRead> = createApart({ program, ...LIMITS, ...limits })
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  return (download) => {
    waiting++
    const read = last.then(async () => (await apart.ask(download)).result)
    last = read.catch(() => undefined).then(() => (--waiting === 0 ? apart.close() : undefined))
    return read
  }
}
