// `npm run articles`: the library as split, one line an article, for people or as JSON.

import type { Article } from "../library/article.js"
import { placeOf } from "../library/place.js"

/** An article as others read it; its shape is a contract (docs/developing.md). `lines` are the paragraphs' own. */
export function articleLine(article: Article) {
  const { id, headline, kicker, subtitle, date, file, line, paragraphs, headings, captions } = article
  const { byline, section, source, url } = article
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
    byline,
    section,
    place: article.place ?? placeOf(article) ?? null,
    source,
    url,
  }
}

/** The same for people: where it stands, what it is called, what else is known of it, how long it is. */
export function describeArticle(article: Article): string {
  const { file, line, headline, subtitle, date, section, source, byline, url, paragraphs } = article
  const known = [date, section, article.place ?? placeOf(article), byline, source, url].filter(Boolean)
  const said = known.length > 0 ? `${known.join(" · ")}  ` : ""
  return `${file}:${line}  《${headline}》${subtitle ?? ""}  ${said}${paragraphs.length} 段`
}
