// SQLite's FTS5, over trigrams as it brings them, or over wenbao's words: it has none of its own for Chinese.

import { join } from "node:path"
import { fold } from "../../src/library/fold.js"
import { wordsOf } from "../../src/library/terms.js"
import { load } from "./packages.js"
import type { Peer, PeerKind } from "./peer.js"

interface Statement {
  run(...values: readonly (string | number)[]): unknown
  all(...values: readonly (string | number)[]): { rowid: number }[]
}
interface Database {
  exec(sql: string): void
  prepare(sql: string): Statement
}
type Libsql = new (file: string) => Database

const FILE = "index.sqlite"

interface Cutting {
  tokenize: string
  /** What is indexed of a text. */
  indexed(text: string): string
  /** What a question looks for, any of which is enough. */
  terms(question: string): string[]
}

const TRIGRAMS: Cutting = {
  tokenize: "trigram",
  indexed: (text) => text,
  terms: (question) => Array.from({ length: question.length - 2 }, (_, i) => question.slice(i, i + 3)),
}

const WORDS: Cutting = {
  tokenize: "unicode61",
  indexed: (text) => wordsOf(fold(text)).join(" "),
  terms: (question) => wordsOf(fold(question)),
}

export const sqliteTrigrams = kindOf("SQLite FTS5, trigrams", TRIGRAMS)
export const sqliteWords = kindOf("SQLite FTS5, words", WORDS)

function kindOf(name: string, cutting: Cutting): PeerKind {
  return {
    name,
    async create(folder) {
      const database = await opened(folder)
      database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
      database.exec(`CREATE VIRTUAL TABLE paragraphs USING fts5(headline, text, tokenize = '${cutting.tokenize}')`)
      return peerOf(database, cutting)
    },
    open: async (folder) => peerOf(await opened(folder), cutting),
  }
}

async function opened(folder: string): Promise<Database> {
  const Libsql = await load<Libsql>("libsql")
  return new Libsql(join(folder, FILE))
}

function peerOf(database: Database, { indexed, terms }: Cutting): Peer {
  const insert = database.prepare("INSERT INTO paragraphs (rowid, headline, text) VALUES (?, ?, ?)")
  const select = database.prepare(
    "SELECT rowid FROM paragraphs WHERE paragraphs MATCH ? ORDER BY bm25(paragraphs) LIMIT ?",
  )
  return {
    async add(paragraphs) {
      database.exec("BEGIN")
      for (const { number, headline, text } of paragraphs) insert.run(number + 1, indexed(headline), indexed(text))
      database.exec("COMMIT")
    },
    async search(question, limit) {
      const match = [...new Set(terms(question))].map((term) => `"${term.replaceAll('"', '""')}"`).join(" OR ")
      return match === "" ? [] : select.all(match, limit).map(({ rowid }) => rowid - 1)
    },
    // All is in its file as it comes.
    save: async () => {},
  }
}
