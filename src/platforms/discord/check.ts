// Whether the bot could serve Discord from here: token, REST and gateway, each tried by itself.

import { once } from "node:events"
import { RESTJSONErrorCodes, Routes } from "discord-api-types/v10"
import { OperatorError } from "../../chat/platform.js"
import { dispatcherFor } from "../carrier.js"
import type { ProxyFor } from "../proxy.js"
import { agentFor } from "./carrier.js"
import { apiOf, tokenOf } from "./client.js"
import type { DiscordOptions } from "./discord.js"
import { isRefused, loginFault, reasonOf } from "./faults.js"
import { at } from "./rest.js"
import { REST } from "./sdk.js"
import { openSocket } from "./socket.js"

/**
 * The bot's tag, if Discord takes the token, and answers REST and gateway both. Rejects with an OperatorError that names
 * the one that fails.
 */
export async function checkDiscord(
  options: Pick<DiscordOptions, "token" | "apiBase" | "guildId" | "shards" | "proxyFor">,
): Promise<string> {
  const { proxyFor, guildId, shards } = options
  const api = apiOf(options)
  const dispatcher = dispatcherFor(api, proxyFor)
  try {
    const rest = new REST({ api, agent: dispatcher, retries: 0, timeout: ANSWER_WITHIN_MS }).setToken(tokenOf(options))
    const [user, gateway] = [await rest.get(Routes.user()), await rest.get(Routes.gatewayBot())]
    await checkGateway(new URL(String(at(gateway, "url"))), proxyFor)
    checkShards(gateway, shards)
    if (guildId !== undefined) await checkGuild(rest, guildId)
    return tagOf(user)
  } catch (error) {
    throw loginFault(error) ?? new OperatorError(unreachable(new URL(api), proxyFor, reasonOf(error)))
  } finally {
    await dispatcher.destroy()
  }
}

/** Waits for the gateway's greeting, and leaves without logging in. */
async function checkGateway(address: URL, proxyFor: ProxyFor): Promise<void> {
  const socket = openSocket(address, agentFor(address, proxyFor))
  const signal = AbortSignal.timeout(GREETING_WITHIN_MS)
  const hungUp = once(socket, "close", { signal }).then(([code]) => {
    throw new Error(`对方挂断了（${code}）`)
  })
  try {
    await Promise.race([once(socket, "message", { signal }), hungUp])
  } catch (error) {
    throw new OperatorError(`DISCORD_TOKEN 可用，但是${unreachable(address, proxyFor, reasonOf(error))}`)
  } finally {
    hungUp.catch(() => undefined)
    socket.on("error", () => {}).terminate()
  }
}

const ANSWER_WITHIN_MS = 10_000
const GREETING_WITHIN_MS = 10_000

/** Discord closes the gateway (4011) to a bot with fewer shards than this. */
function checkShards(information: unknown, shards: DiscordOptions["shards"]): void {
  const wanted = Number(at(information, "shards"))
  if (shards && wanted > shards.count)
    throw new OperatorError(
      `DISCORD_SHARDS 一共 ${shards.count} 片，太少了：Discord 要这个机器人至少分 ${wanted} 片。斜杠后面写 ${wanted} 或更大的数。`,
    )
}

/** Where the bot is in no such server, its commands cannot be registered there. */
async function checkGuild(rest: REST, guildId: string): Promise<void> {
  try {
    await rest.get(Routes.guild(guildId))
  } catch (error) {
    if (!isRefused(error, RESTJSONErrorCodes.UnknownGuild, RESTJSONErrorCodes.MissingAccess)) throw error
    throw new OperatorError(
      `DISCORD_GUILD_ID（${guildId}）：机器人不在这个服务器里（${reasonOf(error)}）。启动后用日志里的链接邀请它，或改正这个号码。`,
    )
  }
}

/** Which of the two ways fails, and what to look at. */
function unreachable(address: URL, proxyFor: ProxyFor, reason: string): string {
  const isGateway = address.protocol.startsWith("ws")
  const proxy = proxyFor(address)
  const way = `${address.href.replace(/\/$/u, "")}${proxy ? `，经代理 ${proxy.host}` : ""}`
  const mend = proxy
    ? `看看代理是否开着${isGateway ? "、放不放行 WebSocket 长连接" : ""}，或改 PROXY_URL。`
    : "检查网络或 PROXY_URL。"
  return `连不上 Discord ${isGateway ? "网关" : "REST"}（${way}）：${reason}。${mend}`
}

function tagOf(user: unknown): string {
  const [name, discriminator] = [at(user, "username"), at(user, "discriminator") ?? "0"]
  return discriminator === "0" ? String(name) : `${name}#${discriminator}`
}
