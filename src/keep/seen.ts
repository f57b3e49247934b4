// Which of a platform's updates have been dealt with, kept on disk: after a crash they come again.

import { appendFile, readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Log } from "../chat/platform.js"
import { codeOf, makeFolder } from "./folder.js"

export interface Seen {
  /** The latest that were dealt with, in order; [] where nothing is kept yet. Never rejects. */
  latest(): Promise<string[]>
  /** One more has been dealt with. Never rejects: what went wrong is in the log. */
  add(update: string): Promise<void>
}

/** Telegram repeats what was not confirmed, a batch of 100 at most. */
const LATEST = 500
/** Lines of the file before it is written anew with the latest alone. */
const MOST = 20_000

/** Keeps names of updates (A-Z a-z 0-9 _ - and .), a line each, in a folder's file of this name. The folder is made with the first. */
export function createSeen({ folder, name, log }: { folder: string; name: string; log: Log }): Seen {
  const path = join(folder, name)
  let lines = 0
  let failing = false
  let last: Promise<void> = Promise.resolve()

  async function read(): Promise<string[]> {
    try {
      const names = (await readFile(path, "utf8")).split("\n").filter((line) => /^[\w.-]+$/u.test(line))
      lines = names.length
      return names.slice(-LATEST)
    } catch (error) {
      if (codeOf(error) !== "ENOENT") fail("读不出来", error)
      return []
    }
  }

  /** Written whole before it has its name: a crash in between leaves the old one. */
  async function shorten(): Promise<void> {
    const kept = await read()
    await writeFile(`${path}.new`, kept.map((each) => `${each}\n`).join(""), { mode: 0o600 })
    await rename(`${path}.new`, path)
    lines = kept.length
  }

  async function append(update: string): Promise<void> {
    try {
      await makeFolder(folder)
      // A line that a crash cut short is ended first, so that it spoils no other.
      await appendFile(path, `\n${update}\n`, { mode: 0o600 })
      lines++
      if (lines > MOST) await shorten()
      failing = false
    } catch (error) {
      fail("写不进去", error)
    }
  }

  function fail(what: string, error: unknown): void {
    if (!failing)
      log.warn(
        `${path}：${what}（${codeOf(error)}）。程序万一中断，重启后最近的几条可能会再答一次。让运行问报的用户能读写 ${folder}，或者用 DATA 指到别处。`,
      )
    failing = true
  }

  return {
    latest: read,
    add(update) {
      last = last.then(() => append(update))
      return last
    },
  }
}
