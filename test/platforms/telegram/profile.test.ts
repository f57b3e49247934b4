// What Telegram shows of the bot around the chats: menus, name, descriptions. Written once, and never in anybody's way.

import { Api } from "grammy"
import { describe, expect, it, vi } from "vitest"
import { updateDescriptions, updateName } from "../../../src/platforms/telegram/profile.js"
import { message, ownServer, privateChat, startBot } from "./harness.js"
import { type Server, TOKEN } from "./server.js"

const said = (server: Server, chat: { id: number }) =>
  server.taken("sendMessage").filter(({ chat_id }) => chat_id === chat.id)

it("menus are written only where they differ", async () => {
  const { server, stop } = await startBot()
  await server.until(() => server.taken("setMyCommands").length >= 6)
  await stop()
  const before = server.taken("setMyCommands").length
  await startBot({ server })
  await server.until(() => server.taken("getMyCommands").length >= 12)
  expect(server.taken("setMyCommands")).toHaveLength(before)
})

it("menus that hang keep neither readers waiting nor a stop, and are no fault then", async () => {
  const server = await ownServer()
  server.fail("getMyCommands", "hang")
  const { log, stop } = await startBot({ server })
  const chat = privateChat()
  server.push({ message: message(chat, "/ask 澧县") })
  await server.until(() => said(server, chat).length > 0)
  await stop()
  expect(log.lines.filter((line) => !line.startsWith("info"))).toEqual([])
})

it("menus that Telegram refuses are told, and readers are answered", async () => {
  const server = await ownServer()
  server.fail("getMyCommands", { code: 400, description: "Bad Request: BOT_COMMANDS_INVALID" })
  const { log } = await startBot({ server })
  const chat = privateChat()
  server.push({ message: message(chat, "/ask 澧县") })
  await server.until(() => said(server, chat).length > 0)
  await vi.waitFor(() => expect(log.lines.join()).toContain("没能更新 Telegram 的命令菜单"))
})

describe("the profile", () => {
  const written = (server: Server) =>
    server.calls.filter(({ method }) => /^setMy(?:Name|Description|ShortDescription)$/u.test(method)).length
  async function update(server: Server, name?: string) {
    const api = new Api(TOKEN, { apiRoot: server.url })
    await updateName(api, name)
    await updateDescriptions(api)
  }

  it("says in Chinese and English what the bot does, once; the name is the operator's", async () => {
    const server = await ownServer()
    await update(server)
    expect(server.profile.get("description ")).toMatch(/^问报用报纸自己的句子.*\n\n直接把问题写给我/u)
    expect(server.profile.get("description zh")).toBe(server.profile.get("description "))
    expect(server.profile.get("short_description en")).toMatch(/newspaper/u)
    expect([...server.profile.keys()].filter((key) => key.startsWith("name"))).toEqual([])
    const before = written(server)
    await update(server)
    expect(written(server)).toBe(before)
  })

  it("has the name that is configured, and is written again only where it differs", async () => {
    const server = await ownServer()
    for (const name of ["湘阴报问报", "湘阴报问报", "问报"]) await update(server, name)
    expect(server.taken("setMyName")).toEqual([{ name: "湘阴报问报" }, { name: "问报" }])
  })

  it("keeps what the operator wrote at @BotFather, and renews what an earlier version of ours wrote", async () => {
    const server = await ownServer()
    server.profile.set("description ", "湘阴报的机器人")
    server.profile.set("short_description ", "问报用报纸自己的句子回答关于报纸文章的问题，不编写任何内容。以及别的。")
    await update(server)
    expect([...server.profile].filter(([key]) => key.startsWith("description "))).toEqual([
      ["description ", "湘阴报的机器人"],
    ])
    expect(server.profile.get("short_description ")).toBe(
      "问报用报纸自己的句子回答关于报纸文章的问题，不编写任何内容。",
    )
  })

  it("that Telegram refuses to change is told, and readers are answered", async () => {
    const server = await ownServer()
    server.fail("setMyDescription", { code: 429, description: "Too Many Requests", parameters: { retry_after: 9_000 } })
    const { log } = await startBot({ server })
    const chat = privateChat()
    server.push({ message: message(chat, "/ask 澧县") })
    await server.until(() => said(server, chat).length > 0)
    await vi.waitFor(() => expect(log.lines.join()).toContain("没能更新机器人在 Telegram 上的简介"))
  })
})
