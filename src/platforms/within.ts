// Waiting for something, but not for long.

import { pause } from "./pause.js"

/** What is ready within so many milliseconds, otherwise undefined. */
export async function within<T>(pending: Promise<T>, ms: number): Promise<T | undefined> {
  const timer = new AbortController()
  try {
    return await Promise.race([pending, pause(ms, timer.signal).then(() => undefined)])
  } finally {
    timer.abort()
  }
}
