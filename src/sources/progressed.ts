// How far a look has come.

import type { Seen } from "./glance.js"

export interface Progressed {
  /** Files that have been read, of those that are to be. */
  files: { done: number; all: number }
  /** Their bytes; those of a file that is being taken in part. */
  bytes: { done: number; all: number }
  /** Articles in them, up to here. */
  articles: number
}

export interface Progress {
  /** So many of a file's articles have gone by. */
  within(name: string, articles: number, all: number): void
  /** A file has been gone through. */
  over(name: string, articles: number): void
}

/** Tells of the files that are to be read; of others nothing. */
export function progressOver(due: ReadonlyMap<string, Seen>, tell?: (progressed: Progressed) => void): Progress {
  let all = 0
  for (const { size } of due.values()) all += size
  let [files, bytes, articles] = [0, 0, 0]
  const told = (part: number, some: number) =>
    tell?.({
      files: { done: files, all: due.size },
      bytes: { done: Math.round(bytes + part), all },
      articles: articles + some,
    })
  return {
    within(name, some, all) {
      const file = due.get(name)
      if (file) told((file.size * some) / Math.max(1, all), some)
    },
    over(name, some) {
      const file = due.get(name)
      if (!file) return
      files++
      bytes += file.size
      articles += some
      told(0, 0)
    },
  }
}
