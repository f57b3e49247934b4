// The process in which files are parsed that may be made to do harm: see isolation.ts.

import { doErrands } from "./errands.js"
import type { Errand } from "./isolation.js"
import { Damaged, type Draft } from "./reader.js"
import { readerOf } from "./readers.js"

doErrands(async ({ name, bytes }: Errand, tell: (drafts: Draft[]) => void) => {
  const reader = await readerOf(name)
  if (!reader) throw new Damaged("没有读它的办法")
  const { drafts, faults } = await reader.read(bytes, name)
  for (const some of portions(drafts)) tell(some)
  return faults
})

/** Characters of the articles that are told at once: a few milliseconds for whoever takes them. */
const PORTION = 200_000

function* portions(drafts: readonly Draft[]): Generator<Draft[]> {
  let some: Draft[] = []
  let size = 0
  for (const draft of drafts) {
    some.push(draft)
    size += draft.paragraphs.reduce((sum, { text }) => sum + text.length, 0)
    if (size < PORTION) continue
    yield some
    some = []
    size = 0
  }
  if (some.length > 0) yield some
}
