// What outlives a run, so that nothing is answered twice and no question is lost: as little as will do.

import type { CallbackQuery, Message, Update } from "grammy/types"
import type { Command } from "../../chat/command.js"
import type { Log } from "../../chat/platform.js"
import { isCut } from "../../chat/wire.js"
import { within } from "../within.js"
import { LATE } from "./answers.js"
import * as say from "./operator.js"
import { CONTENTS, type Me, readMessage } from "./read.js"
import type { Named } from "./updates.js"

/** Where it is kept. */
export interface Kept {
  /** Which updates have been dealt with, by their names. */
  seen: { latest(): Promise<string[]>; add(name: string): Promise<void> }
  /** What is being worked on. */
  unfinished: {
    begin(task: Task): Promise<void>
    end(name: string): Promise<void>
    resume(): Promise<Task[]>
    again(name: string): Promise<void>
    rest(): Promise<void>
  }
}

interface Task {
  name: string
  /** Milliseconds since 1970. */
  at: number
  value: unknown
}

export interface Keeping {
  /** The names of the updates that an earlier run has dealt with. */
  before: readonly string[]
  /** What the run before had begun and not done, unless nobody waits for it any more. */
  left: readonly Named[]
  /** Notes that a question or a press is being worked on. Of what is overheard nothing is kept, not even that it was said. */
  begun(named: Named): void
  /** Notes that one which was left under this name is worked on again. */
  again(name: string): void
  /** Resolves when all that has begun is on disk: only then may Telegram forget it. Not waited for long: disks may hang. */
  written(): Promise<void>
  /** Notes that this one has been dealt with. */
  done(named: Named): Promise<void>
  /** Leaves these, where the next run can go on with them; resolves to how many they are. */
  leave(unfinished: readonly Named[]): Promise<number>
}

export interface KeepingOptions {
  me: Me
  commands: readonly Command[]
  /** Whether an edited message changes a question that has been answered. */
  corrects(message: Message): boolean
  /** Milliseconds since 1970. */
  now: () => number
  log: Log
}

/** What a disk may take to answer; after that it is told, and gone on without it. Milliseconds. */
const WRITE_MOST = 3_000

export async function createKeeping(
  kept: Kept | undefined,
  { me, commands, corrects, now, log }: KeepingOptions,
): Promise<Keeping> {
  let writing: Promise<void> = Promise.resolve()
  let isTold = false
  async function inTime<T>(pending: Promise<T>, otherwise: T): Promise<T> {
    const ready = await within(
      pending.then((value) => ({ value })),
      WRITE_MOST,
    )
    if (!ready && !isTold) log.warn(say.SLOW_DISK)
    isTold ||= !ready
    return ready ? ready.value : otherwise
  }

  /** As little of an update as does the same in the next run; undefined where there is nothing to do. */
  function small({ update_id, message, edited_message: edited, callback_query: press }: Update): unknown {
    if (press) return { update_id, callback_query: bare(smallPress(press)) }
    // Which answer is to be changed is not known to the next run: what was corrected is asked anew.
    const question = message ?? (edited && corrects(edited) ? { ...edited, date: edited.edit_date } : undefined)
    if (!question || readMessage(question, me, commands) === undefined) return undefined
    return { update_id, message: bare(smallMessage(question, me, commands)) }
  }

  const before = kept ? await inTime(kept.seen.latest(), []) : []
  const tasks = kept ? await inTime(kept.unfinished.resume(), []) : []
  const left: Named[] = []
  for (const { name, at, value } of tasks)
    if (isUpdate(value) && !before.includes(name) && Math.abs(now() - at) < LATE) left.push({ name, update: value })
    else await kept?.unfinished.end(name)
  /** Those that are on disk, and have not been dealt with. */
  const begun = new Set(left.map(({ name }) => name))

  return {
    before,
    left,

    begun({ name, update }) {
      const value = kept && small(update)
      if (!kept || value === undefined) return
      begun.add(name)
      writing = kept.unfinished.begin({ name, at: now(), value })
    },

    again: (name) => void kept?.unfinished.again(name),

    written: () => inTime(writing, undefined),

    async done({ name, update: { my_chat_member } }) {
      if (!kept || !(begun.delete(name) || my_chat_member)) return
      await kept.seen.add(name)
      await kept.unfinished.end(name)
    },

    async leave(unfinished) {
      if (kept) await inTime(kept.unfinished.rest(), undefined)
      return unfinished.filter(({ name }) => begun.has(name)).length
    },
  }
}

/** What is read of an update besides a message's contents. */
const READ = [
  ...["update_id", "message", "message_id", "date", "chat", "id", "type", "from", "is_bot", "language_code"],
  ...["sender_chat", "media_group_id", "message_thread_id", "is_topic_message", "text", "caption", "entities"],
  ...[
    "file_id",
    "file_name",
    "file_size",
    "caption_entities",
    "offset",
    "length",
    "user",
    "reply_to_message",
    "quote",
    "data",
    "via_bot",
    ...CONTENTS,
  ],
]

/** A value without anything that is not read: no names. */
const bare = (value: unknown): unknown => JSON.parse(JSON.stringify(value, READ))

/** A message with another's words only where they are what is asked about. */
function smallMessage(message: Message, me: Me, commands: readonly Command[]): unknown {
  const { reply_to_message: other, quote, ...alone } = message
  const isForFile = readMessage(message, me, commands)?.document !== undefined
  const contents = CONTENTS.filter((kind) => kind in message).map((kind) => [kind, isForFile ? alone.document : {}])
  const small = { ...alone, ...Object.fromEntries(contents) }
  const asked = (each: Message) => JSON.stringify(readMessage(each, me, commands))
  if (asked(Object(small)) === asked(message)) return small
  const { message_id, from, text, caption, document } = other ?? {}
  const isOwn = from?.id === me.id
  return {
    ...small,
    ...(quote && { quote }),
    ...(other && { reply_to_message: { message_id, ...(isOwn ? { from } : { text: text ?? caption, document }) } }),
  }
}

/** A press with the question that its message answers only where the button could not hold it whole. */
function smallPress({ id, data = "", from, message }: CallbackQuery): unknown {
  const { message_id, date, chat } = message ?? {}
  const { is_topic_message, message_thread_id, reply_to_message: question } = Object(message)
  const { text, caption, entities, caption_entities } = question ?? {}
  const words = isCut(data) ? { text, caption, entities, caption_entities } : {}
  const reply_to_message = question && { message_id: question.message_id, ...words }
  return {
    ...{ id, data, from },
    message: message && { message_id, date, chat, is_topic_message, message_thread_id, reply_to_message },
  }
}

/** What tells an update from anything else that may come; the rest of it is Telegram's word. */
export const hasUpdateId = (value: unknown): value is Update =>
  typeof value === "object" && value !== null && "update_id" in value && Number.isSafeInteger(value.update_id)

/** One that was kept, whatever may have been done to the file. */
const isUpdate = (value: unknown): value is Update => {
  if (!hasUpdateId(value)) return false
  const { message, callback_query: press } = value
  return message ? Number.isSafeInteger(message.chat?.id) : typeof press?.id === "string"
}
