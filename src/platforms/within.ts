// Waiting for something, but not for long.

import { setTimeout as delay } from "node:timers/promises"

/** What is ready within so many milliseconds, otherwise undefined. */
export async function within<T>(pending: Promise<T>, ms: number): Promise<T | undefined> {
  const timer = new AbortController()
  const late = delay(ms, undefined, { signal: timer.signal }).catch(() => undefined)
  try {
    return await Promise.race([pending, late])
  } finally {
    timer.abort()
  }
}
