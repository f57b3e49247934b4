// What of a folder is a file to be read: no pipe that never ends, and no link that leads out of the folder.

import { promises as fs } from "node:fs"
import { sep } from "node:path"
import type { Fault } from "../library/fault.js"

/** What stands in a folder by the name of a file, and is none. */
export class NoFile extends Error {
  override name = "NoFile"
  readonly what: Extract<Fault, { kind: "no-file" }>["what"]

  constructor(what: NoFile["what"]) {
    super(what)
    this.what = what
  }
}

/**
 * The size of a file, in bytes. Where `root` is given, the file, or what the link leads to, must be below it.
 * @throws NoFile; what `stat` and `realpath` throw.
 */
export async function sizeOfFile(path: string | Buffer, root?: string): Promise<number> {
  const stat = await fs.stat(path)
  if (stat.isDirectory()) throw new NoFile("folder")
  if (!stat.isFile()) throw new NoFile("other")
  if (root !== undefined && !(await isBelow(path, root))) throw new NoFile("elsewhere")
  return stat.size
}

async function isBelow(path: string | Buffer, root: string): Promise<boolean> {
  const real = await fs.realpath(path, { encoding: "buffer" })
  const folder = (await fs.realpath(root)).replace(/[\\/]$/u, "")
  const start = Buffer.from(folder + sep)
  return real.subarray(0, start.length).equals(start)
}
