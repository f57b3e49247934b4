// The calls of discord.js's REST that the adapter makes, and how it makes them again.

import { setTimeout as delay } from "node:timers/promises"
import { isUnsure } from "./faults.js"

export interface Rest {
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

/** Pauses before another try, in milliseconds. */
const PAUSES = [300, 1_000, 3_000]

/** Makes a call that does no harm twice, and makes it again where the line broke or Discord failed. */
export async function persistently<T>(call: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await call()
    } catch (error) {
      if (!isUnsure(error)) throw error
      await delay(pause)
    }
  }
  return call()
}
