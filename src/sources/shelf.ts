// The articles of a folder, kept right while its files come, change and go. A version that cannot be read leaves the one
// before it served.

import type { Article } from "../library/article.js"
import type { Fault } from "../library/fault.js"
import { type Breather, walk } from "../library/steps.js"
import { isFeedList } from "./feeds/list.js"
import { type FileOptions, type FileReading, pathFault, readFile } from "./file.js"
import { type Glance, glance, type Seen, type Sign } from "./glance.js"
import { createIdentifier } from "./identify.js"

/** A file that was looked at, and what it gives. */
export interface Source {
  /** Relative to the folder, as it is shown. */
  file: string
  /** As the system has it. */
  path: Buffer
  /** How many of its articles were taken. */
  articles: number
  /** What is wrong with it. */
  faults: readonly Fault[]
  /** True: it cannot be read as it is now, and what it was is served. */
  former: boolean
}

export interface Look {
  /** Articles that are new, or other than before. */
  added: Article[]
  /** How many of them are not new. */
  changed: number
  /** Ids of those that are gone. */
  removed: string[]
  /** What is wrong now and was not before. */
  faults: Fault[]
  /** Files that had something wrong and have it no more. */
  mended: string[]
  /** Whether files are being written that are to be looked at again. */
  unsettled: boolean
  /** What tells the folder from another in its place; undefined where it is not there, or cannot be looked into. */
  folder: string | undefined
}

export interface LookOptions {
  /** True: a file is read only when it is as it was at the look before; it may be half written. */
  settled?: boolean
  /** Files that are known to be whole, by name: these are read at once all the same. */
  sure?: (name: string) => boolean
  /** Cuts it short between two files; what has been read is not taken in. */
  signal?: AbortSignal
  /** Of the files that seem not to have changed, those that are read again as well, by name. */
  again?: (name: string) => boolean
  /** True: all files are parsed in a process of their own, where there is one, so that nobody waits for a long one. */
  apart?: boolean
  /** Told after each file how many of all have been read. */
  progress?: (done: number, all: number) => void
}

export interface Shelf {
  /** Reads what has changed since the last look. One look at a time. Never rejects. */
  look(options?: LookOptions): Promise<Look>
  /** In the order of their files. */
  articles(): readonly Article[]
  /** In the order of their names. */
  sources(): Source[]
  /** All that is wrong now. */
  faults(): Fault[]
}

export interface ShelfOptions extends Pick<FileOptions, "feeds" | "isolation"> {
  breathe?: Breather
}

/** What is known of a file. */
interface Known {
  path: Buffer
  /** As it was when it was last read, and when it was last seen. */
  read?: Sign
  seen?: Sign | undefined
  /** What is served of it. */
  reading: FileReading
  /** What is wrong with it as it is now. */
  faults: readonly Fault[]
  /** Whether what is served is of an earlier version. */
  former: boolean
}

const atOnce: Breather = () => Promise.resolve()

export function createShelf(path: string, { breathe = atOnce, isolation, feeds }: ShelfOptions = {}): Shelf {
  const files = new Map<string, Known>()
  const identifier = createIdentifier()
  let articles: ReadonlyMap<string, Article> = new Map()
  /** What is wrong with the folder, and with several files beside each other. */
  let outer: readonly Fault[] = []
  let double: readonly Fault[] = []

  /** The files to read, and whether some are still being written. */
  function changed(now: Glance, { settled = false, sure = () => false, again = () => false }: LookOptions) {
    const due: [string, Seen][] = []
    let [unsettled, gone] = [false, false]
    for (const [name, seen] of now.files) {
      const { sign } = seen
      const file = files.get(name) ?? { path: seen.path, reading: NOTHING, faults: [], former: false }
      files.set(name, file)
      file.path = seen.path
      const isSteady = !settled || file.seen === sign || sure(name)
      file.seen = sign
      if (file.read === sign && !again(name)) continue
      if (isSteady) due.push([name, seen])
      else unsettled = true
    }
    for (const [name, file] of files) {
      if (now.files.has(name) || now.closed.some((folder) => name.startsWith(folder.name))) continue
      // A file that an editor saves is gone for a moment.
      const isGone = !settled || file.seen === undefined || sure(name)
      if (isGone) files.delete(name)
      gone ||= isGone
      unsettled ||= !isGone
      file.seen = undefined
    }
    return { due, gone, unsettled }
  }

  /** Whether there is nothing only because no feed has been fetched yet. */
  const isUnfetched = () =>
    [...files.values()].some(({ faults }) => faults.some(({ kind }) => kind === "feeds-not-fetched"))

  async function read(name: string, { path, sign }: Seen, { within }: Glance, apart: boolean): Promise<void> {
    const file = files.get(name)
    if (!file) return
    const reading = await readFile(path, name, { isolation, feeds, within, apart })
    // What the system kept from us, rights or a fault of the disk, may be mended without a trace.
    if (reading.faults.some(({ kind }) => kind === "unreadable")) delete file.read
    else file.read = sign
    file.former = reading.placed.length === 0 && file.reading.placed.length > 0 && !isMeantEmpty(name, reading)
    const isEmptied = file.former && reading.faults.every(({ kind }) => kind === "empty")
    file.faults = isEmptied ? [{ kind: "emptied", file: name }] : reading.faults
    if (!file.former) file.reading = reading
  }

  /** What is wrong, each as text, with the file that it is about. */
  function wrong(): Map<string, { fault: Fault; file?: string }> {
    // Feeds that have not been fetched yet matter only where there is nothing else.
    const matters = ({ kind }: Fault) => kind !== "feeds-not-fetched" || articles.size === 0
    const own = inOrder(files).flatMap(([file, { faults }]) => faults.filter(matters).map((fault) => ({ fault, file })))
    const common = [...double, ...outer].map((fault) => ({ fault, ...("file" in fault && { file: fault.file }) }))
    const all = [...own, ...common]
    return new Map(all.map((each) => [JSON.stringify(each.fault), each]))
  }

  /** What has become wrong since then, and the files, still there, that are right again. */
  function since(before: Wrong): Pick<Look, "faults" | "mended"> {
    const { faults, mended } = changeOf(before, wrong())
    return { faults, mended: mended.filter((file) => files.has(file)) }
  }

  async function taken(): Promise<Pick<Look, "added" | "changed" | "removed">> {
    const placed = inOrder(files).flatMap(([, { reading }]) => reading.placed)
    const before = articles
    const found = await walk(identifier.identify(placed, before), breathe)
    articles = found.articles
    double = found.faults
    const added = [...articles.values()].filter((article) => before.get(article.id) !== article)
    return {
      added,
      changed: added.filter(({ id }) => before.has(id)).length,
      removed: [...before.keys()].filter((id) => !found.articles.has(id)),
    }
  }

  return {
    async look(looking = {}) {
      const before = wrong()
      const now = await glance(path).catch((error: unknown) => pathFault(path, error))
      if ("kind" in now) {
        outer = [now]
        return { ...NO_CHANGE, ...since(before), unsettled: false, folder: undefined }
      }
      const { due, gone, unsettled } = changed(now, looking)
      outer = now.closed.map(({ name, error }) => pathFault(name, error))
      if (due.length === 0 && !gone && articles.size > 0)
        return { ...NO_CHANGE, ...since(before), unsettled, folder: now.folder }
      for (const [i, [name, seen]] of due.entries()) {
        if (looking.signal?.aborted)
          return { ...NO_CHANGE, faults: [], mended: [], unsettled: false, folder: now.folder }
        await read(name, seen, now, looking.apart === true)
        looking.progress?.(i + 1, due.length)
        await breathe()
      }
      const changes = await taken()
      if (articles.size === 0 && !isUnfetched()) outer = [...outer, { kind: "no-articles", path }]
      return { ...changes, ...since(before), unsettled, folder: now.folder }
    },

    articles: () => [...articles.values()],

    sources() {
      const doubles = new Map<string, Fault[]>()
      for (const fault of double) {
        const file = "file" in fault ? fault.file : ""
        const others = doubles.get(file)
        if (others) others.push(fault)
        else doubles.set(file, [fault])
      }
      return inOrder(files).map(([file, { path, reading, faults, former }]) => ({
        file,
        path,
        articles: reading.placed.filter(({ draft }) => identifier.isTaken(draft, articles)).length,
        faults: [...faults, ...(doubles.get(file) ?? [])],
        former,
      }))
    },

    faults: () => gathered([...wrong().values()].map(({ fault }) => fault)),
  }
}

const NO_CHANGE = { added: [], changed: 0, removed: [] }

/** A list of feeds from which all have been taken out: that is how one gets rid of them. */
const isMeantEmpty = (name: string, { faults }: FileReading): boolean =>
  isFeedList(name) && faults.every(({ kind }) => MEANT_EMPTY.includes(kind))
const MEANT_EMPTY: readonly Fault["kind"][] = ["feeds", "feeds-not-fetched", "empty"]

const NOTHING: FileReading = { placed: [], faults: [] }

/** By name: files that came later stand among the others. */
const inOrder = <Value>(files: ReadonlyMap<string, Value>): [string, Value][] =>
  [...files].sort(([a], [b]) => (a < b ? -1 : 1))

type Wrong = ReadonlyMap<string, { fault: Fault; file?: string }>

function changeOf(before: Wrong, now: Wrong): Pick<Look, "faults" | "mended"> {
  const filesOf = (wrong: Wrong) => new Set([...wrong.values()].flatMap(({ file }) => file ?? []))
  const still = filesOf(now)
  return {
    faults: gathered([...now].flatMap(([text, { fault }]) => (before.has(text) ? [] : [fault]))),
    mended: [...filesOf(before)].filter((file) => !still.has(file)),
  }
}

/** Files that nothing reads, and files with nothing in them, are told together. */
function gathered(faults: readonly Fault[]): Fault[] {
  const together = (["format", "empty"] as const).flatMap((kind): Fault[] => {
    const files = faults.flatMap((fault) => (fault.kind === kind ? fault.files : []))
    return files.length > 0 ? [{ kind, files }] : []
  })
  const isNothing = ({ kind }: Fault) => kind === "no-articles"
  const others = faults.filter((fault) => fault.kind !== "format" && fault.kind !== "empty" && !isNothing(fault))
  return [...others, ...together, ...faults.filter(isNothing)]
}
