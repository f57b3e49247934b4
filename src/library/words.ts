// The operator's own words, a file each: synonyms, and a dictionary of words that are not to be cut up. A file or a line
// that is wrong costs itself, by name.

import { promises as fs } from "node:fs"
import { DecodeError, decode } from "./decode.js"
import type { Fault } from "./fault.js"
import { fold } from "./fold.js"
import { parseSynonyms, type SynonymGroup } from "./synonyms.js"
import { type DictionaryWord, PROPER_NOUN } from "./terms.js"

/** Paths; what is not set is not read. */
export interface WordFiles {
  synonyms?: string
  dictionary?: string
}

export interface Words {
  synonyms: SynonymGroup[]
  dictionary: DictionaryWord[]
  faults: Fault[]
}

/** Reads the files that are set. Never rejects. */
export async function readWords({ synonyms, dictionary }: WordFiles): Promise<Words> {
  const faults: Fault[] = []
  const groups = parseSynonyms(await readText(synonyms, "SYNONYMS", faults), synonyms ?? "")
  const words = parseDictionary(await readText(dictionary, "DICTIONARY", faults), dictionary ?? "")
  faults.push(...groups.faults, ...words.faults)
  return { synonyms: groups.groups, dictionary: words.words, faults }
}

/** A line as jieba's own user dictionaries have it: a word, perhaps a count, which is not used, perhaps a part of speech. */
const LINE = /^(?<word>\S+)(?:\s+\d+)?(?:\s+(?<tag>[a-z]{1,4}))?$/u

/** Reads a word a line, behind it perhaps jieba's part of speech (`n`, `ns`, `nr`, `nt`, `v`, …); `#` begins a comment. */
export function parseDictionary(text: string, file: string): { words: DictionaryWord[]; faults: Fault[] } {
  const words: DictionaryWord[] = []
  const faults: Fault[] = []
  for (const [i, line] of text.split(/\r\n|[\r\n]/u).entries()) {
    const content = fold(line)
      .replace(/(?:^|\s)#.*$/u, "")
      .trim()
    if (content === "") continue
    const { word, tag = PROPER_NOUN } = LINE.exec(content)?.groups ?? {}
    if (word === undefined) faults.push({ kind: "dictionary", file, line: i + 1, wrong: "form", text: content })
    else if (!WORD.test(word)) faults.push({ kind: "dictionary", file, line: i + 1, wrong: "word", text: word })
    else words.push({ word, tag })
  }
  return { words, faults }
}

/** Two characters at least, none that ends a word: white space, quotation marks, commas and stops. */
const WORD = /^[\p{L}\p{N}·+\-.]{2,}$/u

async function readText(path: string | undefined, variable: "SYNONYMS" | "DICTIONARY", faults: Fault[]) {
  if (path === undefined) return ""
  try {
    return decode(await fs.readFile(path))
  } catch (error) {
    faults.push(faultOf(path, variable, error))
    return ""
  }
}

function faultOf(path: string, variable: "SYNONYMS" | "DICTIONARY", error: unknown): Fault {
  if (error instanceof DecodeError) return { kind: "encoding", file: path, detail: error.message }
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error)
  if (code === "ENOENT" || code === "EISDIR") return { kind: "no-word-file", path, variable }
  return { kind: "unreadable", file: path, code }
}
