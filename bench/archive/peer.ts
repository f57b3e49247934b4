// A peer over an archive: built from its files, and in a second process from what it has saved.

import { type MadeParagraph, paragraphsIn } from "../corpus/read.js"
import { PEERS } from "../peers/kinds.js"
import type { Peer } from "../peers/peer.js"
import { type Job, tell } from "./job.js"
import { bytesIn, memory, peak, timed } from "./measure.js"

/** Paragraphs that a peer is given at once. */
const BATCH = 200
/** How many paragraphs it is asked for. */
const FIRST = 10

export async function measurePeer(job: Job): Promise<void> {
  const { who, phase, corpus, paragraphs, kept, questions } = job
  const kind = PEERS.find(({ name }) => name === who)
  if (!kind) throw new Error(`There is no peer called ${who}.`)
  const begun = performance.now()
  if (phase === "load") {
    const peer = await kind.open?.(kept)
    await peer?.search(questions[0] ?? "", FIRST)
    return tell({ kind: "figures", figures: { loaded: performance.now() - begun } })
  }
  const peer = await kind.create(kept)
  await fill(peer, corpus)
  await peer.search(questions[0] ?? "", FIRST)
  await tell({ kind: "figures", figures: { built: performance.now() - begun, memory: memory(), peak: peak() } })
  await tell({ kind: "progress", paragraphs, doing: "questions" })
  const { spent, kept: found } = await timed(
    job,
    (question) => peer.search(question, FIRST),
    (numbers) => numbers.map(String),
  )
  await tell({ kind: "figures", figures: { recall: spent, found, peak: peak() } })
  await tell({ kind: "progress", paragraphs, doing: "saving" })
  if (peer.save && kind.open) await save(peer.save, kept)
}

async function fill(peer: Peer, corpus: string): Promise<void> {
  let batch: MadeParagraph[] = []
  let given = 0
  for await (const paragraph of paragraphsIn(corpus)) {
    batch.push(paragraph)
    if (batch.length < BATCH) continue
    await peer.add(batch)
    given += batch.length
    batch = []
    await tell({ kind: "progress", paragraphs: given, doing: "build" })
  }
  await peer.add(batch)
}

/** Large indexes are more than some can write: that is told, and nothing is kept. */
async function save(saving: () => Promise<void>, folder: string): Promise<void> {
  try {
    await saving()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return tell({ kind: "figures", figures: { notes: [`cannot be saved: ${why}`] } })
  }
  const snapshot = await bytesIn(folder)
  await tell({ kind: "figures", figures: snapshot === undefined ? {} : { snapshot } })
}
