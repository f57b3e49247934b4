// Merges large segments in a thread of their own. What it makes is in memory that threads share: no segment is copied
// between them.

import { once } from "node:events"
import { Worker } from "node:worker_threads"
import type { Merger } from "./levels.js"
import type { Living, Segment } from "./segment.js"

/** Fewer paragraphs are merged in a few milliseconds, also by a program that has merged nothing before. */
const FROM = 64
/** A thread that has nothing to do goes. Milliseconds. */
const IDLE = 30_000

export interface MergeThread extends Merger {
  /** Ends the thread. A merge that is underway rejects. */
  close(): Promise<void>
}

/** The thread is started when it is first needed; the program is the one built. */
export function createMergeThread(program: URL = new URL("./merge-thread.js", import.meta.url)): MergeThread {
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined

  async function close(): Promise<void> {
    clearTimeout(idle)
    const ending = thread
    thread = undefined
    await ending?.terminate()
  }

  return {
    from: FROM,
    async merge(parts: readonly Living[]): Promise<Segment> {
      clearTimeout(idle)
      thread ??= new Worker(program)
      // What is merged keeps the program from nothing: the index is whole without.
      thread.unref()
      const own = thread
      const over = new AbortController()
      try {
        own.postMessage(parts)
        const ended = once(own, "exit", { signal: over.signal }).then(() => {
          throw new Error("the thread that merges has ended")
        })
        const [merged] = await Promise.race([once(own, "message", { signal: over.signal }), ended])
        return merged
      } catch (error) {
        thread = undefined
        throw error
      } finally {
        over.abort()
        idle = setTimeout(() => void close(), IDLE).unref()
      }
    },
    close,
  }
}
