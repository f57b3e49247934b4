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

/** What the program needs to serve this Telegram, and to know later what it has done. */
const environment = (telegram: { url: string }) => ({
  DATA: mkdtempSync(join(tmpdir(), "wenbao-data-")),
  TELEGRAM_TOKEN,
  TELEGRAM_API_ROOT: telegram.url,
})

const chats = (count: number) => Array.from({ length: count }, privateChat)
const question = (chat: ReturnType<typeof privateChat>) => ({ message: message(chat, "澧县复耕多少亩") })

it("told to leave in the midst of 200 Telegram questions, answers the rest after the next start, none twice", async () => {
  const telegram = await startTelegram()
  onTestFinished(() => telegram.close())
  const TELEGRAM_WEBHOOK_URL = `http://127.0.0.1:${await freePort()}/telegram`
  const env = { ...environment(telegram), TELEGRAM_WEBHOOK_URL }
  const asking = chats(200)
  const first = start({ open: true, env })
  await telegram.until(() => telegram.webhook.url !== "")
  const statuses = await Promise.all(asking.map((chat) => telegram.bring(question(chat))))
  expect(new Set(statuses)).toEqual(new Set([200]))
  await telegram.until(() => telegram.taken("sendMessage").length > 10)
  first.child.kill("SIGTERM")
  const { code, err } = await first.ended
  expect(code).toBe(0)
  expect(telegram.taken("sendMessage").length).toBeLessThan(200)
  expect(err).toMatch(/停止时 Telegram 上还有 \d+ 条没来得及答，下次启动接着答/u)
  const second = start({ open: true, env })
  await telegram.until(() => telegram.taken("sendMessage").length >= 200)
  second.child.kill("SIGTERM")
  await second.ended
  const answered = telegram.taken("sendMessage").map(({ chat_id }) => chat_id)
  expect(answered.toSorted()).toEqual(asking.map(({ id }) => id).toSorted())
}, 60_000)

it("killed in the midst of 60 Telegram questions, answers the rest after the next start", async () => {
  const telegram = await startTelegram()
  onTestFinished(() => telegram.close())
  const env = environment(telegram)
  const first = start({ open: true, env })
  for (const chat of chats(60)) telegram.push(question(chat))
  await telegram.until(() => telegram.taken("sendMessage").length > 10)
  first.child.kill("SIGKILL")
  await first.ended
  expect(telegram.taken("sendMessage").length).toBeLessThan(60)
  start({ open: true, env })
  const answered = () => new Set(telegram.taken("sendMessage").map(({ chat_id }) => chat_id)).size
  await telegram.until(() => answered() === 60)
  // Of those that were on their way nobody knows whether they arrived.
  expect(telegram.taken("sendMessage").length).toBeLessThan(60 + 10)
}, 60_000)
