// A reply as a Telegram message: fitted, rendered, sent or put in another one's place, and what Telegram may refuse.

import { type Api, GrammyError } from "grammy"
import type { Command } from "../../chat/command.js"
import { fit as fitReply, type Limits } from "../../chat/fit.js"
import type { Reply } from "../../chat/reply.js"
import { TOO_OLD } from "./client.js"
import { type Button, keyboard } from "./keyboard.js"
import { type Rendered, render, TEXT_MOST } from "./render.js"

/** Where a message goes. */
export interface Place {
  chat: number
  topic?: number | undefined
  /** The message it replies to. */
  under?: number | undefined
}

export interface Outgoing extends Rendered {
  buttons: Button[][] | undefined
}

/** The members of grammY's Api that are used. */
export type SendApi = Pick<Api, "sendMessage" | "editMessageText">

export const LIMITS: Limits = {
  fits: (blocks) => render(blocks).text.length <= TEXT_MOST,
  // A phone shows some twenty Chinese characters of a button and ends the rest in … by itself.
  label: 40,
  detail: 40,
  // A keyboard may hold 100 buttons; nobody reads so many.
  next: 9,
  choices: 20,
}

/** The reply as a message that Telegram takes. In a refusal nothing is bold: at a glance, bold means that it was found. */
export function compose(reply: Reply, commands: readonly Command[]): Outgoing {
  const fitted = fitReply(reply, LIMITS)
  const { text, entities } = render(fitted.blocks)
  const shown = reply.tone === "refusal" ? entities.filter(({ type }) => type !== "bold") : entities
  return { text, entities: shown, buttons: keyboard(fitted, commands) }
}

/**
 * Sends a message; where its place has moved or is gone, to the next best one. Resolves to its id; rejects with what
 * Telegram answers.
 */
export async function send(api: SendApi, place: Place, message: Outgoing): Promise<number> {
  const { chat, topic, under } = place
  try {
    const sent = await api.sendMessage(chat, message.text, {
      ...contents(message),
      ...(topic !== undefined && { message_thread_id: topic }),
      ...(under !== undefined && { reply_parameters: { message_id: under, allow_sending_without_reply: true } }),
    })
    return sent.message_id
  } catch (error) {
    const next = nextBest(place, error)
    if (!next) throw error
    return send(api, next, message)
  }
}

/** Puts a message in another one's place; where that is gone or too old to be edited, sends it as a new one. Its id. */
export async function edit(api: SendApi, place: Place, messageId: number, message: Outgoing): Promise<number> {
  try {
    await api.editMessageText(place.chat, messageId, message.text, contents(message))
    return messageId
  } catch (error) {
    if (refusal(error, /message is not modified/iu)) return messageId
    if (!refusal(error, NOT_EDITABLE) && !nextBest(place, error)) throw error
    return send(api, nextBest(place, error) ?? place, message)
  }
}

const contents = ({ entities, buttons }: Outgoing) => ({
  entities,
  link_preview_options: { is_disabled: true },
  ...(buttons && { reply_markup: { inline_keyboard: buttons } }),
})

/** A group that became a supergroup has a new id and no topics; a topic may have been deleted. Each helps once. */
function nextBest(place: Place, error: unknown): Place | undefined {
  if (!(error instanceof GrammyError)) return undefined
  const { migrate_to_chat_id: moved } = error.parameters
  if (moved !== undefined && moved !== place.chat) return { chat: moved }
  return place.topic !== undefined && refusal(error, /thread not found|TOPIC_DELETED/iu)
    ? { ...place, topic: undefined }
    : undefined
}

const NOT_EDITABLE = /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/iu

const refusal = (error: unknown, description: RegExp): error is GrammyError =>
  error instanceof GrammyError && error.error_code === 400 && description.test(error.description)

/** Whether a press or an inline query was made so long ago that Telegram takes no answer to it. */
export const isTooOld = (error: unknown): boolean => refusal(error, TOO_OLD)

/** Whether nothing can be sent there and nobody did anything wrong: blocked, kicked, muted, closed, gone. */
export const isUnsendable = (error: unknown): error is GrammyError =>
  error instanceof GrammyError && (error.error_code === 403 || UNSENDABLE.test(error.description))

const UNSENDABLE =
  /not enough rights|have no rights|administrator rights|_FORBIDDEN|_ADMIN_REQUIRED|TOPIC_CLOSED|chat not found|CHAT_RESTRICTED|CHANNEL_PRIVATE|PEER_ID_INVALID|PAYMENT_REQUIRED|deactivated/iu
