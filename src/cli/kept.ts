// What is kept of a library, so that the next start takes seconds: its index, its articles and what is known of their files,
// in one file a folder of articles.

import { createHash } from "node:crypto"
import { realpath, stat } from "node:fs/promises"
import { join, resolve } from "node:path"
import type { SavedArchive } from "../engines/archive/archive.js"
import { BrokenSnapshot, readSnapshot, removeLeftovers, writeSnapshot } from "../keep/snapshot.js"
import type { SavedLibrary } from "../library/create.js"
import type { DictionaryWord } from "../library/terms.js"
import type { SavedShelf } from "../sources/saved.js"

export interface Saved {
  engine: SavedArchive
  library: SavedLibrary
  shelf: SavedShelf
}

export interface Kept {
  /** What was kept; undefined where there is nothing of use, which is told where it was meant to be. Never rejects. */
  read(): Promise<Saved | undefined>
  /** Keeps it in place of what was kept before. Never rejects: what goes wrong is told. */
  write(saved: Saved): Promise<void>
}

export interface KeptOptions {
  /** The folder or file of articles. */
  path: string
  /** Where it is kept; nowhere without. */
  folder: string | undefined
  /** The program's version, and the operator's own dictionary: terms are cut as they say. */
  version: string
  dictionary: readonly DictionaryWord[]
  tell: (text: string) => void
}

/** What is kept is of the program's version and of this: to be counted up with each change of how texts are cut or saved. */
const FORMAT = 2

export function createKept({ path, folder, version, dictionary, tell }: KeptOptions): Kept {
  const of = `${FORMAT} ${version} ${hashOf(JSON.stringify(dictionary))}`
  /** A folder may have several names. */
  const file = async (data: string) => {
    const real = await realpath(path).catch(() => resolve(path))
    return join(data, `articles-${hashOf(real)}.snapshot`)
  }
  /** What was left half written may be large, and nothing may be written for long. */
  const tidy = (name: string) =>
    removeLeftovers(name).catch((error: unknown) => tell(`${name}：上次没写完的索引删不掉（${error}），可以自己删掉。`))
  return {
    async read() {
      if (folder === undefined) return undefined
      const name = await file(folder)
      if (!(await mayBeFolder(folder))) {
        tell(`DATA 指的 ${folder} 是一个文件，不是文件夹，什么也存不下。改正 DATA，或者移走这个文件。`)
        return undefined
      }
      await tidy(name)
      try {
        const value = await readSnapshot(name, of, ["engine"])
        // The folder may have been called by another of its names.
        return isSaved(value) ? { ...value, shelf: { ...value.shelf, path } } : undefined
      } catch (error) {
        const why = error instanceof BrokenSnapshot ? error.message : String(error)
        tell(`${name}：上次存下的索引不能用（${why}），重新读所有文章，读完会再存。`)
        return undefined
      }
    },
    async write(saved) {
      if (folder === undefined) return
      const name = await file(folder)
      try {
        await writeSnapshot(name, of, saved)
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        tell(`${name}：索引没有存下（${why}），下次启动要重新读。看看磁盘还有没有地方、问报能不能写 ${folder}。`)
      }
    },
  }
}

/** Whether this is a folder, or nothing yet. */
const mayBeFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => true,
  )

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 10)

/** Its parts are what their rooms have saved: the file has been checked, and is of this version. */
const isSaved = (value: unknown): value is Saved =>
  typeof value === "object" && value !== null && "engine" in value && "library" in value && "shelf" in value
