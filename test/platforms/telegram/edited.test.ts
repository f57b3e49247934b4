// A question that its reader corrects: the answer that stands under it is corrected too.

import { expect, it } from "vitest"
import { group, message, privateChat, startBot } from "./harness.js"
import type { Server } from "./server.js"

/** The bot's messages in a chat as they are now. */
const shown = (server: Server, chat: { id: number }) =>
  [...server.messages.values()].filter(({ chat_id }) => chat_id === chat.id).map(({ text }) => text)

async function asked(chat: ReturnType<typeof group> | ReturnType<typeof privateChat>, text: string) {
  const bot = await startBot()
  const question = message(chat, text)
  bot.server.push({ message: question })
  await bot.server.until(() => shown(bot.server, chat).length > 0)
  const change = (now: string, more: object = {}) =>
    bot.server.push({ edited_message: { ...question, edit_date: question.date, ...more, ...worded(chat, now) } })
  return { ...bot, question, change }
}

/** What is written in a message of these words. */
function worded(chat: ReturnType<typeof group> | ReturnType<typeof privateChat>, text: string) {
  const { entities } = message(chat, text)
  return { text, entities }
}

it("is answered in the same place, and no second time", async () => {
  const chat = privateChat()
  const { server, change } = await asked(chat, "礼县复耕多少亩")
  change("澧县复耕多少亩")
  await server.until(() => shown(server, chat).includes("ask 澧县复耕多少亩"))
  change("澧县恢复耕地多少亩")
  await server.until(() => shown(server, chat).includes("ask 澧县恢复耕地多少亩"))
  expect(shown(server, chat)).toHaveLength(1)
})

it("changes nothing where it says the same, or is no question any more", async () => {
  const chat = group()
  const { server, change, log } = await asked(chat, "/ask 澧县")
  change("/ask 澧县")
  change("算了")
  change("/ask 汝城")
  await server.until(() => shown(server, chat).includes("ask 汝城"))
  expect(server.taken("editMessageText")).toHaveLength(1)
  expect(log.lines.filter((line) => /^(?:warn|error)/u.test(line))).toEqual([])
})

it("is let go where it was never answered, or was corrected long after", async () => {
  const chat = group()
  const { server, change } = await asked(chat, "/ask 澧县")
  change("/ask 太晚", { edit_date: Math.floor(Date.now() / 1000) - 3_600 })
  server.push({ edited_message: { ...message(chat, "/ask 没问过"), edit_date: Math.floor(Date.now() / 1000) } })
  change("/ask 汝城")
  await server.until(() => shown(server, chat).includes("ask 汝城"))
  expect(server.taken("editMessageText")).toHaveLength(1)
  expect(shown(server, chat)).toHaveLength(1)
})
