// How the bot leaves, and what it knows when it is back: nothing that was asked is lost, nothing is answered twice.

import { expect, it, vi } from "vitest"
import { createChat } from "../../../src/chat/chat.js"
import { createTelegram } from "../../../src/platforms/telegram/telegram.js"
import { freePort } from "../../program.js"
import { stopBusy } from "./clock.js"
import {
  botMessage,
  createKept,
  createTestLog,
  group,
  message,
  ownServer,
  press,
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

/** What a bot that cannot answer leaves of these updates. */
async function leftOf(...updates: Parameters<Awaited<ReturnType<typeof ownServer>>["push"]>[0][]) {
  const kept = createKept()
  const server = await ownServer({ hears: true })
  const first = await startBot({ server, kept: kept.kept, answering: () => new Promise(() => {}) })
  let id = 0
  for (const update of updates) {
    const pushed = server.push(update)
    id = update.update_id ?? pushed
  }
  await server.until(() => server.calls.some(({ payload }) => (payload.offset ?? 0) > id))
  await stopBusy(first.stop)
  return { server, kept }
}

it("a picture that was not answered before a stop is after it", async () => {
  const { text: _text, entities: _entities, ...picture } = message(privateChat(), "")
  const { server, kept } = await leftOf({
    message: { ...picture, photo: [{ file_id: "照片", file_unique_id: "", width: 1, height: 1 }] },
  })
  expect(JSON.stringify(kept.left)).not.toContain("照片")
  await startBot({ server, kept: kept.kept })
  await server.until(() => server.taken("sendMessage").length > 0)
  expect(server.taken("sendMessage")[0]?.text).toBe("我只看得懂文字。\n\nask")
})

it("another's words are left only where they are what is asked about", async () => {
  const chat = group()
  const other = message(chat, "别人的原话", { from: { ...reader, id: 8 } })
  const own = botMessage(chat, "上一个答案")
  const replying = (to: object) => ({ reply_to_message: Object(to) })
  const { server, kept } = await leftOf(
    { message: message(chat, "/ask 难题", replying(other)) },
    { message: message(chat, "接着问", replying(own)) },
  )
  expect(JSON.stringify(kept.left)).not.toMatch(/别人的原话|上一个答案/u)
  await startBot({ server, kept: kept.kept })
  await server.until(() => server.taken("sendMessage").length === 2)
  expect(server.taken("sendMessage").map(({ text }) => text)).toEqual(["ask 难题", "ask 接着问"])
  const about = await leftOf({ message: message(chat, "/ask", replying(other)) })
  await startBot({ server: about.server, kept: about.kept.kept })
  await about.server.until(() => about.server.taken("sendMessage").length === 1)
  expect(about.server.taken("sendMessage")[0]).toMatchObject({
    text: "ask 别人的原话",
    reply_parameters: { message_id: other.message_id },
  })
})

it("a question that was left, answered, and comes again from Telegram is not answered again", async () => {
  const question = message(privateChat(), "/ask 难题")
  const { server, kept } = await leftOf({ update_id: 77, message: question })
  const second = await startBot({ server, kept: kept.kept })
  await server.until(() => server.taken("sendMessage").length === 1)
  await vi.waitFor(() => expect(kept.seen).toHaveLength(1))
  await second.stop()
  await startBot({ server, kept: kept.kept })
  server.push({ update_id: 77, message: question })
  server.push({ update_id: 78, message: message(privateChat(), "/ask 别的") })
  await server.until(() => server.taken("sendMessage").some(({ text }) => text === "ask 别的"))
  expect(server.taken("sendMessage").map(({ text }) => text)).toEqual(["ask 难题", "ask 别的"])
})

it("a question that was changed, and not answered again before a stop, is asked anew after it", async () => {
  const kept = createKept()
  const server = await ownServer()
  const answering = ({ args }: { args: Readonly<Record<string, string>> }) =>
    args.question === "难题" ? new Promise<never>(() => {}) : undefined
  const first = await startBot({ server, kept: kept.kept, answering })
  const asked = message(privateChat(), "/ask 澧县")
  server.push({ message: asked })
  await server.until(() => server.taken("sendMessage").length === 1)
  await vi.waitFor(() => expect(kept.seen).toHaveLength(1))
  // A link's preview has come.
  server.push({ edited_message: { ...asked, edit_date: asked.date } })
  const id = server.push({ edited_message: { ...asked, text: "/ask 难题", edit_date: asked.date } })
  await server.until(() => server.calls.some(({ payload }) => (payload.offset ?? 0) > id))
  await stopBusy(first.stop)
  expect(kept.left).toHaveLength(1)
  await startBot({ server, kept: kept.kept })
  await server.until(() => server.taken("sendMessage").length === 2)
  expect(server.taken("sendMessage")[1]?.text).toBe("ask 难题")
})

/** What is kept, but begun only when told. */
function slowly() {
  const kept = createKept()
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const { seen, unfinished } = kept.kept()
  const begin: typeof unfinished.begin = async (task) => {
    await released
    await unfinished.begin(task)
  }
  return { ...kept, kept: () => ({ seen, unfinished: { ...unfinished, begin } }), release }
}

it("Telegram is asked for more only when what has come is on disk", async () => {
  const { kept, release } = slowly()
  const { server } = await startBot({ kept })
  const id = server.push({ message: message(privateChat(), "/ask 澧县") })
  await server.until(() => server.taken("sendMessage").length === 1)
  const asked = () => server.calls.some(({ method, payload }) => method === "getUpdates" && (payload.offset ?? 0) > id)
  expect(asked()).toBe(false)
  release()
  await server.until(asked)
})

it("a disk that hangs is told, and neither readers nor a stop wait for it", async () => {
  const { kept } = slowly()
  const { server, stop, log } = await startBot({ kept })
  server.push({ message: message(privateChat(), "/ask 一") })
  await server.until(() => server.taken("sendMessage").length === 1)
  server.push({ message: message(privateChat(), "/ask 二") })
  await server.until(() => server.taken("sendMessage").length === 2)
  await stop()
  expect(log.lines.filter((line) => line.startsWith("warn"))).toEqual([expect.stringContaining("磁盘")])
}, 30_000)

it("what was dealt with already, or is older than ten minutes, is not gone on with", async () => {
  const { kept } = await leftOf(
    ...["一", "二", "三"].map((text) => ({ message: message(privateChat(), `/ask ${text}`) })),
  )
  const { seen, unfinished } = kept.kept()
  const [first, second, third] = await unfinished.resume()
  if (!first || !second || !third) throw new Error("three were left")
  await seen.add(first.name)
  await unfinished.begin({ ...second, at: second.at - 11 * 60_000 })
  const server = await ownServer()
  await startBot({ server, kept: kept.kept })
  await server.until(() => server.taken("sendMessage").length === 1)
  expect(server.taken("sendMessage").map(({ text }) => text)).toEqual(["ask 三"])
  await vi.waitFor(() => expect(kept.left).toEqual([]))
})

it("questions that a group had asked in time are answered after a stop, however many, and use up nobody's pace", async () => {
  const now = Date.now()
  const busy = group()
  const asker = (i: number) => ({ ...reader, id: 7_000 + i })
  const { kept } = await leftOf(
    ...Array.from({ length: 18 }, (_, i) => ({ message: message(busy, `/ask 第${i}问`, { from: asker(i) }) })),
  )
  const server = await ownServer()
  await startBot({ server, kept: kept.kept, now: () => now })
  await server.until(() => server.taken("sendMessage").length === 18)
  server.push({ update_id: 5_000, message: message(busy, "/ask 新的") })
  await server.until(() => server.taken("sendMessage").length === 19)
  expect(server.taken("sendMessage").map(({ text }) => text)).toEqual([
    ...Array.from({ length: 18 }, (_, i) => `ask 第${i}问`),
    "ask 新的",
  ])
})

it("that the machine's clock is wrong is told where nothing else would tell", async () => {
  const { server, log } = await startBot({ now: () => Date.now() + 11 * 60_000 })
  for (const text of ["/ask 一", "/ask 二"]) server.push({ message: message(privateChat(), text) })
  await vi.waitFor(() => expect(log.lines.filter((line) => line.includes("时间不对"))).toHaveLength(1))
})

it("a press that was acknowledged before a stop, but not yet acted on, is after it", async () => {
  const kept = createKept()
  const server = await ownServer()
  const question = `/ask ${"中联重科新材料标杆工厂项目几天完成拆迁".repeat(3)}`
  const first = await startBot({ server, kept: kept.kept, answering: () => new Promise(() => {}) })
  const chat = privateChat()
  const cut = "=read|中联重科新材料标杆工厂…"
  server.push(press(cut, botMessage(chat, "旧的答案", { reply_to_message: message(chat, question) })))
  server.push(press("+read|汝城", botMessage(chat, "旧的答案", { reply_to_message: message(chat, "别的问题") })))
  await server.until(() => server.taken("answerCallbackQuery").length === 2)
  await stopBusy(first.stop)
  expect(JSON.stringify(kept.left)).not.toMatch(/旧的答案|别的问题|读者/u)
  await startBot({ server, kept: kept.kept })
  await server.until(() => server.taken("sendMessage").length === 2)
  expect(
    server
      .taken("sendMessage")
      .map(({ text }) => text)
      .toSorted(),
  ).toEqual([`read ${question.slice("/ask ".length)}`, "read 汝城"].toSorted())
})
