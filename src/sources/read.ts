// From a folder of files to articles. A file that cannot be read costs itself, by name, never the others.

import { createHash } from "node:crypto"
import { promises as fs } from "node:fs"
import { basename } from "node:path"
import type { Article, PageArticle } from "../library/article.js"
import { DecodeError } from "../library/decode.js"
import type { Fault } from "../library/fault.js"
import { filesOf } from "./archive.js"
import { dateOfName } from "./file-date.js"
import { type Folder, filesBelow } from "./folder.js"
import { type Isolation, impatient } from "./isolation.js"
import { Damaged, type Draft, MEGABYTE, Undecodable } from "./reader.js"
import { isArchive, readerOf } from "./readers.js"
import { NoFile, sizeOfFile } from "./regular.js"

export interface Reading {
  articles: Article[]
  faults: Fault[]
  /** How many files gave at least one article. */
  files: number
}

/** An archive is held in memory while its files are read. Bytes. */
const MOST_PACKED = 512 * MEGABYTE

export interface ReadOptions {
  /** Where files are parsed that may be made to do harm; without it, here. */
  isolation?: Pick<Isolation, "read">
  /** Told after each file how many of all have been read. */
  progress?: (done: number, all: number) => void
}

/** Reads all articles of a folder, any depth, or of one file. Files come in the order of their names. Never rejects. */
export async function readArticles(path: string, { isolation, progress }: ReadOptions = {}): Promise<Reading> {
  const faults: Fault[] = []
  const found = await listFiles(path).catch((error: unknown) => {
    faults.push(pathFault(path, error))
    return undefined
  })
  if (!found) return { articles: [], faults, files: 0 }
  const reading = createReading(faults, isolation)
  for (const { name, error } of found.closed) faults.push(pathFault(name, error))
  for (const [i, { path, name }] of found.files.entries()) {
    await reading.file(path, name, found.within)
    progress?.(i + 1, found.files.length)
  }
  const { articles, files } = reading.end()
  if (articles.length === 0) faults.push({ kind: "no-articles", path })
  return { articles, faults, files }
}

function createReading(faults: Fault[], isolation: ReadOptions["isolation"]) {
  const ids = createIds()
  const articles: Article[] = []
  const unknown: string[] = []
  const empty: string[] = []
  let files = 0

  /** What one file gives, or what is wrong with it. */
  async function guarded(file: string, read: () => Promise<void>): Promise<void> {
    try {
      await read()
    } catch (error) {
      if (error instanceof DecodeError || error instanceof Undecodable)
        faults.push({ kind: "encoding", file, detail: error.message })
      else if (error instanceof Damaged) faults.push({ kind: "damaged", file, reason: error.message })
      else if (error instanceof NoFile) faults.push({ kind: "no-file", file, what: error.what })
      else if (error instanceof Error && "code" in error) faults.push(pathFault(file, error))
      else faults.push({ kind: "damaged", file, reason: String(error) })
    }
  }

  async function read(
    name: string,
    size: number,
    bytes: () => Promise<Uint8Array>,
    isolated = isolation,
  ): Promise<void> {
    const reader = await readerOf(name)
    if (!reader) {
      unknown.push(name)
      return
    }
    if (size > reader.most) {
      faults.push({ kind: "too-large", file: name, size, most: reader.most })
      return
    }
    const { drafts, faults: found } = await (isolated && size >= (reader.isolated ?? Number.POSITIVE_INFINITY)
      ? isolated.read(name, await bytes())
      : reader.read(await bytes(), name))
    // One by one: a call takes some hundred thousand arguments at the most.
    for (const fault of found) faults.push(fault)
    const before = articles.length
    for (const draft of drafts) for (const article of identified(draft, name, ids, faults)) articles.push(article)
    if (articles.length > before) files++
    if (drafts.length + found.length === 0) empty.push(name)
  }

  async function archive(path: Buffer, name: string): Promise<void> {
    const patience = isolation && impatient(isolation)
    let isEmpty = true
    for await (const packed of filesOf(await fs.readFile(path))) {
      const inner = `${name}/${packed.name}`
      if (isHidden(packed.name) || packed.name.startsWith("__MACOSX/")) continue
      isEmpty = false
      if (isArchive(packed.name)) faults.push({ kind: "damaged", file: inner, reason: "压缩包里的压缩包不读" })
      else await guarded(inner, () => read(inner, packed.size, packed.unpack, patience))
    }
    if (isEmpty) empty.push(name)
  }

  return {
    /** `within`: the folder that it must be in, be it by a link. */
    file: (path: Buffer, name: string, within?: string): Promise<void> =>
      guarded(name, async () => {
        const size = await sizeOfFile(path, within)
        if (!isArchive(name)) return read(name, size, () => fs.readFile(path))
        if (size > MOST_PACKED) faults.push({ kind: "too-large", file: name, size, most: MOST_PACKED })
        else await archive(path, name)
      }),
    end() {
      if (unknown.length > 0) faults.push({ kind: "format", files: unknown })
      if (empty.length > 0) faults.push({ kind: "empty", files: empty })
      return { articles, files }
    },
  }
}

function identified({ id, ...draft }: Draft, file: string, ids: Ids, faults: Fault[]): Article[] {
  const date = draft.date ?? dateOfName(file) ?? null
  if (id === undefined) {
    const made = ids.make(draft)
    return [{ ...draft, date, id: made, key: made, file }]
  }
  if (ids.take(id)) return [{ ...draft, date, id, key: keyOf(id), file }]
  faults.push({ kind: "duplicate-id", file, line: draft.line, id })
  return []
}

interface Ids {
  /** Takes a given id; false where it is taken already. */
  take(id: string): boolean
  /** A free id made of the article's own words: the same wherever its file is, and after any restart. */
  make(article: Pick<PageArticle, "headline" | "paragraphs">): string
}

function createIds(): Ids {
  const taken = new Set<string>()
  const take = (id: string) => {
    const free = !taken.has(id)
    taken.add(id)
    return free
  }
  /** How often an id was wanted that is made of the same words: a file may have a thousand times the same article. */
  const wanted = new Map<string, number>()
  return {
    take,
    make({ headline, paragraphs }) {
      const words = `${headline}\n${paragraphs[0]?.text ?? ""}`
      const first = shortHash(words)
      for (let again = wanted.get(first) ?? 0; ; again++) {
        const id = again === 0 ? first : shortHash(`${words}\n${again}`)
        wanted.set(first, again + 1)
        if (take(id)) return id
      }
    },
  }
}

/** Bulk ids may be long or of any script; buttons need something short. */
const keyOf = (id: string): string => (/^[\w-]{1,12}$/u.test(id) ? id : shortHash(id))

/** 40 bits: among a million articles about one clash of keys can be expected, among a hundred thousand none. */
const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 10)

/** The files below a folder in the order of their names, hidden ones left out, or the one file that the path names. */
async function listFiles(path: string): Promise<Folder & { within?: string }> {
  if ((await fs.stat(path)).isDirectory()) return { ...(await filesBelow(path)), within: path }
  return { files: [{ name: basename(path), path: Buffer.from(path) }], closed: [] }
}

/** Files of the system, of an editor that has one open (~$稿件.docx), and what is in hidden folders. */
const isHidden = (name: string): boolean =>
  name.split("/").some((part) => (part.startsWith(".") && part !== "." && part !== "..") || part.startsWith("~$"))

function pathFault(path: string, error: unknown): Fault {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error)
  return code === "ENOENT" ? { kind: "missing", path } : { kind: "unreadable", file: path, code }
}
