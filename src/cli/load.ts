// Fills a library from a folder: what was kept of it at once, and then what has changed since.

import { availableParallelism } from "node:os"
import { type ArchiveEngine, createArchiveEngine } from "../engines/archive/archive.js"
import type { Merger } from "../engines/archive/levels.js"
import { createMergeThread } from "../engines/archive/merging.js"
import { createMiniSearchHeadlines } from "../engines/minisearch/headlines.js"
import { type Change, createLibrary, type LibraryOptions, type OpenLibrary } from "../library/create.js"
import { type Breather, walk } from "../library/steps.js"
import { commonSynonyms, createSynonyms } from "../library/synonyms.js"
import { learn } from "../library/terms.js"
import { readWords, type WordFiles } from "../library/words.js"
import { describeFault } from "../sources/faults.js"
import { createIsolation, type Isolation } from "../sources/isolation.js"
import { createShelf, type Look, type Shelf } from "../sources/shelf.js"
import { createAnalysts } from "./analyst.js"
import { createKept } from "./kept.js"
import { createPipe } from "./pipe.js"
import type { Progress } from "./progress.js"

export interface Opened {
  /** What was kept of the library; an empty one where nothing was. */
  library: OpenLibrary
  /** An empty library that answers as this one does. */
  create(): OpenLibrary
  engine: ArchiveEngine
  /** The files, to be looked at again, and where they are parsed: closed when they have been. */
  shelf: Shelf
  isolation: Isolation
  /**
   * Has all taken in that has come, changed or gone since, by `change` where that is given; resolves to what is wrong
   * with the articles, a sentence each. What is there already is found meanwhile.
   */
  fill(change?: (change: Change) => Promise<void>): Promise<string[]>
  /** Makes what the first question, and the first change, would wait for. */
  prepare(breathe: Breather): Promise<void>
  /** Keeps the library as it is now, if it is one that takes long to read. Not while it changes. Never rejects. */
  keep(): Promise<void>
  /** How many groups and words the operator's own files gave. */
  words: { synonyms: number; dictionary: number }
  /** What is wrong with the operator's words, a sentence each. */
  faults: string[]
}

export interface Loaded extends Opened {
  /** How many files gave at least one article. */
  files: number
}

export interface LoadOptions extends WordFiles, Pick<LibraryOptions, "strictness"> {
  /** The folder of what is kept; without it nothing is. */
  data?: string
  /** The program's version: what another one has kept is not read. */
  version?: string
  /** The folder of what is kept of feeds. */
  feeds?: string
  progress?: Progress
  /** Told in a sentence what an operator may want to know of what was kept. */
  tell?: (text: string) => void
  /** Where files are parsed; by default a process of the program as built. */
  isolation?: Isolation
  /** Where large parts of the index are merged; by default a thread of the program as built. */
  merger?: Merger
  /** Lets questions be answered, and signals be heard, between steps. */
  breathe?: Breather
  /** Ends the reading. */
  signal?: AbortSignal
}

/** The library of a folder or file with all that is in it, with the operator's own words, and what could not be read. */
export async function loadLibrary(path: string, options: LoadOptions = {}): Promise<Loaded> {
  const opened = await openLibrary(path, options)
  const faults = await opened.fill()
  options.signal?.throwIfAborted()
  return {
    ...opened,
    files: opened.shelf.sources().filter(({ articles }) => articles > 0).length,
    faults: [...opened.faults, ...faults],
  }
}

/** Processes that analyse articles: the program itself reads and serves meanwhile, and every one holds a dictionary of 250 MB. */
const PROCESSES = Math.max(1, Math.min(4, availableParallelism()))
/** Fewer paragraphs are read and indexed in a second or two. */
const WORTH_KEEPING = 4_000

/** With so many paragraphs the process that reads files is there before anybody asks; those that analyse start when they are needed. */
const LARGE = 50_000

const atOnce: Breather = () => Promise.resolve()

/** The library of a folder or file as far as it was kept. */
export async function openLibrary(path: string, options: LoadOptions = {}): Promise<Opened> {
  const { strictness, data, version = "", feeds, progress, tell = () => {}, signal, ...wordFiles } = options
  const { breathe = atOnce, merger = createMergeThread(), isolation = createIsolation({ signal }) } = options
  const words = await readWords(wordFiles)
  learn(words.dictionary)
  const synonyms = createSynonyms([...commonSynonyms(), ...words.synonyms])
  const kept = createKept({ path, folder: data, version, dictionary: words.dictionary, tell })
  const found = await kept.read()
  const shelf = createShelf(path, {
    isolation,
    breathe,
    ...(feeds !== undefined && { feeds }),
    ...(found && { saved: found.shelf }),
  })
  // Of articles that the shelf does not know nobody would notice that they are gone.
  const saved = shelf.size > 0 ? found : undefined
  const answering = { synonyms, ...(strictness && { strictness }) }
  const analysts = createAnalysts({ dictionary: words.dictionary, processes: PROCESSES, signal, tell })
  const engine = createArchiveEngine({ merger, ...(saved && { saved: saved.engine }) })
  const headlines = createMiniSearchHeadlines()
  const library = createLibrary(engine, { ...answering, headlines, analyst: analysts, saved: saved?.library })
  const change = async (each: Change) => void (await library.change(each, breathe))

  const keep = async (isMostlyNew = false) => {
    if (library.size.paragraphs < WORTH_KEEPING) return
    const merged = isMostlyNew ? engine.unite() : engine.settled()
    await merged.catch((error: unknown) => tell(`索引合并不成，找起来会慢一些（${error}）。`))
    // The engine first: nothing of it is in steps.
    const ours = { engine: engine.save(), library: await walk(library.saving(), breathe), shelf: await shelf.saved() }
    await kept.write(ours)
  }

  /** The system copies the tables of all memory that a program has when it starts another: 70 ms of 1.8 GB. */
  function stayIfLarge(): void {
    if (library.size.paragraphs >= LARGE) isolation.stay()
  }

  async function look(changing: (change: Change) => Promise<void>): Promise<Look> {
    const pipe = createPipe(analysts.busy)
    const look = await shelf.look({
      ...(signal && { signal }),
      ...(progress && { progress: progress.reading }),
      take: (each) => pipe.put(() => changing(each)),
    })
    await pipe.drained()
    return look
  }

  return {
    library,
    create: () =>
      createLibrary(createArchiveEngine({ merger }), { ...answering, headlines: createMiniSearchHeadlines() }),
    engine,
    shelf,
    isolation,
    async fill(changing = change) {
      analysts.expect()
      const { added, removed } = await look(changing)
      await analysts.close()
      stayIfLarge()
      if (added + removed > 0 && !signal?.aborted) await keep(added > library.size.articles / 2)
      return shelf.faults().map(describeFault)
    },
    async prepare(breathe) {
      stayIfLarge()
      await library.prepare(breathe)
    },
    keep: () => keep(),
    words: { synonyms: words.synonyms.length, dictionary: words.dictionary.length },
    faults: words.faults.map(describeFault),
  }
}
