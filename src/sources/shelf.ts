// The articles of a folder, kept right while its files come, change and go. A version that cannot be read leaves the one
// before it served. Texts go to whoever serves them; what stays here is what each article is told by.

import type { Fault } from "../library/fault.js"
import { type Breather, finish, walk } from "../library/steps.js"
import { type DueOptions, dueOf } from "./due.js"
import { isFeedList } from "./feeds/list.js"
import { pathFault } from "./file.js"
import { type Glance, glance, type Seen } from "./glance.js"
import { Ledger } from "./ledger.js"
import { type Progressed, progressOver } from "./progressed.js"
import { createReading, type ReadingOptions } from "./reading.js"
import { type Known, restored, type SavedShelf, type Shelves, save } from "./saved.js"
import { type Counts, createTaking, type Take, type Taking } from "./taking.js"
import { allOf, changeOf, type Wrong, wrongOf } from "./wrong.js"

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

export interface Look extends Counts {
  /** What is wrong now and was not before. */
  faults: Fault[]
  /** Files that had something wrong and have it no more. */
  mended: string[]
  /** Whether files are being written that are to be looked at again. */
  unsettled: boolean
  /** What tells the folder from another in its place; undefined where it is not there, or cannot be looked into. */
  folder: string | undefined
}

export interface LookOptions extends DueOptions {
  /** Cuts it short between two files, or two changes. What has been taken stays; the next look goes on from there. */
  signal?: AbortSignal
  /** True: all files are parsed in a process of their own, where there is one, so that nobody waits for a long one. */
  apart?: boolean
  /** Told as files are read and taken how far that has come. */
  progress?: (progressed: Progressed) => void
}

export interface TakingLook extends LookOptions {
  /**
   * Serves what has changed, as it comes: file after file in the order of their names, some 200,000 characters at a time.
   * What is gone comes last. Whoever rejects has not taken it: it comes again at the next look.
   */
  take: Take
}

export interface Shelf {
  /** Reads what has changed since the last look, one look after the other. Rejects only where `take` or `breathe` does. */
  look(options: TakingLook): Promise<Look>
  /** How many articles are served. */
  readonly size: number
  /** In the order of their names. */
  sources(): Source[]
  /** All that is wrong, as of the last look. */
  faults(): Fault[]
  /** What `createShelf` goes on from; when the look that is underway is over. */
  saved(): Promise<SavedShelf>
}

export interface ShelfOptions extends Pick<ReadingOptions, "feeds" | "isolation"> {
  breathe?: Breather
  /** What another shelf of this folder has saved. What does not fit is passed over whole: then all is read. */
  saved?: unknown
}

const atOnce: Breather = () => Promise.resolve()

export function createShelf(path: string, { breathe = atOnce, isolation, feeds, saved }: ShelfOptions = {}): Shelf {
  const known = restored(path, saved)
  const shelves: Shelves = known ?? {
    files: new Map(),
    ledger: new Ledger(),
    served: new Map(),
    doubles: [],
    behind: false,
  }
  /** What is wrong with the folder. */
  let outer: readonly Fault[] = []
  /** As of the last look. */
  let wrong: Wrong = new Map()
  /** Of a shelf that was saved: what is kept of feeds may have changed beside their lists. */
  let isRestored = known !== undefined
  let last: Promise<unknown> = Promise.resolve()

  function next<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = last.then(work)
    // Nothing of what came of it is kept.
    last = done.then(
      () => undefined,
      () => undefined,
    )
    return done
  }

  /** Whether there is nothing only because no feed has been fetched yet. */
  const isUnfetched = () =>
    [...shelves.files.values()].some(({ faults }) => faults.some(({ kind }) => kind === "feeds-not-fetched"))

  /** What is wrong with files, each by itself. */
  function* own(): Generator<{ fault: Fault; file: string }> {
    // Feeds that have not been fetched yet matter only where there is nothing else.
    const matters = ({ kind }: Fault) => kind !== "feeds-not-fetched" || shelves.served.size === 0
    for (const [file, { faults }] of shelves.files)
      for (const fault of faults) if (matters(fault)) yield { fault, file }
  }

  /** What has become wrong since the last look, and the files, still there, that are right again. */
  async function told(): Promise<Pick<Look, "faults" | "mended">> {
    const before = wrong
    wrong = await walk(wrongOf(own(), [...shelves.doubles, ...outer]), breathe)
    const { faults, mended } = changeOf(before, wrong)
    return { faults, mended: mended.filter((file) => shelves.files.has(file)) }
  }

  /** Reads what is due and has it taken. */
  async function take(taking: Taking, due: ReadonlyMap<string, Seen>, now: Glance, looking: TakingLook): Promise<void> {
    const { served, files, ledger } = shelves
    const settled = new Set<Known>()
    const reading = createReading({
      isolation,
      feeds,
      apart: looking.apart,
      within: now.within,
      breathe,
      ledger,
      served,
    })
    const progress = progressOver(due, looking.progress)
    reading.begin(due, files)
    shelves.behind = true
    try {
      for (const [name, file] of files) {
        looking.signal?.throwIfAborted()
        const { texts, count, settle } = await reading.of(name, file)
        const passed = (entries: number) => progress.within(name, entries, count)
        await taking.shelve(
          texts,
          (shelved) => {
            Object.assign(file, shelved)
            settle()
            settled.add(file)
          },
          passed,
        )
        progress.over(name, count)
      }
      await taking.finish()
      shelves.ledger = taking.ledger
      shelves.doubles = taking.doubles
      shelves.behind = false
      isRestored = false
    } catch (error) {
      shelves.ledger = rest(files, taking.ledger, ledger, settled)
      throw error
    }
  }

  async function looked(looking: TakingLook): Promise<Look> {
    const now = await glance(path).catch((error: unknown) => pathFault(path, error))
    if ("kind" in now) {
      outer = [now]
      return { ...NO_CHANGE, ...(await told()), unsettled: false, folder: undefined }
    }
    const { folder } = now
    const { due, gone, unsettled } = await dueOf(shelves, now, again(looking), breathe)
    outer = now.closed.map(({ name, error }) => pathFault(name, error))
    if (due.size === 0 && !gone && !shelves.behind && shelves.served.size > 0) {
      isRestored = false
      return { ...NO_CHANGE, ...(await told()), unsettled, folder }
    }
    const { served } = shelves
    const taking = createTaking({ served, take: looking.take, breathe, signal: looking.signal })
    try {
      await take(taking, due, now, looking)
    } catch (error) {
      if (!looking.signal?.aborted) throw error
      return { ...taking.counts, faults: [], mended: [], unsettled: false, folder }
    }
    if (served.size === 0 && !isUnfetched()) outer = [...outer, { kind: "no-articles", path }]
    return { ...taking.counts, ...(await told()), unsettled, folder }
  }

  const again = ({ again = () => false, ...looking }: TakingLook): TakingLook =>
    isRestored ? { ...looking, again: (name) => isFeedList(name) || again(name) } : { ...looking, again }

  // What was wrong when it was saved was told then.
  if (known) wrong = finish(wrongOf(own(), known.doubles))

  return {
    look: (looking) => next(() => looked(looking)),

    get size() {
      return shelves.served.size
    },

    sources() {
      const doubles = new Map<string, Fault[]>()
      for (const fault of shelves.doubles) {
        const file = "file" in fault ? fault.file : ""
        const others = doubles.get(file)
        if (others) others.push(fault)
        else doubles.set(file, [fault])
      }
      return [...shelves.files].map(([file, { path, articles, faults, former }]) => ({
        file,
        path,
        articles,
        faults: [...faults, ...(doubles.get(file) ?? [])],
        former,
      }))
    },

    faults: () => allOf(wrong),
    saved: () => next(() => save(path, shelves, breathe)),
  }
}

const NO_CHANGE: Counts = { added: 0, changed: 0, removed: 0 }

/** Of a look that was cut short: what files were settled with, and of the others what was known of them before. */
function rest(files: ReadonlyMap<string, Known>, now: Ledger, before: Ledger, settled: ReadonlySet<Known>): Ledger {
  const ledger = new Ledger()
  for (const file of files.values()) {
    const from = ledger.size
    ledger.copy(settled.has(file) ? now : before, file.from, file.count)
    file.from = from
  }
  return ledger
}
