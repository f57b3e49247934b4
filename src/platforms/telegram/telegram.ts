// Telegram: updates in, messages out. A question becomes a call, its reply a message; a button likewise.

import { GrammyError } from "grammy"
import { type Log, OperatorError, type Platform } from "../../chat/platform.js"
import type { ProxyFor } from "../proxy.js"
import { connection, plainApi, Unreachable } from "./client.js"
import type { Kept } from "./keeping.js"
import * as say from "./operator.js"
import { isTokenRefused, TokenRefused } from "./patience.js"
import { serve } from "./service.js"
import type { Webhook } from "./webhook.js"

export interface TelegramOptions {
  token: string
  /** Where the Bot API is; a self-hosted server, a proxy or a test server. Default https://api.telegram.org. */
  apiRoot?: string
  proxyFor: ProxyFor
  /** What the bot is called; without it, as at @BotFather. */
  name?: string
  /** The ids of those who own the bot. */
  owners?: readonly number[]
  /** Where Telegram brings updates to; without it they are fetched by long polling. */
  webhook?: Webhook
  log: Log
  /** What outlives a run of the bot with this id; without it nothing does. */
  kept?: (botId: number) => Kept
  /** Milliseconds since 1970: what tells how old a message is. */
  now?: () => number
  /** Milliseconds on a clock that nobody puts right: what paces are measured with. Default: `now`. */
  steady?: () => number
}

/** Serves a chat as a Telegram bot. `run` rejects with an OperatorError when the token is refused. */
export function createTelegram(options: TelegramOptions): Platform {
  return {
    name: "telegram",
    async run(chat, signal) {
      if (signal.aborted) return
      try {
        await serve(options, wayOf(options), chat, signal)
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
export async function checkTelegram(
  options: Pick<TelegramOptions, "token" | "apiRoot" | "webhook" | "proxyFor">,
): Promise<string> {
  const way = wayOf(options)
  try {
    const api = plainApi(options.token, way)
    return say.checked(await api.getMe(), await api.getWebhookInfo().catch(unlessUnreachable), options.webhook?.url)
  } catch (error) {
    if (error instanceof Unreachable) throw new OperatorError(say.unreachable(way.host, way.via, error.reason))
    if (error instanceof GrammyError && isTokenRefused(error)) throw new TokenRefused(error.error_code, way.host)
    throw error
  }
}

/** A self-hosted server need not know what is only told besides. */
function unlessUnreachable(error: unknown): undefined {
  if (!(error instanceof GrammyError)) throw error
}

const wayOf = ({ apiRoot = "https://api.telegram.org", proxyFor }: Pick<TelegramOptions, "apiRoot" | "proxyFor">) =>
  connection(apiRoot, proxyFor)
