// The files below a folder, whatever their names are written in, and the folders that do not let us in.

import { promises as fs } from "node:fs"
import { sep } from "node:path"
import { strictly } from "../library/decode.js"
import { byName } from "./sorted.js"

export interface Listed {
  /** Below the folder, as it is shown. */
  name: string
  /** As the system has it: names come from other systems and need not be UTF-8. */
  path: Buffer
}

export interface Folder {
  /** In the order of their names. */
  files: Listed[]
  /** By name, with what the system said. */
  closed: { name: string; error: unknown }[]
}

/** Names as bytes, which the types of `opendir` do not know of; some at once. */
const READING = { encoding: "buffer", bufferSize: 512 }

/**
 * The files of a folder, any depth, hidden ones left out. No link is followed; one is a file.
 * @throws what `opendir` throws for the folder itself.
 */
export async function filesBelow(root: string): Promise<Folder> {
  const found: Folder = { files: [], closed: [] }
  const open: Listed[] = []
  const look = async ({ name, path }: Listed) => {
    // Not `readdir`, which makes all entries of a folder at once.
    for await (const entry of await fs.opendir(path, Object(READING))) {
      const bytes = Buffer.from(entry.name)
      const own = shownName(bytes)
      if (isHidden(own)) continue
      const listed = { name: name + own, path: Buffer.concat([path, Buffer.from(sep), bytes]) }
      if (entry.isDirectory()) open.push({ ...listed, name: listed.name + sep })
      else found.files.push(listed)
    }
  }
  await look({ name: "", path: Buffer.from(root) })
  for (let folder = open.pop(); folder; folder = open.pop()) {
    const { name } = folder
    await look(folder).catch((error: unknown) => found.closed.push({ name, error }))
  }
  return { ...found, files: await byName(found.files) }
}

/** A name in UTF-8, or else as Chinese Windows writes it; on one line, with nothing in it that a terminal would obey. */
export function shownName(bytes: Uint8Array): string {
  return shown(decoded(bytes))
}

function decoded(bytes: Uint8Array): string {
  const text = strictly("utf-8", bytes) ?? strictly("gb18030", bytes)
  // In neither: each byte that is no ASCII by its number.
  return (
    text ??
    Buffer.from(bytes)
      .toString("latin1")
      .replace(/[^ -~]/gu, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`)
  )
}

/** A text whose controls, those of lines and of the direction of writing too, are their pictures or escapes. */
export const shown = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (sign) => {
    const code = sign.charCodeAt(0)
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : `\\u${code.toString(16).padStart(4, "0")}`
  })

/** Of the system, of an editor that has one open (~$稿件.docx), or hidden. */
const isHidden = (name: string): boolean => name.startsWith(".") || name.startsWith("~$")

/** Whether a path with `/` between its parts is hidden, or in a hidden folder. */
export const isHiddenBelow = (name: string): boolean =>
  name.split("/").some((part) => isHidden(part) && part !== "." && part !== "..")

/** The operating system's name of an error, such as ENOENT; the error itself where it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error)
