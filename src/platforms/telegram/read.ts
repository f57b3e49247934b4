// What a message asks, if it asks us anything. Whatever else is overheard in a group is undefined here, and forgotten.

import { type Asker, type Call, type Command, type Locale, typedOf } from "../../chat/command.js"
import { namesCommand, parseCall } from "../../chat/parse.js"
import { startedCall } from "./deep-link.js"

/** The members of Telegram's Message that are read. */
export interface Message {
  message_id: number
  chat: { id: number; type: string }
  from?: Sender
  /** The chat that an anonymous administrator or a channel speaks as. */
  sender_chat?: { id: number }
  /** The bot that it was chosen from, in inline mode. */
  via_bot?: { id: number }
  is_automatic_forward?: boolean
  media_group_id?: string
  document?: Document
  message_thread_id?: number
  is_topic_message?: boolean
  text?: string
  caption?: string
  entities?: readonly TextEntity[]
  caption_entities?: readonly TextEntity[]
  /** In a topic also its root, when the message replies to nobody. */
  reply_to_message?: Pick<Message, "message_id" | "text" | "caption" | "from" | "document"> & {
    forum_topic_created?: object
  }
  /** The part of the other message that a reply quotes. */
  quote?: { text: string }
}

/** A file that was sent. Its name and size may be missing. */
export interface Document {
  file_id: string
  file_name?: string
  file_size?: number
}

/** What is written in a message. */
type Words = Pick<Message, "text" | "caption" | "entities" | "caption_entities">

export interface Sender {
  id: number
  is_bot: boolean
  language_code?: string
}

export interface TextEntity {
  type: string
  offset: number
  length: number
  user?: { id: number }
}

/** The bot itself, and the ids of those who own it: a file of theirs needs no word to go with it. */
export interface Me {
  id: number
  username: string
  owners?: readonly number[]
}

export interface Asked {
  call: Pick<Call, "command" | "args">
  /** The message that the reply goes under: the question, so that its buttons can be completed from it later. */
  under: number
  /** The file that goes with a command for which one is sent. */
  document?: Document
  /** True: a picture, a voice message or the like, in private; it is told what can be asked. */
  wordless?: true
}

/** The question in a message, or undefined where it is not for us. */
export function readMessage(message: Message, me: Me, commands: readonly Command[]): Asked | undefined {
  // What readers choose of our own answers is no question.
  if (!isFromReader(message) || message.via_bot?.id === me.id) return undefined
  const { text, mentioned } = withoutMentions(message, me)
  const sent = readSent(message, me, commands)
  if (sent && (text === undefined || !namesCommand(text))) return sent
  if (text === undefined) return readWordless(message, commands)
  const direct = message.chat.type === "private" || mentioned
  const call = namesCommand(text)
    ? namedCall(text, me, commands, direct)
    : direct || repliesToBot(message, me)
      ? parseCall(text, commands)
      : undefined
  if (!call) return undefined
  const asked = { call: { command: call.command, args: call.args }, under: message.message_id }
  const document = message.document ?? message.reply_to_message?.document
  if (document && call.command === forFiles(commands)?.name) return { ...asked, document }
  if (!isEmptyBare(call, commands)) return asked
  return aboutOther(message, me, commands) ?? (mentioned ? { ...asked, call: help(commands) } : asked)
}

/** What people send in place of words. Other messages without text are Telegram's own: a pinned message, a new name. */
export const CONTENTS = [
  ...["animation", "audio", "contact", "dice", "document", "game", "location", "photo", "poll", "sticker", "story"],
  ...["venue", "video", "video_note", "voice"],
]

/** A file that an owner sends in private, whatever is written beside it. */
function readSent({ chat, document, from, message_id }: Message, me: Me, commands: readonly Command[]) {
  const command = forFiles(commands)
  const isOwn = chat.type === "private" && from !== undefined && me.owners?.includes(from.id) === true
  return command && document && isOwn
    ? { call: { command: command.name, args: {} }, under: message_id, document }
    : undefined
}

const readWordless = (message: Message, commands: readonly Command[]): Asked | undefined =>
  message.chat.type === "private" && CONTENTS.some((kind) => kind in message)
    ? { call: parseCall("", commands), under: message.message_id, wordless: true }
    : undefined

/** The command that a file is sent for. */
const forFiles = (commands: readonly Command[]): Command | undefined =>
  typedOf(commands).find(({ params }) => params.some(({ kind }) => kind === "file"))

/** The call that a message was answered as, whoever it was addressed to. */
export function answeredCall(message: Words, me: Me, commands: readonly Command[]): Asked["call"] {
  const { text = "" } = withoutMentions(message, me)
  return (namesCommand(text) && namedCall(text, me, commands, true)) || parseCall(text, commands)
}

/** Another bot's command is not ours, and in a group neither is one that we do not know, unless it names us. */
function namedCall(text: string, { username }: Me, commands: readonly Command[], direct: boolean) {
  const { to, ...call } = parseCall(text, commands)
  if (to !== undefined && to.toLowerCase() !== username.toLowerCase()) return undefined
  if (isKnown(call.command, commands)) return call
  if (call.command === "start") return startCall(text, commands)
  return direct || to !== undefined ? call : undefined
}

/** `/start` opens a chat with the bot. What a link puts behind it (A-Z, a-z, 0-9, _ and -) is no question, but may hold one. */
function startCall(text: string, commands: readonly Command[]) {
  const typed = text.trim().replace(/^\S+\s*/u, "")
  if (!/^[\w-]*$/u.test(typed)) return parseCall(typed, commands)
  return startedCall(typed, commands) ?? help(commands)
}

const isKnown = (name: string, commands: readonly Command[]) =>
  typedOf(commands).some((command) => command.name === name)

/** What `/start` and a mention without a question get: help, where the chat has it. */
const help = (commands: readonly Command[]): Asked["call"] =>
  isKnown("help", commands) ? { command: "help", args: {} } : parseCall("", commands)

const isEmptyBare = ({ command, args }: Asked["call"], commands: readonly Command[]): boolean =>
  Object.keys(args).length === 0 && commands.some((each) => each.bare && each.name === command)

/** `/ask` without a question, as a reply to somebody's message: asks about that message. */
function aboutOther(message: Message, me: Me, commands: readonly Command[]): Asked | undefined {
  // A reply across chats has the quote alone.
  const { quote, reply_to_message: other } = message
  const text = quote?.text ?? other?.text ?? other?.caption
  if (text === undefined || other?.from?.id === me.id || namesCommand(text)) return undefined
  // What is quoted may be addressed to us as well; entities that say so come with a whole message only.
  const unaddressed = text.replace(new RegExp(`@${me.username}(?!\\w)`, "giu"), " ").trim()
  return { call: parseCall(unaddressed, commands), under: (other ?? message).message_id }
}

/** A reply that begins with somebody else's name speaks to them. */
const repliesToBot = ({ reply_to_message: other, entities = [] }: Message, me: Me): boolean =>
  other?.from?.id === me.id &&
  !other.forum_topic_created &&
  !entities.some(({ type, offset }) => offset === 0 && /^(?:text_)?mention$/u.test(type))

/** People, also those who write as their group or channel; neither bots nor the posts of a linked channel. */
const isFromReader = ({ from, sender_chat, is_automatic_forward }: Message): boolean =>
  from !== undefined && !is_automatic_forward && (!from.is_bot || sender_chat !== undefined)

/** The text or caption without the mentions of the bot, trimmed. */
function withoutMentions(message: Words, me: Me): { text?: string; mentioned: boolean } {
  const [whole, entities = []] =
    message.text !== undefined ? [message.text, message.entities] : [message.caption, message.caption_entities]
  if (whole === undefined) return { mentioned: false }
  const name = `@${me.username}`.toLowerCase()
  const ours = entities.filter(
    ({ type, offset, length, user }) =>
      (type === "mention" && whole.slice(offset, offset + length).toLowerCase() === name) ||
      (type === "text_mention" && user?.id === me.id),
  )
  const text = ours
    .toSorted((a, b) => b.offset - a.offset)
    .reduce((rest, { offset, length }) => {
      return `${rest.slice(0, offset).trimEnd()} ${rest.slice(offset + length).trimStart()}`
    }, whole)
  return { text: text.trim(), mentioned: ours.length > 0 }
}

/** The topic that a message is in. Replies outside topics carry a message_thread_id too; sending it there is refused. */
export const topicOf = ({ is_topic_message, message_thread_id }: Message): number | undefined =>
  is_topic_message ? message_thread_id : undefined

/** Who asks, for a command to know. */
export function askerOf(message: Message, from: Sender | undefined): Asker {
  const topic = topicOf(message)
  const conversation = `telegram:${message.chat.id}${topic === undefined ? "" : `:${topic}`}`
  // All who write as a chat share one account of Telegram's.
  const reader = message.sender_chat?.id ?? from?.id
  return {
    conversation,
    chat: `telegram:${message.chat.id}`,
    ...(message.chat.type !== "private" && { overheard: true as const }),
    locale: localeOf(from?.language_code),
    ...(reader !== undefined && { reader: `telegram:${reader}` }),
  }
}

/** A locale from an IETF language tag; many clients send none. */
export function localeOf(tag: string | undefined): Locale {
  if (tag === undefined || tag === "") return "zh-CN"
  if (/^zh[-_](?:hant|tw|hk|mo)/iu.test(tag)) return "zh-TW"
  return /^zh/iu.test(tag) ? "zh-CN" : "en"
}
