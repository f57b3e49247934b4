// From an event of the gateway to the chat and back: which call it is, and how its reply is sent.

import {
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  ComponentType,
  type GatewayMessageCreateDispatchData,
  InteractionContextType,
  InteractionType,
  MessageFlags,
} from "discord-api-types/v10"
import type { Chat } from "../../chat/chat.js"
import type { Asker, Locale, SentFile, Suggestion } from "../../chat/command.js"
import { cutText } from "../../chat/excerpt.js"
import type { Pace, Paces } from "../../chat/pace.js"
import { createRecent } from "../../chat/recent.js"
import type { Block, Reply } from "../../chat/reply.js"
import { completeCall } from "../../chat/wire.js"
import { words } from "../../chat/words/words.js"
import { graphemeBoundary } from "../../text/sentences.js"
import { download } from "../download.js"
import type { ProxyFor } from "../proxy.js"
import { type Address, type AnswersOptions, createAnswers, linkTo, type Turn } from "./answer.js"
import { decodeId } from "./custom-id.js"
import {
  askedAbout,
  askerOf,
  calledOf,
  isOnlyForAsker,
  type Known,
  readCommand,
  readMessage,
  readTyped,
  type Sent,
} from "./read.js"
import { render } from "./render.js"

/** The bot in conversation. Each method resolves when its event has been dealt with, and never rejects. */
export interface Conversation {
  interaction(interaction: APIInteraction): Promise<void>
  /** `guildLocale` is the language set for the message's server, where known. */
  message(message: GatewayMessageCreateDispatchData, me: string, guildLocale: string | undefined): Promise<void>
  /** From now on whoever asks is told that the bot is leaving. */
  leave(): void
  /** Tells so wherever an answer is still waited for. */
  excuse(): void
}

export interface ConversationOptions extends Omit<AnswersOptions, "render"> {
  paces: Paces
  proxyFor: ProxyFor
}

export function createConversation(chat: Chat, options: ConversationOptions): Conversation {
  const { paces } = options
  const answers = createAnswers({ ...options, render: (reply) => render(reply, chat.commands) })
  /** The calls that the latest messages answered, by message. */
  const answered = createRecent<Sent>(REMEMBERED)
  const remember = (message: string | undefined, sent: Sent) => {
    if (message !== undefined) answered.set(message, sent)
  }
  let leaving = false

  const calling =
    ({ attachment, ...call }: Sent) =>
    (from: Asker) =>
      chat.handle({ ...call, from, ...(attachment && { file: fileOf(attachment, options.proxyFor) }) })

  /** Answers a command or a button as fast as its reader and its channel may go. */
  async function ask(turn: Turn, reply: Calling, from: Known, pace: Pace): Promise<string | undefined> {
    const { locale } = turn
    if (isHeld(pace)) return answers.respond({ ...turn, aside: true }, hidden(heldReply(pace, locale)))
    if (pace === "hushed") return answers.respond({ ...turn, aside: true }, hushed(reply(inPrivate(from)), locale))
    return answers.respond(turn, turn.aside ? hidden(reply(inPrivate(from))) : reply(from))
  }

  async function component(interaction: APIMessageComponentInteraction, from: Known, turn: Turn) {
    const { data, message } = interaction
    const id = data.component_type === ComponentType.StringSelect ? data.values[0] : data.custom_id
    const found = decodeId(id ?? "", chat.commands)
    if (!found) return unknown(turn)
    const sent = completeCall(found.call, answered.get(message.id))
    // What comes of a message that only the asker sees is for nobody else either.
    const isHidden = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0
    const aside = found.aside || (found.fresh && isHidden)
    const isNew = found.fresh && !aside
    const pace = isNew && !isAlone(interaction) ? paces.ask(from.reader, from.conversation) : paces.press(from.reader)
    const inPlace = !found.fresh && !found.aside && pace === "open"
    const reply: Calling = (asker) => calling(sent)(isHidden ? inPrivate(from) : asker)
    const shown = await ask({ ...turn, inPlace, aside }, reply, from, pace)
    if (!found.aside && !isHeld(pace)) remember(shown ?? (found.fresh ? undefined : message.id), sent)
  }

  /** What an earlier version or somebody else has registered. */
  async function unknown(turn: Turn): Promise<void> {
    await answers.respond({ ...turn, aside: true }, hidden(said(words(turn.locale).expired)))
  }

  /** A command that was typed, or chosen in the menu of a message. */
  async function command(interaction: APIApplicationCommandInteraction, from: Known, turn: Turn) {
    const sent = readCommand(interaction, chat.commands)
    if (!sent) return unknown(turn)
    const isForOwners = chat.commands.some(({ name, audience }) => name === sent.command && audience === "owners")
    const aside = isForOwners || isOnlyForAsker(interaction)
    const isSpared = aside || isAlone(interaction)
    const pace = isSpared ? paces.press(from.reader) : paces.ask(from.reader, from.conversation)
    const about = askedAbout(interaction)
    const reply = about ? aboutMessage(calling(sent), sent, about, from.locale) : calling(sent)
    const message = await ask({ ...turn, aside }, reply, from, pace)
    if (!isHeld(pace)) remember(message, sent)
  }

  return {
    async interaction(interaction) {
      if (interaction.type === InteractionType.Ping) return
      const user = interaction.member?.user.id ?? interaction.user?.id ?? ""
      const permissions = interaction.member?.permissions
      const alone = isAlone(interaction)
      const from = askerOf({ ...interaction, channel_id: interaction.channel?.id, permissions, alone, user })
      const { id, token, application_id } = interaction
      const turn: Turn = { id, token, application_id, locale: from.locale, inPlace: false, aside: false }
      if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
        const suggestions = leaving
          ? Promise.resolve([])
          : chat.suggest(calledOf(interaction.data).name, readTyped(interaction), from)
        return answers.complete(turn, suggestions.then(choices))
      }
      if (leaving) {
        await answers.respond({ ...turn, aside: true }, hidden(said(words(from.locale).leaving)))
        return
      }
      if (interaction.type === InteractionType.MessageComponent) return component(interaction, from, turn)
      if (interaction.type === InteractionType.ApplicationCommand) return command(interaction, from, turn)
      await unknown(turn)
    },

    async message(message, me, guildLocale) {
      const sent = leaving ? undefined : readMessage(message, me, chat.commands)
      if (!sent) return
      const { channel_id, guild_id, author } = message
      const alone = guild_id === undefined
      const from = askerOf({
        channel_id,
        guild_id,
        guild_locale: guildLocale,
        alone,
        overheard: !alone,
        user: author.id,
      })
      const { locale, reader, conversation } = from
      const pace = message.guild_id === undefined ? paces.press(reader) : paces.ask(reader, conversation)
      if (pace !== "open") {
        if (paces.mayTell(reader)) await answers.tell(message, words(locale).slower, locale)
        return
      }
      remember(await answers.reply(message, locale, calling(sent)(from)), sent)
    },

    leave() {
      leaving = true
    },

    excuse: answers.excuse,
  }
}

/** What nobody else saw, nobody else's question goes on from. */
const inPrivate = (from: Known): Asker => ({ ...from, conversation: `${from.conversation}:${from.reader}` })

const isHeld = (pace: Pace): pace is Exclude<Pace, string> => typeof pace !== "string"

const fileOf = ({ filename, size, url }: NonNullable<Sent["attachment"]>, proxyFor: ProxyFor): SentFile => ({
  name: filename,
  size,
  bytes: (most) => download(url, most, proxyFor),
})

/** Whether nobody but the asker reads what is answered. */
const isAlone = ({ guild_id, context }: Pick<APIInteraction, "guild_id" | "context">): boolean =>
  guild_id === undefined && context !== InteractionContextType.PrivateChannel

/** The reply to a call from this asker. */
type Calling = (from: Asker) => Promise<Reply>

/** A reply to what a message says, with the way back to it. Only an answer is for all to see: nobody else asked. */
const aboutMessage =
  (calling: Calling, { args }: Sent, about: Address, locale: Locale): Calling =>
  async (from) => {
    const say = words(locale)
    if (Object.values(args).every((text) => text === "")) return hidden(said(say.nothingToAsk))
    const reply = await calling(from)
    const note: Block = { kind: "note", spans: [{ link: say.askedMessage, to: linkTo(about) }] }
    return { ...reply, blocks: [note, ...reply.blocks], private: reply.private === true || reply.tone !== "answer" }
  }

const said = async (text: string): Promise<Reply> => ({ blocks: [{ kind: "paragraph", spans: [text] }] })

const heldReply = ({ heldForSeconds }: Exclude<Pace, string>, locale: Locale): Promise<Reply> =>
  said(words(locale).held(heldForSeconds))

const hushed = async (pending: Promise<Reply>, locale: Locale): Promise<Reply> => {
  const reply = await pending
  return { ...reply, blocks: [{ kind: "note", spans: [words(locale).hushed] }, ...reply.blocks], private: true }
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
