// What lies in a folder: its files by name, each with what shows that it has changed. Nothing is opened.

import { promises as fs } from "node:fs"
import { basename } from "node:path"
import { codeOf, filesBelow } from "./folder.js"

/** What tells a file from an earlier state of it, as text. */
export type Sign = string

export interface Seen {
  /** As the system has it. */
  path: Buffer
  sign: Sign
}

export interface Glance {
  /** By name, relative to the folder, in the order of names. */
  files: Map<string, Seen>
  /** Folders that could not be looked into, by name with a separator behind, and what the system said. */
  closed: { name: string; error: unknown }[]
  /** The folder that links must not lead out of; absent where one file is all. */
  within?: string
  /** What tells the folder from another in its place. */
  folder: string
}

/** The files below a folder, any depth, hidden ones left out, or the one file that the path names. Rejects where there is neither. */
export async function glance(path: string): Promise<Glance> {
  const whole = await fs.stat(path)
  if (!whole.isDirectory()) {
    const own = Buffer.from(path)
    // What it is put in place of is noticed from its folder.
    return { files: new Map([[basename(path), { path: own, sign: await signOf(own) }]]), closed: [], folder: "" }
  }
  const { files, closed } = await filesBelow(path)
  const signed = await Promise.all(
    files.map(async ({ name, path }) => [name, { path, sign: await signOf(path) }] as const),
  )
  const found = new Map<string, Seen>()
  for (const [name, seen] of signed) {
    // What went while we looked is not there.
    if (seen.sign === GONE) continue
    // Two names that are shown alike, in encodings of their own.
    let shown = name
    for (let again = 2; found.has(shown); again++) shown = `${name} (${again})`
    found.set(shown, seen)
  }
  return { files: found, closed, within: path, folder: `${whole.ino} ${whole.birthtimeMs}` }
}

const GONE = "ENOENT"

/** Changes when a file is written again, moved in place of another, or grows. A link that leads nowhere is a file too. */
async function signOf(path: Buffer): Promise<Sign> {
  try {
    const { size, mtimeMs, ctimeMs, ino } = await fs.stat(path)
    return `${size} ${mtimeMs} ${ctimeMs} ${ino}`
  } catch (error) {
    const isThere = await fs.lstat(path).then(
      () => true,
      () => false,
    )
    return isThere ? `${codeOf(error)}, linked` : GONE
  }
}
