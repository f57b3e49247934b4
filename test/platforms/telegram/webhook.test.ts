// Updates that Telegram brings, through what stands in between, and everybody else who comes to the same door.

import { createServer, request as httpRequest } from "node:http"
import { connect, createServer as createNetServer } from "node:net"
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest"
import { OperatorError } from "../../../src/chat/platform.js"
import { freePort } from "../../program.js"
import { advanceUntil, stopBusy } from "./clock.js"
import { botMessage, createKept, group, message, ownServer, press, privateChat, startBot } from "./harness.js"
import type { Server } from "./server.js"

afterEach(() => {
  vi.useRealTimers()
})

/** A bot whose webhook is set; `at` is where it listens. */
async function hooked(options: Parameters<typeof startBot>[0] = {}, url?: URL) {
  const server = options.server ?? (await ownServer())
  const port = await freePort()
  const at = `http://127.0.0.1:${port}/telegram`
  const webhook = { url: url ?? new URL(at), listen: { port, host: "127.0.0.1" } }
  const bot = await startBot({ ...options, server, webhook })
  while (!bot.log.lines.some((line) => line.includes("（webhook）"))) await new Promise(setImmediate)
  return { ...bot, at, port }
}

const texts = (server: Server) => server.taken("sendMessage").map(({ text }) => text)

it("what Telegram brings is answered, each update once, and nothing is fetched", async () => {
  const { server, log } = await hooked()
  const chat = privateChat()
  const asked = message(chat, "/ask 澧县")
  expect(await server.bring({ update_id: 7, message: asked })).toBe(200)
  expect(await server.bring({ update_id: 7, message: asked })).toBe(200)
  await server.until(() => server.taken("sendMessage").length > 0)
  const [sent] = server.messages.values()
  expect(await server.bring(press("=read|汝城", botMessage(chat, "", { message_id: sent?.message_id })))).toBe(200)
  await server.until(() => server.taken("editMessageText").length > 0)
  expect(texts(server)).toEqual(["ask 澧县"])
  expect(server.calls.some(({ method }) => method === "getUpdates")).toBe(false)
  expect(server.webhook.allowed).toEqual([
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
  ])
  expect(log.lines.join()).toMatch(/消息由 Telegram 送到 127\.0\.0\.1:\d+（webhook）/u)
})

it("100 updates from 20 chats at once are all answered, in order within a chat", async () => {
  const { server } = await hooked()
  const chats = Array.from({ length: 20 }, privateChat)
  for (const n of [1, 2, 3, 4, 5])
    expect(await Promise.all(chats.map((chat) => server.bring({ message: message(chat, `/ask 第${n}问`) })))).toEqual(
      Array(20).fill(200),
    )
  await server.until(() => server.taken("sendMessage").length === 100)
  for (const { id } of chats)
    expect(
      server
        .taken("sendMessage")
        .filter(({ chat_id }) => chat_id === id)
        .map(({ text }) => text),
    ).toEqual([1, 2, 3, 4, 5].map((n) => `ask 第${n}问`))
})

it("a reverse proxy may cut the path and speak HTTP/1.0", async () => {
  const port = { value: 0 }
  const proxy = createServer(({ method, headers, url = "" }, outer) => {
    const path = url.replace(/^\/bots\/wenbao/u, "/")
    const inner = httpRequest(
      { port: port.value, method, path, headers: { ...headers, host: "backend" } },
      (answer) => {
        outer.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(outer)
      },
    )
    inner.on("error", () => outer.destroy())
    outer.req.pipe(inner)
  })
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve))
  onTestFinished(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  const address = proxy.address()
  const outside = new URL(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/bots/wenbao`)
  const bot = await hooked({}, outside)
  port.value = bot.port
  expect(bot.server.webhook.url).toBe(outside.href)
  expect(await bot.server.bring({ message: message(privateChat(), "/ask 一") })).toBe(200)
  const body = JSON.stringify({ update_id: 2, message: message(privateChat(), "/ask 二") })
  const head = `POST / HTTP/1.0\r\nX-Telegram-Bot-Api-Secret-Token: ${bot.server.webhook.secret}\r\n`
  const socket = connect(bot.port, "127.0.0.1")
  socket.end(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  await bot.server.until(() => texts(bot.server).length === 2)
  expect(texts(bot.server)).toEqual(["ask 一", "ask 二"])
})

describe("whoever else comes", () => {
  const update = { update_id: 5, message: message(privateChat(), "/ask 冒名") }
  const secret = (server: Server) => ({ "x-telegram-bot-api-secret-token": server.webhook.secret })

  it("without the secret, or with another, is turned away, and nobody is answered", async () => {
    const { server, at } = await hooked()
    const post = (headers: Record<string, string>) =>
      fetch(at, { method: "POST", headers, body: JSON.stringify(update) }).then(({ status }) => status)
    const close = `${server.webhook.secret.slice(0, -1)}~`
    const guesses = ["", "x", close, `${server.webhook.secret}x`]
    const answers = guesses.map((guess) => post({ "x-telegram-bot-api-secret-token": guess }))
    expect(await Promise.all([post({}), ...answers])).toEqual(Array(5).fill(401))
    await server.bring({ message: message(privateChat(), "/ask 真的") })
    await server.until(() => server.taken("sendMessage").length > 0)
    expect(texts(server)).toEqual(["ask 真的"])
  })

  it("with a browser reads that the way is right, and nothing else is to be had", async () => {
    const { at } = await hooked()
    const page = await fetch(at)
    expect([page.status, await page.text()]).toEqual([200, "问报在这里收 Telegram 的消息。\n"])
    expect((await fetch(at, { method: "PUT", body: "{}" })).status).toBe(405)
  })

  it("brings what is no update: it is refused, and the next one is taken", async () => {
    const { server, at, log } = await hooked()
    const post = (body: string) =>
      fetch(at, { method: "POST", headers: secret(server), body }).then(({ status }) => status)
    for (const body of ["", "{", "null", "[]", '{"update_id":"1"}', "\ufeff{}"]) expect(await post(body)).toBe(400)
    expect(await server.bring(update)).toBe(200)
    await server.until(() => server.taken("sendMessage").length > 0)
    expect(log.lines.filter((line) => line.startsWith("error"))).toEqual([])
  })

  it.each(["declared", "in chunks"])(
    "brings more than an update can be (%s): it is not read to its end",
    async (how) => {
      const { server, port } = await hooked()
      const headers = { ...secret(server), ...(how === "declared" && { "content-length": "104857600" }) }
      let written = 0
      const status = await new Promise<number | undefined>((resolve) => {
        const sending = httpRequest({ port, method: "POST", headers }, (answer) => {
          resolve(answer.statusCode)
          sending.destroy()
        })
        sending.on("error", () => resolve(undefined))
        const more = () => {
          written += 65_536
          if (written < 104_857_600 && !sending.destroyed) sending.write(Buffer.alloc(65_536, " "), more)
        }
        more()
      })
      expect(status).toBe(413)
      expect(written).toBeLessThan(32 * 1024 * 1024)
      expect(await server.bring(update)).toBe(200)
    },
  )
})

it("a port that is taken ends the platform with how to mend it", async () => {
  const taken = createNetServer()
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve))
  onTestFinished(() => void taken.close())
  const address = taken.address()
  const port = typeof address === "object" ? (address?.port ?? 0) : 0
  const webhook = { url: new URL("https://wenbao.example.com/"), listen: { port, host: "127.0.0.1" } }
  const { running } = await startBot({ webhook })
  const error = await running.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(OperatorError)
  expect(String(error)).toMatch(/EADDRINUSE.*TELEGRAM_WEBHOOK_LISTEN/u)
})

it("an address that Telegram does not take is told once with the mend, and tried on", async () => {
  const server = await ownServer()
  const refused = { code: 400, description: "Bad Request: bad webhook: failed to resolve host" }
  server.fail("setWebhook", refused, refused)
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true, advanceTimeDelta: 50 })
  const { log } = await hooked({ server })
  expect(log.lines.filter((line) => line.startsWith("warn"))).toEqual([
    expect.stringMatching(/不接受 TELEGRAM_WEBHOOK_URL（.*failed to resolve host）.*443.*会一直重试/u),
  ])
})

it("a webhook that another program takes is set again, told once; what Telegram cannot bring is told until it can", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
  const { server, log, at } = await hooked()
  const looked = () => server.taken("getWebhookInfo").length
  await server.until(() => looked() === 1)
  const look = async (failed?: number) => {
    if (failed !== undefined) server.webhookInfo = { last_error_date: failed, last_error_message: "Connection refused" }
    const before = looked()
    await advanceUntil(() => looked() > before, 6 * 60_000)
    expect(looked()).toBe(before + 1)
    await advanceUntil(() => false, 2_000)
  }
  for (let i = 0; i < 2; i++) {
    server.webhook.url = "https://other.example.com/"
    await look()
    expect(server.webhook.url).toBe(at)
  }
  for (const failed of [5, 6, 7, 7, 7]) await look(failed)
  await look(8)
  expect(log.lines.filter((line) => /warn|又能/u.test(line))).toEqual([
    expect.stringContaining("被改掉或删掉了"),
    expect.stringMatching(/没能把消息送到 127\.0\.0\.1:\d+（Connection refused）/u),
    expect.stringContaining("又能把消息送到了"),
    expect.stringContaining("没能把消息送到"),
  ])
})

it("a stop keeps what is unanswered, leaves the webhook, and takes no more", async () => {
  const { kept } = createKept()
  const server = await ownServer()
  const first = await hooked({ server, kept, answering: () => new Promise(() => {}) })
  expect(await server.bring({ message: message(group(), "/ask 难题") })).toBe(200)
  await stopBusy(first.stop)
  await expect(server.bring({ message: message(group(), "/ask 晚了") })).rejects.toThrow()
  expect(server.webhook.url).toBe(first.at)
  await hooked({ server, kept })
  await server.until(() => server.taken("sendMessage").length > 0)
  expect(texts(server)).toEqual(["ask 难题"])
})

it("an update is accepted only when it is on disk: until then Telegram has it", async () => {
  const { kept } = createKept()
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const { seen, unfinished } = kept()
  const slow = { seen, unfinished: { ...unfinished, begin: () => released } }
  const { server } = await hooked({ kept: () => slow })
  let status = 0
  const brought = server.bring({ message: message(privateChat(), "/ask 澧县") }).then((answered) => {
    status = answered
  })
  await server.until(() => server.taken("sendMessage").length === 1)
  expect(status).toBe(0)
  release()
  await brought
  expect(status).toBe(200)
})

it("a stop while the address is being set ends at once", async () => {
  const server = await ownServer()
  server.fail("setWebhook", "hang")
  const port = await freePort()
  const { stop, log } = await startBot({
    server,
    webhook: { url: new URL("https://wenbao.example.com/"), listen: { port, host: "127.0.0.1" } },
  })
  await server.until(() => server.calls.some(({ method }) => method === "setWebhook"))
  await stop()
  expect(log.lines.filter((line) => /^(?:warn|error)/u.test(line))).toEqual([])
})
