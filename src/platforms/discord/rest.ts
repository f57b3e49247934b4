// Discord's REST as the adapter calls it: one retrier, and none that keeps the bot from leaving.

import { setTimeout as delay } from "node:timers/promises"
import type { Dispatcher } from "undici"
import { apiOf, tokenOf } from "./client.js"
import type { DiscordOptions } from "./discord.js"
import { isUnsure } from "./faults.js"
import { REST } from "./sdk.js"

/** The members of discord.js's REST that are used. */
export interface Calls {
  get(route: `/${string}`, options?: Request): Promise<unknown>
  post(route: `/${string}`, options?: Request): Promise<unknown>
  patch(route: `/${string}`, options?: Request): Promise<unknown>
  put(route: `/${string}`, options?: Request): Promise<unknown>
  delete(route: `/${string}`, options?: Request): Promise<unknown>
}

interface Request {
  body?: unknown
  auth?: boolean
  query?: URLSearchParams
  signal?: AbortSignal
}

export interface Rest extends Calls {
  /** Makes a call that does no harm twice, and makes it again where the line broke or Discord failed. */
  persistently<T>(call: () => Promise<T>): Promise<T>
}

/** What stands at a path of an answer of the API; undefined where the path ends. */
export function at(value: unknown, ...path: string[]): unknown {
  let found = value
  for (const key of path) found = typeof found === "object" && found !== null ? Reflect.get(found, key) : undefined
  return found
}

/** Pauses before another try, in milliseconds. */
const PAUSES = [300, 1_000, 3_000]
/** A call without an answer is given up. Milliseconds. */
const SILENCE = 5_000
/** discord.js keeps a queue for every channel it ever wrote to, and looks only hourly which of them are idle. */
const SWEEP = 15_000

/**
 * The calls of a run, until `over` aborts. discord.js's own client tries each call four times at once and waits 15 s for
 * each; here a call is made once, and again only by `persistently`. An acknowledgement does not wait for a rate limit.
 */
export function createRest(
  options: Pick<DiscordOptions, "token" | "apiBase">,
  agent: Dispatcher,
  over: AbortSignal,
): Rest {
  const rest = new REST({
    ...{ api: apiOf(options), agent, retries: 0, timeout: SILENCE, handlerSweepInterval: SWEEP },
    rejectOnRateLimit: ({ route }) => route.endsWith("/callback"),
  }).setToken(tokenOf(options))
  over.addEventListener("abort", () => {
    rest.clearHashSweeper()
    rest.clearHandlerSweeper()
  })
  return Object.assign(rest, { persistently: persistence(over) })
}

/** `persistently` until `over` aborts. */
const persistence =
  (over: AbortSignal) =>
  async <T>(call: () => Promise<T>): Promise<T> => {
    for (const pause of PAUSES) {
      try {
        return await call()
      } catch (error) {
        if (over.aborted || !isUnsure(error)) throw error
        await delay(pause, undefined, { signal: over })
      }
    }
    return call()
  }
