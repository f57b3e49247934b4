// Reads, in one look, the files that are due, one ahead of what is being taken; and those whose texts are asked for.

import type { Fault } from "../library/fault.js"
import type { Breather } from "../library/steps.js"
import { isFeedList } from "./feeds/list.js"
import { type FileOptions, readFile } from "./file.js"
import type { Seen } from "./glance.js"
import type { Identity } from "./identify.js"
import type { FileFound } from "./isolation.js"
import type { Ledger } from "./ledger.js"
import { countOf } from "./portion.js"
import { MEGABYTE } from "./reader.js"
import type { Known } from "./saved.js"
import { createRecall, forgotten, type Own, type Recall, type Texts, textsIn, textsOf } from "./texts.js"

export interface ReadingOptions extends Omit<FileOptions, "breathe" | "known"> {
  breathe: Breather
  /** What is known of the files from the look before, and served. */
  ledger: Ledger
  served: ReadonlyMap<string, number>
}

/** A file as it goes through a look. */
export interface FileInLook {
  texts: Texts
  /** How many articles it has. */
  count: number
  /** Notes what was read, when it has been taken. */
  settle(): void
}

export interface Reading {
  /** Tells which files are due, in their order, and what is known of them. */
  begin(due: ReadonlyMap<string, Seen>, files: ReadonlyMap<string, Known>): void
  /** The next file: read where it is due. Never rejects. */
  of(name: string, file: Known): Promise<FileInLook>
}

/** A larger file is not read before the one before it is taken: two of them would wait in memory. Bytes. */
const MOST_AHEAD = 16 * MEGABYTE

export function createReading({ breathe, ledger, served, ...options }: ReadingOptions): Reading {
  let due: ReadonlyMap<string, Seen> = new Map()
  let files: ReadonlyMap<string, Known> = new Map()
  let order: Iterator<[string, Seen]> = due.entries()
  let ahead: { name: string; found: ReturnType<typeof read> } | undefined

  /** What is served of a file as it was: digests, and the ids that are no names. */
  async function servedOf({ from, count }: Known): Promise<{ digests: Float64Array; own: Own }> {
    const digests: number[] = []
    const own = new Map<number, Identity>()
    for (let row = from; row < from + count; row++) {
      const entry = ledger.entry(row)
      if (served.get(ledger.id(row)) === entry.digest) digests.push(entry.digest)
      if (entry.own) own.set(entry.digest, entry.own)
      await breathe()
    }
    return { digests: Float64Array.from(digests), own }
  }

  async function read(name: string, file: Known): Promise<FileFound & { own: Own }> {
    const { digests, own } = await servedOf(file)
    return { ...(await readFile(file.path, name, { ...options, breathe, known: digests })), own }
  }

  /** What the next due file gives, and the one behind it is begun. */
  function found(name: string, file: Known): ReturnType<typeof read> {
    const own = ahead?.name === name ? ahead.found : read(name, file)
    ahead = undefined
    const following = nextAfter(name)
    if (following) {
      const [next, { size }] = following
      const known = files.get(next)
      const found = known && size <= MOST_AHEAD ? own.then(() => read(next, known)) : undefined
      // Who needs it hears of what goes wrong; where nobody does any more, the look is over.
      found?.catch(() => undefined)
      if (found) ahead = { name: next, found }
    }
    return own
  }

  /** Due files are gone through in order. */
  function nextAfter(name: string): [string, Seen] | undefined {
    for (let next = order.next(); !next.done; next = order.next()) if (next.value[0] > name) return next.value
    return undefined
  }

  /** The texts of a file that has been let go of. */
  const recallOf = (name: string, { path }: Known): Recall =>
    createRecall(async () => (await readFile(path, name, { ...options, breathe })).portions, breathe)

  return {
    begin(dueNow, filesNow) {
      due = dueNow
      files = filesNow
      order = due.entries()
    },

    async of(name, file) {
      const seen = due.get(name)
      const asItWas = () => textsIn(ledger, file.from, file.count, file.former ? forgotten : recallOf(name, file))
      if (!seen) return { texts: asItWas(), count: file.count, settle() {} }
      const { portions, faults, own } = await found(name, file)
      const count = countOf(portions)
      const isFormer = count === 0 && file.count > 0 && !isMeantEmpty(name, faults)
      const isEmptied = isFormer && faults.every(({ kind }) => kind === "empty")
      const former = () => textsIn(ledger, file.from, file.count, forgotten)
      return {
        texts: isFormer ? former() : textsOf(portions, own, recallOf(name, file)),
        count: isFormer ? file.count : count,
        settle() {
          // What the system kept from us, rights or a fault of the disk, may be mended without a trace.
          file.read = faults.some(({ kind }) => kind === "unreadable") ? undefined : seen.sign
          file.former = isFormer
          file.faults = isEmptied ? [{ kind: "emptied", file: name }] : faults
        },
      }
    },
  }
}

/** A list of feeds from which all have been taken out: that is how one gets rid of them. */
const isMeantEmpty = (name: string, faults: readonly Fault[]): boolean =>
  isFeedList(name) && faults.every(({ kind }) => MEANT_EMPTY.includes(kind))
const MEANT_EMPTY: readonly Fault["kind"][] = ["feeds", "feeds-not-fetched", "empty"]
