// FlexSearch with its encoder for Chinese.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { load } from "./packages.js"
import type { Peer, PeerKind } from "./peer.js"

interface Index {
  add(id: number, text: string): void
  search(query: string, options: { limit: number; suggest: boolean }): number[]
  export(write: (key: string, text: string | undefined) => Promise<void>): Promise<void>
  import(key: string, text: string): void
}
interface FlexSearch {
  Index: new (options: { encoder: unknown }) => Index
  Charset: { CJK: unknown }
}

export const flexsearch: PeerKind = {
  name: "FlexSearch, CJK",
  create: async (folder) => peerOf(await empty(), folder),
  async open(folder) {
    const index = await empty()
    for (const name of (await readdir(folder)).sort()) index.import(name, await readFile(join(folder, name), "utf8"))
    return peerOf(index, folder)
  },
}

async function empty(): Promise<Index> {
  const { Index, Charset } = await load<FlexSearch>("flexsearch")
  return new Index({ encoder: Charset.CJK })
}

const peerOf = (index: Index, folder: string): Peer => ({
  async add(paragraphs) {
    for (const { number, headline, text } of paragraphs) index.add(number, `${headline}\n${text}`)
  },
  search: async (question, limit) => index.search(question, { limit, suggest: true }),
  async save() {
    await mkdir(folder, { recursive: true })
    await index.export(async (key, text) => {
      if (text !== undefined) await writeFile(join(folder, key), text)
    })
  },
})
