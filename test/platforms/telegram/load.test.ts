// Many questions at once, long ones, and a Telegram that is slow: nobody waits for somebody else.

import { afterEach, expect, it, vi } from "vitest"
import { advanceUntil, stopBusy } from "./clock.js"
import { botMessage, group, message, press, privateChat, reader, startBot } from "./harness.js"
import type { Server } from "./server.js"

afterEach(() => {
  vi.useRealTimers()
})

const said = (server: Server, chat: { id: number }) =>
  server.taken("sendMessage").filter(({ chat_id }) => chat_id === chat.id)

/** Distinct readers of a group. */
const asker = (i: number) => ({ ...reader, id: 7_000 + i })

it("a group with more questions than Telegram lets it answer keeps no other chat waiting, nor a stop", async () => {
  const { server, stop } = await startBot()
  const [busy, quiet] = [group(), privateChat()]
  for (let i = 0; i < 250; i++) server.push({ message: message(busy, `/ask 第${i}问`) })
  server.push({ message: message(quiet, "/ask 澧县") })
  await server.until(() => said(server, quiet).length > 0)
  expect(said(server, quiet)[0]?.text).toBe("ask 澧县")
  await stopBusy(stop)
})

it("a group that asks more than it can follow is told so once, and then answered again; no other chat waits", async () => {
  let now = Date.now()
  const { server } = await startBot({ now: () => now })
  const [busy, quiet] = [group(), privateChat()]
  for (let i = 0; i < 25; i++) server.push({ message: message(busy, `/ask 第${i}问`, { from: asker(i) }) })
  server.push({ message: message(quiet, "/ask 澧县") })
  await server.until(() => said(server, quiet).length > 0 && said(server, busy).length === 13)
  const texts = said(server, busy).map(({ text }) => text)
  expect(texts.slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, i) => `ask 第${i}问`))
  expect(texts[12]).toContain("过一会儿再问")
  now += 8_000
  server.push({ message: message(busy, "/ask 再来", { from: asker(99) }) })
  await server.until(() => said(server, busy).length === 14)
  expect(said(server, busy)[13]?.text).toMatch(/^ask /u)
})

it("the topics of a group have one limit together, which is Telegram's", async () => {
  const now = Date.now()
  const { server } = await startBot({ now: () => now })
  const busy = { ...group(), is_forum: true as const }
  server.topics.set(busy.id, new Set([1, 2, 3]))
  for (let i = 0; i < 24; i++) {
    const inTopic = { message_thread_id: (i % 3) + 1, is_topic_message: true as const }
    server.push({ message: message(busy, `/ask 第${i}问`, { ...inTopic, from: asker(i) }) })
  }
  await server.until(() => said(server, busy).length === 13)
  expect(said(server, busy).filter(({ text }) => text?.startsWith("ask"))).toHaveLength(12)
})

it("500 questions from 50 chats at once are all answered, in order within a chat, none twice, and no limit is hit", async () => {
  const { server } = await startBot()
  const chats = Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? group() : privateChat()))
  const asked = Array.from({ length: 10 }, (_, i) => `ask 第${i}问`)
  for (const text of asked)
    for (const [i, chat] of chats.entries()) server.push({ message: message(chat, `/${text}`, { from: asker(i) }) })
  await server.until(() => server.taken("sendMessage").length === 500)
  for (const chat of chats) expect(said(server, chat).map(({ text }) => text)).toEqual(asked)
  expect(server.calls.filter(({ method, ok }) => method === "sendMessage" && ok === false)).toEqual([])
}, 120_000)

it("one reader who asks again and again is held up by nobody but themselves", async () => {
  const now = Date.now()
  const { server } = await startBot({ now: () => now })
  const busy = group()
  for (let i = 0; i < 12; i++) server.push({ message: message(busy, `/ask 第${i}问`) })
  server.push({ message: message(busy, "/ask 我呢", { from: asker(1) }) })
  await server.until(() => said(server, busy).some(({ text }) => text === "ask 我呢"))
  expect(said(server, busy)).toHaveLength(12)
})

it("in private nobody is told to ask less", async () => {
  const now = Date.now()
  const { server } = await startBot({ now: () => now })
  const chat = privateChat()
  for (let i = 0; i < 3; i++) server.push({ message: message(chat, `/ask 第${i}问`) })
  const press = (i: number) => server.push({ message: message(chat, `第${i}`) })
  for (let i = 0; i < 3; i++) press(i)
  await server.until(() => said(server, chat).length === 6)
  expect(said(server, chat).every(({ text }) => text?.startsWith("ask 第"))).toBe(true)
})

it.each(["+read|汝城", "=read|汝城"])(
  "a button in a busy group (%s) says why not, to whoever pressed alone",
  async (data) => {
    const now = Date.now()
    const { server } = await startBot({ now: () => now })
    const busy = group()
    for (let i = 0; i < 13; i++) server.push({ message: message(busy, `/ask 第${i}问`, { from: asker(i) }) })
    await server.until(() => said(server, busy).length === 13)
    server.push(press(data, botMessage(busy, "")))
    await server.until(() => server.taken("answerCallbackQuery").length > 0)
    expect(server.taken("answerCallbackQuery")[0]).toMatchObject({
      show_alert: true,
      text: expect.stringContaining("有点密"),
    })
    expect(said(server, busy)).toHaveLength(13)
    expect(server.calls.some(({ method }) => method === "editMessageText")).toBe(false)
  },
)

it("an answer that takes long holds up its own chat alone", async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const { server } = await startBot({
    answering: async ({ args: { question = "" } }) => {
      if (question === "难题") await held
      return { blocks: [{ kind: "paragraph", spans: [question] }] }
    },
  })
  const [slow, quick] = [privateChat(), privateChat()]
  server.push({ message: message(slow, "/ask 难题") })
  server.push({ message: message(slow, "/ask 澧县") })
  server.push({ message: message(quick, "/ask 汝城") })
  await server.until(() => said(server, quick).length > 0)
  expect(said(server, slow)).toEqual([])
  release()
  await server.until(() => said(server, slow).length === 2)
  expect(said(server, slow).map(({ text }) => text)).toEqual(["难题", "澧县"])
})

it("Telegram's 502 and 429 are waited out before the answer is sent again", async () => {
  const { server, log } = await startBot()
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
  const chat = privateChat()
  const tries = () => server.calls.filter(({ method, ok }) => method === "sendMessage" && ok !== undefined).length
  const parameters = { retry_after: 60 }
  server.fail("sendMessage", { code: 502, description: "Bad Gateway" })
  server.fail("sendMessage", { code: 429, description: "Too Many Requests: retry after 60", parameters })
  server.push({ message: message(chat, "/ask 澧县") })
  await advanceUntil(() => tries() === 2, 30_000)
  await advanceUntil(() => false, 50_000)
  expect(tries()).toBe(2)
  await advanceUntil(() => tries() === 3, 20_000)
  await advanceUntil(() => false, 2_000)
  expect(said(server, chat).map(({ text }) => text)).toEqual(["ask 澧县"])
  expect(log.lines.filter((line) => line.startsWith("error"))).toEqual([])
})
