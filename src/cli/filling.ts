// Reads the articles beside the bot where that takes long: it answers from what is there meanwhile.

import type { Log } from "../chat/platform.js"
import type { Change } from "../library/create.js"
import type { Opened } from "./load.js"
import type { Figures } from "./progress.js"

export interface FillingOptions {
  opened: Pick<Opened, "fill" | "keep" | "library">
  /** Does work while nobody looks at the folder. */
  alone(work: () => Promise<void>): Promise<void>
  change(change: Change): Promise<void>
  figures(): Figures | undefined
  /** Told how much there is when all of it is. */
  ready(size: { articles: number; paragraphs: number }): void
  log: Log
}

export interface Filling {
  /** Resolves when all is read; rejects where that fails. */
  done: Promise<void>
  /** How far it has come; undefined when all is read, or reading has failed. */
  reading(): { articles: number; left: number } | undefined
  /** To be told of articles that have come, changed or gone since: keeps the library again when they are many. */
  changed(articles: number): Promise<void>
}

/** So long nobody is answered before all is read. Milliseconds. */
export const GRACE = 10_000
/** The share of the articles that have changed from which on the library is kept again: what is kept is written as a whole. */
const MANY = 0.02

export function fillBeside({ opened, alone, change, figures, ready, log }: FillingOptions): Filling {
  const { library } = opened
  let isDone = false
  let others = 0

  async function fill(): Promise<void> {
    try {
      for (const fault of await opened.fill(change)) log.error(fault)
    } finally {
      isDone = true
    }
    ready(library.size)
  }

  return {
    done: alone(fill),
    reading: () => (isDone ? undefined : { articles: library.size.articles, left: figures()?.left ?? 0 }),
    async changed(articles) {
      others += articles
      if (others < library.size.articles * MANY) return
      others = 0
      await opened.keep()
    },
  }
}
