// What happens at an update: a message is answered, a pressed button is acted on, a group that we join is greeted.

import type { Api } from "grammy"
import type { CallbackQuery, ChatMember, ChatMemberUpdated } from "grammy/types"
import type { Chat } from "../../chat/chat.js"
import type { Asker, Call, Command, Locale, SentFile } from "../../chat/command.js"
import { cutText } from "../../chat/excerpt.js"
import type { Pace, Paces, Rate } from "../../chat/pace.js"
import type { Log } from "../../chat/platform.js"
import { createRecent } from "../../chat/recent.js"
import { plain, type Reply, spansOf } from "../../chat/reply.js"
import { completeCall } from "../../chat/wire.js"
import { words } from "../../chat/words/words.js"
import { within } from "../within.js"
import { Arrived } from "./client.js"
import { pressed } from "./keyboard.js"
import * as say from "./operator.js"
import {
  type Asked,
  answeredCall,
  askerOf,
  type Document,
  localeOf,
  type Me,
  type Message,
  readMessage,
  type Sender,
  topicOf,
} from "./read.js"
import { clean } from "./render.js"
import { compose, edit, isTooOld, type Place, send } from "./send.js"

export interface AnswersOptions {
  /** The members of grammY's Api that are used. */
  api: Pick<Api, "sendMessage" | "editMessageText" | "answerCallbackQuery" | "getMe" | "getChatAdministrators">
  me: Me
  /** How a file that was sent is fetched. */
  fileOf(document: Document): SentFile
  chat: Chat
  paces: Paces
  /** Milliseconds since 1970, as Telegram's dates are. */
  now: () => number
  log: Log
}

/** The members of Telegram's updates that are read. */
export type Press = Pick<CallbackQuery, "id" | "data" | "message"> & { from: Sender }
export type Membership = Pick<ChatMemberUpdated, "chat" | "date" | "old_chat_member" | "new_chat_member"> & {
  from: Sender
}

export interface Answers {
  /** `again`: an earlier run was at it, and has counted it. */
  message(message: Message & { date: number }, again?: boolean): Promise<void>
  /** A message as it is after it was changed: where it was answered, the answer is changed. */
  edited(message: Message & { edit_date?: number }): Promise<void>
  /** Whether a message, as it is after it was changed, asks something else than what was answered. */
  corrects(message: Message): boolean
  /** `again`: an earlier run was at it, and may have acknowledged it. */
  press(press: Press, again?: boolean): Promise<void>
  membership(change: Membership): Promise<void>
}

/** The name of the command that readers ask with. */
export const callingName = (commands: readonly Command[]): string =>
  commands.find((command) => command.bare)?.name ?? "help"

/** 19 in any minute and a word that it is too many make Telegram's 20 for a group. A few at once are no flood. */
export const GROUP_RATE: Rate = { burst: 12, period: 8_000 }

/** Answers through this api. What Telegram refuses is rejected with its error. */
export function createAnswers({ api, me, fileOf, chat, paces, now, log }: AnswersOptions): Answers {
  const answers = createRecent<Answered>(REMEMBERED)
  const albums = createRecent<true>(REMEMBERED)
  const greeted = createRecent<boolean>(REMEMBERED)
  let toldLate = false
  function isLate(date: number): boolean {
    const late = now() - date * 1000 > LATE
    if (late && !toldLate) log.info(say.LATE)
    toldLate ||= late
    return late
  }
  async function reply(
    call: Pick<Call, "command" | "args">,
    message: Message,
    from: Sender | undefined,
    document?: Document,
  ): Promise<Reply> {
    const isForManagers = chat.commands.find(({ name }) => name === call.command)?.audience === "managers"
    const manages = isForManagers ? { manages: await managesChat(api, message, from) } : {}
    const file = document ? { file: fileOf(document) } : {}
    return chat.handle({ ...call, from: { ...askerOf(message, from), ...manages }, ...file })
  }
  /** How fast a reader goes in a chat, all its topics together; in private nobody else is there to be flooded. */
  const paceOf = ({ chat: { id, type } }: Message, { reader = "" }: Asker): Pace =>
    type === "private" ? paces.press(reader) : paces.ask(`${reader} ${id}`, `${id}`)

  /** Telegram also tells of changes that are none of the reader's: a link's preview has come. */
  function correction(message: Message): { before: Answered; asked: Asked } | undefined {
    const before = answers.get(nameOf(message))
    const asked = before && readMessage(message, me, chat.commands)
    return before && asked && JSON.stringify(asked.call) !== before.call ? { before, asked } : undefined
  }
  /** Says once that it is too many; to all of the group, so not to each. */
  async function slowDown(place: Place, locale: Locale): Promise<void> {
    if (paces.mayTell(`${place.chat}`)) await send(api, place, compose(preceded(words(locale).tooMany), chat.commands))
  }
  /** The pictures of an album come one by one: where one has been answered, the others say nothing more. */
  function isMoreOf(album: string | undefined, { wordless }: Asked): boolean {
    const isMore = wordless === true && album !== undefined && albums.get(album) === true
    if (album !== undefined) albums.set(album, true)
    return isMore
  }

  return {
    async message(message, again = false) {
      const asked = readMessage(message, me, chat.commands)
      if (!asked || isLate(message.date) || isMoreOf(message.media_group_id, asked)) return
      const place = { chat: message.chat.id, topic: topicOf(message), under: asked.under }
      const from = askerOf(message, message.from)
      if (!again && paceOf(message, from) !== "open") return slowDown(place, from.locale)
      const said = await reply(asked.call, message, message.from, asked.document)
      const outgoing = compose(asked.wordless ? preceded(words(from.locale).onlyText, said) : said, chat.commands)
      const sent = await send(api, place, outgoing)
      answers.set(nameOf(message), { message: sent, call: JSON.stringify(asked.call) })
    },

    corrects: (message) => correction(message) !== undefined,

    async edited(message) {
      const { before, asked } = correction(message) ?? {}
      if (!before || !asked || isLate(message.edit_date ?? 0)) return
      const place = { chat: message.chat.id, topic: topicOf(message), under: asked.under }
      const from = askerOf(message, message.from)
      if (paceOf(message, from) !== "open") return slowDown(place, from.locale)
      const outgoing = compose(await reply(asked.call, message, message.from, asked.document), chat.commands)
      const sent = await edit(api, place, before.message, outgoing)
      answers.set(nameOf(message), { message: sent, call: JSON.stringify(asked.call) })
    },

    async press({ id, data = "", message, from }, again = false) {
      const button = message && pressed(data, chat.commands)
      if (!button) {
        await acknowledged(api, id, { text: words(localeOf(from.language_code)).expired, show_alert: true })
        return
      }
      const question = "reply_to_message" in message ? message.reply_to_message : undefined
      const call = completeCall(button.call, question && answeredCall(question, me, chat.commands))
      if (button.aside) {
        const said = await within(reply(call, message, from), WORD_MOST)
        await acknowledged(api, id, said && { text: toastOf(said) })
        return
      }
      const asker = askerOf(message, from)
      if (!again && paceOf(message, asker) !== "open") {
        await acknowledged(api, id, { text: words(asker.locale).tooMany, show_alert: true })
        return
      }
      if (!(await acknowledged(api, id)) && !again) return
      const said = await reply(call, message, from)
      const under = question?.message_id ?? message.message_id
      const place = { chat: message.chat.id, topic: topicOf(message), under }
      const outgoing = compose(said, chat.commands)
      // What is for one reader alone takes nothing from what others read.
      const inPlace = !button.fresh && (said.private !== true || message.chat.type === "private")
      await (inPlace ? edit(api, place, message.message_id, outgoing) : send(api, place, outgoing))
    },

    async membership({ chat: group, date, from, old_chat_member: before, new_chat_member: after }) {
      const joined = isGone(before) && !isGone(after)
      if (!joined || isLate(date) || !/group$/u.test(group.type)) return
      // The mode may have been changed since the start: that is what bots are taken out and added again for.
      const hears = after.status === "administrator" || (await api.getMe()).can_read_all_group_messages
      if (greeted.get(`${group.id}`) === hears) return
      greeted.set(`${group.id}`, hears)
      const greeting = words(localeOf(from.language_code)).joinedGroup(
        callingName(chat.commands),
        `@${me.username}`,
        hears,
      )
      await send(api, { chat: group.id }, compose(preceded(greeting), chat.commands))
    },
  }
}

/** A sentence of the bot's own, and what follows it. */
const preceded = (sentence: string, reply: Reply = { blocks: [] }): Reply => ({
  ...reply,
  blocks: [{ kind: "paragraph", spans: [sentence] }, ...reply.blocks],
})

/** The bot's message that answers another, and the call that it answers. */
interface Answered {
  message: number
  call: string
}

/** Questions whose answers can be changed: readers correct what they have just sent. As many albums and groups. */
const REMEMBERED = 1_000

const nameOf = ({ chat, message_id }: Message): string => `${chat.id} ${message_id}`

/** After downtime old questions come in; nobody waits for the answer to one of these any more. Milliseconds. */
export const LATE = 10 * 60 * 1000

/** Whether somebody decides for a chat: alone in it, as the group itself, or as one of those who run it. */
async function managesChat(
  api: Pick<Api, "getChatAdministrators">,
  { chat, sender_chat }: Message,
  from: Sender | undefined,
): Promise<boolean> {
  if (chat.type === "private" || sender_chat?.id === chat.id) return true
  if (!from || sender_chat) return false
  const administrators = await api.getChatAdministrators(chat.id)
  return administrators.some(({ user }) => user.id === from.id)
}

const isGone = (member: ChatMember): boolean =>
  member.status === "left" || member.status === "kicked" || (member.status === "restricted" && !member.is_member)

type Acknowledging = Pick<Api, "answerCallbackQuery">

/** A text to read: as a toast over the chat, or as an alert to be closed. */
interface Notice {
  text: string
  show_alert?: boolean
}

/** A word aside is the acknowledgement itself; one that takes longer is not waited for, or the button spins. Milliseconds. */
const WORD_MOST = 5_000

/** Bot API, answerCallbackQuery: text of 0–200 characters. */
const TOAST_MOST = 200

const toastOf = ({ blocks }: Reply): string =>
  cutText(clean(blocks.map((block) => plain(spansOf(block))).join("\n")), TOAST_MOST)

/** Stops a button's spinner, with a text where there is one; false if nobody waits any more for what it asks. */
async function acknowledged(api: Acknowledging, id: string, notice?: Notice): Promise<boolean> {
  try {
    await api.answerCallbackQuery(id, notice)
  } catch (error) {
    if (isTooOld(error)) return false
    if (!(error instanceof Arrived)) throw error
  }
  return true
}
