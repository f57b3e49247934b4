// Feeds are read in a thread of their own: one that would take for ever, or all memory, costs itself alone.

import { createThread, type Thread, type ThreadOptions } from "../isolation.js"
import type { Download, FeedRead } from "./read-feed.js"

/** One feed may take this long, and so much of the heap: one of 22 MB, 5,000 articles, took four seconds. Milliseconds, megabytes. */
const LIMITS = { most: 20_000, heap: 512 }

/** Reads feeds in a thread, one after the other; it ends by itself when there is none left to read. */
export function createFeedThread({
  program = new URL("./worker.js", import.meta.url),
  ...limits
}: Partial<ThreadOptions> = {}): (download: Download) => Promise<FeedRead> {
  const thread: Thread<Download, FeedRead> = createThread({ program, ...LIMITS, ...limits })
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  return (download) => {
    waiting++
    const read = last.then(() => thread.ask(download))
    last = read.catch(() => undefined).then(() => (--waiting === 0 ? thread.close() : undefined))
    return read
  }
}
