// Updates fetched from Telegram, by long polling.

import { run } from "@grammyjs/runner"
import type { Bot } from "grammy"
import { POLL_SECONDS } from "./client.js"
import { UPDATES } from "./updates.js"

/**
 * Updates in work at the same time. With a bound, one busy group, whose answers wait for Telegram's 20 a minute, would
 * fill it and keep every other chat waiting. What has waited for ten minutes is let go, so the queue does not grow on.
 */
const CONCURRENCY = Number.POSITIVE_INFINITY

/** Hands updates to the bot until the signal aborts. Rejects when Telegram can be asked no more (a refused token). */
export async function poll(bot: Bot, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const runner = run(bot, {
    runner: { silent: true, fetch: { timeout: POLL_SECONDS, allowed_updates: UPDATES } },
    sink: { concurrency: CONCURRENCY },
  })
  const stop = () => runner.stop()
  signal.addEventListener("abort", stop)
  try {
    await runner.task()
  } finally {
    signal.removeEventListener("abort", stop)
  }
}
