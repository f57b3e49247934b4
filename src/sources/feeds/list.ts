// feeds.txt: the addresses of feeds, one a line, each with a name for its source or without.

import { basename } from "node:path"
import { decode } from "../../library/decode.js"
import type { Fault } from "../../library/fault.js"

/** A feed as the operator lists it. */
export interface Listed {
  /** http or https, without a fragment. It may hold a name and a password: see `shownAddress`. */
  address: string
  /** What its source is called; without one it is called as the feed calls itself. */
  name?: string
  /** From 1. */
  line: number
}

export interface Listing {
  addresses: Listed[]
  faults: Fault[]
}

/** Whether a file of this name lists feeds. */
export const isFeedList = (name: string): boolean => basename(name).toLowerCase() === "feeds.txt"

/**
 * Reads lines of `https://example.com/rss.xml 来源名`; blank ones and those that begin with `#` are passed over. A line that
 * is wrong costs itself, by number; `file` is what the list is called in faults.
 * @throws DecodeError where the bytes are no text.
 */
export function parseFeedList(listing: Uint8Array | string, file: string): Listing {
  const addresses: Listed[] = []
  const faults: Fault[] = []
  const taken = new Set<string>()
  const text = typeof listing === "string" ? listing : decode(listing)
  for (const [i, line] of text.split(/\r\n?|\n/u).entries()) {
    const written = line.trim()
    if (written === "" || /^[#＃]/u.test(written)) continue
    const [first = "", ...rest] = written.split(/\s+/u)
    const address = addressOf(first)
    const fault = (wrong: "address" | "twice"): Fault => ({ kind: "feeds", file, line: i + 1, wrong, text: first })
    if (address === undefined) faults.push(fault("address"))
    else if (taken.has(address)) faults.push(fault("twice"))
    else addresses.push({ address, ...(rest.length > 0 && { name: rest.join(" ") }), line: i + 1 })
    if (address !== undefined) taken.add(address)
  }
  return { addresses, faults }
}

function addressOf(written: string): string | undefined {
  if (!/^https?:\/\//iu.test(written) || !URL.canParse(written)) return undefined
  const url = new URL(written)
  url.hash = ""
  return url.href
}

/** An address as it may be printed: without the name and password it may hold. */
export function shownAddress(address: string): string {
  const url = new URL(address)
  url.username = ""
  url.password = ""
  return url.href
}
