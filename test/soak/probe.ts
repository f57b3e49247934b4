// Loaded into the bot's process before the bot: tells the parent, when it asks, what the process weighs and holds open.

import { getEventListeners } from "node:events"
import { setImmediate as turn } from "node:timers/promises"
import type { Figures } from "./figures.js"

let signalListeners = 0
const add = AbortSignal.prototype.addEventListener
AbortSignal.prototype.addEventListener = function (this: AbortSignal, ...args: Parameters<typeof add>) {
  add.apply(this, args)
  signalListeners = Math.max(signalListeners, getEventListeners(this, String(args[0])).length)
}

async function look(): Promise<Figures> {
  // What a collection sets free may free more in its finalizers.
  for (let i = 0; i < 4; i++) {
    globalThis.gc?.()
    await turn()
  }
  const resources: Record<string, number> = {}
  for (const type of process.getActiveResourcesInfo()) resources[type] = (resources[type] ?? 0) + 1
  const processListeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0)
  return { heap: process.memoryUsage().heapUsed, processListeners, signalListeners, resources }
}

process.on("message", async () => process.send?.(await look()))
// The parent's line must not keep the bot from leaving.
process.channel?.unref()
