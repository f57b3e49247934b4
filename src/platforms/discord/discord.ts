// The Discord platform: logs in, registers the commands, hands events to the conversation, and leaves in order.

import { setTimeout as delay } from "node:timers/promises"
import type { Chat } from "../../chat/chat.js"
import type { Log, Platform } from "../../chat/platform.js"
import type { ProxyFor } from "../proxy.js"
import { connect } from "./connection.js"
import { loginFault, reasonOf } from "./faults.js"

export interface DiscordOptions {
  token: string
  /** Registers the commands in this server only. */
  guildId?: string
  /** The REST base, ending in `/api`; the gateway is whatever it answers. */
  apiBase?: string
  /** What stands under the bot's name in the list of members. */
  status?: string
  proxyFor: ProxyFor
  log: Log
}

/** Discord as a platform. `run` rejects with an OperatorError for a refused token, and keeps trying without a network. */
export function createDiscord(options: DiscordOptions): Platform {
  return {
    name: "discord",
    async run(chat: Chat, signal: AbortSignal) {
      for (let attempt = 0; !signal.aborted; attempt++) {
        try {
          await connect(options, chat, signal)
        } catch (error) {
          const fault = loginFault(error)
          if (fault) throw fault
          const seconds = Math.min(LONGEST_PAUSE_S, 2 ** attempt)
          options.log.warn(
            `连不上 Discord（${options.apiBase ?? "discord.com"}）：${reasonOf(error)}。检查网络或 PROXY_URL；${seconds} 秒后再试。`,
          )
          await delay(seconds * 1000, undefined, { signal }).catch(() => undefined)
        }
      }
    },
  }
}

/** Attempts to log in are 1, 2, 4 … seconds apart, at most this. */
const LONGEST_PAUSE_S = 60
