// The updates that come in: each is taken once, and a shutdown can wait for those in work and keep the rest.

import { createHash } from "node:crypto"
import type { Update } from "grammy/types"
import { within } from "../within.js"
import { Over } from "./client.js"

/** What is asked for, and no more: channel posts are not answered. */
export const UPDATES = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"] as const

/** An update and what it is called. */
export interface Named {
  name: string
  update: Update
}

export interface Intake {
  /** Does the work unless this update was taken before. Rejects with the work's error. */
  take(update: Update, work: () => Promise<void>): Promise<void>
  /** Says that this update, which is still to be taken, is an earlier run's, where it had this name. */
  adopt(named: Named): void
  /** What an earlier run called this update, if it is one of its. */
  adopted(update: Update): string | undefined
  /** Resolves when nothing is in work any more, or after this many milliseconds. Never rejects. */
  settled(most: number): Promise<void>
  /** What is still in work, or was cut short when it was over, in the order it came. */
  readonly unfinished: readonly Named[]
  /** The update after the last one taken, as getUpdates wants it; undefined before the first. */
  readonly offset: number | undefined
}

/** Telegram repeats what was not confirmed, a batch of 100 at most; ids of ten batches are kept. */
const REMEMBERED = 1_000

/**
 * An update's name: its number, and what it holds, as the numbers begin anew where a bot has been idle for a week
 * (core.telegram.org/bots/api#update).
 */
const nameOf = (update: Update): string =>
  `${update.update_id}.${createHash("sha256").update(JSON.stringify(update)).digest("base64url").slice(0, 12)}`

export interface IntakeOptions {
  /** The names of those dealt with by an earlier run. */
  before: readonly string[]
  /** Told of each that is taken, at once, but for those of an earlier run. */
  begun(named: Named): void
  /** Told of each that has been dealt with; what it does is waited for. */
  done(named: Named): Promise<void>
}

export function createIntake({ before, begun, done }: IntakeOptions): Intake {
  const earlier = new Set(before)
  const adopted = new WeakMap<Update, string>()
  const taken = new Set<number>()
  const inWork = new Map<Update, { name: string; task: Promise<void> }>()
  let last: number | undefined

  function remember(id: number): void {
    taken.add(id)
    for (const oldest of taken) {
      if (taken.size <= REMEMBERED) return
      taken.delete(oldest)
    }
  }

  /** What was cut short is not dealt with. */
  async function dealWith(named: Named, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Over)) await done(named)
      throw error
    }
    await done(named)
  }

  return {
    async take(update, work) {
      const { update_id: id } = update
      const own = adopted.get(update)
      const name = own ?? nameOf(update)
      if (own === undefined) last = id
      if (taken.has(id) || earlier.has(name)) return
      remember(id)
      if (own === undefined) begun({ name, update })
      const task = dealWith({ name, update }, work)
      inWork.set(update, { name, task })
      try {
        await task
        inWork.delete(update)
      } catch (error) {
        if (error instanceof Over) return
        inWork.delete(update)
        throw error
      }
    },

    adopt({ name, update }) {
      adopted.set(update, name)
    },

    adopted: (update) => adopted.get(update),

    async settled(most) {
      await within(Promise.allSettled([...inWork.values()].map(({ task }) => task)), most)
    },

    get unfinished() {
      return [...inWork].map(([update, { name }]) => ({ name, update }))
    },

    get offset() {
      return last === undefined ? undefined : last + 1
    },
  }
}
