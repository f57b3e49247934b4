// Mentions and direct messages, read without any privileged intent.

import { describe, expect, it } from "vitest"
import { type Answering, echo, say, shown, startedBot } from "./harness.js"
import { at } from "./rules.js"
import { CHANNEL_ID, GUILD_ID, ME, READER } from "./server.js"

const mention = { guild: true, mentions: [ME] }

describe("a message to the bot", () => {
  it("that mentions it is answered as a reply that pings nobody", async () => {
    const { discord } = await startedBot()
    const message = discord.say({ ...mention, content: `<@${ME.id}> 澧县复耕多少亩` })
    const { body, channel } = await discord.until(() => discord.posted[0])
    expect(shown(body)).toBe(echo("ask", "澧县复耕多少亩"))
    expect(channel).toBe(CHANNEL_ID)
    expect(body.message_reference).toEqual({ message_id: message, fail_if_not_exists: false })
    expect(body.allowed_mentions).toEqual({ parse: [], replied_user: false })
    expect(discord.violations).toEqual([])
  })

  it("in private needs no mention, and may name a command", async () => {
    const { discord } = await startedBot()
    discord.say({ content: "/article 汝城 2" })
    expect(shown((await discord.until(() => discord.posted[0])).body)).toBe(echo("article", "汝城", "2"))
  })

  it.each([`<@${ME.id}>`, `<@!${ME.id}>  `])("that is a mention and nothing else (%s) gets help", async (content) => {
    const { discord } = await startedBot()
    discord.say({ ...mention, content })
    expect(shown((await discord.until(() => discord.posted[0])).body)).toBe(echo("help"))
  })

  it("in a thread it has not seen opened is answered there", async () => {
    const { discord } = await startedBot()
    discord.say({ ...mention, content: `<@${ME.id}> 澧县`, channel: "390000000000000009" })
    expect((await discord.until(() => discord.posted[0])).channel).toBe("390000000000000009")
  })

  it.each([
    ["a forum post, as its first message", "380000000000000008"],
    ["the text chat of a voice channel", "370000000000000007"],
  ])("in %s is answered there", async (_, channel) => {
    const { discord } = await startedBot()
    discord.say({ ...mention, content: `<@${ME.id}> 澧县`, channel })
    const posted = await discord.until(() => discord.posted[0])
    expect(posted.channel).toBe(channel)
    expect(shown(posted.body)).toBe(echo("ask", "澧县"))
  })

  it("is answered in the server's language where that is Chinese", async () => {
    const answering: Answering = ({ from }) => say(from.locale)
    const { discord } = await startedBot({ answering, serverOptions: { guildLocale: "zh-TW" } })
    discord.say({ ...mention, content: `<@${ME.id}> 澧縣` })
    expect(shown((await discord.until(() => discord.posted[0])).body)).toBe("zh-TW")
  })

  it("shows that the bot is writing when the reply takes long", async () => {
    let give: () => void = () => undefined
    const answering: Answering = () =>
      new Promise((resolve) => {
        give = () => resolve(say("来了"))
      })
    const { discord } = await startedBot({ answering })
    discord.say({ content: "慢的" })
    await discord.until(() => discord.requests.find(({ path }) => path.endsWith("/typing")))
    give()
    expect(shown((await discord.until(() => discord.posted[0])).body)).toBe("来了")
  })
})

describe("a message that is not for the bot is left alone:", () => {
  const others: [string, Parameters<Awaited<ReturnType<typeof startedBot>>["discord"]["say"]>[0]][] = [
    ["one that mentions somebody else", { guild: true, content: "<@1> 澧县", mentions: [{ id: "1" }] }],
    ["one to everybody", { guild: true, content: "@everyone 澧县" }],
    ["another bot's mention", { ...mention, content: "澧县", author: { id: "7", username: "bot", bot: true } }],
    ["its own message", { content: "澧县", author: ME }],
    ["a webhook's", { ...mention, content: "澧县", webhook: "9" }],
  ]
  it.each(others)("%s", async (_, said) => {
    const { discord } = await startedBot()
    discord.say(said)
    discord.say({ content: "轮到我" })
    await discord.until(() => discord.posted.length > 0)
    expect(discord.posted.map(({ body }) => shown(body))).toEqual([echo("ask", "轮到我")])
  })
})

describe("what a message holds is shown as it is", () => {
  const HOSTILE = "@everyone <@1> `x` **b** <b> [x](y) ||z|| https://example.org :smile:"

  it("and pings nobody", async () => {
    const { discord } = await startedBot()
    discord.say({ content: HOSTILE })
    const { body } = await discord.until(() => discord.posted[0])
    expect(shown(body)).toBe(echo("ask", HOSTILE))
    expect(at(body, "components", 0, "components", 0, "content")).toContain("\\@everyone \\<\\@1\\>")
    expect(discord.violations).toEqual([])
  })

  it("and shortened where it is too long for Discord", async () => {
    const { discord, above } = await startedBot({ answering: () => say("澧县复耕一万三千亩。".repeat(2_000)) })
    discord.say({ content: "长" })
    expect(shown((await discord.until(() => discord.posted[0])).body)).toMatch(/……$/u)
    expect(above("warn")).toEqual([])
  })
})

describe("where Discord does not let the bot answer", () => {
  const posting = ({ path }: { path: string }) => path.endsWith("/messages")

  it("for want of permission, it answers in private with a link and how to mend it; the log says so once a channel", async () => {
    const { discord, above } = await startedBot()
    discord.fail(({ path }) => path === `/channels/${CHANNEL_ID}/messages`, 403, 50013, 2)
    const [first] = ["一", "二"].map((question) => discord.say({ ...mention, content: `<@${ME.id}> ${question}` }))
    await discord.until(() => discord.posted.length === 2)
    const [told] = discord.posted
    expect(told?.channel).toBe(`dm-${READER.id}`)
    expect(shown(told?.body)).toContain(`https://discord.com/channels/${GUILD_ID}/${CHANNEL_ID}/${first}`)
    expect(shown(told?.body)).toContain("允许我发送消息")
    expect(shown(told?.body)).toContain(echo("ask", "一"))
    expect(above("warn").filter((line) => line.includes(CHANNEL_ID))).toHaveLength(1)
    expect([...above("error"), ...discord.violations]).toEqual([])
  })

  it("in a direct message, nobody is to blame and nobody is told", async () => {
    const { discord, lines, above } = await startedBot()
    discord.fail(posting, 403, 50007)
    discord.say({ content: "私下" })
    discord.say({ content: "再来" })
    await discord.until(() => discord.posted.length > 0)
    expect([...above("warn"), ...above("error")]).toEqual([])
    expect(lines.join()).not.toContain("频道设置")
  })

  it("and the asker takes no messages either, only the log knows", async () => {
    const { discord, lines, above } = await startedBot()
    discord.fail(posting, 403, 50013)
    discord.fail(({ path }) => path.endsWith("/@me/channels"), 403, 50007)
    discord.say({ ...mention, content: `<@${ME.id}> 一` })
    await discord.until(() => lines.some((line) => line.includes("50007")))
    expect(above("warn")).toHaveLength(1)
    expect(discord.posted).toEqual([])
  })

  it("for want of the history, it answers without quoting the question", async () => {
    const { discord } = await startedBot()
    discord.fail(posting, 400, 160002)
    discord.say({ content: "引用不了" })
    const { body } = await discord.until(() => discord.posted[0])
    expect(shown(body)).toBe(echo("ask", "引用不了"))
    expect(body).not.toHaveProperty("message_reference")
  })
})
