// Slash commands, the menu of a message, completion: the real adapter against the server next door.

import { describe, expect, it } from "vitest"
import { type Answering, by, echo, held, inChannel, isEphemeral, say, shown, startedBot } from "./harness.js"
import { at, list } from "./rules.js"
import { CHANNEL_ID, GUILD_ID } from "./server.js"

describe("a slash command", () => {
  it("with a quick reply is answered at once, with one acknowledgement", async () => {
    const { discord, above } = await startedBot()
    const asked = discord.slash("ask", { question: "澧县复耕多少亩" })
    expect(shown(await discord.until(() => asked.original))).toBe(echo("ask", "澧县复耕多少亩"))
    expect(asked.response?.type).toBe(4)
    expect(discord.violations).toEqual([])
    expect([...above("warn"), ...above("error")]).toEqual([])
  })

  it("with a reply slower than three seconds is announced first, then answered", async () => {
    let now = 0
    const slow = held()
    const { discord } = await startedBot({ answering: slow.answering, serverOptions: { now: () => now } })
    const asked = discord.slash("ask", { question: "澧县复耕多少亩" })
    expect((await discord.until(() => asked.response)).type).toBe(5)
    now += 60_000
    slow.give(say("1.3万亩"))
    expect(shown(await discord.until(() => asked.original))).toBe("1.3万亩")
    expect(discord.violations).toEqual([])
  })

  it("passes whole numbers on, and says who asked in which conversation and language", async () => {
    const { discord } = await startedBot({ answering: (call) => say(JSON.stringify(call)) })
    const asked = discord.slash("article", { title: "汝城", page: 2 }, { locale: "zh-TW" })
    expect(JSON.parse(shown(await discord.until(() => asked.original)))).toEqual({
      command: "article",
      args: { title: "汝城", page: "2" },
      from: {
        conversation: "discord:300000000000000001",
        reader: "discord:500000000000000001",
        chat: "discord:200000000000000001",
        manages: false,
        locale: "zh-TW",
      },
    })
  })

  it("whose reply is private shows it to the asker only", async () => {
    const { discord } = await startedBot({ answering: () => ({ ...say("只给你看"), private: true }) })
    const asked = discord.slash("ask", { question: "x" })
    expect(isEphemeral(await discord.until(() => asked.original))).toBe(true)
  })

  it("asked privately is answered to the asker only, at once or late, and so is what comes of its buttons", async () => {
    const slow = held()
    let quick = true
    const { discord } = await startedBot({ answering: (call) => (quick ? undefined : slow.answering(call)) })
    const asked = discord.slash("ask", { question: "x", private: true })
    expect(shown(await discord.until(() => asked.original))).toBe(echo("ask", "x"))
    expect(isEphemeral(asked.original)).toBe(true)
    quick = false
    const late = discord.slash("ask", { question: "y", private: true })
    expect(isEphemeral(at(await discord.until(() => late.response), "data"))).toBe(true)
    slow.give(say("1.3万亩"))
    expect(shown(await discord.until(() => late.original))).toBe("1.3万亩")
    expect(discord.violations).toEqual([])
  })

  it("asked privately, or hushed, is of a conversation that nobody else goes on with", async () => {
    const { discord } = await startedBot({ answering: ({ from }) => say(from.conversation) })
    const open = discord.slash("ask", { question: "x" })
    const hidden = discord.slash("ask", { question: "x", private: true })
    const other = discord.slash("ask", { question: "x", private: true }, by(1))
    await discord.until(() => open.original && hidden.original && other.original)
    const conversations = [open, hidden, other].map(({ original }) => shown(original))
    expect(new Set(conversations).size).toBe(3)
    const many = Array.from({ length: 12 }, () => discord.slash("ask", { question: "x" }))
    await discord.until(() => many.every(({ original }) => original))
    expect(shown(many.at(-1)?.original)).toContain(conversations[1])
  })

  it("whose slow reply turns out to be private takes the public announcement back", async () => {
    const slow = held()
    const { discord } = await startedBot({ answering: slow.answering })
    const asked = discord.slash("ask", { question: "x" })
    await discord.until(() => asked.response)
    slow.give({ ...say("只给你看"), private: true })
    expect(isEphemeral(await discord.until(() => asked.followups[0]))).toBe(true)
    expect(asked.original).toBeUndefined()
  })

  it("that fails in the chat is answered with one sentence, and the log has the whole error", async () => {
    const { discord, above } = await startedBot({ answering: () => Promise.reject(new Error("a bug")) })
    const asked = discord.slash("ask", { question: "x" })
    expect(shown(await discord.until(() => asked.original))).toContain("出了点问题")
    expect(above("error").join()).toContain("a bug")
  })

  it("two hundred at once are all answered in time, each with its own reply", async () => {
    const { discord, above } = await startedBot()
    const asked = Array.from({ length: 200 }, (_, i) =>
      discord.slash("ask", { question: `第${i}问` }, { ...by(i % 50), ...inChannel(i % 20) }),
    )
    await discord.until(() => asked.every(({ original }) => original))
    expect(asked.map(({ original }) => shown(original))).toEqual(asked.map((_, i) => echo("ask", `第${i}问`)))
    expect([...discord.violations, ...above("warn")]).toEqual([])
  })
})

describe("the menu of a message", () => {
  const answer: Answering = ({ command, args }) => ({ ...say(echo(command, ...Object.values(args))), tone: "answer" })

  it.each([
    ["its text", "澧县复耕多少亩？", [], "澧县复耕多少亩？"],
    ["its text without links and mentions", "看 https://example.org/1 <@1> 汝城修路", [], "看     汝城修路"],
    [
      "what a link previews",
      "https://example.org/1",
      [{ title: "汝城修路", description: "投资多少" }],
      "汝城修路\n投资多少",
    ],
  ])("asks %s, and shows which message it was", async (_, content, embeds, question) => {
    const { discord } = await startedBot({ answering: answer })
    const asked = discord.menu("问问这条", content, embeds)
    const original = await discord.until(() => asked.original)
    expect(shown(original)).toMatch(new RegExp(`/channels/${GUILD_ID}/${CHANNEL_ID}/\\d+`, "u"))
    expect(shown(original).endsWith(`\n${echo("ask", question)}`)).toBe(true)
    expect(isEphemeral(original)).toBe(false)
    expect(discord.violations).toEqual([])
  })

  it("of one that says nothing, or that nothing answers, tells so to whoever chose it alone", async () => {
    const { discord } = await startedBot({ answering: () => ({ ...say("没有找到"), tone: "refusal" }) })
    const [picture, chatter] = [discord.menu("问问这条", ""), discord.menu("问问这条", "哈哈哈")]
    expect(shown(await discord.until(() => picture.original))).toBe("这条消息里没有可以问的文字。")
    expect(shown(await discord.until(() => chatter.original))).toContain("没有找到")
    expect([picture, chatter].map(({ original }) => isEphemeral(original))).toEqual([true, true])
  })
})

it("what no version of ours has registered is told apart from an answer, to whoever sent it alone", async () => {
  const { discord, above } = await startedBot()
  const asked = discord.menu("别人的", "澧县", [], 2)
  expect(shown(await discord.until(() => asked.original))).toContain("过期")
  expect(isEphemeral(asked.original)).toBe(true)
  expect(above("error")).toEqual([])
})

describe("completion", () => {
  it("offers at most 25 choices of at most 100 characters, at once", async () => {
    const { discord } = await startedBot()
    const typed = discord.type("article", "title", "汝城")
    const response = await discord.until(() => typed.response)
    expect(response.type).toBe(8)
    const choices = list(at(response, "data", "choices"))
    expect(choices).toHaveLength(25)
    expect(at(choices[0], "value")).toBe("汝城0")
  })

  it("answers with nothing where there is nothing to offer", async () => {
    const { discord } = await startedBot()
    const typed = discord.type("ask", "question", "澧县")
    expect(at(await discord.until(() => typed.response), "data", "choices")).toEqual([])
  })
})
