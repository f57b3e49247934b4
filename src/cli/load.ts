// Fills a library from a folder.

import { createMiniSearchEngine } from "../engines/minisearch/minisearch.js"
import { createLibrary, type LibraryOptions, type OpenLibrary } from "../library/create.js"
import { commonSynonyms, createSynonyms } from "../library/synonyms.js"
import { learn } from "../library/terms.js"
import { readWords, type WordFiles } from "../library/words.js"
import { createIsolation } from "../sources/isolation.js"
import { readArticles } from "../sources/read.js"
import { describeFault } from "./faults.js"
import type { Progress } from "./progress.js"

export interface Loaded {
  library: OpenLibrary
  /** How many files gave at least one article. */
  files: number
  /** How many groups and words the operator's own files gave. */
  words: { synonyms: number; dictionary: number }
  /** What is wrong with the articles and the operator's words, a sentence each. */
  faults: string[]
}

export interface LoadOptions extends WordFiles, Pick<LibraryOptions, "strictness"> {
  /** The folder of what is kept of feeds. */
  feeds?: string
  progress?: Progress
}

/** The library of a folder or file, with the operator's own words, and what could not be read. */
export async function loadLibrary(
  path: string,
  { strictness, feeds, progress, ...wordFiles }: LoadOptions = {},
): Promise<Loaded> {
  const words = await readWords(wordFiles)
  const isolation = createIsolation()
  const { articles, faults, files } = await readArticles(path, {
    isolation,
    ...(feeds !== undefined && { feeds }),
    ...(progress && { progress: progress.files }),
  })
  await isolation.close()
  learn(words.dictionary)
  const synonyms = createSynonyms([...commonSynonyms(), ...words.synonyms])
  const library = createLibrary(createMiniSearchEngine(), { synonyms, ...(strictness && { strictness }) })
  for (const [i, article] of articles.entries()) {
    library.add(article)
    progress?.articles(i + 1, articles.length)
  }
  return {
    library,
    files,
    words: { synonyms: words.synonyms.length, dictionary: words.dictionary.length },
    faults: [...words.faults, ...faults].map(describeFault),
  }
}
