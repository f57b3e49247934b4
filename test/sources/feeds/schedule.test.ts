// When feeds are asked for again.

import { expect, it } from "vitest"
import { retryAfterOf, spread, waitAfter, waitAfterFailure } from "../../../src/sources/feeds/schedule.js"

const MINUTE = 60_000
const HOUR = 60 * MINUTE

it.each([
  ["nothing is said", {}, 15 * MINUTE],
  ["the feed wants more seldom", { ttl: 60 }, HOUR],
  ["the feed allows more often", { ttl: 5 }, 5 * MINUTE],
  ["the feed allows all too often", { ttl: 1 }, 5 * MINUTE],
  ["the feed wants hardly ever", { ttl: 100_000 }, 24 * HOUR],
  ["a ttl that is none", { ttl: 0 }, 15 * MINUTE],
  ["the server says how long it holds", { cacheControl: "public, max-age=3600" }, HOUR],
  ["the server says it holds a moment", { cacheControl: "max-age=0, must-revalidate" }, 15 * MINUTE],
  ["the server says it holds for ever", { cacheControl: 'max-age="31536000"' }, 24 * HOUR],
  ["what is for caches alone", { cacheControl: "s-maxage=7200" }, 15 * MINUTE],
  ["both", { ttl: 30, cacheControl: "max-age=3600" }, HOUR],
])("after a poll: %s", (_, wishes, wait) => {
  expect(waitAfter(wishes)).toBe(wait)
})

it("after failures: from a minute doubling to six hours", () => {
  const waits = Array.from({ length: 12 }, (_, i) => waitAfterFailure(i + 1, undefined) / MINUTE)
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360])
  expect(waitAfterFailure(5_000, undefined)).toBe(6 * HOUR)
})

it("after a failure, not before the server wants, but within a day", () => {
  expect(waitAfterFailure(1, HOUR)).toBe(HOUR)
  expect(waitAfterFailure(5, 1_000)).toBe(16 * MINUTE)
  expect(waitAfterFailure(1, 1_000 * HOUR)).toBe(24 * HOUR)
})

it("Retry-After is seconds or a date", () => {
  const now = Date.parse("2024-05-01T08:00:00Z")
  expect(retryAfterOf("120", now)).toBe(2 * MINUTE)
  expect(retryAfterOf("Wed, 01 May 2024 09:00:00 GMT", now)).toBe(HOUR)
  expect(retryAfterOf("Wed, 01 May 2024 07:00:00 GMT", now)).toBe(0)
  expect(retryAfterOf("soon", now)).toBeUndefined()
  expect(retryAfterOf(null, now)).toBeUndefined()
})

it("feeds come a little apart, each its own, never early and a tenth late at most", () => {
  const waits = Array.from({ length: 100 }, (_, i) => spread(15 * MINUTE, `https://example.com/${i}.xml`))
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(15 * MINUTE)
  expect(Math.max(...waits)).toBeLessThanOrEqual(16.5 * MINUTE)
  expect(new Set(waits).size).toBeGreaterThan(90)
  expect(spread(15 * MINUTE, "https://example.com/0.xml")).toBe(waits[0])
})
