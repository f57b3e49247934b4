// Keeps the library right while its folder changes, and says what has changed.

import type { Log } from "../chat/platform.js"
import type { Fault } from "../library/fault.js"
import { describeFault } from "../sources/faults.js"
import type { Look, LookOptions, Shelf } from "../sources/shelf.js"
import type { Take } from "../sources/taking.js"
import { type Looked, watchFolder } from "../sources/watch.js"

export interface Live {
  /** Looks at the folder now, after the look that is underway if there is one; resolves when all that has changed is served. */
  look(options?: LookOptions): Promise<Look>
  /** The same, for whoever does not wait for it and always asks for the same; what goes wrong is in the log. */
  refresh(options?: LookOptions): void
  /** Does work while nobody looks, after the look that is underway if there is one. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>
  /** Looks whenever something changes. Resolves when the signal has aborted. */
  run(signal: AbortSignal): Promise<void>
}

export interface LiveOptions {
  /** The folder or file. */
  path: string
  shelf: Shelf
  /** Serves what has changed, some at a time. */
  change: Take
  /** Told, before the next look, of how many articles have come, changed or gone. */
  changed?(articles: number): Promise<void>
  /** Cuts a look short. */
  signal?: AbortSignal
  log: Log
}

export function createLive({ path, shelf, change, changed, signal, log }: LiveOptions): Live {
  let last: Promise<unknown> = Promise.resolve()
  let isDue = false

  async function lookOnce(options: LookOptions): Promise<Look> {
    const look = await shelf.look({ ...options, take: change, apart: true, ...(signal && { signal }) })
    if (look.added + look.removed > 0) {
      log.info(`文章有变化：${describeChange(look)}；现在共 ${shelf.size} 篇。`)
      await changed?.(look.added + look.removed)
    }
    for (const file of look.mended) log.info(`${file}：现在读好了。`)
    if (look.faults.length > 0) tell(look.faults)
    return look
  }

  function tell(faults: readonly Fault[]): void {
    const served = new Set(shelf.sources().flatMap(({ file, former }) => (former ? [file] : [])))
    for (const fault of faults) {
      const isServed = "file" in fault && fault.kind !== "emptied" && served.has(fault.file)
      const isAway = fault.kind === "missing" && shelf.size > 0
      const kept = isServed ? "改好之前，仍用它原来的内容。" : isAway ? `在那之前，仍用原来的 ${shelf.size} 篇。` : ""
      log.warn(`${describeFault(fault)}${kept}`)
    }
  }

  function alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }

  const look = (options: LookOptions = {}): Promise<Look> => alone(() => lookOnce(options))

  /** What goes wrong in a look is told; the folder is looked at again. */
  async function told(options?: LookOptions): Promise<Looked> {
    try {
      const { added, removed, unsettled, folder } = await look(options)
      return { found: added + removed > 0, unsettled, folder }
    } catch (error) {
      if (signal?.aborted) return NOTHING
      log.error("更新文章时出错。这是程序的错误，请带上下面的记录报告：", error)
      return NOTHING
    }
  }

  return {
    look,
    alone,
    refresh(options) {
      // One that is still to come sees what this one would.
      if (isDue) return
      isDue = true
      void last.then(() => {
        isDue = false
        return told(options)
      })
    },
    run: (signal) =>
      watchFolder(path, {
        look: () => told({ settled: true }),
        deaf: (error) =>
          log.warn(
            `${path}：系统不能及时告诉我们文件的变化（${error instanceof Error ? error.message : error}），改为每隔十几秒看一次。Linux 上可以调大 fs.inotify.max_user_watches。`,
          ),
        signal,
      }),
  }
}

const NOTHING: Looked = { unsettled: false, found: false, folder: undefined }

/** 新 2 篇，改 1 篇，去掉 3 篇. */
function describeChange({ added, removed, changed }: Look): string {
  const parts = [
    [added - changed, "新增"],
    [changed, "改动"],
    [removed, "去掉"],
  ] as const
  return parts.flatMap(([count, what]) => (count > 0 ? [`${what} ${count} 篇`] : [])).join("，")
}
