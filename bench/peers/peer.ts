// What the benchmark asks of a search library. A paragraph is known by its number.

import type { MadeParagraph } from "../corpus/read.js"

export interface Peer {
  /** Takes more paragraphs. */
  add(paragraphs: readonly MadeParagraph[]): Promise<void>
  /** The numbers of up to `limit` paragraphs for a question, best first. */
  search(question: string, limit: number): Promise<number[]>
  /** Writes what it needs to be opened again into a folder. Absent where it has no export of its own. */
  save?(): Promise<void>
}

export interface PeerKind {
  /** As the tables have it. */
  name: string
  /** An empty one; `folder` is empty, for files of its own. */
  create(folder: string): Promise<Peer>
  /** One as it was when saved into this folder. */
  open?(folder: string): Promise<Peer>
}
