// The readers of files, by what a file's name ends in. Their libraries are loaded only where there is such a file.

import { extname } from "node:path"
import type { Reader } from "./reader.js"

const READERS: Readonly<Record<string, () => Promise<Reader>>> = {
  ".txt": async () => (await import("./page.js")).page,
  ".jsonl": async () => (await import("./bulk.js")).bulk,
  ".md": markdown,
  ".markdown": markdown,
  ".html": html,
  ".htm": html,
  ".xhtml": html,
  ".shtml": html,
  ".docx": async () => (await import("./word.js")).word,
  ".pdf": async () => (await import("./pdf.js")).pdf,
  ".csv": table,
  ".tsv": table,
}

async function markdown(): Promise<Reader> {
  return (await import("./markdown.js")).markdown
}

async function html(): Promise<Reader> {
  return (await import("./html.js")).html
}

async function table(): Promise<Reader> {
  return (await import("./table.js")).table
}

/** What names of files that can be read end in; `.zip` holds such files. */
export const EXTENSIONS: readonly string[] = [...Object.keys(READERS), ".zip"]

/** The reader of a file of this name, or undefined where there is none. */
export const readerOf = async (name: string): Promise<Reader | undefined> => READERS[extname(name).toLowerCase()]?.()

export const isArchive = (name: string): boolean => extname(name).toLowerCase() === ".zip"
