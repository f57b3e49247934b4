// How often readers may ask on Discord: everybody is answered, but no channel is flooded.

import { describe, expect, it } from "vitest"
import { type Answering, by, echo, inChannel, isEphemeral, say, shown, startedBot } from "./harness.js"
import { buttons } from "./rules.js"
import { CHANNEL_ID, ME, READER } from "./server.js"

/** More than one reader may ask at once, fewer than a channel bears. */
const OFTEN = 12

describe("one who asks again and again", () => {
  it("is answered every time, but after a while for their own eyes, and told why", async () => {
    const { discord } = await startedBot()
    const asked = Array.from({ length: OFTEN }, (_, i) => discord.slash("ask", { question: `${i}` }))
    await discord.until(() => asked.every(({ original }) => original))
    expect(asked.filter(({ original }) => isEphemeral(original))).toHaveLength(2)
    expect(shown(asked.at(-1)?.original)).toContain(echo("ask", `${OFTEN - 1}`))
    expect(shown(asked.at(-1)?.original)).toContain("只给你看")
    expect(shown(asked[0]?.original)).not.toContain("只给你看")
  })

  it("does not keep others from asking", async () => {
    const { discord } = await startedBot()
    const asked = Array.from({ length: OFTEN }, (_, i) => discord.slash("ask", { question: `${i}` }))
    const other = discord.slash("ask", { question: "我呢" }, by(1))
    await discord.until(() => asked.every(({ original }) => original) && other.original)
    expect(isEphemeral(other.original)).toBe(false)
  })

  it("in private is not told to whisper", async () => {
    const { discord } = await startedBot()
    const alone = { guild_id: undefined, context: 1, member: undefined, user: READER }
    const asked = Array.from({ length: OFTEN }, (_, i) => discord.slash("ask", { question: `${i}` }, alone))
    await discord.until(() => asked.every(({ original }) => original))
    expect(asked.map(({ original }) => shown(original))).toEqual(asked.map((_, i) => echo("ask", `${i}`)))
  })

  it("by mentions is told once, in private, where to ask on; the channel hears no more", async () => {
    const { discord } = await startedBot()
    const mention = (i: number) => ({ content: `<@${ME.id}> 第${i}问`, guild: true, mentions: [ME] })
    const messages = Array.from({ length: OFTEN + 3 }, (_, i) => discord.say(mention(i)))
    await discord.until(() => discord.posted.length === 11)
    // Taken in order, so whatever the earlier ones bring has come by then.
    discord.say({ content: "私下", author: { ...READER, id: "500000000000000009" } })
    await discord.until(() => discord.posted.length === 12)
    const inPrivate = discord.posted.filter(({ channel }) => channel === `dm-${READER.id}`)
    expect(inPrivate.map(({ body }) => shown(body))).toEqual([
      expect.stringContaining(`discord.com/channels/200000000000000001/${CHANNEL_ID}/${messages[10]}`),
    ])
    expect(shown(inPrivate[0]?.body)).toContain("只给我看")
    expect(discord.violations).toEqual([])
  })

  it("turns pages as often as they like", async () => {
    const { discord } = await startedBot()
    const pressed = Array.from({ length: 40 }, (_, i) => discord.press(`=0article|汝城|${i}`, "1"))
    await discord.until(() => pressed.every(({ original }) => original))
    expect(pressed.map(({ response }) => response?.type)).toEqual(pressed.map(() => 7))
  })

  it("faster than anybody reads is asked to wait, in private", async () => {
    const { discord } = await startedBot()
    const asked = Array.from({ length: 300 }, (_, i) => discord.slash("ask", { question: `${i}`, private: true }))
    await discord.until(() => asked.every(({ original }) => original))
    const waiting = asked.filter(({ original }) => shown(original).includes("秒后再问"))
    expect(waiting.length).toBeGreaterThan(0)
    expect(waiting.every(({ original }) => isEphemeral(original))).toBe(true)
  })
})

describe("a channel where many ask at once", () => {
  it("hears twenty answers; the others' are for their askers", async () => {
    const { discord } = await startedBot()
    const asked = Array.from({ length: 30 }, (_, i) => discord.slash("ask", { question: `${i}` }, by(i)))
    const elsewhere = discord.slash("ask", { question: "别处" }, { ...by(99), ...inChannel(1) })
    await discord.until(() => asked.every(({ original }) => original) && elsewhere.original)
    expect(asked.filter(({ original }) => !isEphemeral(original))).toHaveLength(20)
    expect(isEphemeral(elsewhere.original)).toBe(false)
  })

  it("counts a button that brings a message of its own", async () => {
    const answering: Answering = () => ({
      ...say("答案"),
      next: [{ label: "读全文", call: { command: "article", args: { title: "汝城" } }, fresh: true }],
    })
    const { discord } = await startedBot({ answering })
    const asked = discord.slash("ask", { question: "澧县" })
    const id = buttons(await discord.until(() => asked.original))[0]?.custom_id
    const pressed = Array.from({ length: OFTEN }, () => discord.press(id, "1"))
    await discord.until(() => pressed.every(({ original }) => original))
    expect(pressed.filter(({ original }) => isEphemeral(original))).toHaveLength(3)
  })
})
