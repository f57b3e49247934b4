// A file's articles while they wait to be taken: what each is told by in columns, and their texts as bytes, some at a time.
// Half a million articles as objects would be most of what the program may hold.

import { createHash } from "node:crypto"
import { deserialize, serialize } from "node:v8"
import type { Article } from "../library/article.js"
import { dateOf } from "./file-date.js"
import type { Draft } from "./reader.js"

/** An article as it is served, but for what it is called. */
export interface Unnamed extends Omit<Article, "id" | "key"> {
  /** Where the file gives one. */
  id?: string
}

/** Some articles of one file, in its order. */
export interface Portion {
  /** The file, within an archive if it is in one. */
  file: string
  /** Of each article the given id, or the hash of its words. */
  names: string[]
  /** Of each whether its name was given: 1 or 0. */
  given: Uint8Array
  digests: Float64Array
  lines: Uint32Array
  /** The articles; as bytes: an array of them, serialized. Null stands for one whose digest is known. */
  texts: (Unnamed | null)[] | Uint8Array
}

/** Characters of the articles that are told at once: a few milliseconds for whoever takes them. */
export const PORTION = 200_000
/** Articles of a portion, be they ever so short, or known. */
const MOST = 4_000

export interface Packer {
  add(draft: Draft): void
  /** The portions that are full, each told once. */
  full(): Portion[]
  /** What there is beside the full ones; as it is where it need not be kept for long, else as bytes. */
  rest(as: "objects" | "bytes"): Portion[]
}

/** Packs the articles of a file. Those whose digest is known come without their text. */
export function createPacker(file: string, known: ReadonlySet<number> = new Set()): Packer {
  let done: Portion[] = []
  let texts: (Unnamed | null)[] = []
  let names: string[] = []
  let given: number[] = []
  let digests: number[] = []
  let lines: number[] = []
  let size = 0

  function close(as: "objects" | "bytes"): void {
    done.push({
      file,
      names,
      given: Uint8Array.from(given),
      digests: Float64Array.from(digests),
      lines: Uint32Array.from(lines),
      texts: as === "objects" ? texts : serialize(texts),
    })
    texts = []
    names = []
    given = []
    digests = []
    lines = []
    size = 0
  }

  function full(): Portion[] {
    const told = done
    done = []
    return told
  }

  return {
    add(draft) {
      const article = { ...draft, date: dateOf(draft, file), file }
      const digest = digestOf(article)
      const isKnown = known.has(digest)
      texts.push(isKnown ? null : article)
      names.push(draft.id ?? shortHash(wordsOf(draft)))
      given.push(draft.id === undefined ? 0 : 1)
      digests.push(digest)
      lines.push(draft.line)
      size += isKnown ? 0 : lengthOf(draft)
      if (size >= PORTION || texts.length >= MOST) close("bytes")
    },
    full,
    rest(as) {
      if (texts.length > 0) close(as)
      return full()
    },
  }
}

/** The articles of a portion, null for those that are known. Kept as bytes, they are new at each call. */
export function unpacked({ texts }: Portion): readonly (Unnamed | null)[] {
  return texts instanceof Uint8Array ? deserialize(texts) : texts
}

/** How many articles there are in these portions. */
export const countOf = (portions: readonly Portion[]): number =>
  portions.reduce((sum, { names }) => sum + names.length, 0)

/** Characters of an article, more or less. */
export const lengthOf = ({ headline, paragraphs }: Pick<Draft, "headline" | "paragraphs">): number =>
  paragraphs.reduce((sum, { text }) => sum + text.length, headline.length)

/** What an article without an id is told by. */
export const wordsOf = ({ headline, paragraphs }: Pick<Draft, "headline" | "paragraphs">): string =>
  `${headline}\n${paragraphs[0]?.text ?? ""}`

/** 40 bits: among a million articles about one clash of keys can be expected, among a hundred thousand none. */
export const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 10)

/**
 * All of an article, but for the id that is made of its words, as 48 bits: it is only ever compared with the one that had its
 * id before, so that one change in some hundred million millions is missed.
 */
function digestOf(article: Unnamed): number {
  const fields = Object.entries(article).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash("sha256").update(JSON.stringify(fields)).digest().readUIntBE(0, 6)
}
