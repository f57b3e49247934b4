// How the bot leaves, whatever hangs then, and that nothing is answered twice when it is back.

import { expect, it, vi } from "vitest"
import { createChat } from "../../../src/chat/chat.js"
import { createTelegram } from "../../../src/platforms/telegram/telegram.js"
import { freePort } from "../../program.js"
import { stopBusy } from "./clock.js"
import {
  createKept,
  createTestLog,
  group,
  message,
  ownServer,
  privateChat,
  reader,
  startBot,
  testCommands,
} from "./harness.js"
import { TOKEN } from "./server.js"

it("stopping waits for an answer no longer than six seconds", async () => {
  const { server, stop } = await startBot({ answering: () => new Promise(() => {}) })
  server.push({ message: message(privateChat(), "/ask 澧县") })
  await server.until(() => server.calls.some(({ payload }) => (payload.offset ?? 0) > 1000))
  await stopBusy(stop)
})

it("what a stop leaves unanswered is answered after the next start, once; what was answered is not answered again", async () => {
  const { kept, seen } = createKept()
  const server = await ownServer()
  const hold = new Promise<never>(() => {})
  const answering = ({ args }: { args: Readonly<Record<string, string>> }) =>
    args.question === "难题" ? hold : undefined
  const first = await startBot({ server, kept, hears: true, answering })
  const busy = group()
  server.push({ message: message(privateChat(), "/ask 易") })
  server.push({ message: message(busy, "/ask 难题") })
  server.push({ message: message(busy, "/ask 后面的") })
  server.push({ message: message(busy, "说给别人听的") })
  await server.until(() => server.taken("sendMessage").length === 1)
  await stopBusy(first.stop)
  expect(seen).toHaveLength(1)
  const second = await startBot({ server, kept, hears: true })
  await server.until(() => server.taken("sendMessage").length === 3)
  await second.stop()
  expect(server.taken("sendMessage").map(({ text }) => text)).toEqual(["ask 易", "ask 难题", "ask 后面的"])
  const third = await startBot({ server, kept })
  server.push({ message: message(privateChat(), "/ask 新的") })
  await server.until(() => server.taken("sendMessage").length === 4)
  await third.stop()
})

it("what is left for the next start names nobody, and holds nothing that was overheard", async () => {
  const kept = createKept()
  const { server, stop } = await startBot({ kept: kept.kept, hears: true, answering: () => new Promise(() => {}) })
  const busy = group()
  const from = { ...reader, username: "zhangsan", last_name: "张" }
  server.push({
    message: message(busy, "/ask 难题", { from, reply_to_message: Object(message(busy, "原话", { from })) }),
  })
  server.push({ message: message(busy, "说给别人听的", { from }) })
  await server.until(() => server.calls.some(({ payload }) => (payload.offset ?? 0) > 1001))
  await stopBusy(stop)
  expect(kept.left).toHaveLength(1)
  expect(JSON.stringify(kept.left)).toContain("难题")
  expect(JSON.stringify(kept.left)).not.toMatch(/zhangsan|张|读者|别人/u)
  expect(kept.seen).toEqual([])
})

it("what was answered before a restart is not answered after it", async () => {
  const server = await ownServer()
  const first = await startBot({ server })
  const chat = privateChat()
  server.push({ message: message(chat, "/ask 一") })
  await server.until(() => server.taken("sendMessage").length === 1)
  await first.stop()
  await startBot({ server })
  server.push({ message: message(privateChat(), "/ask 二") })
  await server.until(() => server.taken("sendMessage").length === 2)
  expect(server.taken("sendMessage").map(({ text }) => text)).toEqual(["ask 一", "ask 二"])
})

it("an update that comes again after a crash is not answered again", async () => {
  const server = await ownServer()
  const { kept, seen } = createKept()
  const chat = privateChat()
  const first = await startBot({ server, kept })
  const question = message(chat, "/ask 澧县")
  const id = server.push({ message: question })
  await server.until(() => server.taken("sendMessage").length === 1)
  await vi.waitFor(() => expect(seen).toHaveLength(1))
  await first.stop()
  await startBot({ server, kept })
  // As Telegram does where the first program never said that it was done.
  server.push({ update_id: id, message: question })
  // Numbers begin anew after an idle week.
  server.push({ update_id: id, message: message(chat, "/ask 汝城") })
  await server.until(() => server.taken("sendMessage").some(({ text }) => text === "ask 汝城"))
  expect(server.taken("sendMessage").map(({ text }) => text)).toEqual(["ask 澧县", "ask 汝城"])
})

it("a stop while waiting for Telegram ends at once, without a fault", async () => {
  const log = createTestLog()
  const stop = new AbortController()
  const telegram = createTelegram({
    token: TOKEN,
    apiRoot: `http://127.0.0.1:${await freePort()}`,
    proxyFor: () => undefined,
    log,
  })
  const running = telegram.run(createChat(testCommands(), log), stop.signal)
  await vi.waitFor(() => expect(log.lines.join()).toContain("ECONNREFUSED"))
  stop.abort()
  await running
  expect(log.lines.join()).not.toContain(TOKEN)
})

it("a stop before the start does nothing", async () => {
  const log = createTestLog()
  const telegram = createTelegram({
    token: TOKEN,
    apiRoot: `http://127.0.0.1:${await freePort()}`,
    proxyFor: () => undefined,
    log,
  })
  await telegram.run(createChat([], log), AbortSignal.abort())
  expect(log.lines).toEqual([])
})

it("a stop while a menu waits to be tried again is over soon", async () => {
  const server = await ownServer()
  server.fail("getMyCommands", "cut")
  const { stop, log } = await startBot({ server })
  await server.until(() => server.calls.some(({ method }) => method === "getMyCommands"))
  await stop()
  expect(log.lines.filter((line) => /^(?:warn|error)/u.test(line))).toEqual([])
})

it("a stop while the disk is slow is no less a stop", async () => {
  const { kept } = createKept()
  let release = () => {}
  const slow = new Promise<string[]>((resolve) => {
    release = () => resolve([])
  })
  const server = await ownServer()
  const { stop } = await startBot({ server, kept: () => ({ ...kept(), seen: { ...kept().seen, latest: () => slow } }) })
  await server.until(() => server.taken("getMe").length > 0)
  const stopped = stop()
  release()
  await stopped
  expect(server.calls.filter(({ method }) => method === "getUpdates")).toEqual([])
})

it("a stop while a webhook is being deleted is over at once", async () => {
  const server = await ownServer()
  server.webhook.url = "https://old.example.com/"
  server.fail("deleteWebhook", "hang")
  const { stop, log } = await startBot({ server })
  await server.until(() => server.calls.some(({ method }) => method === "deleteWebhook"))
  await stop()
  expect(log.lines.filter((line) => /^(?:warn|error)/u.test(line))).toEqual([])
})

it("Telegram is told at a stop which updates are done with", async () => {
  const { server, stop } = await startBot()
  const id = server.push({ message: message(privateChat(), "/ask 澧县") })
  await server.until(() => server.taken("sendMessage").length > 0)
  await stop()
  const [last] = server.taken("getUpdates").slice(-1)
  expect(last).toMatchObject({ offset: id + 1, timeout: 0, limit: 1 })
})

it("after a refused token nothing is confirmed, and no word is said of it", async () => {
  const server = await ownServer()
  const { running, log } = await startBot({ server })
  server.push({ message: message(privateChat(), "/ask 澧县") })
  await server.until(() => server.taken("sendMessage").length > 0)
  server.fail("getUpdates", { code: 401, description: "Unauthorized" })
  server.push({ message: message(privateChat(), "/ask 汝城") })
  await running.catch(() => {})
  expect(log.lines.filter((line) => line.startsWith("warn"))).toEqual([])
})

it("nothing more is sent once the bot has left", async () => {
  const server = await ownServer()
  const { stop } = await startBot({ server })
  const chats = Array.from({ length: 40 }, privateChat)
  for (const chat of chats) for (let i = 0; i < 8; i++) server.push({ message: message(chat, `/ask 第${i}问`) })
  await server.until(() => server.taken("sendMessage").length > 3)
  await stopBusy(stop)
  const sent = server.calls.filter(({ method }) => method === "sendMessage").length
  await new Promise((resolve) => setTimeout(resolve, 3_500))
  expect(server.calls.filter(({ method }) => method === "sendMessage")).toHaveLength(sent)
})
