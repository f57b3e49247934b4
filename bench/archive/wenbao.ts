// wenbao over an archive: from its files with an empty DATA folder, and in a second process with what the first has left.

import { rm } from "node:fs/promises"
import { monitorEventLoopDelay } from "node:perf_hooks"
import { setTimeout as pause } from "node:timers/promises"
import { createLive } from "../../src/cli/live.js"
import type { Loaded } from "../../src/cli/load.js"
import { fold } from "../../src/library/fold.js"
import { createLibraries } from "../../src/library/libraries.js"
import { RECALLED } from "../../src/library/recall.js"
import { createBreather } from "../../src/library/steps.js"
import { termsOf } from "../../src/library/terms.js"
import { writeNamed } from "../corpus/write.js"
import { createCorpus } from "../corpus.js"
import { type Job, tell } from "./job.js"
import { bytesIn, memory, peak, timed } from "./measure.js"
import { openArchive } from "./open.js"

/** Articles that come in while questions are asked, and the seed that makes them others than those of the archive. */
const INCOMING = 200
const OTHER_SEED = 2
/** Between two questions meanwhile, and how long they go on when all articles are there, for what follows. Milliseconds. */
const EVERY = 10
const AFTERWARDS = 2_000
/** The event loop is looked at this often, which is part of what it measures. Milliseconds. */
const RESOLUTION = 1

const now = () => performance.now()

export async function measureWenbao(job: Job): Promise<void> {
  const { phase, corpus, paragraphs, kept, questions } = job
  const begun = now()
  const breathe = createBreather(now)
  const progress = teller(paragraphs, phase)
  const loaded = await openArchive({ articles: corpus, data: kept, breathe, progress })
  const { library, engine, isolation } = loaded
  await library.ask(questions[0] ?? "")
  const spent = now() - begun
  await tell({ kind: "progress", paragraphs: library.size.paragraphs, doing: "questions" })
  if (phase === "build") {
    const snapshot = await bytesIn(kept)
    await tell({ kind: "figures", figures: { built: spent, peak: peak(), ...(snapshot && { snapshot }) } })
  } else {
    await tell({ kind: "figures", figures: { loaded: spent, memory: memory() } })
    const recall = await timed(
      job,
      async (question) => engine.candidates(termsOf(fold(question)), RECALLED),
      (candidates) => candidates.slice(0, 10).map(({ articleId, paragraph }) => `${articleId} ${paragraph}`),
    )
    const answers = await timed(
      job,
      (question) => library.ask(question),
      () => undefined,
    )
    await tell({ kind: "figures", figures: { recall: recall.spent, answers: answers.spent, found: recall.kept } })
    await tell({ kind: "progress", paragraphs: library.size.paragraphs, doing: "articles coming in" })
    const block = await longestBlock(loaded, corpus, questions)
    await tell({ kind: "figures", figures: { block, peak: peak() } })
  }
  await isolation.close()
}

/** Tells of each hundredth of the paragraphs. */
function teller(paragraphs: number, doing: string): (share: number) => void {
  let told = 0
  return (share) => {
    if (share < told + 0.01) return
    told = share
    void tell({ kind: "progress", paragraphs: Math.floor(paragraphs * share), doing })
  }
}

/** Milliseconds that the event loop stood still at most while articles came in by their folder, and questions were asked. */
async function longestBlock({ library, create, shelf }: Loaded, corpus: string, questions: readonly string[]) {
  const breathe = createBreather(now)
  const failures: unknown[] = []
  const failed = (error: unknown) => failures.push(error)
  const libraries = createLibraries({ all: library, create, breathe, failed })
  const log = { debug() {}, info() {}, warn: console.warn, error: console.error }
  const stop = new AbortController()
  const live = createLive({ path: corpus, shelf, change: libraries.change, signal: stop.signal, log })
  const running = live.run(stop.signal)
  const incoming = [...createCorpus(library.articles().slice(0, INCOMING), OTHER_SEED).articles(INCOMING * 5)]
  const expected = library.articles().length + incoming.length
  await pause(1_000)

  const watched = monitorEventLoopDelay({ resolution: RESOLUTION })
  watched.enable()
  const file = await writeNamed(
    incoming.map((article) => ({ ...article, id: `incoming ${article.id}` })),
    corpus,
    "incoming.jsonl",
  )
  try {
    let until = Number.POSITIVE_INFINITY
    for (let i = 0; now() < until; i++) {
      if (library.articles().length >= expected) until = Math.min(until, now() + AFTERWARDS)
      await library.ask(questions[i % questions.length] ?? "")
      await pause(EVERY)
    }
  } finally {
    watched.disable()
    await rm(file)
    stop.abort()
    await running
  }
  if (failures.length > 0) throw failures[0]
  return watched.max / 1e6 - RESOLUTION
}
