// Feeds as the operator's tools see them: where they are kept, and whether each can be had.

import { join } from "node:path"
import { createFeedReader } from "../sources/feeds/apart.js"
import { findFeeds } from "../sources/feeds/find.js"
import { shownAddress } from "../sources/feeds/list.js"
import { createPoller, type Poller, type PollerOptions } from "../sources/feeds/poll.js"
import { trouble } from "../sources/feeds/say.js"
import type { Finding } from "./check.js"

/** Where in the folder of what is kept the articles of feeds are. */
export const feedFolder = (data: string): string => join(data, "feeds")

/** Asks feeds, and keeps what they have below `data`. */
export const feedPoller = ({ data, ...options }: Omit<PollerOptions, "folder" | "read"> & { data: string }): Poller =>
  createPoller({ ...options, folder: feedFolder(data), read: createFeedReader() })

/** Asks every feed that the articles folder lists, once, and keeps what it has: a line for each. */
export async function feedFindings(articles: string, poller: Poller, signal: AbortSignal): Promise<Finding[]> {
  const addresses = await findFeeds(articles)
  const asked = await poller.poll(addresses, signal)
  return asked.map((each, i) => {
    const address = addresses[i] ?? ""
    if ("trouble" in each) return { ok: false, text: trouble(address, each.trouble) }
    const news = each.changed > 0 ? `新的或改过的 ${each.changed} 篇` : "没有新的"
    return { ok: true, text: `订阅源 ${shownAddress(address)}：存着 ${each.kept} 篇，${news}。` }
  })
}
