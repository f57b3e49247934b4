// Slash commands, completion, buttons and selects: the real adapter against the server next door.

import { describe, expect, it } from "vitest"
import type { Reply } from "../../../src/chat/reply.js"
import { type Answering, echo, say, shown, startedBot } from "./harness.js"
import { at, buttons, list, options } from "./rules.js"

const EPHEMERAL = 64
const isEphemeral = (body: unknown) => (Number(at(body, "flags")) & EPHEMERAL) !== 0

/** A reply that a test gives when it likes. */
function held(): { answering: Answering; give: (reply: Reply) => void } {
  let give: (reply: Reply) => void = () => undefined
  const reply = new Promise<Reply>((resolve) => {
    give = resolve
  })
  return { answering: () => reply, give: (value) => give(value) }
}

describe("the menu of a message", () => {
  it.each([
    ["its text", "澧县复耕多少亩？", [], "澧县复耕多少亩？"],
    ["its text without links and mentions", "看 https://example.org/1 <@1> 汝城修路", [], "看     汝城修路"],
    [
      "what a link previews",
      "https://example.org/1",
      [{ title: "汝城修路", description: "投资多少" }],
      "汝城修路\n投资多少",
    ],
    ["nothing, where it is a picture", "", [], ""],
  ])("asks %s", async (_, content, embeds, question) => {
    const { discord } = await startedBot()
    const asked = discord.menu("问问这条", content, embeds)
    expect(shown(await discord.until(() => asked.original))).toBe(echo("ask", question))
    expect(discord.violations).toEqual([])
  })
})

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

  it("passes whole numbers on, and says in which conversation and language it was asked", async () => {
    const { discord } = await startedBot({ answering: (call) => say(JSON.stringify(call)) })
    const asked = discord.slash("article", { title: "汝城", page: 2 }, { locale: "zh-TW" })
    expect(JSON.parse(shown(await discord.until(() => asked.original)))).toEqual({
      command: "article",
      args: { title: "汝城", page: "2" },
      from: { conversation: "discord:300000000000000001", locale: "zh-TW" },
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
    const { discord } = await startedBot()
    const asked = Array.from({ length: 200 }, (_, i) => discord.slash("ask", { question: `第${i}问` }))
    await discord.until(() => asked.every(({ original }) => original))
    expect(asked.map(({ original }) => shown(original))).toEqual(asked.map((_, i) => echo("ask", `第${i}问`)))
    expect(discord.violations).toEqual([])
  })
})

describe("when Discord refuses", () => {
  const callback = ({ path }: { path: string }) => path.endsWith("/callback")

  it("an interaction that it no longer knows (10062), the log says so and the next one is answered", async () => {
    const { discord, lines, above } = await startedBot()
    discord.fail(callback, 404, 10062)
    discord.slash("ask", { question: "丢了" })
    await discord.until(() => lines.some((line) => line.startsWith("warn") && line.includes("10062")))
    const asked = discord.slash("ask", { question: "下一个" })
    await discord.until(() => asked.original)
    expect(above("error")).toEqual([])
  })

  it("a second acknowledgement (40060), nothing more is sent", async () => {
    const { discord, lines } = await startedBot()
    discord.fail(callback, 400, 40060)
    const asked = discord.slash("ask", { question: "答过了" })
    await discord.until(() => lines.some((line) => line.startsWith("warn") && line.includes("40060")))
    expect(asked.followups).toEqual([])
  })

  it("for want of permission (50013), the answer is given privately", async () => {
    const { discord } = await startedBot()
    discord.fail(callback, 403, 50013)
    const asked = discord.slash("ask", { question: "悄悄话" })
    const original = await discord.until(() => asked.original)
    expect(isEphemeral(original)).toBe(true)
    expect(shown(original)).toBe(echo("ask", "悄悄话"))
  })

  it("the answer itself (50035), the reader gets one sentence and the log has the answer", async () => {
    const { discord, above } = await startedBot()
    discord.fail(callback, 400, 50035)
    const asked = discord.slash("ask", { question: "坏的" })
    expect(shown(await discord.until(() => asked.original))).toContain("出了点问题")
    expect(above("error").join()).toContain(echo("ask", "坏的"))
  })

  it("with a 500 once, the answer is sent again", async () => {
    const { discord } = await startedBot()
    discord.fail(callback, 500, 0)
    const asked = discord.slash("ask", { question: "再来" })
    expect(shown(await discord.until(() => asked.original))).toBe(echo("ask", "再来"))
  })
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

describe("a button", () => {
  const next =
    (fresh: boolean): Answering =>
    ({ command, args }) =>
      command === "ask"
        ? { ...say("答案"), next: [{ label: "读全文", call: { command: "article", args: { title: "汝城" } }, fresh }] }
        : say(`文章 ${args.title}`)

  async function pressed(fresh: boolean, under: object = {}) {
    const bot = await startedBot({ answering: next(fresh) })
    const asked = bot.discord.slash("ask", { question: "澧县" })
    const original = await bot.discord.until(() => asked.original)
    const press = bot.discord.press(buttons(original)[0]?.custom_id, String(original.id), under)
    return { ...bot, reply: await bot.discord.until(() => press.original), press }
  }

  it("puts its reply in the place of the message it stands under", async () => {
    const { reply, press } = await pressed(false)
    expect(press.response?.type).toBe(7)
    expect(shown(reply)).toBe("文章 汝城")
  })

  it("that asks for a fresh reply gets a message of its own", async () => {
    const { reply, press } = await pressed(true)
    expect(press.response?.type).toBe(4)
    expect(shown(reply)).toBe("文章 汝城")
  })

  it("under a message that only the asker sees gets a fresh reply that only the asker sees", async () => {
    expect(isEphemeral((await pressed(true, { flags: EPHEMERAL })).reply)).toBe(true)
    expect(isEphemeral((await pressed(true)).reply)).toBe(false)
  })

  it("with a slow reply is acknowledged first, and the message changed later", async () => {
    const slow = held()
    const { discord } = await startedBot({ answering: slow.answering })
    const press = discord.press("=0article|汝城", "1")
    expect((await discord.until(() => press.response)).type).toBe(6)
    slow.give(say("文章"))
    expect(shown(await discord.until(() => press.original))).toBe("文章")
  })

  it.each(["=0gone|x", "someone else's", "x"])(
    "from another time or bot (%s) says privately that it has expired",
    async (id) => {
      const { discord } = await startedBot()
      const press = discord.press(id, "1")
      const original = await discord.until(() => press.original)
      expect(shown(original)).toContain("过期")
      expect(isEphemeral(original)).toBe(true)
      expect(press.response?.type).toBe(4)
    },
  )

  it("carries a question too long for its id, as long as the message is remembered", async () => {
    const question = "澧县在完成流出耕地整改任务的基础上，".repeat(12)
    const answering: Answering = ({ args }) => ({
      ...say(args.question ?? ""),
      next: [{ label: "更多段落", call: { command: "ask", args: { ...args, page: "2" } } }],
    })
    const { discord } = await startedBot({ answering })
    const asked = discord.slash("ask", { question })
    const original = await discord.until(() => asked.original)
    const id = String(buttons(original)[0]?.custom_id)
    expect(id).toContain("…")
    const press = discord.press(id, String(original.id))
    expect(shown(await discord.until(() => press.original))).toBe(question)
  })
})

describe("a button whose reply is a word aside", () => {
  const thanks: Answering = ({ command, args }) =>
    command === "ask" && args.page === undefined
      ? {
          ...say("答案"),
          next: [{ label: "👍", call: { command: "ask", args: { ...args, page: "好" } }, aside: true }],
        }
      : undefined

  it("thanks the presser alone and leaves the message, whose other buttons are still completed", async () => {
    const question = "澧县在完成流出耕地整改任务的基础上，".repeat(12)
    const { discord } = await startedBot({ answering: thanks })
    const asked = discord.slash("ask", { question })
    const original = await discord.until(() => asked.original)
    for (const _ of ["first", "second"]) {
      const press = discord.press(buttons(original)[0]?.custom_id, String(original.id))
      const word = await discord.until(() => press.original)
      expect(press.response?.type).toBe(4)
      expect(isEphemeral(word)).toBe(true)
      expect(shown(word)).toBe(echo("ask", question, "好"))
    }
    expect(asked.original).toBe(original)
    expect(discord.violations).toEqual([])
  })

  it("when it takes long is announced to the presser alone, within the three seconds", async () => {
    let now = 0
    const slow = held()
    const { discord } = await startedBot({ answering: slow.answering, serverOptions: { now: () => now } })
    const press = discord.press("!0ask|澧县", "1")
    const announced = await discord.until(() => press.response)
    expect(announced.type).toBe(5)
    expect(isEphemeral(announced.data)).toBe(true)
    now += 60_000
    slow.give(say("谢谢"))
    expect(shown(await discord.until(() => press.original))).toBe("谢谢")
    expect(press.followups).toEqual([])
  })

  it("that is a bug says so to the presser alone", async () => {
    const { discord } = await startedBot({ answering: () => Promise.reject(new Error("a bug")) })
    const press = discord.press("!0ask|澧县", "1")
    const word = await discord.until(() => press.original)
    expect(isEphemeral(word)).toBe(true)
    expect(shown(word)).toContain("出了点问题")
  })
})

describe("a select", () => {
  it("sends the call of what is chosen", async () => {
    const titled = (title: string) => ({ label: title, detail: "湖南", call: { command: "article", args: { title } } })
    const { discord } = await startedBot({
      answering: ({ command, args }) =>
        command === "ask" ? { ...say("选一篇"), choices: [titled("汝城"), titled("道县")] } : say(`文章 ${args.title}`),
    })
    const asked = discord.slash("ask", { question: "哪些" })
    const original = await discord.until(() => asked.original)
    expect(options(original).map(({ label, description }) => [label, description])).toEqual([
      ["汝城", "湖南"],
      ["道县", "湖南"],
    ])
    const chosen = discord.choose(options(original)[1]?.value, String(original.id))
    expect(shown(await discord.until(() => chosen.original))).toBe("文章 道县")
  })
})
