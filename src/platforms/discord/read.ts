// What arrives from Discord, read as calls. Pure: an event goes in, a plain value comes out.

import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIApplicationCommandInteractionDataOption,
  type APIAttachment,
  type APIMessage,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type GatewayMessageCreateDispatchData,
  type InteractionType,
  MessageType,
  PermissionFlagsBits,
} from "discord-api-types/v10"
import type { Asker, Call, Command, Locale } from "../../chat/command.js"
import { parseCall } from "../../chat/parse.js"

/** A call without who sent it. */
export interface Sent extends Pick<Call, "command" | "args"> {
  attachment?: Pick<APIAttachment, "filename" | "size" | "url">
}

/** Who asks, as Discord always says. */
export type Known = Asker & Required<Pick<Asker, "reader">>

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
  guild_id?: string | undefined
  /** What the asker may do in the channel, where Discord says so. */
  permissions?: string | undefined
  /** Whether nobody else reads there, and whether a reply can be for one reader's eyes. */
  alone: boolean
  overheard?: boolean
  user: string
}): Known {
  const conversation = `discord:${from.channel_id ?? ""}`
  const manages = from.alone || (from.permissions === undefined ? undefined : mayManage(from.permissions))
  return {
    conversation,
    reader: `discord:${from.user}`,
    chat: from.guild_id === undefined ? conversation : `discord:${from.guild_id}`,
    ...(manages !== undefined && { manages }),
    ...(from.overheard && { overheard: true as const }),
    locale: localeOf(from.locale, from.guild_locale),
  }
}

/** Whether these permissions let somebody decide for a server: 管理服务器, or all. */
const mayManage = (permissions: string): boolean =>
  (BigInt(permissions) & (PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild)) !== 0n

/** A slash command, or one from the menu of a message, as a call; undefined for another kind of command. */
export function readCommand(
  { data }: Pick<APIApplicationCommandInteraction, "data">,
  commands: readonly Command[],
): Sent | undefined {
  if (data.type === ApplicationCommandType.Message)
    return readAskedAbout(data.resolved.messages[data.target_id], commands)
  if (data.type !== ApplicationCommandType.ChatInput) return undefined
  const { name, options } = calledOf(data)
  const attached = options.find(({ type }) => type === ApplicationCommandOptionType.Attachment)
  const attachment = attached && "value" in attached ? data.resolved?.attachments?.[String(attached.value)] : undefined
  const args = options.flatMap((option) =>
    "value" in option && option.name !== ONLY_ME && option !== attached ? [[option.name, String(option.value)]] : [],
  )
  return { command: name, args: Object.fromEntries(args), ...(attachment && { attachment }) }
}

/** A command's whole name and its options: of a group it is one that was called. */
export function calledOf<Type extends InteractionType>(data: {
  name: string
  options?: APIApplicationCommandInteractionDataOption<Type>[] | undefined
}): { name: string; options: APIApplicationCommandInteractionDataOption<Type>[] } {
  const { name, options = [] } = data
  const [called] = options
  if (called?.type !== ApplicationCommandOptionType.Subcommand) return { name, options }
  return { name: `${name} ${called.name}`, options: called.options ?? [] }
}

/** The option of every slash command that hides the answer from others. */
export const ONLY_ME = "private"

/** Whether a command was given so that only the asker sees the answer. */
export const isOnlyForAsker = ({ data }: Pick<APIApplicationCommandInteraction, "data">): boolean =>
  data.type === ApplicationCommandType.ChatInput &&
  calledOf(data).options.some((option) => option.name === ONLY_ME && "value" in option && option.value === true)

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
  for (const option of calledOf(data).options) {
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
