// A crowd: every reader is new, in a channel of their own, and asks by command, by mention or in a direct message.

import type { Interaction } from "../platforms/discord/api.js"
import { ME } from "../platforms/discord/server.js"
import type { Bot } from "./bot.js"

/** So many ask at once. A quarter of them by message: discord.js sends no more than fifty of those a second. */
const AT_ONCE = 100

const QUESTION = "澧县恢复耕地多少亩"

/** Readers `from` to `to`. Resolves to how many were answered, all of them exactly once. */
export async function converse({ discord }: Bot, from: number, to: number): Promise<number> {
  for (let first = from; first < to; first += AT_ONCE) {
    const commands: Interaction[] = []
    const messages = new Set<string>()
    for (let reader = first; reader < Math.min(first + AT_ONCE, to); reader++) {
      const channel = String(CHANNELS + BigInt(reader))
      const author = { id: String(READERS + BigInt(reader)), username: `reader${reader}`, discriminator: "0" }
      const said = { content: QUESTION, channel, author }
      if (reader % 8 === 0) discord.say(said)
      else if (reader % 8 === 4)
        discord.say({ ...said, content: `<@${ME.id}> ${QUESTION}`, guild: true, mentions: [ME] })
      else commands.push(discord.slash("ask", { question: QUESTION }, inChannel(channel, author)))
      if (reader % 4 === 0) messages.add(channel)
    }
    const answered = () => discord.posted.length >= messages.size && commands.every(({ original }) => original)
    await discord.until(answered, `the answers to readers from ${first} on`)
    const twice = discord.posted.filter(({ channel }) => !messages.delete(channel))
    discord.violations.push(...twice.map(({ channel }) => `answered twice or unasked: ${channel}`))
    discord.posted.length = 0
    discord.requests.length = 0
  }
  return to - from
}

const CHANNELS = 310_000_000_000_000_000n
const READERS = 510_000_000_000_000_000n

const inChannel = (id: string, user: object) => ({
  channel_id: id,
  channel: { id, type: 0 },
  member: { user, roles: [], permissions: "0" },
})
