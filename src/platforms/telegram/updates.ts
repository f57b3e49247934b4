// The updates that come in: each is taken once, and a shutdown can wait for those in work.

import { createHash } from "node:crypto"
import type { Update } from "grammy/types"
import { pause } from "./pause.js"

export interface Intake {
  /** Does the work unless this update was taken before. */
  take(update: Update, work: () => Promise<void>): Promise<void>
  /** Resolves when nothing is in work any more, or after this many milliseconds. Never rejects. */
  settled(most: number): Promise<void>
  /** What is still in work, in the order it came. */
  readonly unfinished: readonly Update[]
  /** The update after the last one taken, as getUpdates wants it; undefined before the first. */
  readonly offset: number | undefined
}

/** Telegram repeats what was not confirmed, a batch of 100 at most; ids of ten batches are kept. */
const REMEMBERED = 1_000

/** What outlives a run, so that nothing is answered twice and nothing is lost. */
export interface Kept {
  /** Which updates have been dealt with. */
  seen: { latest(): Promise<string[]>; add(name: string): Promise<void> }
  /** What a stop left unanswered. */
  unfinished: { leave(values: readonly unknown[]): Promise<void>; resume(): Promise<unknown[]> }
}

/**
 * An update's name: its number, and what it holds, as the numbers begin anew where a bot has been idle for a week
 * (core.telegram.org/bots/api#update).
 */
const nameOf = (update: Update): string =>
  `${update.update_id}.${createHash("sha256").update(JSON.stringify(update)).digest("base64url").slice(0, 12)}`

/** `before` are the names of those dealt with by an earlier run; `done` is told of each that is dealt with now. */
export function createIntake(
  before: readonly string[] = [],
  done: (update: Update, name: string) => unknown = () => undefined,
): Intake {
  const earlier = new Set(before)
  const taken = new Set<number>()
  const inWork = new Map<Update, Promise<void>>()
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
      const task = work().finally(() => done(update, name))
      inWork.set(update, task)
      await task.finally(() => inWork.delete(update))
    },

    async settled(most) {
      const late = new AbortController()
      await Promise.race([Promise.allSettled(inWork.values()), pause(most, late.signal)])
      late.abort()
    },

    get unfinished() {
      return [...inWork.keys()]
    },

    get offset() {
      return last === undefined ? undefined : last + 1
    },
  }
}

/** What is read of a message's update. Nothing else of one that is left unanswered goes to disk: no names. */
const READ = [
  ...["update_id", "message", "edited_message", "message_id", "date", "edit_date", "chat", "id", "type", "from"],
  ...["is_bot", "language_code", "sender_chat", "is_automatic_forward", "message_thread_id", "is_topic_message"],
  ...["text", "caption", "entities", "caption_entities", "offset", "length", "user", "reply_to_message"],
  ...["forum_topic_created", "quote"],
]

/** Updates as they are left for the next run. */
export const spared = (updates: readonly Update[]): unknown[] => JSON.parse(JSON.stringify(updates, READ))

/** Whether a value from the disk is an update. */
export const isUpdate = (value: unknown): value is Update =>
  typeof value === "object" && value !== null && "update_id" in value && Number.isSafeInteger(value.update_id)
