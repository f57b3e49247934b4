// How the program leaves when it is told to: soon, in order, and nothing that was asked is lost.

import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it, onTestFinished } from "vitest"
import { TOKEN as DISCORD_TOKEN, startDiscord } from "./platforms/discord/server.js"
import { message, privateChat } from "./platforms/telegram/harness.js"
import { startServer as startTelegram, TOKEN as TELEGRAM_TOKEN } from "./platforms/telegram/server.js"
import { freePort, start } from "./program.js"

it("with tokens serves both platforms and leaves in order when told to", async () => {
  const discord = await startDiscord()
  const telegram = await startTelegram()
  onTestFinished(() => Promise.all([discord.stop(), telegram.close()]).then(() => undefined))
  const { child, ended } = start({
    open: true,
    env: { DISCORD_TOKEN, DISCORD_API_BASE: discord.api, TELEGRAM_TOKEN, TELEGRAM_API_ROOT: telegram.url },
  })
  await discord.until(() => discord.puts().length > 0, "the registration of commands")
  const asked = discord.slash("ask", { question: "澧县复耕多少亩" })
  await discord.until(() => asked.original, "an answer")
  child.kill("SIGTERM")
  expect(await ended).toMatchObject({ code: 0 })
  expect(discord.violations).toEqual([])
})

it("told to leave while Discord is silent, is gone within five seconds and a little", async () => {
  const discord = await startDiscord()
  onTestFinished(() => discord.stop())
  const { child, ended } = start({ open: true, env: { DISCORD_TOKEN, DISCORD_API_BASE: discord.api } })
  await discord.until(() => discord.puts().length > 0, "the registration of commands")
  discord.befall(({ path }) => path.endsWith("/messages"), { line: "hangs" }, 99)
  discord.say({ content: "澧县复耕多少亩" })
  await discord.until(() => discord.requests.some(({ path }) => path.endsWith("/messages")), "an answer on its way")
  const before = performance.now()
  child.kill("SIGTERM")
  expect(await ended).toMatchObject({ code: 0 })
  expect(performance.now() - before).toBeLessThan(6_500)
})

it.each([
  ["hangs up on every connection", 1001],
  ["hangs up and takes none any more", undefined],
])("told to leave while the gateway %s, is gone at once", async (_, code) => {
  const discord = await startDiscord()
  const { child, ended } = start({ open: true, env: { DISCORD_TOKEN, DISCORD_API_BASE: discord.api } })
  await discord.until(() => discord.puts().length > 0, "the registration of commands")
  if (code === undefined) await discord.stop()
  else {
    onTestFinished(() => discord.stop())
    discord.gateway.refuseWith = code
    discord.gateway.drop(code)
  }
  child.kill("SIGTERM")
  expect(await ended).toMatchObject({ code: 0 })
})

it.each(["polling", "a webhook"])(
  "told to leave in the midst of 250 Telegram questions (%s), answers the rest after the next start, none twice",
  async (way) => {
    const telegram = await startTelegram()
    onTestFinished(() => telegram.close())
    const env = {
      DATA: mkdtempSync(join(tmpdir(), "wenbao-data-")),
      TELEGRAM_TOKEN,
      TELEGRAM_API_ROOT: telegram.url,
      ...(way === "a webhook" && { TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${await freePort()}/telegram` }),
    }
    const chats = Array.from({ length: 250 }, privateChat)
    const updates = chats.map((chat) => ({ message: message(chat, "澧县复耕多少亩") }))
    const first = start({ open: true, env })
    if (way === "a webhook") {
      await telegram.until(() => telegram.webhook.url !== "")
      expect(new Set(await Promise.all(updates.map((update) => telegram.bring(update))))).toEqual(new Set([200]))
    } else for (const update of updates) telegram.push(update)
    await telegram.until(() => telegram.taken("sendMessage").length > 30)
    first.child.kill("SIGTERM")
    const { code, err } = await first.ended
    expect(code).toBe(0)
    expect(telegram.taken("sendMessage").length).toBeLessThan(250)
    expect(err).toMatch(/停止时 Telegram 上还有 \d+ 条没来得及答，下次启动接着答/u)
    const second = start({ open: true, env })
    await telegram.until(() => telegram.taken("sendMessage").length >= 250)
    second.child.kill("SIGTERM")
    await second.ended
    expect(
      telegram
        .taken("sendMessage")
        .map(({ chat_id }) => chat_id)
        .toSorted(),
    ).toEqual(chats.map(({ id }) => id).toSorted())
  },
  60_000,
)

it.each(["polling", "a webhook"])(
  "killed in the midst of 60 Telegram questions (%s), answers the rest after the next start",
  async (way) => {
    const telegram = await startTelegram()
    onTestFinished(() => telegram.close())
    const env = {
      DATA: mkdtempSync(join(tmpdir(), "wenbao-data-")),
      TELEGRAM_TOKEN,
      TELEGRAM_API_ROOT: telegram.url,
      ...(way === "a webhook" && { TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${await freePort()}/telegram` }),
    }
    const chats = Array.from({ length: 60 }, privateChat)
    const updates = chats.map((chat) => ({ message: message(chat, "澧县复耕多少亩") }))
    const first = start({ open: true, env })
    if (way === "a webhook") {
      await telegram.until(() => telegram.webhook.url !== "")
      await Promise.all(updates.map((update) => telegram.bring(update)))
    } else for (const update of updates) telegram.push(update)
    await telegram.until(() => telegram.taken("sendMessage").length > 10)
    first.child.kill("SIGKILL")
    await first.ended
    expect(telegram.taken("sendMessage").length).toBeLessThan(60)
    start({ open: true, env })
    const answered = () => new Set(telegram.taken("sendMessage").map(({ chat_id }) => chat_id)).size
    await telegram.until(() => answered() === 60)
    // Of those that were on their way nobody knows whether they arrived.
    expect(telegram.taken("sendMessage").length).toBeLessThan(60 + 10)
  },
  60_000,
)
