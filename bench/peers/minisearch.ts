// MiniSearch as it comes, and over wenbao's terms: its own words end at spaces and punctuation.

import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fold } from "../../src/library/fold.js"
import { termsOf, wordsOf } from "../../src/library/terms.js"
import type { MadeParagraph } from "../corpus/read.js"
import { load } from "./packages.js"
import type { Peer, PeerKind } from "./peer.js"

type Query = string | { queries: { queries: string[]; fields: string[] }[] }
type Row = { id: number } & Record<string, unknown>
interface Options {
  fields: string[]
  tokenize?: (text: string) => string[]
  processTerm?: (term: string) => string
}
interface Index {
  addAll(rows: readonly Row[]): void
  search(query: Query): { id: number }[]
}
interface MiniSearch {
  new (options: Options): Index
  loadJSON(json: string, options: Options): Index
}

/** How paragraphs are indexed and looked for. */
interface Setup {
  options: Options
  row(paragraph: MadeParagraph): Row
  query(question: string): Query
}

const FILE = "index.json"

const AS_IT_COMES: Setup = {
  options: { fields: ["headline", "text"] },
  row: ({ number, headline, text }) => ({ id: number, headline, text }),
  query: (question) => question,
}

const joined = (terms: readonly string[]): string => terms.join(" ")

const OUR_TERMS: Setup = {
  options: {
    fields: ["words", "bigrams", "title"],
    tokenize: (text) => text.split(" "),
    processTerm: (term) => term,
  },
  row({ number, headline, text }) {
    const { words, bigrams } = termsOf(fold(text))
    return { id: number, words: joined(words), bigrams: joined(bigrams), title: joined(wordsOf(fold(headline))) }
  },
  query(question) {
    const { words, bigrams } = termsOf(fold(question))
    return {
      queries: [
        { queries: [joined(words)], fields: ["words", "title"] },
        { queries: [joined(bigrams)], fields: ["bigrams"] },
      ],
    }
  },
}

export const minisearch = kindOf("MiniSearch as it comes", AS_IT_COMES)
export const minisearchTerms = kindOf("MiniSearch, wenbao's terms", OUR_TERMS)

function kindOf(name: string, setup: Setup): PeerKind {
  return {
    name,
    async create(folder) {
      const MiniSearch = await load<MiniSearch>("minisearch")
      return peerOf(new MiniSearch(setup.options), setup, folder)
    },
    async open(folder) {
      const MiniSearch = await load<MiniSearch>("minisearch")
      return peerOf(MiniSearch.loadJSON(await readFile(join(folder, FILE), "utf8"), setup.options), setup, folder)
    },
  }
}

const peerOf = (index: Index, { row, query }: Setup, folder: string): Peer => ({
  async add(paragraphs) {
    index.addAll(paragraphs.map(row))
  },
  search: async (question, limit) =>
    index
      .search(query(question))
      .slice(0, limit)
      .map(({ id }) => id),
  save: () => writeFile(join(folder, FILE), JSON.stringify(index)),
})
