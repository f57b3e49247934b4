// Which library each chat asks, kept on disk.

import { readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Log } from "../chat/platform.js"
import { codeOf, makeFolder } from "./folder.js"

export interface Choices {
  /** The library that a chat has chosen; undefined where it asks all. */
  of(chat: string): string | undefined
  /** Chooses one, or with undefined all again. Resolves to whether that outlives this run. Never rejects. */
  choose(chat: string, library: string | undefined): Promise<boolean>
  /** All that any chat has chosen. */
  chosen(): ReadonlySet<string>
}

/** Choices in `libraries.json` of a folder, an object of chats and their libraries. What cannot be read is set aside. Never rejects. */
export async function createChoices({ folder, log }: { folder: string; log: Log }): Promise<Choices> {
  const path = join(folder, "libraries.json")
  const choices = await read()
  let last: Promise<boolean> = Promise.resolve(true)

  async function read(): Promise<Map<string, string>> {
    try {
      const value: unknown = JSON.parse(await readFile(path, "utf8"))
      if (typeof value !== "object" || value === null || Array.isArray(value)) throw new SyntaxError("no object")
      return new Map(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"))
    } catch (error) {
      if (error instanceof SyntaxError) await setAside()
      else if (codeOf(error) !== "ENOENT")
        log.warn(`${path}：读不了（${codeOf(error)}），各个群都先问全部文章。让运行问报的用户能读写 ${folder}。`)
      return new Map()
    }
  }

  async function setAside(): Promise<void> {
    await rename(path, `${path}.broken`).catch(() => undefined)
    log.warn(`${path}：内容坏了，改名为 libraries.json.broken；各个群都先问全部文章，用 /library 再选一次。`)
  }

  /** Written whole before it has its name: a crash in between leaves the old one. */
  async function write(): Promise<boolean> {
    try {
      await makeFolder(folder)
      await writeFile(`${path}.new`, `${JSON.stringify(Object.fromEntries(choices), null, 2)}\n`, { mode: 0o600 })
      await rename(`${path}.new`, path)
      return true
    } catch (error) {
      log.warn(
        `${path}：写不进去（${codeOf(error)}），/library 的选择重启之后就忘了。让运行问报的用户能写 ${folder}，或者用 DATA 指到别处。`,
      )
      return false
    }
  }

  return {
    of: (chat) => choices.get(chat),
    chosen: () => new Set(choices.values()),
    choose(chat, library) {
      if (library === undefined) choices.delete(chat)
      else choices.set(chat, library)
      last = last.then(write)
      return last
    },
  }
}
