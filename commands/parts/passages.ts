// Passages as a reader sees them: the newspaper's words, the answer in bold, under their headline and section.

import { excerpt } from "../../src/chat/excerpt.js"
import type { Block, Span } from "../../src/chat/reply.js"
import type { Words } from "../../src/chat/words/words.js"
import type { Article } from "../../src/library/article.js"
import type { Passage } from "../../src/library/library.js"
import { alsoBlocks, type Told } from "./also.js"
import { headlineBlocks } from "./headline.js"
import { cutOffMark } from "./pages.js"

/** What a reader on a phone takes in at a glance, in characters: about six lines a passage. */
export const PASSAGE_LENGTH = 160

/** Passages under their headlines and section heads; those of one article stand together, with who tells the same. */
export function passageBlocks(passages: readonly Told[], say: Words): Block[] {
  const articles = [...new Set(passages.map(({ article }) => article))]
  return articles.flatMap((article) => {
    const ofArticle = passages.filter((passage) => passage.article === article)
    return [
      ...headlineBlocks(article),
      ...ofArticle.flatMap((passage, i) => [...sectionBlocks(passage, ofArticle[i - 1]), quote(passage, say)]),
      ...alsoBlocks(alsoOf(ofArticle), say),
    ]
  })
}

/** The other articles that tell the same as any of these passages. */
export const alsoOf = (passages: readonly Told[]): Article[] => [...new Set(passages.flatMap(({ also }) => also))]

/** The section head that a passage stands under, where it is not that of the passage before. */
function sectionBlocks({ article, paragraph }: Passage, before: Passage | undefined): Block[] {
  const section = sectionOf(article, paragraph)
  const isNew = section !== (before && sectionOf(article, before.paragraph))
  return isNew && section !== undefined ? [{ kind: "note", spans: [section] }] : []
}

/** A section head of two lines is one. */
function sectionOf({ headings }: Article, paragraph: number): string | undefined {
  const last = headings.findLast(({ before }) => before <= paragraph)
  return last && headings.flatMap(({ before, text }) => (before === last.before ? [text] : [])).join("　")
}

export function quote({ article, paragraph, text, focus }: Passage, say: Words): { kind: "quote"; spans: Span[] } {
  const spans: Span[] = []
  let end = 0
  for (const range of focus) {
    spans.push(text.slice(end, range.start), { strong: text.slice(range.start, range.end) })
    end = range.end
  }
  spans.push(text.slice(end))
  const shown = excerpt(
    spans.filter((span) => span !== ""),
    PASSAGE_LENGTH,
  )
  return { kind: "quote", spans: [...shown, ...cutOffMark(article, paragraph, shown, say)] }
}
