// `npm run soak`: a day of the gateway's life and a crowd's traffic in some minutes. The bot comes back every time, loses
// nothing, answers nothing twice, and is no heavier at the end than after warming up.

import { type Bot, startBot } from "./bot.js"
import { type Figures, growth, mb } from "./figures.js"
import { reconnect } from "./reconnecting.js"
import { converse } from "./traffic.js"

interface Case {
  name: string
  shards: number
  /** Sends the bot so much of its life, from one point to another; resolves to how much was asked in it. */
  live(bot: Bot, from: number, to: number): Promise<number>
  /** Where the warm-up ends, and where all ends. */
  warm: number
  end: number
}

const reconnecting = (shards: number) => (bot: Bot, from: number, to: number) => reconnect(bot, shards, from, to)

const CASES: readonly Case[] = [
  // 16 × 63 is a thousand cycles, of which 16 × 7 warm up.
  { name: "16 shards, each dropped 63 times", shards: 16, live: reconnecting(16), warm: 7, end: 63 },
  { name: "one shard, dropped 44 times", shards: 1, live: reconnecting(1), warm: 11, end: 44 },
  { name: "20,000 readers, each in a channel of their own", shards: 1, live: converse, warm: 4_000, end: 24_000 },
]

/** Short, so that a dead connection is noticed in two seconds. */
const HEARTBEAT_MS = 1_000

/** Runs a case and prints its figures. Resolves to whether all is well. */
async function passes({ name, live, shards, warm, end }: Case): Promise<boolean> {
  const bot = await startBot({ shards, heartbeatMs: HEARTBEAT_MS })
  const report = [name]
  const faults: string[] = []
  try {
    const began = performance.now()
    const first = await live(bot, 0, warm)
    const before = await bot.figures()
    const second = await live(bot, warm, end)
    const after = await bot.settled(before)
    const seconds = ((performance.now() - began) / 1_000).toFixed(0)
    report.push(`  ${first + second} answered, ${bot.discord.gateway.resumed} resumed, ${seconds} s`)
    report.push(`  after warming up: ${describe(before)}`, `  at the end: ${describe(after)}`)
    faults.push(...growth(before, after))
  } catch (error) {
    faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  faults.push(...bot.discord.violations, ...bot.troubles())
  await bot.stop()
  console.log([...report, ...faults.slice(0, 20).map((fault) => `  ✗ ${fault}`)].join("\n"))
  console.log(faults.length === 0 ? "  ✓" : `  ✗ ${faults.length} faults`)
  return faults.length === 0
}

function describe({ heap, processListeners, signalListeners, resources }: Figures): string {
  const open = Object.entries(resources).map(([type, count]) => `${count} ${type}`)
  return `heap ${mb(heap)} MB, listeners ${processListeners} on process and at most ${signalListeners} on a signal, open ${open.join(", ")}`
}

// Side by side: most of a reconnection is waiting.
const passed = (await Promise.all(CASES.map(passes))).filter(Boolean).length
console.log(`${passed} passed, ${CASES.length - passed} failed`)
process.exitCode = passed < CASES.length ? 1 : 0
