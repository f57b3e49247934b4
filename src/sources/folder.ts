// What lies in a folder: its files by name, each with what shows that it has changed. Nothing is opened.

import { type Dirent, promises as fs } from "node:fs"
import { basename, dirname, join } from "node:path"
import type { Fault } from "../library/fault.js"

/** What tells a file from an earlier state of it, as text. */
export type Sign = string

export interface Glance {
  /** The folder that names are relative to. */
  root: string
  /** By name, relative to the root, in the order of names. */
  files: Map<string, Sign>
  /** Folders that could not be looked into. What was known of them still stands. */
  closed: string[]
  faults: Fault[]
}

/** The files below a folder, any depth, hidden ones left out, or the one file that the path names. Rejects where there is neither. */
export async function glance(path: string): Promise<Glance> {
  const whole = await fs.stat(path)
  if (!whole.isDirectory())
    return { root: dirname(path), files: new Map([[basename(path), signOf(whole)]]), closed: [], faults: [] }
  const found: { name: string; sign: Sign }[] = []
  const closed: string[] = []
  const faults: Fault[] = []
  const folders = [""]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const inside = folder
    const entries = await fs.readdir(join(path, folder), { withFileTypes: true }).catch((error: unknown) => {
      // The folder itself must be there; one below it may go while we look.
      if (inside === "") throw error
      if (codeOf(error) === "ENOENT") return []
      closed.push(inside)
      faults.push({ kind: "unreadable", file: inside, code: codeOf(error) })
      return []
    })
    for (const entry of entries.filter(isVisible)) {
      const name = join(folder, entry.name)
      if (entry.isDirectory()) folders.push(name)
      else found.push(...(await signed(path, name)))
    }
  }
  found.sort((a, b) => (a.name < b.name ? -1 : 1))
  return { root: path, files: new Map(found.map(({ name, sign }) => [name, sign])), closed, faults }
}

async function signed(root: string, name: string): Promise<{ name: string; sign: Sign }[]> {
  try {
    const stats = await fs.stat(join(root, name))
    // A link may lead to a folder; pipes and devices have no end.
    return stats.isFile() ? [{ name, sign: signOf(stats) }] : []
  } catch (error) {
    // A link that leads nowhere is named when it is read; what went while we looked is not there.
    return (await fs.lstat(join(root, name)).catch(() => undefined)) ? [{ name, sign: codeOf(error) }] : []
  }
}

/** Written again, moved in place of another, or grown. */
const signOf = ({ size, mtimeMs, ino }: { size: number; mtimeMs: number; ino: number }): Sign =>
  `${size} ${mtimeMs} ${ino}`

/** Files of the system and of an editor that has one open (~$稿件.docx), and all that is in hidden folders, are left out. */
const isVisible = ({ name }: Pick<Dirent, "name">): boolean => !isHiddenPart(name)

const isHiddenPart = (part: string): boolean =>
  (part.startsWith(".") && part !== "." && part !== "..") || part.startsWith("~$")

/** Whether a path with `/` between its parts is hidden, or in a hidden folder. */
export const isHidden = (name: string): boolean => name.split("/").some(isHiddenPart)

export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error)
