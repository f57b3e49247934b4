// Sends replies to Discord: exactly one acknowledgement an interaction within its three seconds, then the reply.

import { setTimeout as delay } from "node:timers/promises"
import {
  type APIInteractionResponse,
  InteractionResponseType,
  MessageFlags,
  RESTJSONErrorCodes,
  Routes,
} from "discord-api-types/v10"
import type { Locale } from "../../chat/command.js"
import type { Log } from "../../chat/platform.js"
import type { Reply } from "../../chat/reply.js"
import { words } from "../../chat/words/words.js"
import { isForbidden, isLost, isRefused, reasonOf } from "./faults.js"
import { type Body, NO_PINGS } from "./render.js"

/** The calls of discord.js's REST that answering takes. */
export interface Rest {
  post(route: `/${string}`, options?: Request): Promise<unknown>
  patch(route: `/${string}`, options?: Request): Promise<unknown>
  delete(route: `/${string}`, options?: Request): Promise<unknown>
}

interface Request {
  body?: unknown
  auth?: boolean
  query?: URLSearchParams
  signal?: AbortSignal
}

/** What answering needs of an interaction. */
export interface Turn {
  id: string
  token: string
  application_id: string
  locale: Locale
  /** True: the reply takes the place of the message that the button stands under. */
  inPlace: boolean
  /** True: the reply is a word to the reader alone, and so is the announcement of it. */
  aside: boolean
}

/** A reply that takes longer is announced first. Leaves two of the three seconds for the announcement's way. */
const PATIENCE_MS = 1_000
/** Discord: an interaction unacknowledged for so long is lost. */
const DEADLINE_MS = 3_000

/** The reply as it goes out, and the sending of it. Each send resolves to the message's id where Discord tells it. */
export function createAnswers(rest: Rest, render: (reply: Reply) => Body, log: Log) {
  /** Channels that refused, so that each is reported once. */
  const closed = new Set<string>()

  /** Answers an interaction. Never rejects. */
  async function respond(turn: Turn, pending: Promise<Reply>): Promise<string | undefined> {
    const deadline = AbortSignal.timeout(DEADLINE_MS)
    try {
      const ready = await within(pending, PATIENCE_MS)
      if (ready) return await guarded(turn, ready, (reply) => acknowledge(turn, reply, deadline))
      await announce(turn, deadline)
    } catch (error) {
      log.warn(`没能及时确认一次互动：${lostReason(error)}`)
      return undefined
    }
    try {
      return await guarded(turn, await pending, (reply) => follow(turn, reply))
    } catch (error) {
      log.warn(`没能把回答送到 Discord：${lostReason(error)}`)
      return undefined
    }
  }

  /** Sends; where the channel is closed to the bot, privately; where Discord refuses the reply itself, says so. */
  async function guarded(turn: Turn, reply: Reply, send: (reply: Reply) => Promise<string | undefined>) {
    try {
      return await send(reply)
    } catch (error) {
      if (isForbidden(error)) return send({ ...reply, private: true })
      if (isLost(error) || isRefused(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)) throw error
      if (error instanceof Error && error.name === "AbortError") throw error
      log.error(
        `Discord 不收这条回答（${reasonOf(error)}）。这是程序的错误，请带上这条回答报告：${JSON.stringify(reply)}`,
      )
      return send({ blocks: [{ kind: "paragraph", spans: [words(turn.locale).bug] }], private: true })
    }
  }

  async function acknowledge(turn: Turn, reply: Reply, signal: AbortSignal): Promise<string | undefined> {
    const inPlace = turn.inPlace && !reply.private
    const response = await callback(
      turn,
      {
        type: inPlace ? InteractionResponseType.UpdateMessage : InteractionResponseType.ChannelMessageWithSource,
        data: visible(render(reply), reply),
      },
      signal,
    )
    return idAt(response, "resource", "message", "id")
  }

  async function announce(turn: Turn, signal: AbortSignal): Promise<void> {
    const body: APIInteractionResponse = turn.inPlace
      ? { type: InteractionResponseType.DeferredMessageUpdate }
      : {
          type: InteractionResponseType.DeferredChannelMessageWithSource,
          ...(turn.aside && { data: { flags: MessageFlags.Ephemeral } }),
        }
    try {
      await callback(turn, body, signal)
    } catch (error) {
      // After a 5xx the library tries again, and the first try may have arrived: then the reply is awaited all the same.
      if (!isRefused(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)) throw error
      log.warn("一次互动被确认了两次（40060）：可能有两个问报在用同一个 DISCORD_TOKEN。")
    }
  }

  /** The reply after an announcement. What was announced to all cannot become private: it goes, and another comes. */
  async function follow(turn: Turn, reply: Reply): Promise<string | undefined> {
    const original = Routes.webhookMessage(turn.application_id, turn.token)
    if (!reply.private || turn.aside)
      return idAt(await rest.patch(original, { body: render(reply), auth: false }), "id")
    if (!turn.inPlace) {
      await rest
        .delete(original, { auth: false })
        .catch((error: unknown) => log.debug(`没能收回“正在思考”：${reasonOf(error)}`))
    }
    const route = Routes.webhook(turn.application_id, turn.token)
    const body = visible(render(reply), reply)
    return idAt(await rest.post(route, { body, auth: false, query: new URLSearchParams({ wait: "true" }) }), "id")
  }

  const callback = (turn: Turn, body: APIInteractionResponse, signal: AbortSignal) =>
    rest.post(Routes.interactionCallback(turn.id, turn.token), {
      body,
      auth: false,
      query: new URLSearchParams({ with_response: "true" }),
      signal,
    })

  /** Answers a request for completion; an empty list when it is not ready in time. Never rejects. */
  async function complete(turn: Turn, pending: Promise<{ name: string; value: string }[]>): Promise<void> {
    const signal = AbortSignal.timeout(DEADLINE_MS)
    const choices = (await within(pending, PATIENCE_MS)) ?? []
    const body = { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } } as const
    try {
      await callback(turn, body, signal)
    } catch (error) {
      // A reader who types on makes Discord forget the older requests.
      log.debug(`一次补全没有送到：${lostReason(error)}`)
    }
  }

  /** Replies to a message, in its channel, thread or forum post. Never rejects. */
  async function reply(
    message: { id: string; channel_id: string },
    pending: Promise<Reply>,
  ): Promise<string | undefined> {
    const route = Routes.channelMessages(message.channel_id)
    const reference = { message_reference: { message_id: message.id, fail_if_not_exists: false } }
    try {
      if (!(await within(pending, PATIENCE_MS))) await typing(message.channel_id)
      const body = render(await pending)
      const send = (extra: object) => rest.post(route, { body: { ...body, ...extra } })
      return idAt(await send(reference).catch(otherwise(() => send({}))), "id")
    } catch (error) {
      report(message.channel_id, error)
      return undefined
    }
  }

  async function typing(channel: string): Promise<void> {
    await rest
      .post(Routes.channelTyping(channel))
      .catch((error: unknown) => log.debug(`没能显示“正在输入”：${reasonOf(error)}`))
  }

  function report(channel: string, error: unknown): void {
    if (!isForbidden(error)) log.warn(`没能在频道 ${channel} 回复：${reasonOf(error)}`)
    else if (!closed.has(channel)) log.warn(forbidden(channel, reasonOf(error)))
    if (isForbidden(error)) closed.add(channel)
  }

  return { respond, complete, reply }
}

/** A reply that quotes a message takes the permission to read the history; without it, it is sent plain. */
const otherwise = (retry: () => Promise<unknown>) => (error: unknown) => {
  if (isRefused(error, RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory)) return retry()
  throw error
}

const forbidden = (channel: string, reason: string): string =>
  `没有权限在频道 ${channel} 回复（${reason}）。请在频道设置 → 权限里给机器人“查看频道”“发送消息”“在子区内发送消息”；在那里用斜杠命令仍然可以。`

const visible = (body: Body, { private: hidden }: Reply): Body =>
  hidden ? { ...body, flags: body.flags | MessageFlags.Ephemeral, allowed_mentions: NO_PINGS } : body

function lostReason(error: unknown): string {
  const reason = reasonOf(error)
  if (isRefused(error, RESTJSONErrorCodes.UnknownInteraction)) return `${reason}（超过 3 秒，或另一个问报已经答了）`
  return isLost(error) ? `${reason}（超过 15 分钟）` : reason
}

/** What is ready within so many milliseconds, otherwise undefined. */
async function within<T>(pending: Promise<T>, ms: number): Promise<T | undefined> {
  const timer = new AbortController()
  const late = delay(ms, undefined, { signal: timer.signal }).catch(() => undefined)
  try {
    return await Promise.race([pending, late])
  } finally {
    timer.abort()
  }
}

/** The text at a path of an answer of the API. */
function idAt(value: unknown, ...path: string[]): string | undefined {
  let at = value
  for (const key of path) at = typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined
  return typeof at === "string" ? at : undefined
}
