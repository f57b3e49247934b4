// Files that are sent to the bot, on both platforms: the real adapters, the real commands, a folder of its own.

import { readdir } from "node:fs/promises"
import { createServer } from "node:http"
import { describe, expect, it, onTestFinished } from "vitest"
import { flowers, ownedBot } from "../commands/owned.js"
import { isEphemeral, shown, startedBot } from "./discord/harness.js"
import { at, list } from "./discord/rules.js"
import { botMessage, createKept, group, message, ownServer, press, privateChat, startBot } from "./telegram/harness.js"
import type { Server } from "./telegram/server.js"

const OWNER = { id: 7, is_bot: false, first_name: "编辑" }
const bytes = (text: string) => new TextEncoder().encode(text)

describe("on Telegram", () => {
  /** A bot that the reader 7 owns, on a server where these files were sent. */
  async function owned(files: Readonly<Record<string, Uint8Array>> = { f1: bytes(flowers("沭阳县", "5.6")) }) {
    const server = await ownServer()
    for (const [id, content] of Object.entries(files)) server.files.set(id, content)
    const { commands, root, library } = await ownedBot()
    const bot = await startBot({ server, commands, owners: [7] })
    return { server, commands, root, library, bot }
  }
  const document = (file_id = "f1", file_name = "乙.txt") => ({
    file_id,
    file_unique_id: file_id,
    file_name,
    file_size: 9,
  })
  const said = async (server: Server, count = 1) => {
    await server.until(() => server.taken("sendMessage").length >= count)
    return server.taken("sendMessage").at(-1)
  }
  /** The button with this label, of a message that was sent. */
  const data = (sent: Awaited<ReturnType<typeof said>>, label: string): string => {
    const rows = Object(sent?.reply_markup).inline_keyboard ?? []
    return rows.flat().find(({ text }: { text: string }) => text === label)?.callback_data
  }

  it("an owner's file in private needs no word, is shown, and goes in when accepted", async () => {
    const { server, root } = await owned()
    const chat = privateChat()
    const { text: _, entities: __, ...wordless } = message(chat, "")
    server.push({ message: { ...wordless, from: OWNER, document: document() } })
    const preview = await said(server)
    expect(preview?.text).toContain("拆成 1 篇")
    expect(await readdir(root)).toEqual(["甲.txt"])
    server.push(press(data(preview, "收下"), botMessage(chat, "x", { message_id: server.nextMessageId.value })))
    await server.until(() => server.taken("editMessageText").length > 0)
    expect(server.taken("editMessageText")[0]?.text).toContain("收下了：乙.txt")
    expect((await readdir(root)).sort()).toEqual(["乙.txt", "甲.txt"])
  })

  it.each(["/admin add", "/admin@wenbao_bot add", "/ADMIN ADD"])("goes with %s for a caption", async (caption) => {
    const { server } = await owned()
    const { text: _, entities: __, ...wordless } = message(group(), "")
    server.push({ message: { ...wordless, from: OWNER, caption, document: document() } })
    expect((await said(server))?.text).toContain("沭阳县种植花木")
  })

  it("is the one that /admin add replies to", async () => {
    const { server } = await owned()
    const chat = group()
    const { text: _, entities: __, ...sent } = message(chat, "")
    const other = { ...sent, document: document() }
    server.push({ message: message(chat, "/admin add", { from: OWNER, reply_to_message: Object(other) }) })
    expect((await said(server))?.text).toContain("沭阳县种植花木")
  })

  it("of a reader is no file for the bot: in private it is told what can be asked, and is not fetched", async () => {
    const { server } = await owned()
    const { text: _, entities: __, ...wordless } = message(privateChat(), "")
    const from = { ...OWNER, id: 8 }
    server.push({ message: { ...wordless, from, document: document() } })
    expect((await said(server))?.text).toContain("我只看得懂文字")
    server.push({ message: { ...wordless, message_id: 2, from, caption: "/admin add", document: document() } })
    expect((await said(server, 2))?.text).toContain("telegram:8")
    expect(server.taken("getFile")).toEqual([])
  })

  it("that Telegram does not give is told with Telegram's word", async () => {
    const { server, bot } = await owned({ big: new Uint8Array(21 * 1024 * 1024) })
    const { text: _, entities: __, ...wordless } = message(privateChat(), "")
    server.push({ message: { ...wordless, from: OWNER, document: document("big") } })
    expect((await said(server))?.text).toContain("file is too big")
    expect(bot.log.lines.join("\n")).not.toContain("test-token")
  })

  it("is still known to the next run, where this one could not finish", async () => {
    const server = await ownServer()
    server.files.set("f1", bytes(flowers("沭阳县", "5.6")))
    const kept = createKept()
    const { commands } = await ownedBot()
    server.fail("sendMessage", "hang")
    const first = await startBot({ server, commands, owners: [7], kept: kept.kept })
    const { text: _, entities: __, ...wordless } = message(privateChat(), "")
    server.push({ message: { ...wordless, from: OWNER, document: document() } })
    await server.until(() => server.calls.some(({ method }) => method === "sendMessage"))
    await first.stop()
    expect(kept.left).toMatchObject([{ message: { document: { file_id: "f1", file_name: "乙.txt" } } }])
    await startBot({ server, commands, owners: [7], kept: kept.kept })
    expect((await said(server))?.text).toContain("沭阳县种植花木")
  })

  it("the menus of owners and of those who run groups have what is for them", async () => {
    const { server } = await owned()
    const names = (scope: string) => server.menus.get(JSON.stringify([scope, "en"]))?.map(({ command }) => command)
    await server.until(() => names("chat") !== undefined)
    expect(names("all_private_chats")).not.toContain("admin")
    expect(names("all_group_chats")).not.toContain("library")
    expect(names("all_chat_administrators")?.at(-1)).toBe("library")
    expect(names("chat")?.slice(-2)).toEqual(["library", "admin"])
  })

  it("those who run a group choose its library, and nobody else", async () => {
    const server = await ownServer()
    const { commands } = await ownedBot({
      "县报/甲.txt": flowers("鄢陵县", "3.2"),
      "市报/乙.txt": flowers("沭阳县", "5.6"),
    })
    await startBot({ server, commands })
    const chat = group()
    server.administrators.set(chat.id, [7])
    server.push({ message: message(chat, "/library 县报", { from: { ...OWNER, id: 8 } }) })
    expect((await said(server))?.text).toContain("只有群主和管理员能换")
    server.push({ message: message(chat, "/library 县报", { from: OWNER }) })
    expect((await said(server, 2))?.text).toContain("只问“县报”")
    server.push({ message: message(chat, "/ask 沭阳县种植花木多少亩", { from: { ...OWNER, id: 8 } }) })
    expect((await said(server, 3))?.text).toContain("没有找到")
  })
})

describe("on Discord", () => {
  /** Where Discord keeps what was attached. */
  async function attachments(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
    const server = createServer((request, response) => {
      const content = files[decodeURIComponent(request.url ?? "").slice(1)]
      if (content) response.writeHead(200).end(content)
      else response.writeHead(404).end()
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    onTestFinished(() => void server.close())
    return `http://127.0.0.1:${Object(server.address()).port}`
  }
  const adding = (url: string, filename = "乙.txt") => ({
    data: {
      ...{ id: "1", type: 1, name: "admin" },
      options: [{ type: 1, name: "add", options: [{ type: 11, name: "file", value: "900" }] }],
      resolved: {
        attachments: { 900: { id: "900", filename, size: 9, url: `${url}/${encodeURIComponent(filename)}` } },
      },
    },
  })

  it("/admin add takes an attached file, for its owner's eyes alone", async () => {
    const url = await attachments({ "乙.txt": bytes(flowers("沭阳县", "5.6")) })
    const { commands, root } = await ownedBot({ "甲.txt": flowers("鄢陵县", "3.2") }, "discord:500000000000000001")
    const { discord } = await startedBot({ commands })
    const asked = discord.slash("admin", {}, adding(url))
    const preview = await discord.until(() => asked.original)
    // On a slow machine it was announced first, and that is where it says for whom it is.
    expect(isEphemeral(preview) || isEphemeral(at(asked.response, "data"))).toBe(true)
    expect(shown(preview)).toContain("沭阳县种植花木")
    expect(await readdir(root)).toEqual(["甲.txt"])
    const [, take] = /"custom_id":"([^"]*admin take[^"]*)"/u.exec(JSON.stringify(preview)) ?? []
    const pressed = discord.press(take, String(at(preview, "id")), { flags: 64 })
    expect(shown(await discord.until(() => pressed.original))).toContain("收下了：乙.txt")
    expect((await readdir(root)).sort()).toEqual(["乙.txt", "甲.txt"])
  })

  it("says so where the attachment cannot be fetched", async () => {
    const url = await attachments({})
    const { commands } = await ownedBot({ "甲.txt": flowers("鄢陵县", "3.2") }, "discord:500000000000000001")
    const { discord } = await startedBot({ commands })
    const asked = discord.slash("admin", {}, adding(url))
    expect(shown(await discord.until(() => asked.original))).toContain("没能取到这个文件（404）")
  })

  it("registers a group with its parts, shown to those who manage the server", async () => {
    const { commands } = await ownedBot()
    const { discord } = await startedBot({ commands })
    const registered = list(discord.puts()[0]?.body)
    const admin = registered.find((each) => at(each, "name") === "admin")
    expect(admin).toMatchObject({ default_member_permissions: "32" })
    expect(Object(admin).options.map(({ name, type }: { name: string; type: number }) => [name, type])).toEqual([
      ["add", 1],
      ["remove", 1],
      ["reload", 1],
      ["sources", 1],
    ])
    expect(registered.filter((each) => /^admin /u.test(String(at(each, "name"))))).toEqual([])
  })

  it.each([
    ["0", "只有群主和管理员能换"],
    ["32", "只问“县报”"],
    ["8", "只问“县报”"],
  ])("whoever has the permissions %s gets, choosing a library: %s", async (permissions, said) => {
    const { commands } = await ownedBot({ "县报/甲.txt": flowers("鄢陵县", "3.2") })
    const { discord } = await startedBot({ commands })
    const asked = discord.slash("library", { name: "县报" }, { member: { user: { id: "7" }, roles: [], permissions } })
    expect(shown(await discord.until(() => asked.original))).toContain(said)
  })
})
