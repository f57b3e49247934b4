// Where a feed's server may send us.

import { expect, it } from "vitest"
import { download, type Fetch } from "../../../src/sources/feeds/download.js"

/** A web on which this address leads to another, and all others have a feed. */
const leading = (from: string, to: string): Fetch & { asked: string[] } => {
  const asked: string[] = []
  const fetch = async (address: string) => {
    asked.push(address)
    if (address === from) return new Response(null, { status: 302, headers: { location: to } })
    return new Response("<rss/>")
  }
  return Object.assign(fetch, { asked })
}

const request = (address: string) => ({
  ...{ address, userAgent: "wenbao", timeout: 5_000, now: 0 },
  signal: new AbortController().signal,
})

it.each([
  "http://127.0.0.1/latest/meta-data",
  "http://169.254.169.254/latest/meta-data",
  "http://10.1.2.3/rss.xml",
  "http://192.168.1.1/rss.xml",
  "http://[::1]/rss.xml",
  "http://[fd00::1]/rss.xml",
  "http://localhost/rss.xml",
  "http://router.local/rss.xml",
])("a feed on the web does not lead to %s", async (to) => {
  const fetch = leading("https://www.example.com/rss.xml", to)
  const answer = await download(fetch, request("https://www.example.com/rss.xml"))
  expect(answer).toEqual({ kind: "failed", failure: { kind: "redirects", to } })
  expect(fetch.asked).toEqual(["https://www.example.com/rss.xml"])
})

it.each([
  ["https://www.example.com/rss.xml", "https://10.example.com/rss.xml"],
  ["http://127.0.0.1/rss.xml", "http://127.0.0.1/new.xml"],
  ["http://192.168.1.1/rss.xml", "http://192.168.1.2/new.xml"],
])("a feed at %s may lead to %s", async (from, to) => {
  const fetch = leading(from, to)
  expect(await download(fetch, request(from))).toMatchObject({ kind: "changed", address: to })
})

it("a name and a password in the address that one leads to are told to nobody", async () => {
  const to = "ftp://name:password@www.example.com/rss.xml"
  const answer = await download(leading("https://www.example.com/", to), request("https://www.example.com/"))
  expect(JSON.stringify(answer)).not.toContain("password")
})
