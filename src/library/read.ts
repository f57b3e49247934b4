// From a folder of files to articles. A file that cannot be read costs itself, by name, never the others.

import { createHash } from "node:crypto"
import { type Dirent, promises as fs } from "node:fs"
import { basename, extname, join, relative, sep } from "node:path"
import type { Article, PageArticle } from "./article.js"
import { parseBulk } from "./bulk.js"
import { DecodeError, decode } from "./decode.js"
import type { Fault } from "./fault.js"
import { split } from "./page/split.js"

export interface Reading {
  articles: Article[]
  faults: Fault[]
  /** How many files gave at least one article. */
  files: number
}

/** Reads all articles of a folder, any depth, or of one file. Files come in the order of their names. Never rejects. */
export async function readArticles(path: string): Promise<Reading> {
  const faults: Fault[] = []
  const found = await listFiles(path).catch((error: unknown) => {
    faults.push(pathFault(path, error))
    return undefined
  })
  if (!found) return { articles: [], faults, files: 0 }
  const ids = createIds()
  const articles: Article[] = []
  let files = 0
  for (const file of found.files) {
    const read = await readFile(join(found.root, file), file, ids, faults)
    if (read.length > 0) files++
    articles.push(...read)
  }
  if (articles.length === 0) faults.push({ kind: "no-articles", path })
  return { articles, faults, files }
}

async function readFile(path: string, file: string, ids: Ids, faults: Fault[]): Promise<Article[]> {
  const form = FORMS[extname(file).toLowerCase()]
  if (!form) {
    faults.push({ kind: "format", file })
    return []
  }
  try {
    return form(decode(await fs.readFile(path)), file, ids, faults)
  } catch (error) {
    if (error instanceof DecodeError) faults.push({ kind: "encoding", file, detail: error.message })
    else faults.push(pathFault(file, error))
    return []
  }
}

/** How a file's text becomes articles, by its extension. */
const FORMS: Readonly<Record<string, (text: string, file: string, ids: Ids, faults: Fault[]) => Article[]>> = {
  ".txt": readPage,
  ".jsonl": readBulk,
}

function readPage(text: string, file: string, ids: Ids): Article[] {
  return split(text).map((article) => {
    const id = ids.make(article)
    return { ...article, id, key: id, file, source: null, url: null }
  })
}

function readBulk(text: string, file: string, ids: Ids, faults: Fault[]): Article[] {
  const { records, faults: found } = parseBulk(text, file)
  faults.push(...found)
  return records.flatMap(({ id, ...record }) => {
    if (!ids.take(id)) {
      faults.push({ kind: "duplicate-id", file, line: record.line, id })
      return []
    }
    return [{ ...record, id, key: keyOf(id), file }]
  })
}

interface Ids {
  /** Takes a given id; false where it is taken already. */
  take(id: string): boolean
  /** A free id made of the article's own words: the same wherever its file is, and after any restart. */
  make(article: PageArticle): string
}

function createIds(): Ids {
  const taken = new Set<string>()
  const take = (id: string) => {
    const free = !taken.has(id)
    taken.add(id)
    return free
  }
  return {
    take,
    make({ headline, paragraphs }) {
      const words = `${headline}\n${paragraphs[0]?.text ?? ""}`
      for (let again = 0; ; again++) {
        const id = shortHash(again === 0 ? words : `${words}\n${again}`)
        if (take(id)) return id
      }
    },
  }
}

/** Bulk ids may be long or of any script; buttons need something short. */
const keyOf = (id: string): string => (/^[\w-]{1,12}$/u.test(id) ? id : shortHash(id))

/** 40 bits: among a million articles about one clash of keys can be expected, among a hundred thousand none. */
const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 10)

/** The files below a folder in the order of their names, hidden ones left out, or the one file that the path names. */
async function listFiles(path: string): Promise<{ root: string; files: string[] }> {
  if ((await fs.stat(path)).isFile()) return { root: join(path, ".."), files: [basename(path)] }
  const entries = await fs.readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter(isVisibleFile(path)).map((entry) => relative(path, join(entry.parentPath, entry.name)))
  return { root: path, files: files.sort() }
}

const isVisibleFile = (root: string) => (entry: Dirent) =>
  !entry.isDirectory() &&
  !join(relative(root, entry.parentPath), entry.name)
    .split(sep)
    .some((part) => part.startsWith("."))

function pathFault(path: string, error: unknown): Fault {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error)
  return code === "ENOENT" ? { kind: "missing", path } : { kind: "unreadable", file: path, code }
}
