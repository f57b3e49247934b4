// Getting through to Telegram: at the start, in the middle, and past what stands in the way.

import { afterEach, expect, it, vi } from "vitest"
import { OperatorError } from "../../../src/chat/platform.js"
import type { Reply } from "../../../src/chat/reply.js"
import { checkTelegram } from "../../../src/platforms/telegram/telegram.js"
import { freePort } from "../../program.js"
import { hasten } from "./clock.js"
import { message, ownServer, privateChat, startBot } from "./harness.js"
import { ME, TOKEN } from "./server.js"

const direct = () => undefined
const NETWORK = { code: 502, description: "Bad Gateway" }

afterEach(() => {
  vi.useRealTimers()
})

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

it("an outage of minutes, in which no message can have arrived, costs no answer", async () => {
  hasten()
  let release = () => {}
  const held = new Promise<Reply>((resolve) => {
    release = () => resolve({ blocks: [{ kind: "paragraph", spans: ["答"] }] })
  })
  const { server, log } = await startBot({ answering: () => held })
  for (const chat of [privateChat(), privateChat()]) server.push({ message: message(chat, "/ask 澧县") })
  await server.until(() => server.calls.some(({ payload }) => (payload.offset ?? 0) > 1001))
  const back = server.away(1_500)
  release()
  await back
  await server.until(() => server.taken("sendMessage").length === 2)
  expect(log.lines.filter((line) => line.includes("没能发到"))).toEqual([])
})

it("a minute of 502 costs no answer", async () => {
  hasten()
  const { server, log } = await startBot()
  server.fail("sendMessage", ...Array.from({ length: 9 }, () => NETWORK))
  server.push({ message: message(privateChat(), "/ask 澧县") })
  await server.until(() => server.taken("sendMessage").length === 1)
  expect(log.lines.filter((line) => line.includes("没能发到"))).toEqual([])
})

it.each([429, 502])("that Telegram answers %s to polling is no word about the network", async (code) => {
  hasten()
  const server = await ownServer()
  const parameters = code === 429 ? { parameters: { retry_after: 1 } } : {}
  server.fail("getUpdates", { code, description: "Too Many Requests", ...parameters })
  const { log } = await startBot({ server })
  await vi.waitFor(() => expect(log.lines.join()).toContain("恢复了连接"))
  expect(log.lines.filter((line) => line.startsWith("warn"))).toEqual([expect.stringMatching(/暂时不接待（\d+ /u)])
})

it("an answer that cannot be delivered is one line, and the next one is", async () => {
  hasten()
  const { server, log } = await startBot()
  server.fail("sendMessage", "cut", "cut", "cut", "cut", "cut")
  server.push({ message: message(privateChat(), "/ask 一") })
  await vi.waitFor(() => expect(log.lines.join()).toContain("没能发到 Telegram"), { timeout: 15_000 })
  server.push({ message: message(privateChat(), "/ask 二") })
  await server.until(() => server.taken("sendMessage").length > 0)
  expect(log.lines.filter((line) => /^(?:warn|error)/u.test(line))).toHaveLength(1)
  expect(log.lines.join()).not.toContain(TOKEN)
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
  faults.push(await rejection(check(TOKEN, `http://127.0.0.1:${await freePort()}`)))
  for (const fault of faults) expect(fault).toBeInstanceOf(OperatorError)
  expect(faults.map(String)).toEqual([
    expect.stringContaining("（401）"),
    expect.stringContaining("（404）"),
    expect.stringContaining("ECONNREFUSED"),
  ])
  expect(String(faults[2])).not.toContain(TOKEN)
})
