// What is kept of feeds on disk, a file for each address: the articles it has ever shown, and when to ask for more.

import { createHash } from "node:crypto"
import { mkdir, readFile, rename, stat, utimes, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Draft } from "../reader.js"
import type { FeedItem } from "./items.js"

/** Items of one feed that are read, and kept, at the most. */
export const MOST_ITEMS = 5_000

/** All but the articles: what the next request needs. */
export interface Standing {
  /** From the last response, to ask whether anything has changed since (RFC 9110, 8.8). */
  etag?: string
  lastModified?: string
  /** From the last poll to the next. Milliseconds. */
  wait: number
}

export interface Kept extends Standing {
  address: string
  /** The oldest first; those that the feed still shows stand last. */
  items: FeedItem[]
}

/** The file of what is kept of an address. */
export const pathOf = (folder: string, address: string): string =>
  join(folder, `${createHash("sha256").update(address).digest("hex").slice(0, 16)}.json`)

/** What is kept of an address cannot be read: it is not what was written. */
export class DamagedKept extends Error {
  override name = "DamagedKept"
}

/**
 * What is kept of an address; undefined where nothing is.
 * @throws DamagedKept, or the file system's error.
 */
export async function readKeptFile(folder: string, address: string): Promise<Kept | undefined> {
  const text = await readFile(pathOf(folder, address), "utf8").catch(unlessMissing)
  if (text === undefined) return undefined
  const kept = parsed(text)
  if (!isKept(kept)) throw new DamagedKept(pathOf(folder, address))
  return kept
}

/** When the feed was last polled, milliseconds since 1970: the file's own time. Undefined where there is none. */
export async function polledAt(folder: string, address: string): Promise<number | undefined> {
  return (await stat(pathOf(folder, address)).catch(unlessMissing))?.mtimeMs
}

/** Written whole before it has its name: a crash in between leaves the old one. `at` as in `polledAt`. */
export async function writeKept(folder: string, kept: Kept, at: number): Promise<void> {
  const path = pathOf(folder, kept.address)
  await mkdir(folder, { recursive: true })
  await writeFile(`${path}.new`, JSON.stringify(kept), { mode: 0o600 })
  await rename(`${path}.new`, path)
  await utimes(path, at / 1_000, at / 1_000)
}

/** Notes that a feed was polled and nothing has changed: all its articles need not be written again for that. False where nothing is kept. */
export async function touchKept(folder: string, address: string, at: number): Promise<boolean> {
  const touched = utimes(pathOf(folder, address), at / 1_000, at / 1_000).then(() => true)
  return (await touched.catch(unlessMissing)) ?? false
}

/** Puts a damaged file aside, so that it can be looked at; its new name. */
export async function setAside(folder: string, address: string): Promise<string> {
  const path = pathOf(folder, address)
  await rename(path, `${path}.damaged`)
  return `${path}.damaged`
}

/**
 * What is kept, with what the feed shows now: an item shown again replaces its older version, one that is not shown any
 * more stays; of more than 5,000 the oldest go. `changed` counts those that are new or not as they were.
 */
export function merged(kept: readonly FeedItem[], shown: readonly FeedItem[]): { items: FeedItem[]; changed: number } {
  const items = new Map(kept.map((item) => [item.guid, item]))
  let changed = 0
  // Feeds show the newest first.
  for (const item of shown.toReversed()) {
    const before = items.get(item.guid)
    if (!before || JSON.stringify(before.drafts) !== JSON.stringify(item.drafts)) changed++
    items.delete(item.guid)
    items.set(item.guid, item)
  }
  return { items: [...items.values()].slice(-MOST_ITEMS), changed }
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined
  throw error
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isKept(value: unknown): value is Kept {
  if (!isObject(value)) return false
  const { address, etag = "", lastModified = "", wait, items } = value
  return (
    [address, etag, lastModified].every(isText) &&
    typeof wait === "number" &&
    Array.isArray(items) &&
    items.every((item) => isObject(item) && isText(item.guid) && isListOf(item.drafts, isDraft))
  )
}

function isDraft(value: unknown): value is Draft {
  if (!isObject(value)) return false
  const { headline, kicker, subtitle, date, source, url, line, paragraphs, headings, captions } = value
  return (
    isText(headline) &&
    [kicker, subtitle, date, source, url].every((each) => each === null || isText(each)) &&
    Number.isInteger(line) &&
    isListOf(paragraphs, (each) => isObject(each) && isText(each.text) && Number.isInteger(each.line)) &&
    isListOf(headings, (each) => isObject(each) && isText(each.text) && Number.isInteger(each.before)) &&
    isListOf(captions, isText)
  )
}

const isListOf = (value: unknown, is: (each: unknown) => boolean): boolean => Array.isArray(value) && value.every(is)
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null
const isText = (value: unknown): value is string => typeof value === "string"
