// `npm run articles`: the library as split, one line an article, for people or as JSON.

import type { Article } from "../library/article.js"

/** An article as others read it; its shape is a contract (docs/developing.md). `lines` are the paragraphs' own. */
export function articleLine(article: Article) {
  const { id, headline, kicker, subtitle, date, file, line, paragraphs, headings, captions } = article
  return {
    articleId: id,
    headline,
    kicker,
    subtitle,
    date,
    file,
    line,
    paragraphs: paragraphs.map(({ text }) => text),
    headings,
    captions,
    lines: paragraphs.map((paragraph) => paragraph.line),
  }
}

/** The same for people: where it stands, what it is called, how long it is. */
export function describeArticle({ file, line, headline, subtitle, paragraphs }: Article): string {
  return `${file}:${line}  《${headline}》${subtitle ?? ""}  ${paragraphs.length} 段`
}
