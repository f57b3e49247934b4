// From a folder of files to articles, once. A file that cannot be read costs itself, by name, never the others.

import type { Article } from "../library/article.js"
import type { Fault } from "../library/fault.js"
import { createShelf, type LookOptions, type ShelfOptions } from "./shelf.js"

export interface Reading {
  articles: Article[]
  faults: Fault[]
  /** How many files gave at least one article. */
  files: number
}

export interface ReadOptions extends ShelfOptions, Pick<LookOptions, "progress"> {}

/** Reads all articles of a folder, any depth, or of one file. Files come in the order of their names. Never rejects. */
export async function readArticles(path: string, { progress, ...options }: ReadOptions = {}): Promise<Reading> {
  const articles: Article[] = []
  const { faults } = await createShelf(path, options).look({
    ...(progress && { progress }),
    async take({ added }) {
      // One by one: of short ones there may be thousands.
      for (const article of added) articles.push(article)
    },
  })
  return { articles, faults, files: new Set(articles.map(({ file }) => file)).size }
}
