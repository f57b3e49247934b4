// Drops and resumes: every shard loses its connection again and again, in all the ways there are, and is asked meanwhile.

import { guildOn } from "../platforms/discord/gateway.js"
import type { Discord } from "../platforms/discord/server.js"
import type { Bot } from "./bot.js"

interface Fault {
  inject(gateway: Discord["gateway"], shard: number): void
  /** The session goes, and with it, by Discord's own rules, what came meanwhile. */
  endsSession?: boolean
}

/** In the order in which a shard meets them. Sessions end far apart: five seconds pass between two identifies. */
const FAULTS: readonly Fault[] = [
  { inject: (gateway, shard) => gateway.drop(undefined, shard) },
  { inject: (gateway, shard) => gateway.reconnect(shard) },
  { inject: (gateway, shard) => gateway.cut(shard) },
  { inject: (gateway, shard) => gateway.drop(4000, shard) },
  { inject: (gateway, shard) => gateway.invalidate(false, shard), endsSession: true },
  { inject: (gateway, shard) => gateway.invalidate(true, shard) },
  { inject: (gateway, shard) => gateway.drop(1001, shard) },
  {
    inject: (gateway, shard) => {
      gateway.requestHeartbeat(shard)
      gateway.zombify(shard)
    },
  },
  {
    inject: (gateway, shard) => {
      gateway.resumesRefused.push(true)
      gateway.drop(undefined, shard)
    },
  },
  {
    inject: (gateway, shard) => {
      gateway.requestHeartbeat(shard)
      gateway.drop(4001, shard)
    },
  },
  { inject: (gateway, shard) => gateway.drop(4009, shard), endsSession: true },
]

const QUESTIONS = ["澧县恢复耕地多少亩", "汝城106国道整治投资多少", "谢谢"]

/** How many interactions are sent in a cycle: during the outage, or after it where the session ended. */
const ASKED_IN_A_CYCLE = 3

/** Cycles `from` to `to` of every shard, side by side. Resolves to how much was asked, all of it answered. */
export async function reconnect({ discord }: Bot, shards: number, from: number, to: number): Promise<number> {
  const { gateway } = discord
  let asked = 0

  async function cycle(shard: number, count: number): Promise<void> {
    const fault = FAULTS[(shard + count) % FAULTS.length]
    fault?.inject(gateway, shard)
    const ask = () =>
      Array.from({ length: ASKED_IN_A_CYCLE }, (_, i) => {
        const question = QUESTIONS[(shard + count + i) % QUESTIONS.length] ?? ""
        return discord.slash("ask", { question }, { guild_id: guildOn(shard, shards) })
      })
    const meanwhile = fault?.endsSession ? [] : ask()
    const where = `shard ${shard}, cycle ${count}`
    await discord.until(() => gateway.connections(shard) === 1, `the connection of ${where}`)
    const all = [...meanwhile, ...(fault?.endsSession ? ask() : [])]
    await discord.until(() => all.every(({ original }) => original), `the answers of ${where}`)
    asked += all.length
  }

  await Promise.all(
    Array.from({ length: shards }, async (_, shard) => {
      for (let count = from; count < to; count++) await cycle(shard, count)
    }),
  )
  // Only for looking back at; what went wrong is kept apart.
  discord.requests.length = 0
  return asked
}
