// What outlives a run, so that nothing is answered twice and no question is lost: as little as will do.

import type { CallbackQuery, Message, Update } from "grammy/types"
import type { Command } from "../../chat/command.js"
import { isCut } from "../../chat/wire.js"
import { LATE } from "./answers.js"
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
  before(): Promise<string[]>
  /** Notes that a question or a press is being worked on. Of what is overheard nothing is kept, not even that it was said. */
  begun(named: Named): void
  /** Resolves when all that has begun is on disk: only then may Telegram forget it. */
  written(): Promise<void>
  /** Notes that this one has been dealt with. */
  done(named: Named): Promise<void>
  /** How many of these the next run will go on with. */
  left(unfinished: readonly Named[]): number
  /** What the run before had begun and not done, unless nobody waits for it any more. */
  resume(): Promise<Named[]>
}

export interface KeepingOptions {
  me: Me
  commands: readonly Command[]
  /** Milliseconds since 1970. */
  now: () => number
}

export function createKeeping(kept: Kept | undefined, { me, commands, now }: KeepingOptions): Keeping {
  let written: Promise<void> = Promise.resolve()
  const asks = (message: Message | undefined): message is Message =>
    message !== undefined && readMessage(message, me, commands) !== undefined
  /** As little of an update as does the same in the next run; undefined where there is nothing to do. */
  function small({ update_id, message, edited_message: edited, callback_query: press }: Update): unknown {
    if (press) return { update_id, callback_query: bare(smallPress(press)) }
    // Which answer is to be changed is not known to the next run: what was corrected is asked anew.
    const question = message ?? (edited && { ...edited, date: edited.edit_date })
    return asks(question) ? { update_id, message: bare(smallMessage(question, me, commands)) } : undefined
  }
  return {
    before: async () => (await kept?.seen.latest()) ?? [],

    begun({ name, update }) {
      const value = kept && small(update)
      if (value !== undefined) written = kept?.unfinished.begin({ name, at: now(), value }) ?? written
    },

    written: () => written,

    async done({ name, update }) {
      if (small(update) === undefined && !update.my_chat_member) return
      await kept?.seen.add(name)
      await kept?.unfinished.end(name)
    },

    left: (unfinished) => (kept ? unfinished.filter(({ update }) => small(update) !== undefined).length : 0),

    async resume() {
      const [seen, tasks] = [new Set(await kept?.seen.latest()), (await kept?.unfinished.resume()) ?? []]
      const [open, closed] = [[] as Named[], [] as string[]]
      for (const { name, at, value } of tasks)
        if (hasUpdateId(value) && !seen.has(name) && now() - at < LATE) open.push({ name, update: value })
        else closed.push(name)
      for (const name of closed) await kept?.unfinished.end(name)
      return open
    },
  }
}

/** What is read of an update besides a message's contents. */
const READ = [
  ...["update_id", "message", "message_id", "date", "chat", "id", "type", "from", "is_bot", "language_code"],
  ...["sender_chat", "media_group_id", "message_thread_id", "is_topic_message", "text", "caption", "entities"],
  ...["caption_entities", "offset", "length", "user", "reply_to_message", "quote", "data", "via_bot", ...CONTENTS],
]

/** A value without anything that is not read: no names. */
const bare = (value: unknown): unknown => JSON.parse(JSON.stringify(value, READ))

/** A message with another's words only where they are what is asked about. */
function smallMessage(message: Message, me: Me, commands: readonly Command[]): unknown {
  const { reply_to_message: other, quote, ...alone } = message
  const contents = CONTENTS.filter((kind) => kind in message).map((kind) => [kind, {}])
  const small = { ...alone, ...Object.fromEntries(contents) }
  const asked = (each: Message) => JSON.stringify(readMessage(each, me, commands))
  if (asked(Object(small)) === asked(message)) return small
  const { message_id, from, text, caption } = other ?? {}
  const isOwn = from?.id === me.id
  return {
    ...small,
    ...(quote && { quote }),
    ...(other && { reply_to_message: { message_id, ...(isOwn ? { from } : { text: text ?? caption }) } }),
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
