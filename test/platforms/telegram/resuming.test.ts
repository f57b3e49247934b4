// What a stop or a crash left, and the next run goes on with: all of it, once, and as little of it on disk as will do.

import { expect, it, vi } from "vitest"
import { stopBusy } from "./clock.js"
import { botMessage, createKept, group, message, ownServer, press, privateChat, reader, startBot } from "./harness.js"

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
