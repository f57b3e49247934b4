// The updates that come in: each is taken once, and a shutdown can wait for those in work.

import { createHash } from "node:crypto"
import { pause } from "./pause.js"

export interface Intake {
  /** Does the work unless this update was taken before. */
  take(update: { update_id: number }, work: () => Promise<void>): Promise<void>
  /** Resolves when nothing is in work any more, or after this many milliseconds. Never rejects. */
  settled(most: number): Promise<void>
  /** The update after the last one taken, as getUpdates wants it; undefined before the first. */
  readonly offset: number | undefined
}

/** Telegram repeats what was not confirmed, a batch of 100 at most; ids of ten batches are kept. */
const REMEMBERED = 1_000

/** Where it is kept which updates have been dealt with, so that a crash does not have them answered again. */
export interface Seen {
  latest(): Promise<string[]>
  add(update: string): Promise<void>
}

/**
 * An update's name: its number, and what it holds, as the numbers begin anew where a bot has been idle for a week
 * (core.telegram.org/bots/api#update).
 */
const nameOf = (update: { update_id: number }): string =>
  `${update.update_id}.${createHash("sha256").update(JSON.stringify(update)).digest("base64url").slice(0, 12)}`

/** `before` are those dealt with by an earlier run; `done` is told of each that is dealt with now. */
export function createIntake(
  before: readonly string[] = [],
  done: (name: string) => unknown = () => undefined,
): Intake {
  const earlier = new Set(before)
  const taken = new Set<number>()
  const inWork = new Set<Promise<void>>()
  let last: number | undefined
  return {
    async take(update, work) {
      const { update_id: updateId } = update
      const name = nameOf(update)
      if (taken.has(updateId) || earlier.has(name)) return
      taken.add(updateId)
      last = Math.max(last ?? updateId, updateId)
      for (const oldest of taken) {
        if (taken.size <= REMEMBERED) break
        taken.delete(oldest)
      }
      const task = work().finally(() => done(name))
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
