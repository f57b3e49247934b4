// A feed as it was downloaded → its articles.

import { DecodeError } from "../../library/decode.js"
import { decodeXml } from "../charset.js"
import { Damaged } from "../reader.js"
import { type FeedItem, itemsOf } from "./items.js"
import { MOST_ITEMS } from "./kept.js"
import { parse } from "./parse.js"

export interface Download {
  bytes: Uint8Array
  /** As the server says. */
  charset?: string
  /** Where it came from in the end. */
  address: string
}

export interface FeedRead {
  /** For how long the feed stays as it is, by its own word. Minutes. */
  ttl?: number
  /** In the order of the feed. */
  items: FeedItem[]
  /** How many more could not be read. */
  unread: number
}

/** @throws Damaged where it is no text, no feed, or a part of one. */
export function readFeed({ bytes, charset, address }: Download): FeedRead {
  const feed = parse(textOf(bytes, charset), MOST_ITEMS)
  return { ...(feed.ttl !== undefined && { ttl: feed.ttl }), ...itemsOf(feed, address) }
}

function textOf(bytes: Uint8Array, charset: string | undefined): string {
  try {
    return decodeXml(bytes, charset)
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    throw new Damaged(`不是 UTF-8、GB18030、Big5 或 UTF-16 的文字，第 ${error.line} 行第 ${error.column} 字节读不出来`)
  }
}
