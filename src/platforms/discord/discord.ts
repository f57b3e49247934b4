// The Discord platform: logs in, registers the commands, hands events to the conversation, and leaves in order.

import { setTimeout as delay } from "node:timers/promises"
import type { Chat } from "../../chat/chat.js"
import type { Log, Platform } from "../../chat/platform.js"
import type { ProxyFor } from "../proxy.js"
import { connect } from "./connection.js"
import { loginFault, reasonOf, sessionsBackAt } from "./faults.js"

export interface DiscordOptions {
  token: string
  /** Registers the commands in this server only. */
  guildId?: string
  /** The REST base, ending in `/api`; the gateway is whatever it answers. */
  apiBase?: string
  /** The shards that this process serves, of how many; otherwise all there should be. */
  shards?: { ids: readonly number[]; count: number }
  /** What stands under the bot's name in the list of members, now. */
  status?: () => string
  proxyFor: ProxyFor
  /** Milliseconds since 1970, by a clock that never goes back. */
  now(): number
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
          const { said, pause } = troubleOf(error, attempt, options)
          options.log.warn(`${said}${Math.ceil(pause / 1000)} 秒后再试。`)
          await delay(pause, undefined, { signal }).catch(() => undefined)
        }
      }
    },
  }
}

/** Attempts to log in are 1, 2, 4 … seconds apart, at most a minute; out of logins, at most an hour. Milliseconds. */
const LONGEST_PAUSE = 60_000
const LONGEST_WAIT = 3_600_000

interface Trouble {
  /** What happened and what there is to do, a sentence or two. */
  said: string
  /** Until the next attempt, in milliseconds. */
  pause: number
}

function troubleOf(error: unknown, attempt: number, { apiBase = "discord.com", now }: DiscordOptions): Trouble {
  const backAt = sessionsBackAt(error)
  if (backAt === undefined)
    return {
      said: `连不上 Discord（${apiBase}）：${reasonOf(error)}。检查网络或 PROXY_URL。`,
      pause: Math.min(LONGEST_PAUSE, 1000 * 2 ** attempt),
    }
  const wait = Math.max(Date.parse(backAt) - now(), LONGEST_PAUSE)
  return {
    said: `Discord 一天里的登录次数用完了，约 ${Math.ceil(wait / 60_000)} 分钟后才能再登录：看看是什么在让问报不停地重启。`,
    pause: Math.min(wait, LONGEST_WAIT),
  }
}
