// Telegram: long polling in, messages out. A question becomes a call, its reply a message; a button likewise.

import { run, sequentialize } from "@grammyjs/runner"
import { Api, Bot, type Context, GrammyError } from "grammy"
import type { Chat } from "../../chat/chat.js"
import { createPaces } from "../../chat/pace.js"
import { type Log, OperatorError, type Platform } from "../../chat/platform.js"
import type { ProxyFor } from "../proxy.js"
import { callingName, createAnswers, GROUP_RATE } from "./answers.js"
import {
  type Connection,
  connection,
  forGrammy,
  POLL_SECONDS,
  transformers,
  Unreachable,
  withoutToken,
} from "./client.js"
import { answerInline } from "./inline.js"
import { updateMenus } from "./menu.js"
import * as say from "./operator.js"
import { isTokenRefused, patience, TokenRefused } from "./patience.js"
import { isUnsendable } from "./send.js"
import { createIntake, type Seen } from "./updates.js"

export interface TelegramOptions {
  token: string
  /** Where the Bot API is; a self-hosted server, a proxy or a test server. Default https://api.telegram.org. */
  apiRoot?: string
  proxyFor: ProxyFor
  log: Log
  /** Which updates of the bot with this id have been dealt with; without it they are known only while the program runs. */
  seen?: (botId: number) => Seen
  /** Milliseconds since 1970. */
  now?: () => number
}

/** Serves a chat as a Telegram bot. `run` rejects with an OperatorError when the token is refused. */
export function createTelegram({
  token,
  apiRoot = API_ROOT,
  proxyFor,
  log,
  seen,
  now = Date.now,
}: TelegramOptions): Platform {
  return {
    name: "telegram",
    async run(chat, signal) {
      if (signal.aborted) return
      const way = connection(apiRoot, proxyFor)
      const plain = plainApi(token, way)
      const bot = new Bot(token, { client: way.client })
      bot.api.config.use(...transformers(), patience(way, plain, log))
      try {
        await serve({ bot, plain, chat, log, seen, now, signal })
      } catch (error) {
        if (!signal.aborted || error instanceof OperatorError) throw error
      }
    },
  }
}

/**
 * Whether Telegram can be reached and takes the token. Rejects with an OperatorError that says how to mend it.
 * `canReadAllGroupMessages`: privacy mode is off.
 */
export async function checkTelegram({
  token,
  apiRoot = API_ROOT,
  proxyFor,
}: Pick<TelegramOptions, "token" | "apiRoot" | "proxyFor">): Promise<{
  username: string
  canReadAllGroupMessages: boolean
}> {
  const way = connection(apiRoot, proxyFor)
  try {
    const me = await plainApi(token, way).getMe()
    return { username: me.username, canReadAllGroupMessages: me.can_read_all_group_messages }
  } catch (error) {
    if (error instanceof Unreachable) throw new OperatorError(say.unreachable(way.host, way.via, error.reason))
    if (error instanceof GrammyError && isTokenRefused(error)) throw new TokenRefused(error.error_code)
    throw error
  }
}

const API_ROOT = "https://api.telegram.org"

/** Calls that fail at once. */
function plainApi(token: string, { client }: Connection): Api {
  const api = new Api(token, client)
  api.config.use(withoutToken)
  return api
}

interface Service {
  bot: Bot
  plain: Api
  chat: Chat
  log: Log
  seen: TelegramOptions["seen"]
  now: () => number
  signal: AbortSignal
}

/** What is asked for, and no more: channel posts are not answered. */
const UPDATES = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"] as const
/**
 * Updates in work at the same time. With a bound, one busy group, whose answers wait for Telegram's 20 a minute, would
 * fill it and keep every other chat waiting. What has waited for ten minutes is let go, so the queue does not grow on.
 */
const CONCURRENCY = Number.POSITIVE_INFINITY
/** How long a shutdown waits for answers in work, and for Telegram to hear which updates are done. Milliseconds. */
const FINISH_MOST = 5_000
const CONFIRM_MOST = 3_000

async function serve({ bot, plain, chat, log, seen, now, signal }: Service): Promise<void> {
  const me = await bot.api.getMe(forGrammy(signal))
  bot.botInfo = me
  log.info(say.online(me, me.can_read_all_group_messages, callingName(chat.commands)))
  const ended = new AbortController()
  const menus = updateMenus(bot.api, chat.commands, forGrammy(ended.signal)).catch((error: unknown) => {
    if (!ended.signal.aborted) log.warn(say.menuFailed, error)
  })
  const kept = seen?.(me.id)
  const intake = createIntake(await kept?.latest(), (name) => kept?.add(name))
  const answers = createAnswers({ api: bot.api, me, chat, paces: createPaces(now, GROUP_RATE), now })
  bot.use((ctx, next) => intake.take(ctx.update, next))
  bot.use(sequentialize(inOrderWith))
  bot.on("message", (ctx) => answers.message(ctx.message))
  bot.on("edited_message", (ctx) => answers.edited(ctx.editedMessage))
  bot.on("callback_query", (ctx) => answers.press(ctx.callbackQuery))
  bot.on("inline_query", (ctx) => answerInline({ api: bot.api, me, chat }, ctx.inlineQuery))
  bot.on("my_chat_member", (ctx) => answers.membership(ctx.myChatMember))
  bot.catch(({ error }) => tell(error, log))
  const runner = run(bot, {
    runner: { silent: true, fetch: { timeout: POLL_SECONDS, allowed_updates: UPDATES } },
    sink: { concurrency: CONCURRENCY },
  })
  const stop = () => runner.stop()
  signal.addEventListener("abort", stop)
  try {
    await runner.task()
  } finally {
    signal.removeEventListener("abort", stop)
    ended.abort()
    await Promise.all([intake.settled(FINISH_MOST), confirm(plain, intake.offset, log), menus])
  }
}

/**
 * What an update is handled in order with: a message with its chat's, a press with others of the same message. A press
 * is not kept behind answers that wait for a group's limit, or its button would spin until Telegram takes no answer.
 */
const inOrderWith = ({ chatId, callbackQuery }: Context): string | undefined =>
  callbackQuery?.message ? `${chatId} ${callbackQuery.message.message_id}` : chatId?.toString()

/** Tells Telegram which updates are done with, so that none is answered again after a restart. */
async function confirm(api: Api, offset: number | undefined, log: Log): Promise<void> {
  if (offset === undefined) return
  try {
    await api.getUpdates({ offset, limit: 1, timeout: 0 }, forGrammy(AbortSignal.timeout(CONFIRM_MOST)))
  } catch {
    log.warn(say.unconfirmed)
  }
}

/** An answer that did not arrive is the operator's business only where something can be done about it. */
function tell(error: unknown, log: Log): void {
  if (isUnsendable(error)) log.info(say.unsendable(error.description))
  else if (error instanceof Unreachable) log.warn(say.undelivered(error.reason))
  else if (error instanceof GrammyError && (error.error_code >= 500 || error.error_code === 429)) {
    log.warn(say.undelivered(`${error.error_code} ${error.description}`))
  } else log.error(say.BUG, error)
}
