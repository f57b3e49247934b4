// Orama with its tokenizer for Chinese.

import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { deserialize, serialize } from "node:v8"
import { load } from "./packages.js"
import type { Peer, PeerKind } from "./peer.js"

/** An index of Orama's: only its own functions look into it. */
type Database = Readonly<Record<string, unknown>>

interface Orama {
  create(options: { schema: Record<string, string>; components: { tokenizer: unknown } }): Database
  insertMultiple(database: Database, rows: readonly Record<string, string>[], batch: number): Promise<unknown>
  search(database: Database, query: { term: string; limit: number }): Promise<{ hits: { id: string }[] }>
  save(database: Database): unknown
  load(database: Database, saved: unknown): void
}
interface Tokenizers {
  createTokenizer(options: { language: string }): unknown
}

const FILE = "index.v8"

export const orama: PeerKind = {
  name: "Orama, Mandarin",
  async create(folder) {
    const library = await load<Orama>("@orama/orama")
    return peerOf(library, await empty(library), folder)
  },
  async open(folder) {
    const library = await load<Orama>("@orama/orama")
    const database = await empty(library)
    library.load(database, deserialize(await readFile(join(folder, FILE))))
    return peerOf(library, database, folder)
  },
}

async function empty({ create }: Orama): Promise<Database> {
  const { createTokenizer } = await load<Tokenizers>("@orama/tokenizers/mandarin")
  const tokenizer = createTokenizer({ language: "mandarin" })
  return create({ schema: { headline: "string", text: "string" }, components: { tokenizer } })
}

const peerOf = ({ insertMultiple, search, save }: Orama, database: Database, folder: string): Peer => ({
  async add(paragraphs) {
    const rows = paragraphs.map(({ number, headline, text }) => ({ id: `p${number}`, headline, text }))
    await insertMultiple(database, rows, rows.length)
  },
  async search(question, limit) {
    const { hits } = await search(database, { term: question, limit })
    return hits.map(({ id }) => Number(id.slice(1)))
  },
  save: () => writeFile(join(folder, FILE), serialize(save(database))),
})
