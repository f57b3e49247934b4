// One bot in service: it says who it is, shows what it can do, answers what comes, and leaves in order.

import { sequentialize } from "@grammyjs/runner"
import { type Api, Bot, type Context, GrammyError, type Transformer } from "grammy"
import type { Chat } from "../../chat/chat.js"
import type { Command } from "../../chat/command.js"
import { createPaces } from "../../chat/pace.js"
import type { Log } from "../../chat/platform.js"
import { within } from "../within.js"
import { type Answers, callingName, createAnswers, GROUP_RATE } from "./answers.js"
import { type Connection, forGrammy, plainApi, transformers, Unreachable } from "./client.js"
import { filesOf } from "./files.js"
import { answerInline } from "./inline.js"
import { createKeeping, type Keeping } from "./keeping.js"
import { updateMenus } from "./menu.js"
import * as say from "./operator.js"
import { patience } from "./patience.js"
import { poll } from "./polling.js"
import { updateDescriptions, updateName } from "./profile.js"
import { isUnsendable } from "./send.js"
import type { TelegramOptions } from "./telegram.js"
import { createIntake, type Intake } from "./updates.js"
import { receive } from "./webhook.js"

/** How long a shutdown waits for answers in work, then for what is on its way to Telegram. Milliseconds. */
const FINISH_MOST = 5_000
const ARRIVE_MOST = 1_000
/** …and for Telegram to hear which updates are done. */
const CONFIRM_MOST = 2_000

/** Serves the chat until the signal aborts. Rejects with an OperatorError where the bot cannot go on. */
export async function serve(options: TelegramOptions, way: Connection, chat: Chat, signal: AbortSignal): Promise<void> {
  const { token, webhook, log } = options
  const plain = plainApi(token, way)
  const bot = new Bot(token, { client: way.client })
  const over = new AbortController()
  bot.api.config.use(...transformers(over.signal), patience(way, plain, log))
  bot.catch(({ error }) => tell(error, log))

  const itself = await bot.api.getMe(forGrammy(signal))
  bot.botInfo = itself
  log.info(say.online(itself, callingName(chat.commands)))
  const me = { id: itself.id, username: itself.username, owners: options.owners ?? [] }
  const { now = Date.now, steady = now } = options
  const paces = createPaces(steady, GROUP_RATE)
  const fileOf = filesOf({ api: bot.api, token, root: way.client.apiRoot, proxyFor: options.proxyFor })
  const answers = createAnswers({ api: bot.api, me, fileOf, chat, paces, now, log })
  const { corrects } = answers
  const keeping = await createKeeping(options.kept?.(me.id), { me, commands: chat.commands, corrects, now, log })
  const intake = createIntake(keeping)
  bot.api.config.use(afterWriting(keeping))
  listen(bot, intake, keeping, answers)
  bot.on("inline_query", (ctx) => answerInline({ api: bot.api, me, chat, paces }, ctx.inlineQuery))
  const shop = openShop(bot.api, chat.commands, options)
  for (const named of keeping.left) {
    intake.adopt(named)
    void bot.handleUpdate(named.update).catch(bot.errorHandler)
  }
  try {
    await (webhook ? receive(bot, { ...webhook, accepted: keeping.written, log }, signal) : poll(bot, signal))
  } finally {
    shop.close()
    await intake.settled(FINISH_MOST)
    over.abort()
    await Promise.all([intake.settled(ARRIVE_MOST), within(shop.done, ARRIVE_MOST)])
    const left = await keeping.leave(intake.unfinished)
    if (left > 0) log.info(say.left(left))
    if (!webhook && signal.aborted) await keeping.written().then(() => confirm(plain, intake.offset, log))
  }
}

/** Asking for more updates tells Telegram that those before have arrived: they are on disk by then. */
const afterWriting =
  ({ written }: Keeping): Transformer =>
  async (prev, method, payload, signal) => {
    if (method === "getUpdates") await written()
    return prev(method, payload, signal)
  }

/** What is done at each kind of update. */
function listen(bot: Bot, intake: Intake, keeping: Keeping, answers: Answers): void {
  const isAgain = ({ update }: Context) => intake.adopted(update) !== undefined
  bot.use((ctx, next) => intake.take(ctx.update, next))
  bot.use(sequentialize(inOrderWith))
  bot.use(({ update }, next) => {
    const name = intake.adopted(update)
    if (name !== undefined) keeping.again(name)
    return next()
  })
  bot.on("message", (ctx) => answers.message(ctx.message, isAgain(ctx)))
  bot.on("edited_message", (ctx) => answers.edited(ctx.editedMessage))
  bot.on("callback_query", (ctx) => answers.press(ctx.callbackQuery, isAgain(ctx)))
  bot.on("my_chat_member", (ctx) => answers.membership(ctx.myChatMember))
}

/**
 * What an update is handled in order with: a message with its chat's, a press with others of the same message. A press
 * is not kept behind answers that wait for a group's limit, or its button would spin until Telegram takes no answer.
 */
const inOrderWith = ({ chatId, callbackQuery }: Context): string | undefined =>
  callbackQuery?.message ? `${chatId} ${callbackQuery.message.message_id}` : chatId?.toString()

/** Brings menus and profile up to date while questions are answered already. `done` never rejects. */
function openShop(
  api: Api,
  commands: readonly Command[],
  { name, owners = [], log }: Pick<TelegramOptions, "name" | "owners" | "log">,
) {
  const closed = new AbortController()
  const settled = (update: Promise<void>, failed: string) =>
    update.catch((error: unknown) => {
      if (!closed.signal.aborted) log.warn(failed, error)
    })
  const signal = forGrammy(closed.signal)
  const done = Promise.all([
    settled(updateMenus(api, commands, owners, signal), say.MENU_FAILED),
    settled(updateName(api, name, signal), say.NAME_FAILED),
    settled(updateDescriptions(api, signal), say.DESCRIPTIONS_FAILED),
  ])
  return { done, close: () => closed.abort() }
}

/** Tells Telegram which updates are done with, so that none is answered again after a restart. */
async function confirm(api: Api, offset: number | undefined, log: Log): Promise<void> {
  if (offset === undefined) return
  try {
    await api.getUpdates({ offset, limit: 1, timeout: 0 }, forGrammy(AbortSignal.timeout(CONFIRM_MOST)))
  } catch {
    log.warn(say.UNCONFIRMED)
  }
}

/** An answer that did not arrive is the operator's business only where something can be done about it. */
function tell(error: unknown, log: Log): void {
  if (isUnsendable(error)) log.info(say.unsendable(error.description))
  else if (error instanceof Unreachable) log.warn(say.undelivered(error.reason))
  else if (error instanceof GrammyError && (error.error_code >= 500 || error.error_code === 429)) {
    log.warn(say.undelivered(`${error.error_code} ${error.description}`))
  } else if (error instanceof GrammyError) {
    // Printed whole it would hold the message and its reader.
    log.error(say.refused(error.method, error.description))
  } else log.error(say.BUG, error)
}
