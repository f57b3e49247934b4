// What the gateway does to a connection in a long life: the bot comes back by itself, and answers everything once.

import { describe, expect, it, onTestFinished, vi } from "vitest"
import { HELLO_WITHIN_MS } from "../../../src/platforms/discord/socket.js"
import type { Interaction } from "./api.js"
import { guildOn } from "./gateway.js"
import { type BotOptions, echo, shown, startBot, startedBot } from "./harness.js"
import { type Discord, startDiscord } from "./server.js"

type Gateway = Discord["gateway"]

/** A bot in service, at a gateway that is set like this. */
async function botAt(settings: Partial<Gateway>, options: BotOptions = {}) {
  // Its clock stands still: an outage may outlast the three seconds in which Discord wants to hear of an interaction.
  const server = await startDiscord({ now: () => 0 })
  Object.assign(server.gateway, settings)
  return startedBot({ server, ...options })
}

/** discord.js lets five seconds pass between two identifies; by its clock they have passed. */
function letIdentify(): void {
  const now = Date.now
  const clock = vi.spyOn(Date, "now").mockImplementation(() => now() + 10_000)
  onTestFinished(() => clock.mockRestore())
}

/** How often an interaction was acknowledged or tried to be. */
const acknowledgements = ({ requests }: Discord, { id }: Interaction): number =>
  requests.filter(({ path }) => path.startsWith(`/interactions/${id}/`)).length

/** The patience for a Hello is over in no time. */
function waitLessForHello(): void {
  const set = setTimeout
  const waits = vi
    .spyOn(globalThis, "setTimeout")
    .mockImplementation((run, ms) => set(run, ms === HELLO_WITHIN_MS ? 100 : ms))
  onTestFinished(() => waits.mockRestore())
}

function expectCalm({ discord, above }: Awaited<ReturnType<typeof startedBot>>): void {
  expect(discord.violations).toEqual([])
  expect([...above("error"), ...above("warn")]).toEqual([])
}

/** Asks, waits for the answer and says what it was. */
async function answerTo(discord: Discord, question: string, extra: object = {}): Promise<string> {
  const asked = discord.slash("ask", { question }, extra)
  return shown(await discord.until(() => asked.original, question))
}

describe("the session outlives, and what came meanwhile is answered once, after", () => {
  it.each<[string, (gateway: Gateway) => void]>([
    ["a broken line", (gateway) => gateway.drop()],
    ["a line cut in the middle of a frame", (gateway) => gateway.cut()],
    ["a request to reconnect (op 7)", (gateway) => gateway.reconnect()],
    ["an invalid session that may be tried again (op 9, d true)", (gateway) => gateway.invalidate(true)],
    ["a close with 1001", (gateway) => gateway.drop(1001)],
    ["a close with 4000", (gateway) => gateway.drop(4000)],
    ["a close with 4001", (gateway) => gateway.drop(4001)],
    ["a close with 4002", (gateway) => gateway.drop(4002)],
    [
      "a resume that is to be tried again (op 9, d true)",
      (gateway) => {
        gateway.resumesRefused.push(true, true)
        gateway.drop()
      },
    ],
  ])("%s", async (_, fault) => {
    const bot = await botAt({})
    const { discord } = bot
    const before = discord.slash("ask", { question: "断线前" })
    await discord.until(() => before.original)
    fault(discord.gateway)
    const meanwhile = Array.from({ length: 5 }, (_, i) => discord.slash("ask", { question: `断线时${i}` }))
    await discord.until(() => meanwhile.every(({ original }) => original), "the answers")
    expect(meanwhile.map(({ original }) => shown(original))).toEqual(meanwhile.map((_, i) => echo("ask", `断线时${i}`)))
    expect(await answerTo(discord, "断线后")).toBe(echo("ask", "断线后"))
    expect([before, ...meanwhile].map((each) => acknowledgements(discord, each))).toEqual([1, 1, 1, 1, 1, 1])
    expect([discord.gateway.resumed, discord.gateway.identified]).toEqual([1, 1])
    expectCalm(bot)
  })
})

describe("a new session is begun by itself, and what comes then is answered once, after", () => {
  it.each<[string, (gateway: Gateway) => void]>([
    ["an invalid session (op 9, d false)", (gateway) => gateway.invalidate(false)],
    ["a close with 1000", (gateway) => gateway.drop(1000)],
    ["a close with 4003", (gateway) => gateway.drop(4003)],
    ["a close with 4005", (gateway) => gateway.drop(4005)],
    ["a close with 4007", (gateway) => gateway.drop(4007)],
    ["a close with 4008", (gateway) => gateway.drop(4008)],
    ["a close with 4009, the session having timed out", (gateway) => gateway.drop(4009)],
    [
      "a resume that is refused (op 9, d false)",
      (gateway) => {
        gateway.resumesRefused.push(false)
        gateway.drop()
      },
    ],
  ])("%s", async (_, fault) => {
    const bot = await botAt({})
    const { discord } = bot
    const before = discord.slash("ask", { question: "断线前" })
    await discord.until(() => before.original)
    letIdentify()
    fault(discord.gateway)
    await discord.until(() => discord.gateway.identified === 2, "a new session")
    expect(await answerTo(discord, "断线后")).toBe(echo("ask", "断线后"))
    expect(acknowledgements(discord, before)).toBe(1)
    expect(discord.gateway.resumed).toBe(0)
    expect(discord.puts()).toHaveLength(1)
    expectCalm(bot)
  })
})

describe("heartbeats", () => {
  it("are sent in time, and at once when the gateway asks (op 1)", async () => {
    const { discord } = await botAt({})
    expect(discord.gateway.heartbeats).toBe(0)
    discord.gateway.requestHeartbeat()
    await discord.until(() => discord.gateway.heartbeats === 1, "the heartbeat asked for")
    const quick = await botAt({ heartbeatMs: 100 })
    await quick.discord.until(() => quick.discord.gateway.heartbeats >= 3, "three heartbeats")
    expect(quick.discord.gateway.dialled).toHaveLength(1)
  })

  it.each<[string, (gateway: Gateway) => void]>([
    ["that nobody acknowledges", () => undefined],
    // discord.js would let this one's line beat on, into the next one's opening.
    ["that nobody acknowledges, the first of which was asked for", (gateway) => gateway.requestHeartbeat()],
  ])("%s: the dead line is left within seconds, and the session resumed", async (_, prelude) => {
    const bot = await botAt({ heartbeatMs: 400 })
    const { discord } = bot
    const { gateway } = discord
    prelude(gateway)
    gateway.zombify()
    const began = performance.now()
    expect(await answerTo(discord, "没有心跳时")).toBe(echo("ask", "没有心跳时"))
    expect(performance.now() - began).toBeLessThan(6_000)
    const { heartbeats } = gateway
    await discord.until(() => gateway.heartbeats >= heartbeats + 2, "heartbeats again")
    gateway.handshakeMs = 500
    gateway.drop()
    expect(await answerTo(discord, "慢慢连上")).toBe(echo("ask", "慢慢连上"))
    expect(gateway.identified).toBe(1)
    expectCalm(bot)
  })
})

describe("a gateway that does not greet", () => {
  it("is left, and the session resumed at the next attempt", async () => {
    const bot = await botAt({})
    const { discord } = bot
    waitLessForHello()
    discord.gateway.withoutHello = 2
    discord.gateway.drop()
    expect(await answerTo(discord, "没有问候时")).toBe(echo("ask", "没有问候时"))
    expect([discord.gateway.resumed, discord.gateway.identified]).toEqual([1, 1])
    expect(discord.gateway.dialled).toHaveLength(4)
    expectCalm(bot)
  })

  it("is left at the first login too", async () => {
    const server = await startDiscord()
    waitLessForHello()
    server.gateway.withoutHello = 1
    const bot = await startBot({ server })
    await bot.ready()
    expect(server.gateway.identified).toBe(1)
    expectCalm(bot)
  })
})

describe("shards", () => {
  const shards = 3
  const on = (shard: number) => ({ guild_id: guildOn(shard, shards) })

  it("are as many as Discord recommends, and on each the bot answers and shows its status", async () => {
    const bot = await botAt({ shards }, { status: () => "6 篇文章，/ask 提问" })
    const { discord } = bot
    expect([discord.gateway.identified, discord.gateway.connections()]).toEqual([shards, shards])
    expect(discord.gateway.presence).toMatchObject({ activities: [{ state: "6 篇文章，/ask 提问" }] })
    for (const shard of [0, 1, 2])
      expect(await answerTo(discord, `分片${shard}`, on(shard))).toBe(echo("ask", `分片${shard}`))
    expectCalm(bot)
  })

  it("in any number are no cause for Node to warn of a leak", async () => {
    const warnings: Error[] = []
    const warned = (warning: Error) => warnings.push(warning)
    process.on("warning", warned)
    onTestFinished(() => void process.off("warning", warned))
    const { discord } = await botAt({ shards: 20 })
    expect(discord.gateway.connections()).toBe(20)
    expect(warnings).toEqual([])
  })

  it("resume each its own session: one that was lost misses nothing, the others hear nothing twice", async () => {
    const bot = await botAt({ shards })
    const { discord } = bot
    discord.gateway.drop(undefined, 1)
    const asked = [0, 1, 2, 1].map((shard, i) => discord.slash("ask", { question: `第${i}问` }, on(shard)))
    await discord.until(() => asked[0]?.original && asked[2]?.original, "the answers on the other shards")
    expect([asked[1]?.response, asked[3]?.response]).toEqual([undefined, undefined])
    await discord.until(() => asked.every(({ original }) => original), "the answers on the lost shard")
    expect(asked.map(({ original }) => shown(original))).toEqual(asked.map((_, i) => echo("ask", `第${i}问`)))
    expect(asked.map((each) => acknowledgements(discord, each))).toEqual([1, 1, 1, 1])
    expect([discord.gateway.resumed, discord.gateway.identified]).toEqual([1, shards])
    expectCalm(bot)
  })

  it("that have become too few end the run", async () => {
    const { discord, running } = await botAt({})
    letIdentify()
    discord.gateway.shards = 2
    discord.gateway.invalidate(false)
    await expect(running).rejects.toThrow(/4011.*重新启动/u)
  })
})

it("where no session may be begun any more today, the log says once until when, and nothing is dialled", async () => {
  const server = await startDiscord()
  server.gateway.sessionsLeft = 0
  const { above } = await startBot({ server })
  await server.until(() => above("warn").length > 0, "the warning")
  expect(above("warn").join()).toMatch(/登录次数用完了，约 \d+ 分钟后才能再登录.*3600 秒后再试/u)
  expect(server.gateway.dialled).toEqual([])
  expect(above("error")).toEqual([])
})
