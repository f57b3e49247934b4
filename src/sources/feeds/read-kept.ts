// The articles that are kept of the feeds a feeds.txt lists. Nothing here goes to the network.

import type { Fault } from "../../library/fault.js"
import { type Draft, type Found, MEGABYTE, type Reader } from "../reader.js"
import { DamagedKept, pathOf, readKeptFile } from "./kept.js"
import { type Listed, parseFeedList, shownAddress } from "./list.js"

export interface KeptOptions {
  /** Where what is kept of feeds is. Without it a list gives its faults alone. */
  folder?: string | undefined
  /** What the list is called in faults. */
  file: string
}

/** A list of some ten thousand feeds. Bytes. */
const MOST = MEGABYTE

/** Reads lists of feeds. */
export const keptReader = (folder: string | undefined): Reader => ({
  most: MOST,
  read: (listing, file) => readKept(listing, { folder, file }),
})

/**
 * The articles of the feeds in a list, feed by feed, the newest first; an article's lines are that of its feed's address. One
 * that several of the feeds have comes once, with its fullest text.
 * @throws DecodeError where the list is no text.
 */
export async function readKept(listing: Uint8Array | string, { folder, file }: KeptOptions): Promise<Found> {
  const { addresses, faults } = parseFeedList(listing, file)
  if (folder === undefined) return { drafts: [], faults }
  const found = new Map<string, Draft>()
  for (const listed of addresses) {
    const drafts = await draftsOfFeed(listed, folder, faults)
    for (const draft of drafts) {
      const before = found.get(sameness(draft))
      if (!before || lengthOf(before) < lengthOf(draft)) found.set(sameness(draft), draft)
    }
  }
  const isRead = faults.every(({ kind }) => kind === "feeds")
  if (addresses.length > 0 && found.size === 0 && isRead) faults.push({ kind: "feeds-not-fetched", file })
  return { drafts: [...found.values()], faults }
}

async function draftsOfFeed({ address, name, line }: Listed, folder: string, faults: Fault[]): Promise<Draft[]> {
  try {
    const { items = [] } = (await readKeptFile(folder, address)) ?? {}
    return items
      .toReversed()
      .flatMap(({ drafts }) => drafts)
      .map((draft) => ({
        ...draft,
        ...(name !== undefined && { source: name }),
        line,
        paragraphs: draft.paragraphs.map(({ text }) => ({ text, line })),
      }))
  } catch (error) {
    faults.push({
      kind: "kept-feed",
      path: pathOf(folder, address),
      address: shownAddress(address),
      code: codeOf(error),
    })
    return []
  }
}

function codeOf(error: unknown): string {
  if (error instanceof DamagedKept) return "damaged"
  if (error instanceof Error && "code" in error) return String(error.code)
  throw error
}

/** A page that moves to https, or an item whose guid changes, is the same article; the same story of two papers is not. */
const sameness = ({ headline, date, url, paragraphs }: Draft): string =>
  `${headline}\n${date}\n${url?.replace(/^https?:/u, "") ?? paragraphs.map(({ text }) => text).join("\n")}`

const lengthOf = ({ paragraphs }: Draft): number => paragraphs.reduce((sum, { text }) => sum + text.length, 0)
