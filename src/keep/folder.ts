// Folders, and what the operating system calls what went wrong.

import { mkdir } from "node:fs/promises"
import { dirname } from "node:path"

/** The operating system's name of an error, such as ENOENT; the error itself where it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error)

/**
 * Makes a folder and those above it, where they are not there. Rejects with the system's error. Node's own `recursive`
 * never comes back where a folder cannot be made for want of the one above it that is there (nodejs/node, below /proc).
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    if (codeOf(error) !== "ENOENT" || dirname(path) === path) return unlessThere(error)
    await makeFolder(dirname(path))
    await mkdir(path).catch(unlessThere)
  }
}

function unlessThere(error: unknown): void {
  if (codeOf(error) !== "EEXIST") throw error
}
