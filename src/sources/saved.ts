// What a shelf knows of its files, as a plain value that can be kept and taken up again.

import type { Fault } from "../library/fault.js"
import type { Breather } from "../library/steps.js"
import type { Sign } from "./glance.js"
import { Ledger } from "./ledger.js"

/** What is known of a file. */
export interface Known {
  path: Buffer
  /** As it was when it was last read, and when it was last seen. */
  read?: Sign | undefined
  seen?: Sign | undefined
  /** Where what is known of its articles stands, of those that are served of it. */
  from: number
  count: number
  /** How many of its articles were taken. */
  articles: number
  /** What is wrong with it as it is now. */
  faults: readonly Fault[]
  /** Whether what is served is of an earlier version. */
  former: boolean
}

/** All that a shelf knows. */
export interface Shelves {
  /** By name, in the order of names. */
  files: Map<string, Known>
  ledger: Ledger
  /** The digests of what is served, by id. */
  served: Map<string, number>
  /** Articles whose id another one has. */
  doubles: readonly Fault[]
  /** Whether the last look was cut short. */
  behind: boolean
}

/**
 * As it is kept: a few large columns. Text is UTF-8, lines of JSON. Only `createShelf` looks into it.
 */
export interface SavedShelf {
  version: typeof VERSION
  /** The folder. */
  path: string
  behind: boolean
  /** Lines of `SavedFile[]`. */
  files: Uint8Array
  /** Lines of `string[]`, an article each. */
  names: Uint8Array
  digests: Float64Array
  lines: Uint32Array
  agains: Int32Array
  /** Of each article 1 where it is served under its id. */
  served: Uint8Array
  /** A line of `[row, id][]`. */
  own: Uint8Array
  /** Lines of `[id, digest][]`: what else is served. */
  others: Uint8Array
  /** A line of faults. */
  doubles: Uint8Array
}

/** Another one is another shape, or another way of telling articles. */
const VERSION = 1

/** Name, path in Latin-1, sign, faults, whether the former version is served, articles taken, and of each file within it how many rows. */
type SavedFile = [string, string, Sign | null, readonly Fault[], boolean, number, [string, number][]]

/** What one line of JSON has. */
const LINE = 2_000

/** In steps; what is saved must not change meanwhile. */
export async function save(path: string, shelves: Shelves, breathe: Breather): Promise<SavedShelf> {
  const { ledger, served, doubles, behind } = shelves
  const isServed = new Uint8Array(ledger.size)
  /** After a look that was not cut short nothing else is served. */
  const own = new Set<string>()
  const lines = new Uint32Array(ledger.size)
  const digests = new Float64Array(ledger.size)
  const agains = new Int32Array(ledger.size)
  for (let row = 0; row < ledger.size; row++) {
    const id = ledger.id(row)
    lines[row] = ledger.lines[row] ?? 0
    digests[row] = ledger.digests[row] ?? 0
    agains[row] = ledger.agains[row] ?? 0
    if (served.get(id) === digests[row]) {
      isServed[row] = 1
      if (behind) own.add(id)
    }
    await breathe()
  }
  return {
    version: VERSION,
    path,
    behind,
    files: await written(savedFiles(shelves), breathe),
    names: await written(ledger.names, breathe),
    digests,
    lines,
    agains,
    served: isServed,
    own: await written(ledger.own, breathe),
    others: await written(
      (function* () {
        if (behind) for (const each of served) if (!own.has(each[0])) yield each
      })(),
      breathe,
    ),
    doubles: await written(doubles, breathe),
  }
}

function* savedFiles({ files, ledger }: Shelves): Generator<SavedFile> {
  for (const [name, { path, read, faults, former, articles, from, count }] of files) {
    const within: [string, number][] = []
    for (let row = from; row < from + count; row++) {
      const file = ledger.files[row] ?? name
      const last = within.at(-1)
      if (last?.[0] === file) last[1]++
      else within.push([file, 1])
    }
    yield [name, path.toString("latin1"), read ?? null, faults, former, articles, within]
  }
}

/** Lines of JSON, in steps. */
async function written(values: Iterable<unknown>, breathe: Breather): Promise<Uint8Array> {
  const lines: Buffer[] = []
  let some: unknown[] = []
  const close = () => {
    lines.push(Buffer.from(`${JSON.stringify(some)}\n`))
    some = []
  }
  for (const value of values) {
    some.push(value)
    if (some.length === LINE) close()
    await breathe()
  }
  if (some.length > 0) close()
  return Buffer.concat(lines)
}

/** What was saved; undefined where it is of another folder, of another version, or none. */
export function restored(path: string, saved: unknown): Shelves | undefined {
  if (!isSaved(saved) || saved.path !== path) return undefined
  const [names, files] = [read(saved.names, isText), read(saved.files, isSavedFile)]
  const [own, others, doubles] = [read(saved.own, isOwn), read(saved.others, isOwner), read(saved.doubles, isFault)]
  if (!names || !files || !own || !others || !doubles) return undefined
  const rows = names.length
  const columns = [saved.digests, saved.lines, saved.agains, saved.served]
  if (columns.some(({ length }) => length !== rows)) return undefined
  if (own.some(([row]) => row >= rows)) return undefined
  const within = files.flatMap(([, , , , , , files]) => files)
  if (within.reduce((sum, [, count]) => sum + count, 0) !== rows) return undefined
  const ledger = Ledger.of({ ...saved, names, own, files: within })
  const served = new Map<string, number>()
  for (let row = 0; row < rows; row++) if (saved.served[row] === 1) served.set(ledger.id(row), saved.digests[row] ?? 0)
  for (const [id, digest] of others) served.set(id, digest)
  return { files: filesOf(files), ledger, served, doubles, behind: saved.behind }
}

function filesOf(files: readonly SavedFile[]): Map<string, Known> {
  const found = new Map<string, Known>()
  let from = 0
  for (const [name, path, sign, faults, former, articles, within] of files) {
    const count = within.reduce((sum, [, each]) => sum + each, 0)
    const read = sign ?? undefined
    found.set(name, { path: Buffer.from(path, "latin1"), read, faults, former, articles, from, count })
    from += count
  }
  return found
}

/** The values in lines of JSON; undefined where one is none of these. */
function read<Value>(bytes: Uint8Array, is: (value: unknown) => value is Value): Value[] | undefined {
  const values: Value[] = []
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf("\n", start)
    const line: unknown = parsed(text.toString("utf8", start, end < 0 ? text.length : end))
    if (end < 0 || !Array.isArray(line)) return undefined
    for (const value of line) {
      if (!is(value)) return undefined
      values.push(value)
    }
    start = end + 1
  }
  return values
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isSaved(saved: unknown): saved is SavedShelf {
  if (typeof saved !== "object" || saved === null) return false
  const has = (field: string, is: (value: unknown) => boolean) => field in saved && is(Reflect.get(saved, field))
  const isBytes = (value: unknown) => value instanceof Uint8Array
  return (
    has("version", (value) => value === VERSION) &&
    has("path", isText) &&
    has("behind", (value) => typeof value === "boolean") &&
    ["files", "names", "served", "own", "others", "doubles"].every((field) => has(field, isBytes)) &&
    has("digests", (value) => value instanceof Float64Array) &&
    has("lines", (value) => value instanceof Uint32Array) &&
    has("agains", (value) => value instanceof Int32Array)
  )
}

const isText = (value: unknown): value is string => typeof value === "string"
const isCount = (value: unknown): value is number => typeof value === "number" && Number.isInteger(value) && value >= 0
const isFault = (value: unknown): value is Fault =>
  typeof value === "object" && value !== null && "kind" in value && isText(value.kind)
const isOwn = (value: unknown): value is [number, string] =>
  Array.isArray(value) && isCount(value[0]) && isText(value[1])
const isOwner = (value: unknown): value is [string, number] =>
  Array.isArray(value) && isText(value[0]) && typeof value[1] === "number"
const isWithin = (value: unknown): value is [string, number] => isOwner(value) && isCount(value[1])

function isSavedFile(value: unknown): value is SavedFile {
  if (!Array.isArray(value)) return false
  const [name, path, sign, faults, former, articles, within] = value
  return (
    isText(name) &&
    isText(path) &&
    (sign === null || isText(sign)) &&
    Array.isArray(faults) &&
    faults.every(isFault) &&
    typeof former === "boolean" &&
    isCount(articles) &&
    Array.isArray(within) &&
    within.every(isWithin)
  )
}
