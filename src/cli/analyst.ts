// Analyses articles in processes of their own: nobody waits for it, and what the dictionary weighs (250 MB a
// copy) is given back when they end. In threads it would not be: nodejieba keeps it when a thread ends.

import { type Part, partOf } from "../engines/archive/builder.js"
import { type Analysis, analyse, type Named } from "../library/analysis.js"
import type { Analyst } from "../library/create.js"
import type { DictionaryWord } from "../library/terms.js"
import { type Apart, createApart } from "../sources/isolation.js"

/** What a process is asked for: articles, and the operator's own words, which it must know before. */
export interface Analysing {
  articles: readonly Named[]
  dictionary: readonly DictionaryWord[]
}

/** What comes in portions of so many characters, one after the other, goes on for long. */
const PORTION = 150_000
/** Large portions, one after the other, that are worth another process: starting it costs what it takes to analyse some of them. */
const WORTH = 12
/** Portions at a process: the one it is at, and one for when it has that. */
const AT_ONCE = 2
/** A paragraph that would keep others waiting. Characters. */
const LONG = 5_000

export interface AnalystOptions {
  dictionary: readonly DictionaryWord[]
  /** How many processes there may be. */
  processes: number
  /** Ends them, whatever they are at. */
  signal?: AbortSignal | undefined
  /** The program of a process, as built. */
  program?: URL
  /** Told in a sentence that the processes are of no use. */
  tell?: (text: string) => void
}

export interface Analysts extends Analyst {
  /** Portions that may be worked on at once, one that is analysed here or taken in among them. */
  busy(): number
  /** Much may come, until they are closed: a process starts with the first large portion, which is analysed here meanwhile. */
  expect(): void
  /** Ends the processes, whatever they are at. */
  close(): Promise<void>
}

export function createAnalysts({
  dictionary,
  processes,
  signal,
  program = new URL("./analyst-worker.js", import.meta.url),
  tell = () => {},
}: AnalystOptions): Analysts {
  const all = Array.from({ length: processes }, () => ({
    apart: createApart<Analysing, Analysis<Part>>({ program, signal }),
    waiting: 0,
  }))
  let portions = 0
  let isExpecting = false
  /** Whether a process has been ended, as the system does where memory is short: all is analysed here from then on. */
  let isAlone = false

  /** The processes that what has come so far is worth. */
  const worth = () => all.slice(0, 1 + Math.floor(portions / WORTH))

  /** As long as there may be more processes, what they have no room for is analysed here; then it waits for them. */
  function hasRoom(): boolean {
    const some = worth()
    return some.length === all.length || some.some(({ waiting }) => waiting < AT_ONCE)
  }

  /** Goes on without the processes. @throws the error where all is to end. */
  function goOnAlone(error: unknown): void {
    if (signal?.aborted) throw error
    if (!isAlone)
      tell(
        `分析文章的进程停了（${error instanceof Error ? error.message : error}），改由问报自己分析，会慢一些。看看内存够不够。`,
      )
    isAlone = true
  }

  /** Has what it is worth started and taught beforehand. Whoever asks one that is of no use is told; closing it is no failure. */
  function prepare(): void {
    isExpecting = false
    for (const { apart } of worth()) analysedBy(apart, { articles: [], dictionary }).catch(() => undefined)
  }

  return {
    busy: () => (isAlone ? 1 : worth().length * AT_ONCE + 1),
    wants(articles) {
      const lengths = articles.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text.length))
      portions = lengths.reduce((sum, length) => sum + length, 0) >= PORTION ? portions + 1 : 0
      if (portions > 0 && isExpecting && !isAlone) prepare()
      if (isAlone) return false
      return (portions > 1 && hasRoom()) || lengths.some((length) => length >= LONG)
    },
    async analyse(articles) {
      const least = worth().reduce((a, b) => (b.waiting < a.waiting ? b : a))
      least.waiting++
      try {
        return await analysedBy(least.apart, { articles, dictionary })
      } catch (error) {
        goOnAlone(error)
        return analyse(articles, partOf)
      } finally {
        least.waiting--
      }
    },
    expect() {
      isExpecting = true
    },
    async close() {
      isExpecting = false
      portions = 0
      await Promise.all(all.map(({ apart }) => apart.close()))
    },
  }
}

async function analysedBy(apart: Apart<Analysing, Analysis<Part>>, asked: Analysing): Promise<Analysis<Part>> {
  const { result } = await apart.ask(asked)
  return result
}
