// Sends replies to Discord: to interactions, once they are acknowledged, and under messages.

import { type APIInteractionResponse, InteractionResponseType, MessageFlags, Routes } from "discord-api-types/v10"
import type { Locale } from "../../chat/command.js"
import type { Log } from "../../chat/platform.js"
import type { Block, Reply } from "../../chat/reply.js"
import { words } from "../../chat/words/words.js"
import { within } from "../within.js"
import { acknowledge, callback, type Deadline, deadlineOf, type Opened } from "./acknowledge.js"
import { isBug, isForbidden, isGone, lostReason, reasonOf, withoutHistory } from "./faults.js"
import { type Body, NO_PINGS } from "./render.js"
import { at, type Rest } from "./rest.js"

/** What answering needs of an interaction. */
export interface Turn extends Opened {
  locale: Locale
  /** True: the reply takes the place of the message that the button stands under. */
  inPlace: boolean
  /** True: the reply is a word to the reader alone, and so is the announcement of it. */
  aside: boolean
}

/** Where a message stands. */
export interface Address {
  id: string
  channel_id: string
  guild_id?: string | undefined
}

/** What answering needs of a message. */
export interface Under extends Address {
  author: { id: string }
}

export interface AnswersOptions {
  rest: Rest
  render(reply: Reply): Body
  log: Log
}

/** A reply that takes longer is announced first. Leaves time for the announcement to be sent twice within three seconds. */
const PATIENCE_MS = 700

/** The reply as it goes out, and the sending of it. Each send resolves to the message's id where Discord tells it. */
export function createAnswers({ rest, render, log }: AnswersOptions) {
  /** Channels that refused, so that each is reported once. */
  const closed = new Set<string>()
  const waiting = new Set<() => void>()

  /** Answers an interaction. Never rejects. */
  async function respond(turn: Turn, pending: Promise<Reply>): Promise<string | undefined> {
    const deadline = deadlineOf()
    const reply = orExcuse(pending, turn.locale)
    let ready: Reply | undefined
    let announced = turn
    try {
      ready = await within(reply, PATIENCE_MS)
      if (ready) {
        const shown = await guarded(turn, ready, (each) => acknowledge(rest, turn, response(turn, each), deadline))
        if (shown) return idOf(shown.message)
      } else announced = await announce(turn, deadline)
    } catch (error) {
      report(`没能及时确认一次互动：${lostReason(error)}`, error)
      return undefined
    }
    try {
      // What is not known to have arrived may have: then there is something to change.
      const hidden = announced.aside || ready?.private === true
      const answer = announced === turn ? await reply : closedTo(turn, await reply)
      return await guarded(turn, answer, (each) => follow(turn, each, hidden))
    } catch (error) {
      report(`没能把回答送到 Discord：${lostReason(error)}`, error)
      return undefined
    }
  }

  /** Announces a reply; where the channel is closed to the bot, privately. The turn as it was announced. */
  async function announce(turn: Turn, deadline: Deadline): Promise<Turn> {
    try {
      await acknowledge(rest, turn, announcement(turn), deadline)
      return turn
    } catch (error) {
      if (!isForbidden(error) || turn.aside) throw error
      const aside = { ...turn, inPlace: false, aside: true }
      await acknowledge(rest, aside, announcement(aside), deadline)
      return aside
    }
  }

  /** Sends; where the channel is closed to the bot, privately. */
  async function guarded<Sent>(turn: Turn, reply: Reply, send: (reply: Reply) => Promise<Sent>): Promise<Sent> {
    try {
      return await mended(turn.locale, reply, send)
    } catch (error) {
      if (!isForbidden(error)) throw error
      return send(closedTo(turn, reply))
    }
  }

  /** Sends; where that cannot be done for a fault of ours, says so in its place, and the log has it whole. */
  async function mended<Sent>(locale: Locale, reply: Reply, send: (reply: Reply) => Promise<Sent>): Promise<Sent> {
    try {
      return await send(reply)
    } catch (error) {
      if (!isBug(error)) throw error
      log.error(`这条回答发不出去。这是程序的错误，请带上它和下面的记录报告：${JSON.stringify(reply)}`, error)
      return send({ blocks: [{ kind: "paragraph", spans: [words(locale).bug] }], private: true })
    }
  }

  function response(turn: Turn, reply: Reply): APIInteractionResponse {
    const inPlace = turn.inPlace && !reply.private
    return {
      type: inPlace ? InteractionResponseType.UpdateMessage : InteractionResponseType.ChannelMessageWithSource,
      data: visible(render(reply), reply),
    }
  }

  /** The reply after an announcement. What was announced to all cannot become private: it goes, and another comes. */
  async function follow(turn: Turn, reply: Reply, hidden: boolean): Promise<string | undefined> {
    const original = Routes.webhookMessage(turn.application_id, turn.token)
    const body = render(reply)
    if (!reply.private || hidden)
      return idOf(await rest.persistently(() => rest.patch(original, { body, auth: false })))
    if (!turn.inPlace) {
      await rest
        .delete(original, { auth: false })
        .catch((error: unknown) => log.debug(`没能收回“正在思考”：${reasonOf(error)}`))
    }
    const route = Routes.webhook(turn.application_id, turn.token)
    const query = new URLSearchParams({ wait: "true" })
    // Once: Discord would show another for every try.
    return idOf(await rest.post(route, { body: visible(body, reply), auth: false, query }))
  }

  /** Answers a request for completion; an empty list when it is not ready in time. Never rejects. */
  async function complete(turn: Turn, pending: Promise<{ name: string; value: string }[]>): Promise<void> {
    const deadline = deadlineOf()
    const choices = (await within(pending, PATIENCE_MS)) ?? []
    const type = InteractionResponseType.ApplicationCommandAutocompleteResult
    try {
      await callback(rest, turn, { type, data: { choices } }, deadline)
    } catch (error) {
      // A reader who types on makes Discord forget the older requests.
      log.debug(`一次补全没有送到：${lostReason(error)}`)
    }
  }

  /** Replies to a message, in its channel, thread or forum post; in private where that is closed. Never rejects. */
  async function reply(message: Under, locale: Locale, pending: Promise<Reply>): Promise<string | undefined> {
    const ready = orExcuse(pending, locale)
    try {
      if (!(await within(ready, PATIENCE_MS))) void typing(message.channel_id)
      const sent = await mended(locale, await ready, (each) => inChannel(message, each))
      closed.delete(message.channel_id)
      return sent
    } catch (error) {
      const isClosed = isForbidden(error)
      if (!isClosed) report(`没能在频道 ${message.channel_id} 回复：${reasonOf(error)}`, error)
      // Whoever lets no bot write to them wants no answer.
      if (!isClosed || message.guild_id === undefined) return undefined
      reportClosed(message.channel_id, error)
      return tell(message, words(locale).closedThere, locale, await ready)
    }
  }

  async function inChannel({ id, channel_id }: Under, reply: Reply): Promise<string | undefined> {
    const reference = { message_reference: { message_id: id, fail_if_not_exists: false } }
    const body = { ...render(reply), ...onlyOnce(id) }
    const send = (extra: object) =>
      rest.persistently(() => rest.post(Routes.channelMessages(channel_id), { body: { ...body, ...extra } }))
    return idOf(await send(reference).catch(withoutHistory(() => send({}))))
  }

  /** Tells whoever wrote a message something in private, with a link to it and, where there is one, the reply. Never rejects. */
  async function tell(message: Under, said: string, locale: Locale, reply?: Reply): Promise<string | undefined> {
    const note: Block = { kind: "note", spans: [{ link: words(locale).yourQuestion, to: linkTo(message) }, said] }
    try {
      const channel = idOf(await rest.post(Routes.userChannels(), { body: { recipient_id: message.author.id } }))
      if (channel === undefined) throw new Error("no channel")
      const body = { ...render({ ...reply, blocks: [note, ...(reply?.blocks ?? [])] }), ...onlyOnce(message.id) }
      return idOf(await rest.persistently(() => rest.post(Routes.channelMessages(channel), { body })))
    } catch (error) {
      log.debug(`没能私下告诉提问的人：${reasonOf(error)}`)
      return undefined
    }
  }

  async function typing(channel: string): Promise<void> {
    await rest
      .post(Routes.channelTyping(channel))
      .catch((error: unknown) => log.debug(`没能显示“正在输入”：${reasonOf(error)}`))
  }

  function report(message: string, error: unknown): void {
    if (isGone(error)) log.debug(message)
    else log.warn(message)
  }

  function reportClosed(channel: string, error: unknown): void {
    if (closed.has(channel)) return
    log.warn(forbidden(channel, reasonOf(error)))
    closed.add(channel)
  }

  /** The reply or, where the bot leaves before it is ready, a word on that. */
  function orExcuse(pending: Promise<Reply>, locale: Locale): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const excuse = () => resolve({ blocks: [{ kind: "paragraph", spans: [words(locale).leaving] }], private: true })
      waiting.add(excuse)
      pending.finally(() => waiting.delete(excuse)).then(resolve, reject)
    })
  }

  return {
    respond,
    complete,
    reply,
    tell,
    /** Asks for patience wherever a reply is still waited for. */
    excuse() {
      for (const each of waiting) each()
    },
  }
}

/** The address at which Discord's apps show a message. */
export const linkTo = ({ guild_id = "@me", channel_id, id }: Address): string =>
  `https://discord.com/channels/${guild_id}/${channel_id}/${id}`

const announcement = ({ inPlace, aside }: Turn): APIInteractionResponse =>
  inPlace
    ? { type: InteractionResponseType.DeferredMessageUpdate }
    : {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        ...(aside && { data: { flags: MessageFlags.Ephemeral } }),
      }

/** Discord takes a message with this nonce once: sent again after a broken line, it is the same one. */
const onlyOnce = (id: string) => ({ nonce: id, enforce_nonce: true })

/** The reply for the asker alone, with a note above it that the bot may not write here. */
const closedTo = ({ locale }: Turn, reply: Reply): Reply => ({
  ...reply,
  blocks: [{ kind: "note", spans: [words(locale).closedHere] }, ...reply.blocks],
  private: true,
})

const forbidden = (channel: string, reason: string): string =>
  `没有权限在频道 ${channel} 回复（${reason}）。请在频道设置 → 权限里给机器人“查看频道”“发送消息”“在子区内发送消息”；在那里用斜杠命令仍然可以。`

const visible = (body: Body, { private: hidden }: Reply): Body =>
  hidden ? { ...body, flags: body.flags | MessageFlags.Ephemeral, allowed_mentions: NO_PINGS } : body

/** The id of a message or a channel of the API. */
function idOf(value: unknown): string | undefined {
  const id = at(value, "id")
  return typeof id === "string" ? id : undefined
}
