// What one file gives: its articles, or what is wrong with it. An archive's files count as parts of it.

import { promises as fs } from "node:fs"
import { DecodeError } from "../library/decode.js"
import type { Fault } from "../library/fault.js"
import type { Breather } from "../library/steps.js"
import { filesOf } from "./archive.js"
import { isFeedList } from "./feeds/list.js"
import { keptReader } from "./feeds/read-kept.js"
import { codeOf, isHiddenBelow } from "./folder.js"
import { type Errand, type FileFound, type Isolation, impatient } from "./isolation.js"
import { parseInto } from "./parse.js"
import { createPacker, type Portion, type Unnamed, unpacked } from "./portion.js"
import { Damaged, MEGABYTE, type Reader, Undecodable } from "./reader.js"
import { isArchive, readerOf } from "./readers.js"
import { NoFile, sizeOfFile } from "./regular.js"

/** What a file that is no file yet would give. */
export interface Preview {
  articles: Unnamed[]
  faults: Fault[]
}

export interface FileOptions {
  /** Where files are parsed that may be made to do harm; without it, here. */
  isolation?: Pick<Isolation, "read"> | undefined
  /** The folder of what is kept of feeds; without it a feeds.txt gives no articles. */
  feeds?: string | undefined
  /** The folder that the file must be in, be it by a link. */
  within?: string | undefined
  /** True: all files are parsed there, so that nobody waits for a long one. */
  apart?: boolean | undefined
  /** Digests of articles whose text is not wanted. */
  known?: Float64Array | undefined
  /** Lets others have a turn between two articles that are parsed here. */
  breathe?: Breather | undefined
}

/** Files of so many bytes are read where they are parsed: they need not pass through the program. */
const LARGE = MEGABYTE

/** Bytes a millisecond of files that may be very large: half of what a busy machine was seen to read. */
const RATE = 5_000

/** An archive is held in memory while its files are read. Bytes. */
export const MOST_PACKED = 512 * MEGABYTE

/** Reads the file at this path, which is called `name` in faults. Never rejects. */
export async function readFile(path: string | Buffer, name: string, options: FileOptions = {}): Promise<FileFound> {
  const reading: FileFound = { portions: [], faults: [] }
  await guarded(reading, name, async () => {
    const size = await sizeOfFile(path, options.within)
    if (!isArchive(name))
      await readInto(reading, { name, size, path: Buffer.from(path), bytes: () => fs.readFile(path) }, options)
    else if (size > MOST_PACKED) reading.faults.push({ kind: "too-large", file: name, size, most: MOST_PACKED })
    else await readArchive(reading, name, await fs.readFile(path), options)
  })
  return reading
}

/** Reads a file that is no file yet: its bytes. Never rejects. */
export async function readBytes(bytes: Uint8Array, name: string, options: FileOptions = {}): Promise<Preview> {
  const reading: FileFound = { portions: [], faults: [] }
  await guarded(reading, name, async () => {
    if (isArchive(name)) await readArchive(reading, name, bytes, options)
    else await readInto(reading, { name, size: bytes.byteLength, bytes: async () => bytes }, options)
  })
  const articles = reading.portions.flatMap((portion) => unpacked(portion).flatMap((article) => article ?? []))
  return { articles, faults: reading.faults }
}

/** Does what reads; what keeps it from doing so becomes a fault. */
async function guarded({ faults }: FileFound, file: string, read: () => Promise<void>): Promise<void> {
  try {
    await read()
  } catch (error) {
    if (error instanceof DecodeError || error instanceof Undecodable)
      faults.push({ kind: "encoding", file, detail: error.message })
    else if (error instanceof Damaged) faults.push({ kind: "damaged", file, reason: error.message })
    else if (error instanceof NoFile) faults.push({ kind: "no-file", file, what: error.what })
    else if (codeOf(error) === "ENOENT") faults.push({ kind: "no-file", file, what: "gone" })
    else if (error instanceof Error && "code" in error) faults.push(pathFault(file, error))
    else faults.push({ kind: "damaged", file, reason: String(error) })
  }
}

interface Source {
  name: string
  size: number
  /** Where it is no part of another. */
  path?: Uint8Array
  bytes(): Promise<Uint8Array>
}

async function readInto({ portions, faults }: FileFound, source: Source, options: FileOptions): Promise<void> {
  const { name, size } = source
  const { isolation, feeds, apart, known } = options
  const isList = isFeedList(name)
  const reader = isList ? keptReader(feeds) : await readerOf(name)
  if (!reader) {
    faults.push({ kind: "format", files: [name] })
    return
  }
  if (size > reader.most) {
    faults.push({ kind: "too-large", file: name, size, most: reader.most })
    return
  }
  const isHarmful = size >= (reader.isolated ?? Number.POSITIVE_INFINITY)
  const elsewhere = (isHarmful || apart) && !isList ? isolation : undefined
  const found = elsewhere
    ? await elsewhere.read({
        name,
        from: await wayTo(source),
        ...(known && { known }),
        ...(reader.each && { longer: size / RATE }),
      })
    : await parsedHere(reader, source, options)
  for (const fault of found.faults) faults.push(fault)
  for (const portion of found.portions) portions.push(portion)
  if (found.portions.length + found.faults.length === 0) faults.push({ kind: "empty", files: [name] })
}

/** How the process apart comes to the bytes. */
const wayTo = async ({ size, path, bytes }: Source): Promise<Errand["from"]> =>
  path && size >= LARGE ? { path } : { bytes: await bytes() }

async function parsedHere(
  reader: Reader,
  { name, path, bytes }: Source,
  { known, breathe }: FileOptions,
): Promise<FileFound> {
  const packer = createPacker(name, new Set(known))
  const [portions, faults]: [Portion[], Fault[]] = [[], []]
  for await (const _ of parseInto(packer, faults, { reader, name, bytes: await bytes() })) {
    for (const portion of packer.full()) portions.push(portion)
    await breathe?.()
  }
  // An archive may have twenty thousand files, which all wait for the last.
  for (const portion of packer.rest(path ? "objects" : "bytes")) portions.push(portion)
  return { portions, faults }
}

async function readArchive(reading: FileFound, name: string, bytes: Uint8Array, options: FileOptions): Promise<void> {
  const { isolation } = options
  const inside = { ...options, isolation: isolation && impatient(isolation) }
  let isEmpty = true
  for await (const packed of filesOf(bytes)) {
    const inner = `${name}/${packed.name}`
    if (isHiddenBelow(packed.name) || packed.name.startsWith("__MACOSX/")) continue
    isEmpty = false
    if (isArchive(packed.name)) reading.faults.push({ kind: "damaged", file: inner, reason: "压缩包里的压缩包不读" })
    else
      await guarded(reading, inner, () =>
        readInto(reading, { name: inner, size: packed.size, bytes: packed.unpack }, inside),
      )
  }
  if (isEmpty) reading.faults.push({ kind: "empty", files: [name] })
}

export function pathFault(path: string, error: unknown): Fault {
  const code = codeOf(error)
  return code === "ENOENT" ? { kind: "missing", path } : { kind: "unreadable", file: path, code }
}
