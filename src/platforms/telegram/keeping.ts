// What outlives a run, so that nothing is answered twice and no question is lost: as little as will do.

import type { Message, Update } from "grammy/types"
import type { Command } from "../../chat/command.js"
import { CONTENTS, type Me, readMessage } from "./read.js"
import type { Named } from "./updates.js"

/** Where it is kept. */
export interface Kept {
  /** Which updates have been dealt with, by their names. */
  seen: { latest(): Promise<string[]>; add(name: string): Promise<void> }
  /** What a stop left unanswered. */
  unfinished: { leave(values: readonly unknown[]): Promise<void>; resume(): Promise<unknown[]> }
}

export interface Keeping {
  /** The names of the updates that an earlier run has dealt with. */
  before(): Promise<string[]>
  /** Notes that this one has been dealt with. */
  done(dealtWith: Named): Promise<void>
  /** Leaves the questions among these for the next run. A press is not left: its reader presses again. */
  leave(unfinished: readonly Named[]): Promise<void>
  /** The questions that the run before left. */
  resume(): Promise<Named[]>
}

export function createKeeping(kept: Kept | undefined, me: Me, commands: readonly Command[]): Keeping {
  const asks = (message: Message | undefined) =>
    message !== undefined && readMessage(message, me, commands) !== undefined
  return {
    before: async () => (await kept?.seen.latest()) ?? [],

    async done({ name, update: { message, edited_message, callback_query, my_chat_member } }) {
      // Of what is overheard nothing is kept, not even that it was said.
      if (asks(message) || asks(edited_message) || callback_query || my_chat_member) await kept?.seen.add(name)
    },

    async leave(unfinished) {
      const questions = unfinished.flatMap(({ name, update: { update_id, message, edited_message: edited } }) => {
        // The answer to a question that was changed is not known to the next run: the question is asked anew.
        const question = message ?? (edited && { ...edited, date: edited.edit_date })
        return question && asks(question)
          ? [{ name, update: { update_id, message: bare(question, me, commands) } }]
          : []
      })
      await kept?.unfinished.leave(questions)
    },

    resume: async () => ((await kept?.unfinished.resume()) ?? []).filter(isNamed),
  }
}

/** What is read of a message besides its contents. */
const READ = [
  ...["message_id", "date", "chat", "id", "type", "from", "is_bot", "language_code", "sender_chat", "media_group_id"],
  ...["message_thread_id", "is_topic_message", "text", "caption", "entities", "caption_entities", "offset", "length"],
  ...["user", "reply_to_message", "quote"],
]

/** As little of a message as reads the same: no names, and another's words only where they are what is asked about. */
function bare(message: Message, me: Me, commands: readonly Command[]): unknown {
  const { reply_to_message: other, quote, ...alone } = message
  const asked = (each: Message) => JSON.stringify(readMessage(each, me, commands))
  const contents = CONTENTS.filter((kind) => kind in message).map((kind) => [kind, {}])
  const small = { ...alone, ...Object.fromEntries(contents) }
  const isOwn = other?.from?.id === me.id
  const { message_id, from, text, caption } = other ?? {}
  const whole = {
    ...small,
    ...(quote && { quote }),
    reply_to_message: { message_id, ...(isOwn ? { from } : { text: text ?? caption }) },
  }
  const needed = asked(Object(small)) === asked(message) ? small : whole
  return JSON.parse(JSON.stringify(needed, [...READ, ...CONTENTS]))
}

const isNamed = (value: unknown): value is Named =>
  typeof value === "object" &&
  value !== null &&
  "name" in value &&
  typeof value.name === "string" &&
  "update" in value &&
  hasUpdateId(value.update)

/** What tells an update from anything else that may come; the rest of it is Telegram's word. */
export const hasUpdateId = (value: unknown): value is Update =>
  typeof value === "object" && value !== null && "update_id" in value && Number.isSafeInteger(value.update_id)
