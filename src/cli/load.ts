// Fills a library from a folder.

import { createMiniSearchEngine } from "../engines/minisearch/minisearch.js"
import { createLibrary, type OpenLibrary } from "../library/create.js"
import { readArticles } from "../library/read.js"
import { describeFault } from "./faults.js"

export interface Loaded {
  library: OpenLibrary
  /** What is wrong with the articles, a sentence each. */
  faults: string[]
}

/** The library of a folder or file, with what could not be read. */
export async function loadLibrary(path: string): Promise<Loaded> {
  const { articles, faults } = await readArticles(path)
  const library = createLibrary(createMiniSearchEngine())
  for (const article of articles) library.add(article)
  return { library, faults: faults.map(describeFault) }
}
