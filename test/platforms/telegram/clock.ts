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

/** What a stop takes at most: five seconds for answers in work, one for what is on its way. Milliseconds. */
const STOP_MOST = 6_000

/** Stops a bot that has more in work than it can finish. */
export async function stopBusy(stop: () => Promise<void>): Promise<void> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
  const stopped = stop()
  await vi.advanceTimersByTimeAsync(STOP_MOST)
  await stopped
  vi.useRealTimers()
}

/** Lets the faked clock go on for so many milliseconds at most, second by second, with time for what is really sent in between. */
export async function advanceUntil(holds: () => boolean, most: number): Promise<void> {
  for (let passed = 0; passed < most && !holds(); passed += 1_000) {
    await vi.advanceTimersByTimeAsync(1_000)
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
}
