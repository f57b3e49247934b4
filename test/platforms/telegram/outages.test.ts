// Getting through to Telegram: at the start, in the middle, and past what stands in the way.

import { createServer } from "node:net"
import { afterEach, expect, it, vi } from "vitest"
import { createChat } from "../../../src/chat/chat.js"
import { OperatorError } from "../../../src/chat/platform.js"
import { checkTelegram, createTelegram } from "../../../src/platforms/telegram/telegram.js"
import { hasten, stopBusy } from "./clock.js"
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
import { ME, TOKEN } from "./server.js"

const direct = () => undefined
const NETWORK = { code: 502, description: "Bad Gateway" }

afterEach(() => {
  vi.useRealTimers()
})

/** An address on this machine where nothing listens. */
async function nowhere(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`
}

const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )

it("starting while Telegram is away is told once and waited out", async () => {
  hasten()
  const server = await ownServer()
  server.fail("getMe", "cut", NETWORK)
  const { log } = await startBot({ server })
  server.push({ message: message(privateChat(), "/ask 澧县") })
  await server.until(() => server.taken("sendMessage").length > 0)
  expect(log.lines.filter((line) => line.startsWith("warn"))).toEqual([
    expect.stringMatching(/连不上 Telegram（127\.0\.0\.1:\d+：.+）。.*PROXY_URL.*会一直重试/u),
  ])
  expect(log.lines.filter((line) => line.includes("恢复了连接"))).toHaveLength(1)
})

it("a stop while waiting for Telegram ends at once, without a fault", async () => {
  const log = createTestLog()
  const stop = new AbortController()
  const telegram = createTelegram({ token: TOKEN, apiRoot: await nowhere(), proxyFor: direct, log })
  const running = telegram.run(createChat(testCommands(), log), stop.signal)
  await vi.waitFor(() => expect(log.lines.join()).toContain("ECONNREFUSED"))
  stop.abort()
  await running
  expect(log.lines.join()).not.toContain(TOKEN)
})

it("a stop before the start does nothing", async () => {
  const log = createTestLog()
  const telegram = createTelegram({ token: TOKEN, apiRoot: await nowhere(), proxyFor: direct, log })
  await telegram.run(createChat([], log), AbortSignal.abort())
  expect(log.lines).toEqual([])
})

it.each([401, 404])("a token that is revoked while polling (%s) ends the platform", async (code) => {
  const server = await ownServer()
  server.fail("getUpdates", { code, description: "Unauthorized" })
  const { running } = await startBot({ server })
  const error = await rejection(running)
  expect(error).toBeInstanceOf(OperatorError)
  expect(String(error)).toContain(`TELEGRAM_TOKEN 被 Telegram 拒绝（${code}）`)
})

it("a webhook that stands in the way is deleted, once, and its host is named but not its path", async () => {
  hasten()
  const server = await ownServer()
  server.webhook.url = "https://old.example.com/secret-path"
  const { log } = await startBot({ server })
  server.push({ message: message(privateChat(), "/ask 澧县") })
  await server.until(() => server.taken("sendMessage").length > 0)
  expect(log.lines.filter((line) => line.includes("webhook（old.example.com）"))).toHaveLength(1)
  expect(log.lines.join()).not.toContain("secret-path")
  expect(server.taken("deleteWebhook")).toEqual([{}])
})

it("two bots on one token: both say so once, and both go on", async () => {
  hasten()
  const server = await ownServer()
  const [one, two] = [await startBot({ server }), await startBot({ server })]
  const conflicts = (lines: string[]) => lines.filter((line) => line.includes("409")).length
  await server.until(() => server.calls.filter(({ method, ok }) => method === "getUpdates" && ok === false).length > 3)
  expect([conflicts(one.log.lines), conflicts(two.log.lines)]).toEqual([1, 1])
  await Promise.all([one.stop(), two.stop()])
})

it("a call that hangs is given up and made again", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true })
  const { server, log } = await startBot()
  server.fail("sendMessage", "hang")
  server.push({ message: message(privateChat(), "/ask 澧县") })
  await server.until(() => server.calls.some(({ method }) => method === "sendMessage"))
  await vi.advanceTimersByTimeAsync(45_000)
  await server.until(() => server.taken("sendMessage").length > 0)
  expect(log.lines.filter((line) => line.startsWith("error"))).toEqual([])
})

it("an answer that cannot be delivered is one line, and the next one is", async () => {
  hasten()
  const { server, log } = await startBot()
  server.fail("sendMessage", "cut", "cut", "cut", "cut")
  server.push({ message: message(privateChat(), "/ask 一") })
  await vi.waitFor(() => expect(log.lines.join()).toContain("没能发到 Telegram"), { timeout: 15_000 })
  server.push({ message: message(privateChat(), "/ask 二") })
  await server.until(() => server.taken("sendMessage").length > 0)
  expect(log.lines.filter((line) => /^(?:warn|error)/u.test(line))).toHaveLength(1)
  expect(log.lines.join()).not.toContain(TOKEN)
})

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

it("only the updates that are handled are asked for", async () => {
  const { server } = await startBot()
  await server.until(() => server.calls.some(({ method }) => method === "getUpdates"))
  const polled = server.calls.find(({ method }) => method === "getUpdates")
  const kinds = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]
  expect(polled?.payload.allowed_updates).toEqual(kinds)
})

it("at the start the operator reads which mode the bot is in and what follows", async () => {
  for (const [hears, follows] of [
    [false, "隐私模式是开的"],
    [true, "隐私模式是关的"],
  ] as const) {
    const { server, log } = await startBot({ hears })
    await server.until(() => server.calls.some(({ method }) => method === "getUpdates"))
    expect(log.lines.join()).toContain(follows)
    expect(log.lines.join().includes("/setprivacy → Disable")).toBe(!hears)
  }
})

it("a check tells the name and the mode, or what to mend", async () => {
  const server = await ownServer({ hears: true })
  const check = (token: string, apiRoot: string) => checkTelegram({ token, apiRoot, proxyFor: direct })
  expect(await check(TOKEN, server.url)).toBe(`@${ME.username}，隐私模式已关，群里 @ 它就会回答。`)
  server.inline = false
  server.hears = false
  server.webhook.url = "https://old.example.com/secret-path"
  expect(await check(TOKEN, server.url)).toMatch(
    /隐私模式开着.*只 @ 它收不到。inline 模式没开.*设着 webhook（old\.example\.com），启动时会删掉/u,
  )
  server.fail("getWebhookInfo", { code: 404, description: "Not Found: method not found" })
  expect(await check(TOKEN, server.url)).not.toContain("webhook")
  const faults = [await rejection(check("999:wrong", server.url)), await rejection(check("nonsense", server.url))]
  faults.push(await rejection(check(TOKEN, await nowhere())))
  for (const fault of faults) expect(fault).toBeInstanceOf(OperatorError)
  expect(faults.map(String)).toEqual([
    expect.stringContaining("（401）"),
    expect.stringContaining("（404）"),
    expect.stringContaining("ECONNREFUSED"),
  ])
  expect(String(faults[2])).not.toContain(TOKEN)
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
