// The program behind proxies of every kind, with TLS from end to end: REST and gateway, served and checked.

import { spawn } from "node:child_process"
import { resolve } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { shown } from "./platforms/discord/harness.js"
import { startDiscord, TOKEN } from "./platforms/discord/server.js"
import { CERTIFICATE, type Relay, startConnectProxy, startSocksProxy } from "./platforms/relays.js"

const proxies: [string, () => Promise<Relay>][] = [
  ["http", startConnectProxy],
  ["https", () => startConnectProxy({ secure: true })],
  ["socks5", startSocksProxy],
]

it.each(proxies)("an %s proxy carries REST and gateway, and check tries both through it", async (_, startProxy) => {
  const [proxy, discord] = [await startProxy(), await startDiscord({ secure: true })]
  const env = {
    ...process.env,
    ...{ DISCORD_TOKEN: TOKEN, DISCORD_API_BASE: discord.api, PROXY_URL: proxy.url.href, TELEGRAM_TOKEN: "" },
    ...{ FEEDBACK: "off", NO_PROXY: "", no_proxy: "", NODE_EXTRA_CA_CERTS: resolve(CERTIFICATE) },
  }
  const program = (...args: string[]) => spawn(process.execPath, ["dist/src/main.js", ...args], { env })
  const bot = program()
  onTestFinished(async () => {
    bot.kill("SIGKILL")
    await discord.stop()
    await proxy.close()
  })
  await discord.until(() => discord.puts().length > 0, "the registration of commands")
  const asked = discord.slash("ask", { question: "澧县复耕多少亩" })
  expect(shown(await discord.until(() => asked.original))).toContain("1.3万亩")
  // One tunnel for REST and one for the gateway, at least.
  expect(proxy.dialled.length).toBeGreaterThanOrEqual(2)
  expect(new Set(proxy.dialled)).toEqual(new Set([new URL(discord.api).host]))

  const before = proxy.dialled.length
  let out = ""
  for await (const text of program("check").stdout.setEncoding("utf8")) out += text
  expect(out).toContain("✓ DISCORD_TOKEN 可用：问报")
  expect(proxy.dialled.length).toBeGreaterThanOrEqual(before + 2)
})
