// Has a folder looked at whenever something in it changes.

import { stat } from "node:fs/promises"
import { dirname, relative } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { watch } from "chokidar"
import { isHiddenBelow } from "./folder.js"

export interface WatchOptions {
  /** Looks at the folder; resolves to whether files in it are still being written. */
  look(): Promise<{ unsettled: boolean }>
  /** Told, once, that the system does not say what changes. The folder is looked at every few seconds all the same. */
  deaf(error: unknown): void
  /** Ends it. */
  signal: AbortSignal
}

/** Changes come together: a copy of many files. Milliseconds. */
const GATHER = 100
/** A file that has not changed for so long has been written. Milliseconds. */
export const SETTLE = 300
/** Network folders do not say what changes in them, and what is said may be lost. Milliseconds. */
const SWEEP = 15_000

/** Watches a folder, any depth, or a file. Resolves when the signal has aborted and the last look is over. */
export async function watchFolder(path: string, { look, deaf, signal }: WatchOptions): Promise<void> {
  const stirring = createStirring()
  const once = createOnce(deaf)
  const watcher = await watcherOf(path)
  watcher.on("all", stirring.stir).on("error", once)
  signal.addEventListener("abort", stirring.stir, { once: true })
  // What changed before the watcher began.
  stirring.stir()
  while (!signal.aborted) {
    await stirring.stirred(SWEEP)
    await pause(GATHER)
    while (!signal.aborted && (await look()).unsettled) await pause(SETTLE)
  }
  await watcher.close()
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
    /** Resolves when something stirs, at once where it has already, or after this many milliseconds. */
    async stirred(most: number): Promise<void> {
      if (!isStirred)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, most)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      isStirred = false
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
  return watch(isFolder ? path : dirname(path), {
    ignoreInitial: true,
    ignored: (name) => isHiddenBelow(relative(path, name).replaceAll("\\", "/")),
    ...(!isFolder && { depth: 0 }),
  })
}
