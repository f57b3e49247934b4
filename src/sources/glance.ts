// What lies in a folder: its files by name, each with what shows that it has changed. Nothing is opened.

import { promises as fs } from "node:fs"
import { basename } from "node:path"
import { setImmediate as turn } from "node:timers/promises"
import { codeOf, filesBelow, type Listed } from "./folder.js"

/** What tells a file from an earlier state of it, as text. */
export type Sign = string

export interface Seen {
  /** As the system has it. */
  path: Buffer
  sign: Sign
  /** Bytes. */
  size: number
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
    return { files: new Map([[basename(path), { path: own, ...(await stateOf(own)) }]]), closed: [], folder: "" }
  }
  const { files, closed } = await filesBelow(path)
  return { files: await seen(files), closed, within: path, folder: `${whole.ino} ${whole.birthtimeMs}` }
}

/** Files that are asked for at the same time: the system looks at a few only. */
const AT_ONCE = 32
/** Files that are gone through between two turns for others. */
const MANY = 4_000

async function seen(files: readonly Listed[]): Promise<Map<string, Seen>> {
  const states: State[] = []
  const next = files.entries()
  const inTurn = async () => {
    for (const [i, { path }] of next) states[i] = await stateOf(path)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, inTurn))
  const found = new Map<string, Seen>()
  let isAlike = false
  for (const [i, { name, path }] of files.entries()) {
    const state = states[i]
    // What went while we looked is not there.
    if (!state || state.sign === GONE) continue
    // Two names that are shown alike, in encodings of their own.
    let shown = name
    for (let again = 2; found.has(shown); again++) shown = `${name} (${again})`
    isAlike ||= shown !== name
    found.set(shown, { path, ...state })
    if (i % MANY === MANY - 1) await turn()
  }
  return isAlike ? new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1))) : found
}

const GONE = "ENOENT"

type State = Pick<Seen, "sign" | "size">

/** The sign changes when a file is written again, moved in place of another, or grows. A link that leads nowhere is a file too. */
async function stateOf(path: Buffer): Promise<State> {
  try {
    const { size, mtimeMs, ctimeMs, ino } = await fs.stat(path)
    return { sign: `${size} ${mtimeMs} ${ctimeMs} ${ino}`, size }
  } catch (error) {
    const isThere = await fs.lstat(path).then(
      () => true,
      () => false,
    )
    return { sign: isThere ? `${codeOf(error)}, linked` : GONE, size: 0 }
  }
}
