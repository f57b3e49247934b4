// How the program comes to its library when it starts: the one place where the benchmark knows.

import { feedFolder } from "../../src/cli/feeds.js"
import { type Loaded, loadLibrary } from "../../src/cli/load.js"
import type { Breather } from "../../src/library/steps.js"

export interface OpenOptions {
  /** The folder of articles, and the program's DATA folder. */
  articles: string
  data: string
  breathe: Breather
  /** Told which share of the articles there is in the index. */
  progress(share: number): void
}

/** The library over an archive, ready to answer. */
export async function openArchive({ articles, data, breathe, progress }: OpenOptions): Promise<Loaded> {
  const loaded = await loadLibrary(articles, {
    data,
    feeds: feedFolder(data),
    breathe,
    tell: console.error,
    progress: { reading: ({ bytes }) => progress(bytes.done / Math.max(1, bytes.all)), now: () => undefined },
  })
  await loaded.prepare(breathe)
  return loaded
}
