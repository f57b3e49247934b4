// A value with large typed arrays in it, kept in one file: written beside and put in place whole, so that whoever stops the
// program at any moment finds the one before or the new one; checked when it is read.
//
// The file: what begins it, the arrays one after the other, the value as JSON in which each array stands as its number, and
// last 44 bytes: where the JSON begins (8), how long it is (4) and its SHA-256 (32).

import { createHash } from "node:crypto"
import { type FileHandle, open, readdir, rename, rm } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { codeOf, makeFolder } from "./folder.js"

/** A file that is not what was written, or not whole. */
export class BrokenSnapshot extends Error {
  override name = "BrokenSnapshot"
}

/** What kinds of arrays there may be. */
const KINDS = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array } as const
type Kind = keyof typeof KINDS
type Values = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

const MADE: Readonly<Record<Kind, (buffer: ArrayBufferLike) => Values>> = {
  Uint8Array: (buffer) => new Uint8Array(buffer),
  Uint16Array: (buffer) => new Uint16Array(buffer),
  Uint32Array: (buffer) => new Uint32Array(buffer),
  Int32Array: (buffer) => new Int32Array(buffer),
  Float64Array: (buffer) => new Float64Array(buffer),
}

interface Written {
  kind: Kind
  /** Where it begins in the file, its bytes, and their SHA-256. */
  start: number
  bytes: number
  hash: string
}

interface Index {
  /** What the value is of: one that is of anything else is not read. */
  of: string
  value: unknown
  arrays: Written[]
}

/** Before the number of the file's version. */
const NAME = "wenbao snapshot "
const MAGIC = Buffer.from(`${NAME}1\n`)
const TAIL = 44
/** Bytes that are hashed and written at once: a few milliseconds. */
const PIECE = 4 * 1024 * 1024
/** Longer texts are kept as arrays: JSON would be slow with them. In UTF-16 units. */
const LONG_TEXT = 10_000

/** Writes a value of plain objects, arrays, texts, numbers and typed arrays. Resolves to its bytes. Rejects with the system's error, the file before then as it was. */
export async function writeSnapshot(path: string, of: string, value: unknown): Promise<number> {
  await makeFolder(dirname(path))
  await removeLeftovers(path)
  const part = `${path}.${process.pid}.part`
  const file = await open(part, "w")
  try {
    const bytes = await writeTo(file, of, value)
    await file.sync()
    await file.close()
    await rename(part, path)
    return bytes
  } catch (error) {
    await file.close().catch(() => undefined)
    await rm(part, { force: true })
    throw error
  }
}

async function writeTo(file: FileHandle, of: string, value: unknown): Promise<number> {
  const arrays: Written[] = []
  const found: Values[] = []
  const plain = flattened(value, (array) => found.push(array) - 1)
  await put(file, MAGIC)
  let at = MAGIC.length
  for (const array of found) {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
    const hash = createHash("sha256")
    for (const piece of pieces(bytes)) {
      hash.update(piece)
      await put(file, piece)
    }
    arrays.push({ kind: kindOf(array), start: at, bytes: bytes.length, hash: hash.digest("hex") })
    at += bytes.length
  }
  const index = Buffer.from(JSON.stringify({ of, value: plain, arrays } satisfies Index))
  const tail = Buffer.alloc(TAIL)
  tail.writeBigUInt64LE(BigInt(at), 0)
  tail.writeUInt32LE(index.length, 8)
  createHash("sha256").update(index).digest().copy(tail, 12)
  await put(file, index)
  await put(file, tail)
  return at + index.length + TAIL
}

/** Writes all of it: the system may take less at once, as where a disk is nearly full. */
async function put(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten
}

/**
 * The value that was written; undefined where there is no file, or one of something else. Arrays of the parts that `shared`
 * names, by the key they have in the value, are in memory that threads can share.
 * @throws BrokenSnapshot; the system's error where it cannot be read.
 */
export async function readSnapshot(path: string, of: string, shared: readonly string[] = []): Promise<unknown> {
  let file: FileHandle
  try {
    file = await open(path, "r")
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined
    throw error
  }
  try {
    return await readFrom(file, of, shared)
  } finally {
    await file.close()
  }
}

async function readFrom(file: FileHandle, of: string, shared: readonly string[]): Promise<unknown> {
  const { size } = await file.stat()
  if (size < MAGIC.length + TAIL) throw new BrokenSnapshot("它不完整")
  const magic = await bytesAt(file, 0, new Uint8Array(MAGIC.length))
  if (!Buffer.from(magic).toString("latin1").startsWith(NAME)) throw new BrokenSnapshot("开头对不上")
  if (!MAGIC.equals(magic)) return undefined
  const tail = Buffer.from(await bytesAt(file, size - TAIL, new Uint8Array(TAIL)))
  const [start, length] = [Number(tail.readBigUInt64LE(0)), tail.readUInt32LE(8)]
  if (start + length + TAIL !== size) throw new BrokenSnapshot("它不完整")
  const json = await bytesAt(file, start, new Uint8Array(length))
  if (!createHash("sha256").update(json).digest().equals(tail.subarray(12))) throw new BrokenSnapshot("目录对不上")
  const index: Index = JSON.parse(Buffer.from(json).toString())
  if (index.of !== of) return undefined
  const isShared = numbersIn(index.value, shared)
  return unflattened(index.value, await arraysFrom(file, index.arrays, isShared))
}

/** The arrays, in their order, each checked. @throws BrokenSnapshot; the system's error where one cannot be read. */
async function arraysFrom(file: FileHandle, written: readonly Written[], isShared: ReadonlySet<number>) {
  const buffers: ArrayBufferLike[] = []
  function* wanted(): Generator<Place> {
    for (const [number, { start, bytes }] of written.entries()) {
      const buffer = isShared.has(number) ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes)
      buffers[number] = buffer
      for (const piece of pieces(new Uint8Array(buffer))) yield { at: start + piece.byteOffset, piece }
    }
  }
  const arriving = readAhead(file, wanted())
  const arrays: Values[] = []
  for (const [number, { kind, bytes, hash }] of written.entries()) {
    const sum = createHash("sha256")
    for (let left = bytes; left > 0; ) {
      const { value: piece } = await arriving.next()
      if (!piece) throw new BrokenSnapshot("它不完整")
      sum.update(piece)
      left -= piece.length
      // What has arrived already is awaited without a turn for others.
      await new Promise((resolve) => setImmediate(resolve))
    }
    if (sum.digest("hex") !== hash) throw new BrokenSnapshot("内容对不上")
    arrays.push(MADE[kind](buffers[number] ?? new ArrayBuffer(0)))
  }
  return arrays
}

/** Bytes to be read, and where they begin in the file. */
interface Place {
  at: number
  piece: Uint8Array
}

/** Pieces that are on their way while one is checked. */
const AHEAD = 4

/** Reads pieces in their order, the next ones while whoever asked has the last. */
async function* readAhead(file: FileHandle, wanted: Iterable<Place>): AsyncGenerator<Uint8Array, undefined> {
  const arriving: Promise<Uint8Array>[] = []
  for (const { at, piece } of wanted) {
    const arrival = bytesAt(file, at, piece)
    // Whoever asks for it is told of what goes wrong, unless an earlier one has gone wrong already.
    arrival.catch(() => undefined)
    arriving.push(arrival)
    const first = arriving.length > AHEAD ? arriving.shift() : undefined
    if (first) yield await first
  }
  for (const arrival of arriving) yield await arrival
}

async function bytesAt(file: FileHandle, position: number, into: Uint8Array): Promise<Uint8Array> {
  let done = 0
  while (done < into.length) {
    const { bytesRead } = await file.read(into, done, into.length - done, position + done)
    if (bytesRead === 0) throw new BrokenSnapshot("它不完整")
    done += bytesRead
  }
  return into
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
}

function kindOf(array: Values): Kind {
  for (const [name, type] of Object.entries(KINDS)) if (array instanceof type) return isKind(name) ? name : "Uint8Array"
  return "Uint8Array"
}

const isKind = (name: string): name is Kind => name in KINDS

/** How an array stands in JSON, and a long text. */
const ARRAY = "\0array"
const TEXT = "\0text"

function flattened(value: unknown, put: (array: Values) => number): unknown {
  // One with half a surrogate pair is none in UTF-8; JSON escapes it.
  if (typeof value === "string" && value.length > LONG_TEXT && value.isWellFormed())
    return { [TEXT]: put(Buffer.from(value)) }
  if (typeof value !== "object" || value === null) return value
  if (ArrayBuffer.isView(value)) {
    for (const type of Object.values(KINDS)) if (value instanceof type) return { [ARRAY]: put(value) }
    throw new TypeError(`a ${value.constructor.name} in a snapshot`)
  }
  if (Array.isArray(value)) return value.map((each) => flattened(each, put))
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, flattened(each, put)]))
}

function unflattened(value: unknown, arrays: readonly Values[]): unknown {
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map((each) => unflattened(each, arrays))
  const entries = Object.entries(value)
  const [[key, number] = []] = entries
  if (key === ARRAY) return arrays[Number(number)]
  if (key === TEXT) return Buffer.from(arrays[Number(number)] ?? []).toString()
  return Object.fromEntries(entries.map(([name, each]) => [name, unflattened(each, arrays)]))
}

/** The numbers of the arrays in these parts of a value. */
function numbersIn(value: unknown, keys: readonly string[]): Set<number> {
  const numbers = new Set<number>()
  const gather = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return
    for (const [key, each] of Object.entries(part)) {
      if (key === ARRAY) numbers.add(Number(each))
      else gather(each)
    }
  }
  if (typeof value === "object" && value !== null)
    for (const [key, part] of Object.entries(value)) if (keys.includes(key)) gather(part)
  return numbers
}

/** Removes what programs left that were ended while they wrote to this path. Rejects with the system's error. */
export async function removeLeftovers(path: string): Promise<void> {
  for (const name of await namesIn(dirname(path))) {
    const [, pid] = name.startsWith(`${basename(path)}.`) ? (/\.(\d+)\.part$/u.exec(name) ?? []) : []
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(dirname(path), name), { force: true })
  }
}

/** What lies in a folder; nothing where it is not there. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (codeOf(error) === "ENOENT") return []
    throw error
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === "EPERM"
  }
}
