// Reads a corpus back from its files, a line at a time: no program that measures holds all of it for that.

import { createReadStream } from "node:fs"
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { createInterface } from "node:readline"
import type { MadeArticle } from "../corpus.js"

/** A paragraph as engines are given it. */
export interface MadeParagraph {
  /** Which of all it is, from 0. */
  number: number
  articleId: string
  paragraph: number
  headline: string
  text: string
}

/** All paragraphs of a folder's files, in the order of their names. */
export async function* paragraphsIn(folder: string): AsyncGenerator<MadeParagraph> {
  let number = 0
  for (const name of (await readdir(folder)).filter((each) => each.endsWith(".jsonl")).sort())
    for await (const line of createInterface({ input: createReadStream(join(folder, name)) })) {
      const { id, headline, paragraphs }: MadeArticle = JSON.parse(line)
      for (const [paragraph, text] of paragraphs.entries())
        yield { number: number++, articleId: id, paragraph, headline, text }
    }
}
