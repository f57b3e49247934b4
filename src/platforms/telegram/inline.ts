// Inline mode: `@wenbao_bot 澧县` in any chat brings headlines and passages to choose from, one of which is sent.

import type { Api } from "grammy"
import type { InlineQuery, InlineQueryResultArticle, InlineQueryResultsButton } from "grammy/types"
import type { Chat } from "../../chat/chat.js"
import { cutText } from "../../chat/excerpt.js"
import type { Paces } from "../../chat/pace.js"
import { words } from "../../chat/words/words.js"
import { Arrived } from "./client.js"
import { startLink, startParameter } from "./deep-link.js"
import { buttonText } from "./keyboard.js"
import { localeOf, type Me } from "./read.js"
import { clean, isBlank } from "./render.js"
import { compose, isTooOld, LIMITS } from "./send.js"

/** The members of Telegram's update that are read. */
export type Query = Pick<InlineQuery, "id" | "query" | "offset"> & { from: { id: number; language_code?: string } }

/** Telegram takes 50 at once; a phone shows some five without scrolling. */
const PAGE = 20
/** How long Telegram may give the same answer to the same reader. Seconds. */
const CACHED = 300
/** What a list shows of a title and a description, in UTF-16 units. */
const TITLE_MOST = 60
const DETAIL_MOST = 120

export interface InlineOptions {
  api: Pick<Api, "answerInlineQuery">
  me: Me
  chat: Chat
  paces: Pick<Paces, "press">
}

/**
 * Answers an inline query. One that took too long is let go, and so is what only a program can type so fast; rejects
 * with anything else that Telegram refuses.
 */
export async function answerInline(
  { api, me, chat, paces }: InlineOptions,
  { id, query, offset, from }: Query,
): Promise<void> {
  const locale = localeOf(from.language_code)
  const reader = `telegram:${from.id}`
  if (paces.press(reader) !== "open") return
  const found = await chat.find(query, { conversation: `${reader}:inline`, chat: reader, reader, locale })
  const first = Math.max(0, Math.trunc(Number(offset)) || 0)
  const results = found.slice(first, first + PAGE).map(({ title, detail, reply }, i): InlineQueryResultArticle => {
    const { text, entities } = compose(reply, chat.commands)
    const [next] = reply.next ?? []
    return {
      type: "article",
      id: String(first + i),
      title: cutText(shown(title), TITLE_MOST),
      description: cutText(shown(detail), DETAIL_MOST),
      input_message_content: { message_text: text, entities, link_preview_options: { is_disabled: true } },
      // Where the bot is not, its buttons carry no calls: a link to it does.
      ...(next && {
        reply_markup: {
          inline_keyboard: [
            [
              {
                text: buttonText(cutText(next.label, LIMITS.label)),
                url: startLink(me.username, next.call, chat.commands),
              },
            ],
          ],
        },
      }),
    }
  })
  const rest = first + PAGE < found.length
  try {
    await api.answerInlineQuery(id, results, {
      cache_time: CACHED,
      is_personal: true,
      ...(rest && { next_offset: String(first + PAGE) }),
      ...(found.length === 0 && !isBlank(query) && { button: askThere(query, chat, words(locale).askInPrivate) }),
    })
  } catch (error) {
    if (!isTooOld(error) && !(error instanceof Arrived)) throw error
  }
}

/** The way to where a question gets a whole reply. */
function askThere(query: string, chat: Chat, text: string): InlineQueryResultsButton {
  const bare = chat.commands.find((command) => command.bare)
  const [param] = bare?.params ?? []
  const call = { command: bare?.name ?? "", args: param ? { [param.name]: query } : {} }
  return { text, start_parameter: startParameter(call, chat.commands) }
}

/** Telegram refuses a blank title. */
const shown = (text: string): string => {
  const line = clean(text).replace(/\s+/gu, " ").trim()
  return isBlank(line) ? "……" : line
}
