// What articles give an index: the terms of their paragraphs and how many of those have which characters. A pure function
// of the articles' words, so that it can be worked out in another process.

import type { Article } from "./article.js"
import { type Counted, createOccurrences } from "./counts.js"
import type { IndexedParagraph } from "./engine.js"
import { fold } from "./fold.js"
import { createTallier, type Tally } from "./tally.js"
import { charactersOf, termsOf, wordsOf } from "./terms.js"

/** What is needed of an article. */
export type Printed = Pick<Article, "headline" | "kicker" | "subtitle"> & {
  paragraphs: readonly { readonly text: string }[]
}

/** What stands above an article's text, folded, a line each. */
export const titleOf = ({ headline, kicker, subtitle }: Omit<Printed, "paragraphs">): string =>
  fold([headline, kicker, subtitle].filter(Boolean).join("\n"))

/** The paragraphs of an article, folded and as an engine sees them; `name` is what the engine calls the article. */
export function* analysedParagraphs(
  article: Printed,
  name: string,
): Generator<{ text: string; indexed: IndexedParagraph }> {
  const title = wordsOf(titleOf(article))
  for (const [paragraph, { text: printed }] of article.paragraphs.entries()) {
    const text = fold(printed)
    yield { text, indexed: { articleId: name, paragraph, body: termsOf(text), title } }
  }
}

/** The different characters of a folded paragraph, numbers and Latin words as wholes. */
export const differentCharacters = (text: string): ReadonlySet<string> => new Set(charactersOf(text))

/** An article to be analysed, and what the engine calls it. */
export interface Named {
  name: string
  article: Printed
}

/** What is made of articles in another process: a plain value. */
export interface Analysis<Part = unknown> {
  /** The engine's part. */
  part: Part
  /** How many paragraphs have each character. */
  characters: Counted
  /** What the titles and paragraphs give to the index of names. */
  names: Tally
}

/** Analyses articles; `partOf` makes the engine's part. */
export function analyse<Part>(
  articles: readonly Named[],
  partOf: (paragraphs: Iterable<IndexedParagraph>) => Part,
): Analysis<Part> {
  const characters = createOccurrences()
  const names = createTallier()
  function* counted(): Generator<IndexedParagraph> {
    for (const { name, article } of articles) {
      names.add({ text: titleOf(article), words: [] })
      for (const { text, indexed } of analysedParagraphs(article, name)) {
        characters.add(charactersOf(text))
        names.add({ text, words: indexed.body.words })
        yield indexed
      }
    }
  }
  const part = partOf(counted())
  return { part, characters: characters.counted(), names: names.tally() }
}
