// Has a folder looked at whenever something in it changes.

import { realpath, stat } from "node:fs/promises"
import { dirname, relative } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { watch } from "chokidar"
import { isHiddenBelow } from "./folder.js"

export interface WatchOptions {
  /** Looks at the folder. */
  look(): Promise<Looked>
  /** Told, once, that the system does not say what changes. The folder is looked at every few seconds all the same. */
  deaf(error: unknown): void
  /** Ends it. */
  signal: AbortSignal
}

export interface Looked {
  /** Files are still being written. */
  unsettled: boolean
  /** Something has changed. */
  found: boolean
  /** What tells the folder from another in its place; undefined where it is not there. */
  folder: string | undefined
}

/** Changes come together: a copy of many files. Milliseconds. */
const GATHER = 100
/** A file that has not changed for so long has been written. Milliseconds. */
export const SETTLE = 300
/** Network folders do not say what changes in them, and what is said may be lost. Milliseconds. */
const SWEEP = 15_000
/** A large folder takes a while to be listened to; it is looked at meanwhile. Milliseconds. */
const READY_MOST = 5_000
/** A folder that is gone for a moment: somebody puts another in its place. Milliseconds. */
const LOST_SWEEP = 1_000

/** Watches a folder, any depth, or a file. Resolves when the signal has aborted and the last look is over. */
export async function watchFolder(path: string, { look, deaf, signal }: WatchOptions): Promise<void> {
  const stirring = createStirring()
  const once = createOnce(deaf)
  async function listen() {
    const watcher = (await watcherOf(path)).on("all", stirring.stir).on("error", once)
    await within(new Promise<void>((resolve) => watcher.once("ready", resolve)), READY_MOST, signal)
    // What changed before the watcher began.
    stirring.stir()
    return watcher
  }
  signal.addEventListener("abort", stirring.stir, { once: true })
  let watcher = await listen()
  let before: string | undefined
  let isFirst = true
  while (!signal.aborted) {
    const isTold = await stirring.stirred(before === undefined ? LOST_SWEEP : SWEEP)
    await pause(GATHER)
    const { found, folder } = await lookUntilSettled(look, signal)
    // Where folders are put in place of others, the watcher goes on with what is not there any more.
    const isOther = !isFirst && folder !== undefined && folder !== before
    if (!signal.aborted && ((found && !isTold) || isOther)) {
      await watcher.close()
      watcher = await listen()
    }
    before = folder
    isFirst = false
  }
  await watcher.close()
}

/** Resolves when it is ready, or after so many milliseconds, or when the signal aborts. */
async function within(ready: Promise<void>, most: number, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  const either = AbortSignal.any([signal, over.signal])
  await Promise.race([ready, pause(most, undefined, { signal: either }).catch(() => undefined)])
  over.abort()
}

async function lookUntilSettled(look: WatchOptions["look"], signal: AbortSignal): Promise<Omit<Looked, "unsettled">> {
  for (let found = false; ; ) {
    const looked = await look()
    found ||= looked.found
    if (!looked.unsettled || signal.aborted) return { found, folder: looked.folder }
    await pause(SETTLE)
  }
}

/** Something has stirred since one last waited for it. */
function createStirring() {
  let isStirred = false
  let wake = () => {}
  return {
    stir(): void {
      isStirred = true
      wake()
    },
    /** Resolves when something stirs, at once where it has already, or after this many milliseconds; to whether it has. */
    async stirred(most: number): Promise<boolean> {
      if (!isStirred)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, most)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      const has = isStirred
      isStirred = false
      return has
    },
  }
}

function createOnce(tell: (error: unknown) => void): (error: unknown) => void {
  let told = false
  return (error) => {
    if (!told) tell(error)
    told = true
  }
}

async function watcherOf(path: string) {
  // A file that an editor puts in another's place is noticed from its folder only.
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => true,
  )
  // The folder may be a link; links in it are not followed, as they are not read.
  const root = await realpath(isFolder ? path : dirname(path)).catch(() => path)
  return watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (name) => isHiddenBelow(relative(root, name).replaceAll("\\", "/")),
    ...(!isFolder && { depth: 0 }),
  })
}
