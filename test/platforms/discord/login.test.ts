// Logging in, registering, staying connected and leaving.

import { describe, expect, it, onTestFinished } from "vitest"
import { OperatorError } from "../../../src/chat/platform.js"
import { checkDiscord } from "../../../src/platforms/discord/check.js"
import type { ProxyFor } from "../../../src/platforms/proxy.js"
import { startConnectProxy } from "../relays.js"
import { guildOn } from "./gateway.js"
import { echo, isEphemeral, say, shown, startBot, startedBot } from "./harness.js"
import { at } from "./rules.js"
import { APPLICATION_ID, GUILD_ID, startDiscord, TOKEN } from "./server.js"

it("its status stands under its name", async () => {
  const { discord } = await startedBot({ status: () => "6 篇文章，/ask 提问" })
  expect(discord.gateway.presence).toMatchObject({ activities: [{ type: 4, state: "6 篇文章，/ask 提问" }] })
})

it("in a new session its status is what it is by then", async () => {
  let articles = 6
  const { discord } = await startedBot({ status: () => `${articles} 篇文章，/ask 提问` })
  articles = 7
  discord.gateway.invalidate(false)
  await discord.until(() => JSON.stringify(discord.gateway.presence).includes("7 篇文章"))
})

describe("what an operator has to mend ends the run", () => {
  it("a token that REST refuses (401)", async () => {
    const { running, lines } = await startBot({ token: "MTIz.wrong.token" })
    await expect(running).rejects.toThrow(/^DISCORD_TOKEN 被 Discord 拒绝（401）。.*Reset Token/u)
    await expect(running).rejects.toBeInstanceOf(OperatorError)
    expect(lines.join()).not.toContain("MTIz.wrong.token")
  })

  it("a token that cannot be one", async () => {
    const { running } = await startBot({ token: "把这里换成你的token" })
    await expect(running).rejects.toThrow(/^DISCORD_TOKEN 里有不该有的字符.*Reset Token/u)
  })

  it.each([
    [4004, /^DISCORD_TOKEN 被 Discord 拒绝（网关 4004）/u],
    [4013, /4013.*privileged intent/u],
    [4014, /4014.*privileged intent/u],
    [4011, /4011/u],
  ])("a gateway that closes with %i", async (refuseWith, message) => {
    const { running } = await startBot({ serverOptions: { refuseWith } })
    await expect(running).rejects.toThrow(message)
    await expect(running).rejects.toBeInstanceOf(OperatorError)
  })

  it("a token withdrawn while the bot runs", async () => {
    const { discord, running } = await startedBot()
    discord.gateway.drop(4004)
    await expect(running).rejects.toThrow(/4004/u)
  })
})

describe("the commands", () => {
  it("are registered for all, in every language, when they differ from what is registered", async () => {
    const { discord } = await startedBot()
    const [put] = discord.puts()
    expect(put?.path).toBe(`/applications/${APPLICATION_ID}/commands`)
    expect(put?.body).toMatchObject([
      {
        name: "ask",
        integration_types: [0, 1],
        contexts: [0, 1, 2],
        description_localizations: { "zh-TW": "用报纸的原文回答问题" },
        options: [
          { name: "question", type: 3, required: true, autocomplete: false },
          { name: "private", type: 5 },
        ],
      },
      {
        name: "article",
        options: [
          { name: "title", type: 3, autocomplete: true, name_localizations: { "zh-CN": "标题" } },
          { name: "page", type: 4, required: false },
          { name: "private", type: 5, required: false, name_localizations: { "zh-CN": "只给我看" } },
        ],
      },
      { name: "help", options: [{ name: "private" }] },
      { name: "问问这条", type: 3, integration_types: [0, 1], name_localizations: { "zh-TW": "問問這條" } },
    ])
    expect(at(put?.body, 0, "options")).toHaveLength(2)
  })

  it("are left alone when they have not changed", async () => {
    const { discord, stop, running } = await startedBot()
    stop.abort()
    await running
    const { lines } = await startedBot({ server: discord })
    expect(discord.puts()).toHaveLength(1)
    expect(lines.join()).toContain("斜杠命令没有变化")
  })

  it("are registered in one server where the operator names one", async () => {
    const { discord } = await startedBot({ guildId: GUILD_ID })
    expect(discord.puts().map(({ path }) => path)).toEqual([
      `/applications/${APPLICATION_ID}/guilds/${GUILD_ID}/commands`,
    ])
    expect(at(discord.puts()[0]?.body, 0)).not.toHaveProperty("contexts")
  })

  it("of one server from an earlier setting are withdrawn from it, so that none is listed twice", async () => {
    const before = await startedBot({ guildId: GUILD_ID })
    before.stop.abort()
    await before.running
    const { discord, lines } = await startedBot({ server: before.discord })
    await discord.until(() => lines.some((line) => line.includes("撤下了")))
    expect(discord.puts().map(({ path, body }) => [path, at(body, "length")])).toEqual([
      [`/applications/${APPLICATION_ID}/guilds/${GUILD_ID}/commands`, 4],
      [`/applications/${APPLICATION_ID}/commands`, 4],
      [`/applications/${APPLICATION_ID}/guilds/${GUILD_ID}/commands`, 0],
    ])
  })

  it("are left to the process that serves shard 0", async () => {
    const { discord, lines } = await startBot({ shards: { ids: [1], count: 2 } })
    await discord.until(() => lines.some((line) => line.includes("共 2 片，这里是第 1 片")))
    const asked = discord.slash("ask", { question: "澧县" }, { guild_id: guildOn(1, 2) })
    expect(shown(await discord.until(() => asked.original))).toBe(echo("ask", "澧县"))
    expect(discord.requests.filter(({ path }) => path.includes("/commands"))).toEqual([])
  })

  it("of a server the bot is not in: the log says how to invite it, and mentions are answered meanwhile", async () => {
    const discord = await startDiscord()
    discord.fail(({ path }) => path.includes("/guilds/"), 403, 50001)
    const { above } = await startedBot({ server: discord, guildId: "299999999999999999" })
    expect(above("warn").join()).toMatch(/DISCORD_GUILD_ID（299999999999999999）.*oauth2\/authorize/u)
    discord.say({ content: "还在吗" })
    expect(shown((await discord.until(() => discord.posted[0])).body)).toBe(echo("ask", "还在吗"))
  })

  it("and the log says who the bot is and how to invite it", async () => {
    const { lines } = await startedBot()
    expect(lines.join("\n")).toContain("Discord 已登录：问报，在 1 个服务器里。")
    expect(lines.join("\n")).toMatch(
      /邀请链接：.*client_id=400000000000000001&scope=bot\+applications.commands&permissions=\d+/u,
    )
  })
})

describe("the connection", () => {
  it("is resumed after a drop, at the address the gateway gave, and what came meanwhile is answered", async () => {
    const { discord } = await startedBot()
    discord.gateway.drop()
    const asked = discord.slash("ask", { question: "断线时" })
    expect(shown(await discord.until(() => asked.original))).toBe(echo("ask", "断线时"))
    expect(discord.gateway.resumed).toBe(1)
    expect(discord.gateway.dialled.at(-1)).toMatch(/^\/resume/u)
  })

  it("is tried again when there is no network, and the log names the address", async () => {
    const gone = await startDiscord()
    await gone.stop()
    const bot = await startBot({ server: gone })
    await gone.until(() => bot.above("warn").find((line) => line.includes(gone.api)))
    const back = await startDiscord({ port: gone.port })
    onTestFinished(() => back.stop())
    const registered = () => back.puts().length > 0
    expect(await back.until(registered)).toBe(true)
  })

  it("that is dropped and refused for a while says so once, and once that it is back", async () => {
    const { discord, lines } = await startedBot()
    const { port } = discord
    await discord.stop()
    await discord.until(() => lines.some((line) => line.includes("连不上 Discord 网关")))
    const back = await startDiscord({ port })
    onTestFinished(() => back.stop())
    await discord.until(() => lines.some((line) => line.includes("又连上了")))
    expect(lines.filter((line) => line.includes("连不上 Discord 网关"))).toHaveLength(1)
  })
})

describe("leaving", () => {
  it("finishes what is in flight, tells who comes now, and closes the gateway", async () => {
    let give: () => void = () => undefined
    const answering = () =>
      new Promise<ReturnType<typeof say>>((resolve) => {
        give = () => resolve(say("还是答了"))
      })
    const { discord, stop, running } = await startedBot({ answering })
    const asked = discord.slash("ask", { question: "最后一问" })
    await discord.until(() => asked.response)
    stop.abort()
    const late = discord.slash("ask", { question: "太晚了" })
    expect(shown(await discord.until(() => late.original))).toContain("过一会儿再问")
    expect(isEphemeral(late.original)).toBe(true)
    give()
    await running
    expect(shown(asked.original)).toBe("还是答了")
    expect(discord.gateway.connections()).toBe(0)
    expect(discord.gateway.closedWith).toEqual([1000])
  })

  it("while no network is there resolves too", async () => {
    const gone = await startDiscord()
    await gone.stop()
    const { above, stop, running } = await startBot({ server: gone })
    await gone.until(() => above("warn").length > 0)
    stop.abort()
    await running
  })

  it("while the gateway refuses connections leaves no attempt behind", async () => {
    const { discord, lines, stop, running } = await startedBot()
    await discord.stop()
    await discord.until(() => lines.some((line) => line.includes("连不上 Discord 网关")))
    stop.abort()
    await running
    const back = await startDiscord({ port: discord.port })
    onTestFinished(() => back.stop())
    // A shard between two attempts dials again after half a second.
    await new Promise((resolve) => setTimeout(resolve, 800))
    expect(back.gateway.dialled).toEqual([])
  })
})

describe("the check", () => {
  const options = { proxyFor: () => undefined }

  it("tells the bot's name", async () => {
    const discord = await startDiscord()
    onTestFinished(() => discord.stop())
    expect(await checkDiscord({ ...options, token: ` Bot ${TOKEN}\n`, apiBase: `${discord.api}/` })).toBe("问报")
  })

  it("rejects a refused token, and an address where nobody answers", async () => {
    const discord = await startDiscord()
    const refused = checkDiscord({ ...options, token: "wrong", apiBase: discord.api })
    await expect(refused).rejects.toThrow(/DISCORD_TOKEN.*401/u)
    await discord.stop()
    const unreached = checkDiscord({ ...options, token: TOKEN, apiBase: discord.api })
    await expect(unreached).rejects.toThrow(
      new RegExp(`^连不上 Discord REST（${discord.api}）.*ECONNREFUSED.*PROXY_URL`, "u"),
    )
  })

  it("tells which way the proxy lets through and which not", async () => {
    const [discord, relay] = [await startDiscord(), await startConnectProxy()]
    onTestFinished(() => Promise.all([discord.stop(), relay.close()]).then(() => undefined))
    const closed = new URL("http://127.0.0.1:9")
    const check = (proxyFor: ProxyFor) => checkDiscord({ proxyFor, token: TOKEN, apiBase: discord.api })
    expect(await check(() => relay.url)).toBe("问报")
    await expect(check(({ pathname }) => (pathname === "/" ? closed : relay.url))).rejects.toThrow(
      /^DISCORD_TOKEN 可用，但是连不上 Discord 网关（ws:\/\/127\.0\.0\.1:\d+，经代理 127\.0\.0\.1:9）.*WebSocket.*PROXY_URL/u,
    )
    await expect(check(() => closed)).rejects.toThrow(/^连不上 Discord REST（http.*，经代理 127\.0\.0\.1:9）/u)
  })
})
