// Asks the feeds that are listed, each when it is due, and tells the operator once of what goes wrong.

import { setTimeout as delay } from "node:timers/promises"
import { type Asked, type AskOptions, createFeeds } from "./ask.js"
import * as say from "./say.js"

export interface PollerOptions extends AskOptions {
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  pause?(milliseconds: number, signal: AbortSignal): Promise<void>
}

export interface Poller {
  /** Asks these feeds now, due or not, and keeps what they have; in their order. Rejects where the signal aborts, or on a bug. */
  poll(addresses: readonly string[], signal: AbortSignal): Promise<Asked[]>
  /**
   * Asks each feed when it is due, until the signal aborts, and then ends. Which feeds there are is asked for every minute.
   * Never rejects: what goes wrong is in the log.
   */
  run(addressesOf: () => Promise<readonly string[]>, signal: AbortSignal): Promise<void>
}

/** How many are asked at the same time. */
const AT_ONCE = 4
/** How soon a changed list is noticed, and the least between two looks at which feeds are due. Milliseconds. */
const LOOK_EVERY = 60_000
const SHORTEST = 1_000

const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  delay(milliseconds, undefined, { signal }).catch(() => undefined)

export function createPoller({ pause = wait, ...options }: PollerOptions): Poller {
  const { now, log } = options
  const feeds = createFeeds(options)
  const told = new Map<string, string>()

  /** The same trouble is told once, and when it is over. */
  function tell(address: string, text: string | undefined): void {
    const before = told.get(address)
    if (text === before) return
    told.delete(address)
    const isTold = (each: string) => [...told.values()].includes(each)
    if (text !== undefined && !isTold(text)) log.warn(text)
    if (text === undefined && before !== undefined && !isTold(before)) log.info(say.back(address))
    if (text !== undefined) told.set(address, text)
  }

  async function ask(address: string, signal: AbortSignal): Promise<void> {
    try {
      const asked = await feeds.ask(address, signal)
      tell(address, "trouble" in asked ? say.trouble(address, asked.trouble) : undefined)
    } catch (error) {
      if (!signal.aborted) log.error(say.bug(address), error)
    }
  }

  function forgetAllBut(listed: readonly string[]): void {
    feeds.forgetAllBut(listed)
    for (const address of told.keys()) if (!listed.includes(address)) told.delete(address)
  }

  async function askDue(listed: readonly string[], signal: AbortSignal): Promise<void> {
    const due: string[] = []
    for (const address of listed) if ((await feeds.due(address)) <= now()) due.push(address)
    await eachOf(due, async (address) => {
      if (!signal.aborted) await ask(address, signal)
    })
  }

  async function untilNext(listed: readonly string[]): Promise<number> {
    const dues = await Promise.all(listed.map(feeds.due))
    // One that is due still has just been asked, in vain: it waits like the others.
    const waits = dues.map((due) => due - now()).filter((left) => left > 0)
    return Math.max(SHORTEST, Math.min(LOOK_EVERY, ...waits))
  }

  return {
    poll: (addresses, signal) => eachOf(addresses, (address) => feeds.ask(address, signal)),
    async run(addressesOf, signal) {
      let listed: readonly string[] = []
      let lookAt = now()
      while (!signal.aborted) {
        try {
          if (now() >= lookAt) {
            listed = await addressesOf()
            forgetAllBut(listed)
            lookAt = now() + LOOK_EVERY
          }
          await askDue(listed, signal)
          await pause(await untilNext(listed), signal)
        } catch (error) {
          log.error(say.UNLISTED, error)
          await pause(LOOK_EVERY, signal)
        }
      }
    },
  }
}

/** What each gives, in order; a few are at work at the same time. */
async function eachOf<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  const next = items.entries()
  const inTurn = async () => {
    for (const [i, item] of next) results[i] = await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, inTurn))
  return results
}
