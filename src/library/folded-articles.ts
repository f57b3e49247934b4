// Articles as ranking reads them, folded as far as they are looked at: those of the last questions are kept.

import { titleOf } from "./analysis.js"
import type { Article } from "./article.js"
import { type FoldedText, foldSentences } from "./fold.js"

/** An article as ranking reads it: of most, one paragraph and the one before it. */
export interface FoldedArticle {
  title: string
  /** A paragraph by its index, from 0; an empty one where there is none. */
  paragraph(index: number): FoldedText
  /** All paragraphs, a line each. */
  text(): string
}

export interface FoldedArticles {
  /** The article with this id; an empty one where there is none. */
  of(id: string): FoldedArticle
  /** To be told of an article that goes, or is replaced. */
  forget(id: string): void
}

/** How many articles are kept. */
const KEPT = 2000

export function createFoldedArticles(get: (id: string) => Article | undefined): FoldedArticles {
  /** The one used last is the last to go. */
  const kept = new Map<string, FoldedArticle>()
  return {
    of(id) {
      const article = get(id)
      // One that has gone while a question was answered may come back: nothing is kept of it.
      if (!article) return NO_ARTICLE
      const folded = kept.get(id) ?? foldArticle(article)
      kept.delete(id)
      kept.set(id, folded)
      const [oldest] = kept.keys()
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
      return folded
    },
    forget: (id) => void kept.delete(id),
  }
}

function foldArticle(article: Article): FoldedArticle {
  const folded: (FoldedText | undefined)[] = []
  const paragraph = (index: number): FoldedText => {
    const printed = article.paragraphs[index]
    if (!printed) return NO_TEXT
    const made = folded[index] ?? foldSentences(printed.text)
    folded[index] = made
    return made
  }
  let whole: string | undefined
  return {
    title: titleOf(article),
    paragraph,
    text() {
      whole ??= article.paragraphs.map((_, index) => paragraph(index).text).join("\n")
      return whole
    },
  }
}

const NO_TEXT: FoldedText = { text: "", sentences: [] }
const NO_ARTICLE: FoldedArticle = { title: "", paragraph: () => NO_TEXT, text: () => "" }
