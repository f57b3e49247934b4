// Telegram: updates in, messages out. A question becomes a call, its reply a message; a button likewise.

import { sequentialize } from "@grammyjs/runner"
import { Api, Bot, type Context, GrammyError } from "grammy"
import type { Update } from "grammy/types"
import type { Chat } from "../../chat/chat.js"
import { createPaces } from "../../chat/pace.js"
import { type Log, OperatorError, type Platform } from "../../chat/platform.js"
import type { ProxyFor } from "../proxy.js"
import { callingName, createAnswers, GROUP_RATE } from "./answers.js"
import { type Connection, connection, forGrammy, transformers, Unreachable, withoutToken } from "./client.js"
import { answerInline } from "./inline.js"
import { updateMenus } from "./menu.js"
import * as say from "./operator.js"
import { isTokenRefused, patience, TokenRefused } from "./patience.js"
import { poll } from "./polling.js"
import { updateProfile } from "./profile.js"
import { readMessage } from "./read.js"
import { isUnsendable } from "./send.js"
import { createIntake, isUpdate, type Kept, spared } from "./updates.js"
import { receive, type Webhook } from "./webhook.js"

export interface TelegramOptions {
  token: string
  /** Where the Bot API is; a self-hosted server, a proxy or a test server. Default https://api.telegram.org. */
  apiRoot?: string
  proxyFor: ProxyFor
  /** What the bot is called; without it, as at @BotFather. */
  name?: string
  /** Where Telegram brings updates to; without it they are fetched by long polling. */
  webhook?: Webhook
  log: Log
  /** What outlives a run of the bot with this id; without it nothing does. */
  kept?: (botId: number) => Kept
  /** Milliseconds since 1970. */
  now?: () => number
}

/** Serves a chat as a Telegram bot. `run` rejects with an OperatorError when the token is refused. */
export function createTelegram({
  token,
  apiRoot = API_ROOT,
  proxyFor,
  name,
  webhook,
  log,
  kept,
  now = Date.now,
}: TelegramOptions): Platform {
  return {
    name: "telegram",
    async run(chat, signal) {
      if (signal.aborted) return
      const way = connection(apiRoot, proxyFor)
      const plain = plainApi(token, way)
      const bot = new Bot(token, { client: way.client })
      const over = new AbortController()
      bot.api.config.use(...transformers(over.signal), patience(way, plain, log))
      try {
        await serve({ bot, plain, name, webhook, chat, log, kept, now, signal, over })
      } catch (error) {
        if (!signal.aborted || error instanceof OperatorError) throw error
      }
    },
  }
}

/**
 * Tries the token: whose it is, what the bot's modes mean for readers, how its updates come. Rejects with an
 * OperatorError that says how to mend it.
 */
export async function checkTelegram({
  token,
  apiRoot = API_ROOT,
  webhook,
  proxyFor,
}: Pick<TelegramOptions, "token" | "apiRoot" | "webhook" | "proxyFor">): Promise<string> {
  const way = connection(apiRoot, proxyFor)
  try {
    const api = plainApi(token, way)
    return say.checked(await api.getMe(), await api.getWebhookInfo().catch(unlessUnreachable), webhook?.url)
  } catch (error) {
    if (error instanceof Unreachable) throw new OperatorError(say.unreachable(way.host, way.via, error.reason))
    if (error instanceof GrammyError && isTokenRefused(error)) throw new TokenRefused(error.error_code)
    throw error
  }
}

/** A self-hosted server need not know what is only told besides. */
function unlessUnreachable(error: unknown): undefined {
  if (!(error instanceof GrammyError)) throw error
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
  name: string | undefined
  webhook: Webhook | undefined
  chat: Chat
  log: Log
  kept: TelegramOptions["kept"]
  now: () => number
  signal: AbortSignal
  /** Aborted by `serve`: from then on nothing more is sent. */
  over: AbortController
}

/** How long a shutdown waits for answers in work, then for what is on its way to Telegram. Milliseconds. */
const FINISH_MOST = 5_000
const ARRIVE_MOST = 1_000
/** …and for Telegram to hear which updates are done. */
const CONFIRM_MOST = 3_000

async function serve({
  bot,
  plain,
  name,
  webhook,
  chat,
  log,
  kept: keptOf,
  now,
  signal,
  over,
}: Service): Promise<void> {
  const me = await bot.api.getMe(forGrammy(signal))
  bot.botInfo = me
  log.info(say.online(me, callingName(chat.commands)))
  const ended = new AbortController()
  const settle = (update: Promise<void>, failed: string) =>
    update.catch((error: unknown) => {
      if (!ended.signal.aborted) log.warn(failed, error)
    })
  const menus = settle(updateMenus(bot.api, chat.commands, forGrammy(ended.signal)), say.menuFailed)
  const profile = settle(updateProfile(bot.api, name, forGrammy(ended.signal)), say.profileFailed)
  const kept = keptOf?.(me.id)
  const asks = ({ message, edited_message: edited }: Update) => {
    const read = message ?? edited
    return read !== undefined && readMessage(read, me, chat.commands) !== undefined
  }
  const intake = createIntake(await kept?.seen.latest(), (update, name) => {
    // Of what is overheard nothing is kept, not even that it was said.
    if (asks(update) || update.callback_query || update.my_chat_member) return kept?.seen.add(name)
  })
  const answers = createAnswers({ api: bot.api, me, chat, paces: createPaces(now, GROUP_RATE), now })
  bot.use((ctx, next) => intake.take(ctx.update, next))
  bot.use(sequentialize(inOrderWith))
  bot.on("message", (ctx) => answers.message(ctx.message))
  bot.on("edited_message", (ctx) => answers.edited(ctx.editedMessage))
  bot.on("callback_query", (ctx) => answers.press(ctx.callbackQuery))
  bot.on("inline_query", (ctx) => answerInline({ api: bot.api, me, chat }, ctx.inlineQuery))
  bot.on("my_chat_member", (ctx) => answers.membership(ctx.myChatMember))
  bot.catch(({ error }) => tell(error, log))
  for (const update of (await kept?.unfinished.resume())?.filter(isUpdate) ?? [])
    void bot.handleUpdate(update).catch(bot.errorHandler)
  try {
    await (webhook ? receive(bot, { ...webhook, log, now }, signal) : poll(bot, signal))
  } finally {
    ended.abort()
    await intake.settled(FINISH_MOST)
    over.abort()
    await Promise.all([intake.settled(ARRIVE_MOST), menus, profile])
    await kept?.unfinished.leave(spared(intake.unfinished.filter(asks)))
    if (!webhook) await confirm(plain, intake.offset, log)
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
