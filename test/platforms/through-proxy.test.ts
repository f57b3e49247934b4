// Both platforms, REST and gateway, and feeds through a proxy: every connection is the proxy's.

import { expect, it, onTestFinished } from "vitest"
import { createChat } from "../../src/chat/chat.js"
import { fetchThrough } from "../../src/platforms/carrier.js"
import { createDiscord } from "../../src/platforms/discord/discord.js"
import { createTelegram } from "../../src/platforms/telegram/telegram.js"
import { startFeedServer } from "../sources/feeds/server.js"
import { testCommands } from "./discord/harness.js"
import { TOKEN as DISCORD_TOKEN, startDiscord } from "./discord/server.js"
import { type Relay, startConnectProxy, startSocksProxy } from "./relays.js"
import { message, privateChat } from "./telegram/harness.js"
import { startServer, TOKEN as TELEGRAM_TOKEN } from "./telegram/server.js"

const log = { debug() {}, info() {}, warn() {}, error() {} }
const chat = createChat(testCommands(), log)

const relays: [string, () => Promise<Relay>][] = [
  ["an HTTP proxy", startConnectProxy],
  ["a SOCKS5 proxy", startSocksProxy],
]

it.each(relays)("Discord's REST and gateway go through %s", async (_, startRelay) => {
  const relay = await startRelay()
  const discord = await startDiscord()
  const stop = new AbortController()
  const platform = createDiscord({
    token: DISCORD_TOKEN,
    apiBase: discord.api,
    proxyFor: () => relay.url,
    now: Date.now,
    log,
  })
  const running = platform.run(chat, stop.signal)
  onTestFinished(async () => {
    stop.abort()
    await running
    await discord.stop()
    await relay.close()
  })
  await discord.until(() => discord.puts().length > 0, "the registration of commands")
  const asked = discord.slash("ask", { question: "澧县" })
  await discord.until(() => asked.original, "an answer")
  // One tunnel for REST, one for the gateway, both to the server.
  expect(relay.dialled.length).toBeGreaterThanOrEqual(2)
  expect(new Set(relay.dialled)).toEqual(new Set([new URL(discord.api).host]))
})

it.each(relays)("Telegram's calls go through %s", async (_, startRelay) => {
  const relay = await startRelay()
  const telegram = await startServer()
  const stop = new AbortController()
  const platform = createTelegram({ token: TELEGRAM_TOKEN, apiRoot: telegram.url, proxyFor: () => relay.url, log })
  const running = platform.run(chat, stop.signal)
  onTestFinished(async () => {
    stop.abort()
    await running
    await telegram.close()
    await relay.close()
  })
  telegram.push({ message: message(privateChat(), "澧县") })
  await telegram.until(() => telegram.messages.size > 0)
  expect(new Set(relay.dialled)).toEqual(new Set([new URL(telegram.url).host]))
})

it.each(relays)("fetch goes through %s, but for what is to be reached directly", async (_, startRelay) => {
  const [relay, proxied, near] = [await startRelay(), await startFeedServer(), await startFeedServer()]
  onTestFinished(() => relay.close())
  for (const server of [proxied, near]) server.serve("/", { body: "<rss/>" })
  const fetched = fetchThrough(({ href }) => (href.startsWith(proxied.url) ? relay.url : undefined))
  for (const { url } of [proxied, near, proxied]) expect(await (await fetched(`${url}/`, {})).text()).toBe("<rss/>")
  expect(new Set(relay.dialled)).toEqual(new Set([new URL(proxied.url).host]))
})
