// MiniSearch as it comes.

import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { load } from "./packages.js"
import type { Peer, PeerKind } from "./peer.js"

interface Index {
  addAll(rows: readonly Row[]): void
  search(query: string): { id: number }[]
}
interface MiniSearch {
  new (options: typeof OPTIONS): Index
  loadJSON(json: string, options: typeof OPTIONS): Index
}
interface Row {
  id: number
  headline: string
  text: string
}

const OPTIONS = { fields: ["headline", "text"] }
const FILE = "index.json"

export const minisearch: PeerKind = {
  name: "MiniSearch as it comes",
  async create(folder) {
    const MiniSearch = await load<MiniSearch>("minisearch")
    return peerOf(new MiniSearch(OPTIONS), folder)
  },
  async open(folder) {
    const MiniSearch = await load<MiniSearch>("minisearch")
    return peerOf(MiniSearch.loadJSON(await readFile(join(folder, FILE), "utf8"), OPTIONS), folder)
  },
}

const peerOf = (index: Index, folder: string): Peer => ({
  async add(paragraphs) {
    index.addAll(paragraphs.map(({ number, headline, text }) => ({ id: number, headline, text })))
  },
  search: async (question, limit) =>
    index
      .search(question)
      .slice(0, limit)
      .map(({ id }) => id),
  save: () => writeFile(join(folder, FILE), JSON.stringify(index)),
})
