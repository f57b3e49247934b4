// The same question on the console, Discord and Telegram brings the same passages, through the real libraries.

import { PassThrough } from "node:stream"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createCommands } from "../../commands/index.js"
import { type Chat, createChat } from "../../src/chat/chat.js"
import type { Feedback } from "../../src/keep/feedback.js"
import { createConsole } from "../../src/platforms/console/console.js"
import { createDiscord } from "../../src/platforms/discord/discord.js"
import { createTelegram } from "../../src/platforms/telegram/telegram.js"
import { seedLibrary } from "../seeds.js"
import { shown } from "./discord/harness.js"
import { buttons } from "./discord/rules.js"
import { TOKEN as DISCORD_TOKEN, type Discord, startDiscord } from "./discord/server.js"
import { botMessage, message, press, privateChat } from "./telegram/harness.js"
import { startServer, TOKEN as TELEGRAM_TOKEN, type Server as TelegramServer } from "./telegram/server.js"

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const direct = () => undefined

let chat: Chat
const kept: Parameters<Feedback["keep"]>[0][] = []
let discord: Discord
let telegram: TelegramServer
const stop = new AbortController()
const running: Promise<void>[] = []

beforeAll(async () => {
  const feedback: Feedback = { keep: async (judged) => kept.push(judged) > 0 }
  chat = createChat(createCommands(await seedLibrary(), { version: "1.0.0", now: Date.now, feedback }), silent)
  discord = await startDiscord()
  telegram = await startServer()
  const platforms = [
    createDiscord({ token: DISCORD_TOKEN, apiBase: discord.api, proxyFor: direct, now: Date.now, log: silent }),
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
    .filter((line) => line.length > 30 && !line.startsWith("[1]"))

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

describe("a 👎 keeps the same and is thanked in the same words", () => {
  const question = "中联重科新材料标杆工厂项目几天完成多少栋商房屋的拆迁工作"
  const thanks = "谢谢，记下了，会用来改进回答。"

  /** What was kept since the last time this was asked. */
  const taken = () => kept.splice(0).map(({ shown, ...rest }) => ({ ...rest, first: shown[0]?.text }))
  const expected = async () => {
    const [first] = (await (await seedLibrary()).ask(question)).passages
    return [{ verdict: "bad", question, first: first?.text }]
  }

  it("on the console", async () => {
    expect(await onConsole(`${question}\n4`)).toMatch(new RegExp(`👎\n\n${thanks}\n\n$`, "u"))
    expect(taken()).toEqual(await expected())
  })

  it("on Discord, its message as it was", async () => {
    const asked = discord.slash("ask", { question })
    const original = await discord.until(() => asked.original, "an answer")
    const pressed = discord.press(buttons(original).at(-1)?.custom_id, String(original.id))
    expect(shown(await discord.until(() => pressed.original, "thanks"))).toBe(thanks)
    expect(asked.original).toBe(original)
    expect(taken()).toEqual(await expected())
  })

  it("on Telegram, though the question is longer than the button", async () => {
    const to = privateChat()
    const asked = message(to, question)
    telegram.push({ message: asked })
    const sent = await discord.until(() => [...telegram.messages.values()].find(({ chat_id }) => chat_id === to.id))
    const button = sent.reply_markup?.inline_keyboard.flat().at(-1)
    const data = button && "callback_data" in button ? button.callback_data : ""
    expect(data).toContain("…")
    const { message_id } = sent
    telegram.push(press(data, botMessage(to, sent.text, { message_id, reply_to_message: asked })))
    expect(await discord.until(() => telegram.taken("answerCallbackQuery")[0]?.text)).toBe(thanks)
    expect(telegram.taken("editMessageText")).toEqual([])
    expect(taken()).toEqual(await expected())
  })
})
