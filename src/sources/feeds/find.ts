// The feeds that an articles folder lists.

import { readFile } from "node:fs/promises"
import { DecodeError } from "../../library/decode.js"
import { glance, type Seen } from "../glance.js"
import { isFeedList, parseFeedList } from "./list.js"

/**
 * The addresses in every feeds.txt of a folder, each once, in the order of the files. Lists that are not there, cannot be
 * read or are wrong give none: reading the articles says so.
 */
export async function findFeeds(path: string): Promise<string[]> {
  const { files } = await glance(path).catch(none)
  const lists = [...files].filter(([name]) => isFeedList(name))
  const addresses = await Promise.all(lists.map(([name, { path: own }]) => addressesIn(own, name)))
  return [...new Set(addresses.flat())]
}

async function addressesIn(path: Buffer, name: string): Promise<string[]> {
  try {
    return parseFeedList(await readFile(path), name).addresses.map(({ address }) => address)
  } catch (error) {
    if (error instanceof DecodeError) return []
    none(error)
    return []
  }
}

function none(error: unknown): { files: Map<string, Seen> } {
  if (error instanceof Error && "syscall" in error) return { files: new Map() }
  throw error
}
