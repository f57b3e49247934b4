// What arrives from Discord, read as calls. Pure: an event goes in, a plain value comes out.

import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIMessage,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type GatewayMessageCreateDispatchData,
  MessageType,
} from "discord-api-types/v10"
import type { Asker, Call, Command, Locale } from "../../chat/command.js"
import { parseCall } from "../../chat/parse.js"

/** A call without who sent it. */
export type Sent = Pick<Call, "command" | "args">

type Message = Pick<
  GatewayMessageCreateDispatchData,
  "author" | "content" | "guild_id" | "mentions" | "type" | "webhook_id"
>

/**
 * The language to answer in: Chinese as the reader's or the server's settings say, otherwise English where the reader's
 * are known. A reader of this newspaper whose server is Chinese reads Chinese, whatever the app's language.
 */
export function localeOf(reader: string | undefined, guild: string | undefined): Locale {
  const chinese = [reader, guild].find((each) => each?.startsWith("zh"))
  if (chinese !== undefined) return /^zh-(?:TW|HK|MO|Hant)/u.test(chinese) ? "zh-TW" : "zh-CN"
  return reader === undefined ? "zh-CN" : "en"
}

/** Who asks, in an interaction or, where Discord does not say which language its author reads, a message. */
export function askerOf(from: {
  channel_id?: string | undefined
  locale?: string | undefined
  guild_locale?: string | undefined
  user: string
}): Required<Asker> {
  return {
    conversation: `discord:${from.channel_id ?? ""}`,
    reader: `discord:${from.user}`,
    locale: localeOf(from.locale, from.guild_locale),
  }
}

/** A slash command, or one from the menu of a message, as a call; undefined for another kind of command. */
export function readCommand(
  { data }: Pick<APIApplicationCommandInteraction, "data">,
  commands: readonly Command[],
): Sent | undefined {
  if (data.type === ApplicationCommandType.Message)
    return readAskedAbout(data.resolved.messages[data.target_id], commands)
  if (data.type !== ApplicationCommandType.ChatInput) return undefined
  const args = (data.options ?? []).flatMap((option) =>
    "value" in option && option.name !== ONLY_ME ? [[option.name, String(option.value)]] : [],
  )
  return { command: data.name, args: Object.fromEntries(args) }
}

/** The option of every slash command that hides the answer from others. */
export const ONLY_ME = "private"

/** Whether a command was given so that only the asker sees the answer. */
export const isOnlyForAsker = ({ data }: Pick<APIApplicationCommandInteraction, "data">): boolean =>
  data.type === ApplicationCommandType.ChatInput &&
  (data.options ?? []).some((option) => option.name === ONLY_ME && "value" in option && option.value === true)

/** The message whose menu a command was chosen from; undefined for a command that was typed. */
export function askedAbout({
  data,
  guild_id,
}: Pick<APIApplicationCommandInteraction, "data" | "guild_id">):
  | { id: string; channel_id: string; guild_id: string | undefined }
  | undefined {
  if (data.type !== ApplicationCommandType.Message) return undefined
  const { target_id: id, resolved } = data
  return { id, channel_id: resolved.messages[id]?.channel_id ?? "", guild_id }
}

/** What a message says, asked of the bare command: its text and what links in it preview, without the links themselves. */
function readAskedAbout(
  message: Pick<APIMessage, "content" | "embeds"> | undefined,
  commands: readonly Command[],
): Sent | undefined {
  const command = commands.find(({ bare }) => bare)
  if (!message || !command) return undefined
  const previews = message.embeds.flatMap(({ title, description }) => [title, description])
  const text = [message.content, ...previews]
    .filter((each) => each !== undefined)
    .join("\n")
    .replace(/<[@#&!]*\d+>|https?:\/\/\S+/gu, " ")
    .trim()
  const [question] = command.params
  return { command: command.name, args: question ? { [question.name]: text } : {} }
}

/** The text typed so far in the option that is being completed. */
export function readTyped({ data }: Pick<APIApplicationCommandAutocompleteInteraction, "data">): string {
  for (const option of data.options ?? []) {
    if (option.type === ApplicationCommandOptionType.String && option.focused) return option.value
  }
  return ""
}

/**
 * A message as a call if it speaks to this bot: in a direct message, or with a mention of it (a reply to one of its
 * messages carries that too). Without any text it asks for help.
 */
export function readMessage(message: Message, me: string, commands: readonly Command[]): Sent | undefined {
  if (message.author.bot || message.webhook_id !== undefined || message.author.id === me) return undefined
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return undefined
  if (message.guild_id !== undefined && !message.mentions.some(({ id }) => id === me)) return undefined
  const text = message.content.replaceAll(`<@${me}>`, " ").replaceAll(`<@!${me}>`, " ").trim()
  return parseCall(text === "" ? HELP : text, commands)
}

const HELP = "/help"
