// Articles composed in tests.

import type { Article } from "../src/library/article.js"

/** An article with these paragraphs, its id for a headline. */
export const articleOf = (id: string, paragraphs: readonly string[], headline = id): Article => ({
  id,
  key: id,
  file: `${id}.txt`,
  line: 1,
  headline,
  kicker: null,
  subtitle: null,
  date: null,
  byline: null,
  section: null,
  place: null,
  dateline: null,
  source: null,
  url: null,
  paragraphs: paragraphs.map((text, i) => ({ text, line: i + 1 })),
  headings: [],
  captions: [],
})
