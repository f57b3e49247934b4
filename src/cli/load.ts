// Fills a library from a folder.

import { createArchiveEngine } from "../engines/archive/archive.js"
import { createMiniSearchHeadlines } from "../engines/minisearch/headlines.js"
import { createLibrary, type LibraryOptions, type OpenLibrary } from "../library/create.js"
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
  learn(words.dictionary)
  const synonyms = createSynonyms([...commonSynonyms(), ...words.synonyms])
  const create = () =>
    createLibrary(createArchiveEngine(), {
      synonyms,
      headlines: createMiniSearchHeadlines(),
      ...(strictness && { strictness }),
    })
  const library = create()
  const files = new Set<string>()
  const { faults } = await shelf.look({
    ...(signal && { signal }),
    ...(progress && { progress: progress.reading }),
    async take({ added, removed }) {
      for (const article of added) {
        library.add(article)
        files.add(article.file)
        await breathe?.()
      }
      for (const id of removed) library.remove(id)
    },
  })
  signal?.throwIfAborted()
  return {
    library,
    create,
    shelf,
    isolation,
    files: files.size,
    words: { synonyms: words.synonyms.length, dictionary: words.dictionary.length },
    faults: [...words.faults, ...faults].map(describeFault),
  }
}
