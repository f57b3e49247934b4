// What Telegram refuses, as its Bot API answers it: texts, entities, keyboards, menus. Stricter than Telegram where it
// would mend a message silently (white space at the ends, entities beyond the hundredth): ours should need no mending.

import type {
  BotCommand,
  InlineKeyboardButton,
  InlineQueryResultArticle,
  InlineQueryResultsButton,
  MessageEntity,
} from "grammy/types"

/** The members of a call's payload that are looked at. */
export interface Payload {
  chat_id?: number
  message_id?: number
  message_thread_id?: number
  text?: string
  entities?: MessageEntity[]
  link_preview_options?: { is_disabled?: boolean }
  reply_parameters?: { message_id: number; allow_sending_without_reply?: boolean }
  reply_markup?: { inline_keyboard: InlineKeyboardButton[][] }
  callback_query_id?: string
  inline_query_id?: string
  results?: readonly InlineQueryResultArticle[]
  cache_time?: number
  next_offset?: string
  button?: InlineQueryResultsButton
  show_alert?: boolean
  commands?: BotCommand[]
  scope?: { type: string; chat_id?: number }
  file_id?: string
  language_code?: string
  offset?: number
  limit?: number
  timeout?: number
  allowed_updates?: string[]
  name?: string
  description?: string
  short_description?: string
  url?: string
  secret_token?: string
}

/** Why Telegram would not take this message's text, entities and buttons; undefined where it would. */
export function refusedMessage({ text = "", entities = [], reply_markup }: Payload): string | undefined {
  if (!text.isWellFormed()) return "strings must be encoded in UTF-8"
  if (/^[\s\p{C}\p{Z}]*$/u.test(text)) return "message text is empty"
  if (text.length > 4096) return "message is too long"
  if (text.trim() !== text) return "OURS: white space at the ends of the text"
  if (entities.length > 100) return "OURS: more than 100 entities"
  return refusedEntities(text, entities) ?? refusedKeyboard(reply_markup?.inline_keyboard ?? [])
}

const isQuote = ({ type }: MessageEntity) => type === "blockquote" || type === "expandable_blockquote"
const endOf = ({ offset, length }: MessageEntity) => offset + length

function refusedEntities(text: string, entities: readonly MessageEntity[]): string | undefined {
  for (const [i, entity] of entities.entries()) {
    const part = text.slice(entity.offset, endOf(entity))
    if (!(entity.offset >= 0 && entity.length > 0 && endOf(entity) <= text.length)) return "entity out of bounds"
    if (!part.isWellFormed()) return `Entity beginning at UTF-16 offset ${entity.offset} ends in a middle of a symbol`
    if (part.trim() !== part) return "OURS: white space at the ends of an entity"
    if (entity.type === "text_link" && !URL.canParse(entity.url)) return "URL_INVALID"
    for (const other of entities.slice(i + 1)) {
      const apart = endOf(entity) <= other.offset || endOf(other) <= entity.offset
      const within = other.offset >= entity.offset && endOf(other) <= endOf(entity)
      if (!apart && !within) return "OURS: entities overlap or are not sorted"
      if (!apart && isQuote(entity) && isQuote(other)) return "OURS: a quote within a quote"
    }
  }
  return undefined
}

function refusedKeyboard(rows: readonly InlineKeyboardButton[][]): string | undefined {
  const buttons = rows.flat()
  if (buttons.length > 100) return "REPLY_MARKUP_TOO_LONG"
  for (const button of buttons) {
    if (button.text.trim() === "" || !button.text.isWellFormed()) return "text buttons must have non-empty text"
    if ("url" in button && /^https:\/\/t\.me\/\w+\?start=[\w-]{1,64}$/u.test(button.url)) continue
    const data = "callback_data" in button ? button.callback_data : ""
    const bytes = Buffer.byteLength(data)
    if (bytes < 1 || bytes > 64 || !data.isWellFormed()) return "BUTTON_DATA_INVALID"
  }
  return rows.some((row) => row.length === 0 || row.length > 8) ? "OURS: an empty or too wide row" : undefined
}

/** Why Telegram would not take this answer to an inline query. */
export function refusedResults({
  results = [],
  cache_time = 300,
  next_offset = "",
  button,
}: Payload): string | undefined {
  if (results.length > 50) return "RESULTS_TOO_MUCH"
  if (new Set(results.map(({ id }) => id)).size < results.length) return "RESULT_ID_DUPLICATE"
  if (Buffer.byteLength(next_offset) > 64 || !Number.isInteger(cache_time)) return "NEXT_OFFSET_INVALID"
  if (button && !/^[\w-]{1,64}$/u.test(button.start_parameter ?? "")) return "START_PARAM_INVALID"
  for (const { id, title, input_message_content: content, reply_markup } of results) {
    if (Buffer.byteLength(id) < 1 || Buffer.byteLength(id) > 64) return "RESULT_ID_INVALID"
    if (title.trim() === "" || !title.isWellFormed()) return "ARTICLE_TITLE_EMPTY"
    if (!("message_text" in content)) return "MESSAGE_EMPTY"
    const { message_text: text, entities = [] } = content
    const refused = refusedMessage({ text, entities: [...entities], ...(reply_markup && { reply_markup }) })
    if (refused !== undefined) return refused
  }
  return undefined
}

/** Why Telegram would not take this menu. */
export function refusedMenu({ commands = [] }: Payload): string | undefined {
  if (commands.length > 100) return "BOT_COMMANDS_TOO_MUCH"
  if (commands.some(({ command }) => !/^[a-z0-9_]{1,32}$/u.test(command))) return "BOT_COMMAND_INVALID"
  const isTooLong = ({ description }: BotCommand) => description.length < 1 || description.length > 256
  return commands.some(isTooLong) ? "BOT_COMMAND_DESCRIPTION_INVALID" : undefined
}
