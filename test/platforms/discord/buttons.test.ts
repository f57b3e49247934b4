// Buttons and selects: where their replies go, and what they carry.

import { describe, expect, it } from "vitest"
import { type Answering, EPHEMERAL, echo, held, isEphemeral, say, shown, startedBot } from "./harness.js"
import { buttons, options } from "./rules.js"
import { READER } from "./server.js"

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

  it("under a message that only the asker sees asks in the conversation that only the asker has", async () => {
    const { discord } = await startedBot({ answering: ({ from }) => say(from.conversation) })
    const [hidden, open] = [
      discord.press("=0article|汝城", "1", { flags: EPHEMERAL }),
      discord.press("=0article|汝城", "2"),
    ]
    await discord.until(() => hidden.original && open.original)
    expect(shown(hidden.original)).toBe(`${shown(open.original)}:discord:${READER.id}`)
    expect(hidden.response?.type).toBe(7)
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
