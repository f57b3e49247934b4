// From an event of the gateway to the chat and back: which call it is, and how its reply is sent.

import {
  type APIInteraction,
  type APIMessageComponentInteraction,
  ComponentType,
  type GatewayMessageCreateDispatchData,
  InteractionType,
  MessageFlags,
} from "discord-api-types/v10"
import type { Chat } from "../../chat/chat.js"
import type { Asker, Call, Suggestion } from "../../chat/command.js"
import { cutText } from "../../chat/excerpt.js"
import type { Log } from "../../chat/platform.js"
import type { Reply } from "../../chat/reply.js"
import { completeCall } from "../../chat/wire.js"
import { words } from "../../chat/words/words.js"
import { graphemeBoundary } from "../../text/sentences.js"
import { createAnswers, type Rest, type Turn } from "./answer.js"
import { decodeId } from "./custom-id.js"
import { askerOf, isOnlyForAsker, readCommand, readMessage, readTyped, type Sent } from "./read.js"
import { render } from "./render.js"

/** The bot in conversation. Each method resolves when its event has been dealt with, and never rejects. */
export interface Conversation {
  interaction(interaction: APIInteraction): Promise<void>
  /** `guildLocale` is the language set for the message's server, where known. */
  message(message: GatewayMessageCreateDispatchData, me: string, guildLocale: string | undefined): Promise<void>
}

export function createConversation(chat: Chat, rest: Rest, log: Log): Conversation {
  const answers = createAnswers(rest, (reply) => render(reply, chat.commands), log)
  const answered = createMemory()

  const call = (sent: Sent, from: Asker) => chat.handle({ ...sent, from })

  async function component(interaction: APIMessageComponentInteraction, from: Asker, turn: Turn): Promise<void> {
    const { data, message } = interaction
    const id = data.component_type === ComponentType.StringSelect ? data.values[0] : data.custom_id
    const found = decodeId(id ?? "", chat.commands)
    if (!found) {
      const expired = { kind: "paragraph" as const, spans: [words(from.locale).expired] }
      await answers.respond(turn, Promise.resolve({ blocks: [expired], private: true }))
      return
    }
    const sent = completeCall(found.call, answered.get(message.id))
    if (found.aside) {
      await answers.respond({ ...turn, aside: true }, hidden(call(sent, from)))
      return
    }
    // What comes of a message that only the asker sees is for nobody else either.
    const aside = found.fresh && ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0
    const pending = aside ? hidden(call(sent, from)) : call(sent, from)
    const reply = await answers.respond({ ...turn, inPlace: !found.fresh, aside }, pending)
    answered.set(reply ?? (found.fresh ? undefined : message.id), sent)
  }

  return {
    async interaction(interaction) {
      if (interaction.type === InteractionType.Ping) return
      const from = askerOf({ ...interaction, channel_id: interaction.channel?.id })
      const { id, token, application_id } = interaction
      const turn: Turn = { id, token, application_id, locale: from.locale, inPlace: false, aside: false }
      if (interaction.type === InteractionType.MessageComponent) return component(interaction, from, turn)
      if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
        const suggestions = chat.suggest(interaction.data.name, readTyped(interaction), from)
        return answers.complete(turn, suggestions.then(choices))
      }
      const sent =
        interaction.type === InteractionType.ApplicationCommand ? readCommand(interaction, chat.commands) : undefined
      if (!sent) return log.warn(`收到一次不认识的互动（类型 ${interaction.type}），没有回答。`)
      const aside = interaction.type === InteractionType.ApplicationCommand && isOnlyForAsker(interaction)
      const reply = aside ? hidden(call(sent, from)) : call(sent, from)
      answered.set(await answers.respond({ ...turn, aside }, reply), sent)
    },

    async message(message, me, guildLocale) {
      const sent = readMessage(message, me, chat.commands)
      if (!sent) return
      const from = askerOf({ channel_id: message.channel_id, guild_locale: guildLocale })
      answered.set(await answers.reply(message, call(sent, from)), sent)
    },
  }
}

/** A reply that only the asker sees. */
const hidden = (pending: Promise<Reply>): Promise<Reply> => pending.then((reply) => ({ ...reply, private: true }))

/** Discord: autocomplete 25 choices, name and value 1–100 characters. */
const MOST_CHOICES = 25
const MOST_CHOICE = 100

function choices(suggestions: readonly Suggestion[]): { name: string; value: string }[] {
  return suggestions
    .map(({ label, value }) => ({
      name: cutText(label, MOST_CHOICE).toWellFormed(),
      value: value.slice(0, graphemeBoundary(value, MOST_CHOICE)).toWellFormed(),
    }))
    .filter(({ name, value }) => name.trim() !== "" && value.trim() !== "")
    .slice(0, MOST_CHOICES)
}

/** How many messages' calls are remembered, to put back what did not fit on their buttons. */
const REMEMBERED = 1_000

/** The calls that the latest messages answered, by message. */
function createMemory() {
  const calls = new Map<string, Pick<Call, "command" | "args">>()
  return {
    get: (message: string) => calls.get(message),
    set(message: string | undefined, sent: Sent): void {
      if (message === undefined) return
      calls.delete(message)
      calls.set(message, sent)
      for (const oldest of calls.keys()) if (calls.size > REMEMBERED) calls.delete(oldest)
    },
  }
}
