// When a feed is asked for again: as the feed and its server wish, within bounds, and ever later while it fails.

import { createHash } from "node:crypto"

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Milliseconds, all of them. */
const USUAL = 15 * MINUTE
const LEAST = 5 * MINUTE
const MOST = 24 * HOUR
const FIRST_RETRY = MINUTE
const LAST_RETRY = 6 * HOUR
/** Feeds are asked for up to this share of their pause later, each its own, so that they do not come all at once. */
const SPREAD = 0.1

/** What of a response says how long it holds. */
export interface Wishes {
  /** Of the feed itself. Minutes. */
  ttl?: number
  cacheControl?: string | null
}

/** From a poll that succeeded to the next, in milliseconds: 15 minutes, or the feed's `ttl`, and not while its server says it holds. */
export function waitAfter({ ttl, cacheControl }: Wishes): number {
  const [, seconds] = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})/iu.exec(cacheControl ?? "") ?? []
  const own = ttl !== undefined && ttl > 0 ? ttl * MINUTE : USUAL
  return Math.min(MOST, Math.max(LEAST, own, Number(seconds ?? 0) * 1_000))
}

/** From the nth failure in a row to the next try, in milliseconds: from a minute doubling to six hours, and as the server says. */
export function waitAfterFailure(failures: number, retryAfter: number | undefined): number {
  const backOff = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** Math.min(failures - 1, 20))
  return Math.max(backOff, Math.min(MOST, retryAfter ?? 0))
}

/** A Retry-After header, seconds or a date (RFC 9110, 10.2.3), in milliseconds from now; undefined where it is neither. */
export function retryAfterOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  if (/^\s*\d{1,10}\s*$/u.test(header)) return Number(header) * 1_000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** A pause as it is kept for this address. */
export const spread = (wait: number, address: string): number => Math.round(wait * (1 + SPREAD * shareOf(address)))

/** From 0 to 1, the same for the same address. */
const shareOf = (address: string): number => createHash("sha256").update(address).digest().readUInt32BE() / 0xffff_ffff
