// Whether the bot could serve Discord from here: token, REST and gateway, each tried by itself.

import { once } from "node:events"
import { Routes } from "discord-api-types/v10"
import { OperatorError } from "../../chat/platform.js"
import type { ProxyFor } from "../proxy.js"
import { agentFor, dispatcherFor } from "./carrier.js"
import { apiOf, tokenOf } from "./client.js"
import type { DiscordOptions } from "./discord.js"
import { loginFault, reasonOf } from "./faults.js"
import { REST } from "./sdk.js"
import { openSocket } from "./socket.js"

/**
 * The bot's tag, if Discord takes the token, and answers REST and gateway both. Rejects with an OperatorError that names
 * the one that fails.
 */
export async function checkDiscord(options: Pick<DiscordOptions, "token" | "apiBase" | "proxyFor">): Promise<string> {
  const { proxyFor } = options
  const api = apiOf(options)
  const dispatcher = dispatcherFor(api, proxyFor)
  try {
    const rest = new REST({ api, agent: dispatcher }).setToken(tokenOf(options))
    const [user, gateway] = [await rest.get(Routes.user()), await rest.get(Routes.gatewayBot())]
    await checkGateway(gatewayOf(gateway), proxyFor)
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
  try {
    await once(socket, "message", { signal: AbortSignal.timeout(GREETING_WITHIN_MS) })
  } catch (error) {
    throw new OperatorError(`DISCORD_TOKEN 可用，但是${unreachable(address, proxyFor, reasonOf(error))}`)
  } finally {
    socket.on("error", () => {}).terminate()
  }
}

/** As discord.js waits for it. */
const GREETING_WITHIN_MS = 30_000

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

function gatewayOf(information: unknown): URL {
  const url = typeof information === "object" && information !== null && "url" in information ? information.url : ""
  return new URL(String(url))
}

function tagOf(user: unknown): string {
  if (typeof user !== "object" || user === null || !("username" in user)) return "?"
  const discriminator = "discriminator" in user && user.discriminator !== "0" ? `#${user.discriminator}` : ""
  return `${user.username}${discriminator}`
}
