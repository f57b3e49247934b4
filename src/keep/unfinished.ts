// What a stop left undone, kept on disk until the next start.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Log } from "../chat/platform.js"

export interface Unfinished {
  /** Keeps these questions, as JSON. Never rejects: how it went is in the log. */
  leave(values: readonly unknown[]): Promise<void>
  /** What was left, in order, and from now on nothing is. Never rejects; [] where nothing was, or cannot be read. */
  resume(): Promise<unknown[]>
}

/** Keeps what is unfinished in a folder's file of this name, for the owner's eyes. There is a file only while something is left. */
export function createUnfinished({ folder, name, log }: { folder: string; name: string; log: Log }): Unfinished {
  const path = join(folder, name)
  const tell = (error: unknown, then: string) => {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error)
    log.warn(`${path}：${then}（${reason}）。让运行问报的用户能读写 ${folder}，或者用 DATA 指到别处。`)
  }
  return {
    async leave(values) {
      if (values.length === 0) return
      try {
        await mkdir(folder, { recursive: true })
        await writeFile(path, JSON.stringify(values), { mode: 0o600 })
        log.info(`停止时有 ${values.length} 条问题没来得及答，下次启动接着答。`)
      } catch (error) {
        tell(error, `停止时有 ${values.length} 条问题没来得及答，也没能记下来，下次启动不会接着答`)
      }
    },

    async resume() {
      try {
        const values: unknown = JSON.parse(await readFile(path, "utf8"))
        // Gone before the work begins: what makes the program crash must not make it crash at every start.
        await rm(path)
        return Array.isArray(values) ? values : []
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ENOENT"))
          tell(error, "上次停止时没答完的问题读不出来，不再答")
        return []
      }
    },
  }
}
