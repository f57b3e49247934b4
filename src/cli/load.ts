// Fills a library from a folder.

import { createMiniSearchEngine } from "../engines/minisearch/minisearch.js"
import { createLibrary, type LibraryOptions, type OpenLibrary } from "../library/create.js"
import { readArticles } from "../library/read.js"
import { describeFault } from "./faults.js"

export interface Loaded {
  library: OpenLibrary
  /** How many files gave at least one article. */
  files: number
  /** What is wrong with the articles, a sentence each. */
  faults: string[]
}

/** The library of a folder or file, with what could not be read. */
export async function loadLibrary(path: string, options: LibraryOptions = {}): Promise<Loaded> {
  const { articles, faults, files } = await readArticles(path)
  const library = createLibrary(createMiniSearchEngine(), options)
  for (const article of articles) library.add(article)
  return { library, files, faults: faults.map(describeFault) }
}
