// The same question on the console, Discord and Telegram brings the same passages, through the real libraries.

import { PassThrough } from "node:stream"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createCommands } from "../../commands/index.js"
import { type Chat, createChat } from "../../src/chat/chat.js"
import { createConsole } from "../../src/platforms/console/console.js"
import { createDiscord } from "../../src/platforms/discord/discord.js"
import { createTelegram } from "../../src/platforms/telegram/telegram.js"
import { seedLibrary } from "../seeds.js"
import { shown } from "./discord/harness.js"
import { TOKEN as DISCORD_TOKEN, type Discord, startDiscord } from "./discord/server.js"
import { message, privateChat } from "./telegram/harness.js"
import { startServer, TOKEN as TELEGRAM_TOKEN, type Server as TelegramServer } from "./telegram/server.js"

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const direct = () => undefined

let chat: Chat
let discord: Discord
let telegram: TelegramServer
const stop = new AbortController()
const running: Promise<void>[] = []

beforeAll(async () => {
  chat = createChat(createCommands(await seedLibrary(), "1.0.0"), silent)
  discord = await startDiscord()
  telegram = await startServer()
  const platforms = [
    createDiscord({ token: DISCORD_TOKEN, apiBase: discord.api, proxyFor: direct, log: silent }),
    createTelegram({ token: TELEGRAM_TOKEN, apiRoot: telegram.url, proxyFor: direct, log: silent }),
  ]
  running.push(...platforms.map((platform) => platform.run(chat, stop.signal)))
  await discord.until(() => discord.puts().length > 0, "the registration of commands")
})

afterAll(async () => {
  stop.abort()
  await Promise.all(running)
  await discord.stop()
  await telegram.close()
})

async function onConsole(text: string): Promise<string> {
  const output = new PassThrough({ encoding: "utf8" })
  const input = new PassThrough()
  input.end(`${text}\n`)
  await createConsole({ input, output, interactive: false, colour: false }).run(chat, new AbortController().signal)
  return String(output.read())
}

async function onDiscord(question: string): Promise<string> {
  const asked = discord.slash("ask", { question })
  return shown(await discord.until(() => asked.original, "an answer"))
}

async function onTelegram(text: string): Promise<string> {
  const to = privateChat()
  telegram.push({ message: message(to, text) })
  const sent = await discord.until(() => [...telegram.messages.values()].find(({ chat_id }) => chat_id === to.id))
  return sent.text
}

/** The newspaper's words of an answer, without what each platform puts around them. */
const passages = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.replace(/\*\*|^[▎> ]+|^#+ |^-# /gu, "").trim())
    .filter((line) => line.length > 30)

describe("the same question brings the same passages", () => {
  it.each(["澧县复耕多少亩", "湘阴县委书记是谁", "礼县复耕多少亩", "汝城106国道整治投资多少"])(
    "%s",
    async (question) => {
      const [console, discord, telegram] = await Promise.all([
        onConsole(`/ask ${question}`),
        onDiscord(question),
        onTelegram(`/ask ${question}`),
      ])
      expect(passages(console).length).toBeGreaterThan(0)
      expect(passages(discord)).toEqual(passages(console))
      expect(passages(telegram)).toEqual(passages(console))
    },
  )

  it("and what is refused is refused everywhere in the same words", async () => {
    for (const text of [
      await onConsole("比特币现在多少钱"),
      await onDiscord("比特币现在多少钱"),
      await onTelegram("比特币现在多少钱"),
    ])
      expect(text).toContain("没有找到。文章里没有提到“比特币”。")
  })
})
