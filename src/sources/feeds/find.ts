// The feeds that an articles folder lists.

import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { DecodeError } from "../../library/decode.js"
import { glance } from "../folder.js"
import { isFeedList, parseFeedList } from "./list.js"

/**
 * The addresses in every feeds.txt of a folder, each once, in the order of the files. Lists that are not there, cannot be
 * read or are wrong give none: reading the articles says so.
 */
export async function findFeeds(path: string): Promise<string[]> {
  const { root, files } = await glance(path).catch(none)
  const lists = await Promise.all([...files.keys()].filter(isFeedList).map((file) => addressesIn(join(root, file))))
  return [...new Set(lists.flat())]
}

async function addressesIn(file: string): Promise<string[]> {
  try {
    return parseFeedList(await readFile(file), file).addresses.map(({ address }) => address)
  } catch (error) {
    if (error instanceof DecodeError) return []
    none(error)
    return []
  }
}

function none(error: unknown): { root: string; files: Map<string, string> } {
  if (error instanceof Error && "syscall" in error) return { root: "", files: new Map() }
  throw error
}
