// Writes a corpus into a folder, in the bulk format of docs/articles.md, an article at a time.

import { createWriteStream } from "node:fs"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { finished } from "node:stream/promises"
import type { MadeArticle } from "../corpus.js"

/** Articles of a file. */
export const OF_A_FILE = 50_000

/** Writes articles to `001.jsonl`, `002.jsonl` and so on in a folder that is there, and says how many there were. */
export async function writeArticles(articles: Iterable<MadeArticle>, folder: string): Promise<number> {
  let written = 0
  let file: ReturnType<typeof createWriteStream> | undefined
  for (const article of articles) {
    if (!file || written % OF_A_FILE === 0) {
      if (file) await closed(file)
      file = createWriteStream(join(folder, `${String(written / OF_A_FILE + 1).padStart(3, "0")}.jsonl`))
    }
    written++
    if (!file.write(`${JSON.stringify(article)}\n`)) await drained(file)
  }
  if (file) await closed(file)
  return written
}

/** @throws what the disk says. */
async function closed(file: ReturnType<typeof createWriteStream>): Promise<void> {
  file.end()
  await finished(file)
}

const drained = (file: ReturnType<typeof createWriteStream>): Promise<void> =>
  new Promise((resolve, reject) => {
    file.once("error", reject)
    file.once("drain", () => {
      file.off("error", reject)
      resolve()
    })
  })

/** Writes articles to one file of a folder, whose path it gives. */
export async function writeNamed(articles: readonly MadeArticle[], folder: string, name: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, articles.map((article) => `${JSON.stringify(article)}\n`).join(""))
  return file
}
