// The updates that come in: each is taken once, and a shutdown can wait for those in work.

import { pause } from "./pause.js"

export interface Intake {
  /** Does the work unless this update was taken before. */
  take(updateId: number, work: () => Promise<void>): Promise<void>
  /** Resolves when nothing is in work any more, or after this many milliseconds. Never rejects. */
  settled(most: number): Promise<void>
  /** The update after the last one taken, as getUpdates wants it; undefined before the first. */
  readonly offset: number | undefined
}

/** Telegram repeats what was not confirmed, a batch of 100 at most; ids of ten batches are kept. */
const REMEMBERED = 1_000

export function createIntake(): Intake {
  const taken = new Set<number>()
  const inWork = new Set<Promise<void>>()
  let last: number | undefined
  return {
    async take(updateId, work) {
      if (taken.has(updateId)) return
      taken.add(updateId)
      last = Math.max(last ?? updateId, updateId)
      for (const oldest of taken) {
        if (taken.size <= REMEMBERED) break
        taken.delete(oldest)
      }
      const task = work()
      inWork.add(task)
      await task.finally(() => inWork.delete(task))
    },

    async settled(most) {
      const late = new AbortController()
      await Promise.race([Promise.allSettled(inWork), pause(most, late.signal)])
      late.abort()
    },

    get offset() {
      return last === undefined ? undefined : last + 1
    },
  }
}
