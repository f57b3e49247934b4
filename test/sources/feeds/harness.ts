// A poller for tests: a folder of its own, a clock that the test sets, the real fetch, and what it says.

import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fetchThrough } from "../../../src/platforms/carrier.js"
import { createPoller, type PollerOptions } from "../../../src/sources/feeds/poll.js"
import { readKept } from "../../../src/sources/feeds/read-kept.js"

export const NOW = Date.parse("2024-05-01T00:00:00Z")

export async function startPoller(options: Partial<PollerOptions> = {}) {
  const folder = options.folder ?? join(await mkdtemp(join(tmpdir(), "wenbao-feeds-")), "feeds")
  const clock = { now: NOW }
  const said: { level: string; text: string }[] = []
  const say = (level: string) => (text: string) => void said.push({ level, text })
  const changes: [address: string, articles: number][] = []
  const make = () =>
    createPoller({
      folder,
      version: "1.2.3",
      fetch: fetchThrough(() => undefined),
      now: () => clock.now,
      log: { info: say("info"), warn: say("warn"), error: say("error") },
      changed: (...change) => void changes.push(change),
      timeout: 5_000,
      ...options,
    })
  const poller = make()
  const never = new AbortController().signal
  return {
    folder,
    clock,
    said,
    changes,
    /** Another run of the program over the same folder. */
    again: make,
    async poll(address: string, by = poller) {
      const [asked] = await by.poll([address], never)
      if (!asked) throw new Error("nothing was asked")
      return asked
    },
    /** What is kept of these feeds, as articles. */
    kept: async (...addresses: string[]) => readKept(addresses.join("\n"), { folder, file: "feeds.txt" }),
    /** Runs for so many milliseconds of the test's clock, which passes only while the poller waits. */
    async run(addressesOf: () => Promise<readonly string[]>, milliseconds: number) {
      const stop = new AbortController()
      const until = clock.now + milliseconds
      const pause = async (pausing: number) => {
        clock.now += pausing
        if (clock.now >= until) stop.abort()
      }
      await createPoller({
        ...{ folder, version: "1.2.3", fetch: fetchThrough(() => undefined), now: () => clock.now, pause },
        log: { info: say("info"), warn: say("warn"), error: say("error") },
        changed: (...change) => void changes.push(change),
        timeout: 5_000,
        ...options,
      }).run(addressesOf, stop.signal)
    },
  }
}
