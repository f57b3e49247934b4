// A pressed button stops spinning whatever becomes of its reply.

import { describe, expect, it, vi } from "vitest"
import { hasten } from "./clock.js"
import { botMessage, group, message, press, privateChat, startBot } from "./harness.js"
import type { Fault, Server } from "./server.js"

/** Whether each press was acknowledged and taken, in order. */
const acknowledged = (server: Server) =>
  server.calls.filter(({ method }) => method === "answerCallbackQuery").map(({ ok }) => ok)

it("a reply that is a bug is told in its message's place, and the press is acknowledged", async () => {
  const { server, log } = await startBot({
    answering: () => {
      throw new Error("内部的事")
    },
  })
  const chat = privateChat()
  server.push({ message: message(chat, "/ask 澧县") })
  await server.until(() => server.messages.size > 0)
  const [{ message_id = 0 } = {}] = server.messages.values()
  server.push(press("=help", botMessage(chat, "", { message_id })))
  await server.until(() => server.calls.some(({ method, ok }) => method === "editMessageText" && ok !== undefined))
  expect(acknowledged(server)).toEqual([true])
  expect([...server.messages.values()].map(({ text }) => text).join()).not.toContain("内部的事")
  expect(log.lines.filter((line) => line.includes("内部的事"))).toHaveLength(2)
})

const faults: [string, Fault][] = [
  ["a cut connection", "cut"],
  ["502 in HTML", "html"],
]

it.each(faults)("%s on acknowledging: it is tried again, and the reply comes once", async (_, fault) => {
  hasten()
  const { server, log } = await startBot()
  server.fail("answerCallbackQuery", fault)
  server.push(press("+read|汝城", botMessage(privateChat(), "")))
  await server.until(() => server.taken("sendMessage").length > 0)
  expect(server.taken("answerCallbackQuery")).toHaveLength(1)
  expect(server.taken("sendMessage").map(({ text }) => text)).toEqual(["read 汝城"])
  expect(log.lines.filter((line) => line.startsWith("error"))).toEqual([])
})

describe("a button whose reply is a word aside", () => {
  const toasts = (server: Server) =>
    server.taken("answerCallbackQuery").map(({ text, show_alert }) => ({ text, show_alert }))
  /** Whatever was sent or changed besides. */
  const others = (server: Server) => server.calls.filter(({ method }) => /^(?:send|edit)/u.test(method))

  it("is acknowledged with the word, its question completed, and nothing else is sent", async () => {
    const { server } = await startBot()
    const chat = group()
    const question = "中联重科新材料标杆工厂项目几天完成多少栋商房屋的拆迁工作"
    const under = botMessage(chat, "答案", { reply_to_message: message(chat, `/ask ${question}`) })
    server.push(press("!ask|中联重科新材料标杆工厂项目…|好", under))
    await server.until(() => server.taken("answerCallbackQuery").length > 0)
    expect(toasts(server)).toEqual([{ text: `ask ${question} 好`, show_alert: undefined }])
    expect(others(server)).toEqual([])
  })

  it("holds at most 200 characters of a word that is longer", async () => {
    const { server } = await startBot({ answering: () => ({ blocks: [{ kind: "note", spans: ["谢".repeat(300)] }] }) })
    server.push(press("!help", botMessage(privateChat(), "")))
    await server.until(() => server.taken("answerCallbackQuery").length > 0)
    expect(toasts(server)[0]?.text).toMatch(/^谢{190,199}…+$/u)
  })

  it("stops spinning without the word where that takes too long", async () => {
    hasten()
    const { server } = await startBot({ answering: () => new Promise(() => {}) })
    server.push(press("!help", botMessage(privateChat(), "")))
    await server.until(() => server.taken("answerCallbackQuery").length > 0)
    expect(toasts(server)).toEqual([{ text: undefined, show_alert: undefined }])
  })

  it("made long ago, while the bot was away, is let go of", async () => {
    const { server, log } = await startBot()
    server.push(press("!help", botMessage(privateChat(), "")))
    server.presses.clear()
    await server.until(() => acknowledged(server).includes(false))
    server.push({ message: message(privateChat(), "/ask 另一问") })
    await server.until(() => server.taken("sendMessage").length > 0)
    expect(log.lines.filter((line) => /^(?:warn|error)/u.test(line))).toEqual([])
  })
})

it("in a group that became a supergroup, the reply is sent under the new id", async () => {
  const { server } = await startBot()
  const chat = group()
  server.fail("editMessageText", {
    code: 400,
    description: "Bad Request: group chat was upgraded to a supergroup chat",
    parameters: { migrate_to_chat_id: -100_888 },
  })
  server.push(press("=read|汝城", botMessage(chat, "")))
  await server.until(() => server.taken("sendMessage").length > 0)
  expect(acknowledged(server)).toEqual([true])
  expect(server.taken("sendMessage")).toEqual([expect.objectContaining({ chat_id: -100_888, text: "read 汝城" })])
})

it("in a chat that has blocked the bot since, it is one line without a stack", async () => {
  const { server, log } = await startBot()
  const chat = privateChat()
  server.blocked.add(chat.id)
  server.push(press("+read|汝城", botMessage(chat, "")))
  const told = () => log.lines.filter((line) => line.includes("一条回答没有发出"))
  await vi.waitFor(() => expect(told()).toHaveLength(1))
  expect(told()).toEqual([expect.stringMatching(/^info [^\n]+$/u)])
  expect(acknowledged(server)).toEqual([true])
})

it("a press that comes twice is acknowledged and answered once", async () => {
  const { server } = await startBot()
  const chat = privateChat()
  const pressed = press("+read|汝城", botMessage(chat, ""))
  const update_id = server.push(pressed)
  await server.until(() => server.taken("sendMessage").length === 1)
  server.push({ ...pressed, update_id })
  server.push({ message: message(chat, "/ask 最后一问") })
  await server.until(() => server.taken("sendMessage").length === 2)
  expect(server.taken("sendMessage").map(({ text }) => text)).toEqual(["read 汝城", "ask 最后一问"])
  expect(acknowledged(server)).toEqual([true])
})

it("an acknowledgement that arrived, of which only the answer was lost, is one: what was asked for comes", async () => {
  hasten()
  const { server, log } = await startBot()
  server.fail("answerCallbackQuery", "cut after")
  server.push(press("+read|汝城", botMessage(privateChat(), "")))
  await server.until(() => server.taken("sendMessage").length > 0)
  expect(acknowledged(server)).toEqual([true, false])
  expect(log.lines.filter((line) => /^(?:warn|error)/u.test(line))).toEqual([])
})
