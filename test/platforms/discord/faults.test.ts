// What Discord and the line to it do to a bot: every reader is answered once, as far as Discord lets it.

import { describe, expect, it } from "vitest"
import type { Fault } from "./api.js"
import { type Answering, echo, held, isEphemeral, say, shown, startedBot } from "./harness.js"
import { at } from "./rules.js"

const callback = ({ path }: { path: string }) => path.endsWith("/callback")

describe("when Discord refuses", () => {
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
    expect(shown(original)).toContain("没有发言的权限")
    expect(shown(original)).toContain(echo("ask", "悄悄话"))
  })

  it("for want of permission (50013) even the announcement of a slow answer, both are given privately", async () => {
    const slow = held()
    const { discord, above } = await startedBot({ answering: slow.answering })
    discord.fail(callback, 403, 50013)
    const asked = discord.slash("ask", { question: "悄悄话" })
    expect(isEphemeral(at(await discord.until(() => asked.response), "data"))).toBe(true)
    slow.give(say("1.3万亩"))
    expect(shown(await discord.until(() => asked.original))).toMatch(/没有发言的权限[\s\S]*1\.3万亩$/u)
    expect([...discord.violations, ...above("warn"), ...above("error")]).toEqual([])
  })

  it("the answer itself (50035), the reader gets one sentence and the log has the answer", async () => {
    const { discord, above } = await startedBot()
    discord.fail(callback, 400, 50035)
    const asked = discord.slash("ask", { question: "坏的" })
    expect(shown(await discord.until(() => asked.original))).toContain("出了点问题")
    expect(above("error").join()).toContain(echo("ask", "坏的"))
  })

  it("because the reader has deleted the announcement (10008), nothing is amiss", async () => {
    const slow = held()
    const { discord, lines, above } = await startedBot({ answering: slow.answering })
    const asked = discord.slash("ask", { question: "算了" })
    await discord.until(() => asked.response)
    asked.deleted = true
    slow.give(say("答了"))
    await discord.until(() => lines.some((line) => line.includes("10008")))
    expect([...above("warn"), ...above("error")]).toEqual([])
  })

  it("because the channel is gone (10003), nothing is amiss", async () => {
    const { discord, lines, above } = await startedBot()
    discord.fail(({ path }) => path.endsWith("/messages"), 404, 10003)
    discord.say({ content: "频道没了" })
    await discord.until(() => lines.some((line) => line.includes("10003")))
    expect([...above("warn"), ...above("error")]).toEqual([])
  })

  it("an answer under a message (50035), the reader gets one sentence and the log has the answer", async () => {
    const { discord, above } = await startedBot()
    discord.fail(({ path }) => path.endsWith("/messages"), 400, 50035)
    discord.say({ content: "坏的" })
    expect(shown((await discord.until(() => discord.posted[0])).body)).toContain("出了点问题")
    expect(above("error").join()).toContain(echo("ask", "坏的"))
  })

  it("because of something else than the answer, no bug is reported", async () => {
    const { discord, above } = await startedBot()
    discord.fail(callback, 403, 0)
    discord.slash("ask", { question: "拦下" })
    await discord.until(() => above("warn").some((line) => line.includes("403")))
    expect(above("error")).toEqual([])
  })

  it("because the answer took a quarter of an hour, the log says so and the next one is answered", async () => {
    let now = 0
    const slow = held()
    const answering: Answering = (call) => (call.args.question === "慢" ? slow.answering(call) : undefined)
    const { discord, above } = await startedBot({ answering, serverOptions: { now: () => now } })
    const asked = discord.slash("ask", { question: "慢" })
    await discord.until(() => asked.response)
    now += 16 * 60_000
    slow.give(say("太晚"))
    await discord.until(() => above("warn").some((line) => line.includes("15 分钟")))
    const next = discord.slash("ask", { question: "快" })
    expect(shown(await discord.until(() => next.original))).toBe(echo("ask", "快"))
  })
})

/** What may befall a call on its way, and whether Discord has acted on it by then. */
const MISFORTUNES: [string, Fault][] = [
  ["hangs before Discord acts", { line: "hangs" }],
  ["hangs after Discord has acted", { line: "hangs", acted: true }],
  ["breaks before Discord acts", { line: "breaks" }],
  ["breaks after Discord has acted", { line: "breaks", acted: true }],
  ["answers 500 before Discord acts", { status: 500 }],
  ["answers 500 after Discord has acted", { status: 500, acted: true }],
  ["answers 429", { status: 429, body: { retry_after: 0.2, global: false }, headers: { "retry-after": "0.2" } }],
]

describe("an acknowledgement whose call", () => {
  it.each(MISFORTUNES)("%s comes once all the same, with the answer", async (_, fault) => {
    const { discord, above } = await startedBot()
    discord.befall(callback, fault)
    const asked = discord.slash("ask", { question: "澧县" })
    expect(shown(await discord.until(() => asked.original))).toBe(echo("ask", "澧县"))
    expect([...discord.violations, ...above("warn"), ...above("error")]).toEqual([])
  })

  it.each(MISFORTUNES)("%s announces a slow answer all the same, which then comes", async (_, fault) => {
    const slow = held()
    const { discord, above } = await startedBot({ answering: slow.answering })
    discord.befall(callback, fault)
    const asked = discord.slash("ask", { question: "澧县" })
    expect((await discord.until(() => asked.response)).type).toBe(5)
    slow.give(say("1.3万亩"))
    expect(shown(await discord.until(() => asked.original))).toBe("1.3万亩")
    expect([...discord.violations, ...above("warn"), ...above("error")]).toEqual([])
  })

  it("hangs, as does the look at whether it came, is sent again in time", async () => {
    const { discord, above } = await startedBot()
    discord.befall(callback, { line: "hangs" })
    discord.befall(({ method }) => method === "GET", { line: "hangs" })
    const asked = discord.slash("ask", { question: "澧县" })
    expect(shown(await discord.until(() => asked.original))).toBe(echo("ask", "澧县"))
    expect([...discord.violations, ...above("warn"), ...above("error")]).toEqual([])
  })

  it("answers 429 for longer than there is time is not sent again", async () => {
    const { discord, above } = await startedBot()
    const fault = { status: 429, body: { retry_after: 30, global: false }, headers: { "retry-after": "30" } }
    discord.befall(callback, fault, 9)
    discord.slash("ask", { question: "澧县" })
    await discord.until(() => above("warn").some((line) => /429，\d+ 秒后才能再试/u.test(line)))
    expect(discord.requests.filter(callback)).toHaveLength(1)
  })

  it("hangs again and again is given up after three seconds; the next one is answered", async () => {
    const { discord, above } = await startedBot()
    discord.befall(callback, { line: "hangs" }, 9)
    discord.slash("ask", { question: "没有回音" })
    await discord.until(() => above("warn").some((line) => line.includes("没有在 3 秒内确认")))
    const tried = discord.requests.filter(callback).length
    expect(tried).toBeGreaterThan(1)
    expect(tried).toBeLessThan(7)
    discord.calm()
    const asked = discord.slash("ask", { question: "下一个" })
    expect(shown(await discord.until(() => asked.original))).toBe(echo("ask", "下一个"))
  })
})

describe("an answer whose call", () => {
  it.each(MISFORTUNES.filter(([name]) => name !== "hangs before Discord acts"))(
    "%s is sent again",
    async (_, fault) => {
      const slow = held()
      const { discord, above } = await startedBot({ answering: slow.answering })
      const asked = discord.slash("ask", { question: "澧县" })
      await discord.until(() => asked.response)
      discord.befall(({ method }) => method === "PATCH", fault)
      slow.give(say("1.3万亩"))
      expect(shown(await discord.until(() => asked.original))).toBe("1.3万亩")
      expect([...discord.violations, ...above("warn"), ...above("error")]).toEqual([])
    },
  )

  it.each(MISFORTUNES.filter(([name]) => !name.startsWith("hangs")))(
    "%s stands under a message once",
    async (_, fault) => {
      const { discord, above } = await startedBot()
      const posting = ({ path }: { path: string }) => path.endsWith("/messages")
      discord.befall(posting, fault)
      discord.say({ content: "澧县" })
      await discord.until(() => discord.requests.filter(posting).length === 2)
      expect(discord.posted.map(({ body }) => shown(body))).toEqual([echo("ask", "澧县")])
      expect([...above("warn"), ...above("error")]).toEqual([])
    },
  )
})

it.each([-1, 1])("a clock that is a day off (%i) loses nothing", async (days) => {
  const { discord } = await startedBot({ serverOptions: { now: () => Date.now() + days * 86_400_000 } })
  const asked = discord.slash("ask", { question: "几点了" })
  expect(shown(await discord.until(() => asked.original))).toBe(echo("ask", "几点了"))
})

it("an answer that cannot be written is a bug, logged whole, and the reader gets one sentence", async () => {
  const answering: Answering = () => ({ blocks: [{ kind: "paragraph", spans: [JSON.parse("7")] }] })
  const { discord, above } = await startedBot({ answering })
  const asked = discord.slash("ask", { question: "坏的" })
  discord.say({ content: "坏的" })
  expect(shown(await discord.until(() => asked.original))).toContain("出了点问题")
  expect(shown((await discord.until(() => discord.posted[0])).body)).toContain("出了点问题")
  expect(above("error").join()).toContain("TypeError")
})

it("an announcement of writing that hangs does not hold the answer up", async () => {
  const slow = held()
  const { discord } = await startedBot({ answering: slow.answering })
  discord.befall(({ path }) => path.endsWith("/typing"), { line: "hangs" })
  discord.say({ content: "慢的" })
  await discord.until(() => discord.requests.find(({ path }) => path.endsWith("/typing")))
  slow.give(say("来了"))
  expect(shown((await discord.until(() => discord.posted[0])).body)).toBe("来了")
})

describe("when the bot is stopped in the middle", () => {
  it("who still waits for an answer is asked for patience, and it is gone within five seconds", async () => {
    const { discord, stop, running } = await startedBot({ answering: held().answering })
    const [asked, pressed] = [discord.slash("ask", { question: "没有回音" }), discord.press("=0article|汝城", "1")]
    discord.say({ content: "没有回音" })
    await discord.until(() => asked.response && pressed.response)
    const began = performance.now()
    stop.abort()
    await running
    expect(performance.now() - began).toBeLessThan(5_000)
    for (const { followups } of [asked, pressed]) {
      expect(followups.map(shown).join()).toContain("请过一会儿再问一次")
      expect(followups.every(isEphemeral)).toBe(true)
    }
    expect(asked.original).toBeUndefined()
    expect(discord.posted.map(({ body }) => shown(body)).join()).toContain("请过一会儿再问一次")
  })
})
