// Fills a library from a folder.

import { createMiniSearchEngine } from "../engines/minisearch/minisearch.js"
import { createLibrary, type LibraryOptions, type OpenLibrary } from "../library/create.js"
import type { Engine } from "../library/engine.js"
import type { Breather } from "../library/steps.js"
import { commonSynonyms, createSynonyms } from "../library/synonyms.js"
import { learn } from "../library/terms.js"
import { readWords, type WordFiles } from "../library/words.js"
import { describeFault } from "../sources/faults.js"
import { createIsolation, type Isolation } from "../sources/isolation.js"
import { createShelf, type Shelf } from "../sources/shelf.js"
import type { Progress } from "./progress.js"

export interface Loaded {
  library: OpenLibrary
  /** What it recalls by. */
  engine: Engine
  /** An empty library that answers as this one does. */
  create(): OpenLibrary
  /** The files, to be looked at again, and where they are parsed: closed when they have been. */
  shelf: Shelf
  isolation: Isolation
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
  /** Where files are parsed; by default a process of the program as built. */
  isolation?: Isolation
  /** Lets questions be answered, and signals be heard, between steps. */
  breathe?: Breather
  /** Ends the reading. */
  signal?: AbortSignal
}

/** The library of a folder or file, with the operator's own words, and what could not be read. */
export async function loadLibrary(
  path: string,
  {
    strictness,
    feeds,
    progress,
    breathe,
    signal,
    isolation = createIsolation({ signal }),
    ...wordFiles
  }: LoadOptions = {},
): Promise<Loaded> {
  const words = await readWords(wordFiles)
  const shelf = createShelf(path, { isolation, ...(feeds !== undefined && { feeds }), ...(breathe && { breathe }) })
  const { faults } = await shelf.look({ ...(signal && { signal }), ...(progress && { progress: progress.files }) })
  learn(words.dictionary)
  const synonyms = createSynonyms([...commonSynonyms(), ...words.synonyms])
  const over = (engine: Engine) => createLibrary(engine, { synonyms, ...(strictness && { strictness }) })
  const create = () => over(createMiniSearchEngine())
  const engine = createMiniSearchEngine()
  const library = over(engine)
  const articles = shelf.articles()
  for (const [i, article] of articles.entries()) {
    library.add(article)
    progress?.articles(i + 1, articles.length)
    await breathe?.()
  }
  return {
    library,
    engine,
    create,
    shelf,
    isolation,
    files: new Set(articles.map(({ file }) => file)).size,
    words: { synonyms: words.synonyms.length, dictionary: words.dictionary.length },
    faults: [...words.faults, ...faults].map(describeFault),
  }
}
