// The files behind a library, for those who own it: what is there, what a new file would give, putting one in and taking
// one out. Nothing is ever written outside the folder of articles.

import { randomBytes } from "node:crypto"
import { promises as fs } from "node:fs"
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import type { Fault } from "../library/fault.js"
import { MOST_PACKED, type Preview, readBytes } from "./file.js"
import { codeOf } from "./folder.js"
import type { Isolation } from "./isolation.js"
import { EXTENSIONS, readerOf } from "./readers.js"
import type { Look, LookOptions, Source } from "./shelf.js"
import { SETTLE } from "./watch.js"

export interface Collection {
  /** In the order of their names. */
  sources(): Source[]
  /** All that is wrong now. */
  faults(): Fault[]
  /** Reads again all that is there. */
  reload(): Promise<Look>
  /** What keeps a file of this name and size from being taken, before it is fetched; undefined where nothing does. */
  refusal(name: string, size: number): Promise<Fault | undefined>
  /** What a file would give. */
  preview(name: string, bytes: Uint8Array): Promise<Preview>
  /**
   * Where a file of this name goes: its path below the folder of articles, its name made harmless, within one of the
   * folders there or in none.
   */
  placeOf(name: string, folder?: string): string
  /** Puts a file there, in place of the one that has its name, and reads it. Rejects with the system's error. */
  put(place: string, bytes: Uint8Array): Promise<Look>
  /**
   * Takes a file out: it goes to the hidden folder `.removed` below the folder of articles, which nothing reads.
   * Resolves to where it is now. Rejects with the system's error.
   */
  remove(file: string): Promise<{ look: Look; kept: string }>
}

export interface CollectionOptions {
  /** The folder, or the one file. */
  path: string
  sources(): Source[]
  faults(): Fault[]
  look(options?: LookOptions): Promise<Look>
  isolation: Pick<Isolation, "read">
  /** The folder of what is kept of feeds. */
  feeds?: string
}

/** Bytes of a file that is sent, at the most: it is held in memory until it is taken. */
export const MOST_SENT = 20 * 1024 * 1024

/** Where what was taken out goes. */
const REMOVED = ".removed"

export function createCollection({ path, sources, faults, look, isolation, feeds }: CollectionOptions): Collection {
  /** The path of a file below the folder, and of nothing else: neither names nor links lead out of it. */
  async function inside(place: string): Promise<string> {
    const target = resolve(path, place)
    const way = relative(resolve(path), target)
    if (way === "" || way.startsWith("..") || resolve(way) === way) throw outside(place)
    const [root, folder] = await Promise.all([fs.realpath(path), fs.realpath(dirname(target))])
    if (folder !== root && !folder.startsWith(root + sep)) throw outside(place)
    return join(folder, basename(target))
  }

  return {
    sources,
    async reload() {
      const first = await look({ settled: true, again: () => true })
      if (!first.unsettled) return first
      // What has just been put there is whole when it is the same a moment later.
      await pause(SETTLE)
      const then = await look({ settled: true })
      return {
        ...then,
        added: first.added + then.added,
        changed: first.changed + then.changed,
        removed: first.removed + then.removed,
        faults: [...first.faults, ...then.faults],
      }
    },
    faults,

    async refusal(name, size) {
      if (!EXTENSIONS.includes(extname(name).toLowerCase())) return { kind: "format", files: [name] }
      const reader = await readerOf(name)
      const most = Math.min(MOST_SENT, reader?.most ?? MOST_PACKED)
      return size > most ? { kind: "too-large", file: name, size, most } : undefined
    },

    async preview(name, bytes) {
      return readBytes(bytes, name, { isolation, feeds, apart: true })
    },

    placeOf: (name, folder) => join(...(folder === undefined ? [] : [folder]), harmless(name)),

    async put(place, bytes) {
      if (!(await fs.stat(path)).isDirectory())
        throw Object.assign(new Error(`${path} is no folder`), { code: "ENOTDIR" })
      const target = await inside(place)
      // Written whole before it has its name: nobody reads a half of it.
      const draft = join(dirname(target), `.${randomBytes(8).toString("hex")}.part`)
      try {
        await fs.writeFile(draft, bytes, { flag: "wx" })
        await fs.rename(draft, target)
      } finally {
        await fs.rm(draft, { force: true })
      }
      return look({ settled: true, sure: (name) => name === place })
    },

    async remove(file) {
      const source = sources().find((each) => each.file === file)
      if (!source) throw Object.assign(new Error(`${file} is not there`), { code: "ENOENT" })
      const kept = join(REMOVED, `${randomBytes(3).toString("hex")}-${basename(file)}`)
      await fs.mkdir(join(path, REMOVED)).catch((error: unknown) => {
        if (codeOf(error) !== "EEXIST") throw error
      })
      await fs.rename(source.path, await inside(kept))
      return { look: await look({ settled: true, sure: (name) => name === file }), kept }
    },
  }
}

const outside = (place: string) => Object.assign(new Error(`${place} is outside the folder`), { code: "EOUTSIDE" })

/** Bytes of a file's name that every file system takes. */
const LONGEST_NAME = 200

/** A name without folders, control characters and what file systems do not take; never empty, never hidden. */
function harmless(name: string): string {
  const last = name.toWellFormed().split(/[\\/]/u).at(-1) ?? ""
  const plain = last
    .normalize("NFC")
    .replace(/[\p{C}<>:"|?*]/gu, "")
    .trim()
    .replace(/^[.~\s]+/u, "")
  const extension = extname(plain)
  let stem = plain.slice(0, plain.length - extension.length)
  while (Buffer.byteLength(stem + extension) > LONGEST_NAME) stem = [...stem].slice(0, -1).join("")
  // Devices of Windows.
  const isDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu.test(stem)
  return `${isDevice || stem === "" ? `稿件${stem}` : stem}${extension}`
}
