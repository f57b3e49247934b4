// What goes wrong between Telegram and the bot, and what the operator and the readers notice of it.

import { expect, it, vi } from "vitest"
import { OperatorError } from "../../../src/chat/platform.js"
import { hasten } from "./clock.js"
import { botMessage, group, message, ownServer, press, privateChat, reader, startBot } from "./harness.js"
import { type Fault, ME } from "./server.js"

it("a refused token ends the platform with a sentence that says how to mend it and does not hold it", async () => {
  const { running } = await startBot({ token: "999:wrong-token" })
  const error = await running.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(OperatorError)
  expect(String(error)).toContain("TELEGRAM_TOKEN 被 Telegram 拒绝")
  expect(String(error)).not.toContain("wrong-token")
})

const passing: [string, Fault][] = [
  [
    "429 with retry_after",
    { code: 429, description: "Too Many Requests: retry after 1", parameters: { retry_after: 1 } },
  ],
  ["502 in HTML", "html"],
  ["a cut connection", "cut"],
]

it.each(passing)("%s on sending: the answer still comes, once", async (_, fault) => {
  hasten()
  const { server, log } = await startBot()
  const chat = privateChat()
  server.fail("sendMessage", fault)
  server.push({ message: message(chat, "/ask 澧县") })
  await server.until(() => server.taken("sendMessage").length > 0)
  expect(server.taken("sendMessage")).toHaveLength(1)
  expect(log.lines.join("\n")).not.toContain("test-token")
})

it.each(passing)("%s on polling: polling goes on", async (_, fault) => {
  hasten()
  const { server } = await startBot()
  const chat = privateChat()
  server.fail("getUpdates", fault)
  server.push({ message: message(chat, "/ask 澧县") })
  await server.until(() => server.taken("sendMessage").length > 0)
})

it("a poll that hangs is given up, and the next one brings what has come", async () => {
  hasten()
  const server = await ownServer()
  server.fail("getUpdates", "hang")
  const { log } = await startBot({ server })
  server.push({ message: message(privateChat(), "/ask 澧县") })
  await server.until(() => server.taken("sendMessage").length > 0)
  expect(log.lines.filter((line) => line.startsWith("error"))).toEqual([])
})

it.each(passing)("%s on changing a message: it is changed, once", async (_, fault) => {
  hasten()
  const { server } = await startBot()
  const chat = privateChat()
  server.push({ message: message(chat, "/ask 澧县") })
  await server.until(() => server.messages.size > 0)
  const [sent] = server.messages.values()
  server.fail("editMessageText", fault)
  server.push(press("=read|汝城", botMessage(chat, "", { message_id: sent?.message_id })))
  await server.until(() => server.taken("editMessageText").length > 0)
  expect([...server.messages.values()].map(({ text }) => text)).toEqual(["read 汝城"])
})

it("a group that became a supergroup between an answer and a press on it is answered under its new id", async () => {
  const { server } = await startBot()
  const chat = group()
  server.push({ message: message(chat, "/ask 澧县") })
  await server.until(() => server.messages.size > 0)
  const [sent] = server.messages.values()
  server.migrated.set(chat.id, -100_778)
  server.push(press("=read|汝城", botMessage(chat, "", { message_id: sent?.message_id })))
  await server.until(() => server.taken("sendMessage").length > 1)
  expect(server.taken("sendMessage")[1]).toMatchObject({ chat_id: -100_778, text: "read 汝城" })
})

it("leaving a group, or being thrown out of it, is no occasion to speak; nor is what was asked there still an error", async () => {
  const { server, log } = await startBot()
  const chat = group()
  const user = { ...ME, is_bot: true as const }
  server.blocked.add(chat.id)
  for (const text of ["/ask 一", "/ask 二"]) server.push({ message: message(chat, text) })
  server.push({
    my_chat_member: {
      chat,
      from: reader,
      date: Math.floor(Date.now() / 1000),
      old_chat_member: { user, status: "member" },
      new_chat_member: { user, status: "kicked", until_date: 0 },
    },
  })
  const there = privateChat()
  server.push({ message: message(there, "/ask 三") })
  await server.until(() => server.taken("sendMessage").length > 0)
  await vi.waitFor(() => expect(server.calls.filter(({ method }) => method === "sendMessage")).toHaveLength(3))
  expect(server.taken("sendMessage").map(({ text }) => text)).toEqual(["ask 三"])
  expect(log.lines.filter((line) => /^(?:warn|error)/u.test(line))).toEqual([])
})

it("a second program on the same token is named, and polling goes on", async () => {
  hasten()
  const { server, log } = await startBot()
  const conflict = { code: 409, description: "Conflict: terminated by other getUpdates request" }
  server.fail("getUpdates", conflict)
  server.push({ message: message(privateChat(), "/ask 澧县") })
  await server.until(() => server.taken("sendMessage").length > 0)
  expect(log.lines.filter((line) => line.includes("409"))).toHaveLength(1)
})

it("a group that became a supergroup is answered under its new id", async () => {
  const { server } = await startBot()
  const chat = privateChat()
  server.migrated.set(chat.id, -100_777)
  server.push({ message: message(chat, "/ask 澧县") })
  await server.until(() => server.taken("sendMessage").length > 0)
  expect(server.taken("sendMessage")[0]?.chat_id).toBe(-100_777)
})

it("being blocked is no error, and others are still answered", async () => {
  const { server, log } = await startBot()
  const [gone, there] = [privateChat(), privateChat()]
  server.blocked.add(gone.id)
  server.push({ message: message(gone, "/ask 一") })
  server.push({ message: message(there, "/ask 二") })
  await server.until(() => server.taken("sendMessage").length > 0)
  expect(log.lines.filter((line) => line.startsWith("error"))).toEqual([])
})

it("what is in flight when it is told to stop is still answered, and is not asked for again", async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let began = false
  const { server, stop } = await startBot({
    answering: async () => {
      began = true
      await held
      return { blocks: [{ kind: "paragraph", spans: ["答完了"] }] }
    },
  })
  const id = server.push({ message: message(privateChat(), "/ask 澧县") })
  await server.until(() => server.calls.some(({ method }) => method === "getMe"))
  while (!began) await new Promise((resolve) => setImmediate(resolve))
  const stopped = stop()
  release()
  await stopped
  expect(server.taken("sendMessage").map(({ text }) => text)).toEqual(["答完了"])
  const offsets = server.calls.filter(({ method }) => method === "getUpdates").map(({ payload }) => payload.offset ?? 0)
  expect(Math.max(...offsets)).toBe(id + 1)
})
