// Time for tests of waiting: pauses and time-outs pass a hundred times as fast, while what is sent takes its time.

import { onTestFinished, vi } from "vitest"

/** Milliseconds of the faked clock for each of the real one. */
const SPEED = 100

/** From here to the end of the test. Dates and intervals stay real, and with them the limits of a chat. */
export function hasten(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
  const ticking = setInterval(() => {
    if (vi.isFakeTimers()) vi.advanceTimersByTime(SPEED)
  }, 1)
  onTestFinished(() => {
    clearInterval(ticking)
    vi.useRealTimers()
  })
}
