// .html: a saved page of a site or a CMS: the article without what stands around it.

import { Readability } from "@mozilla/readability"
import { creditOf } from "../library/page/bylines.js"
import { isByline } from "../library/page/credits.js"
import { decodeHtml } from "./charset.js"
import { type About, draftsOf, type Piece, tidy } from "./document.js"
import { type Markup, parseMarkup, piecesOf } from "./markup.js"
import { MEGABYTE, type Reader } from "./reader.js"

export const html: Reader = {
  most: 16 * MEGABYTE,
  isolated: true,
  read: async (bytes) => ({ drafts: draftsOfHtml(decodeHtml(bytes)), faults: [] }),
}

/** The articles of a page's markup. */
export function draftsOfHtml(source: string) {
  const document = parseMarkup(source)
  const about = aboutOf(document)
  // Reading takes the document apart.
  const article = new Readability(Object(document), { charThreshold: 100 }).parse()
  const pieces = piecesOf(article?.content ? parseMarkup(article.content) : parseMarkup(source))
  const headline = headlineOf(about.headline, tidy(article?.title ?? ""), pieces)
  return draftsOf(pieces, {
    ...about,
    ...(headline !== undefined && { headline }),
    date: about.date ?? article?.publishedTime ?? undefined,
    // Where the page does not say it in so many words, its author is a line of its own, which reading takes out.
    byline: about.byline ?? bylineOf(article?.byline ?? ""),
  })
}

/** A page's title names its site behind the headline, which stands in the text or its first heading as well. */
function headlineOf(told: string | undefined, title: string, pieces: readonly Piece[]): string | undefined {
  const [bare = ""] = title.split(/\s*[_|｜]\s*|\s+[-–—]\s+|-(?=[^-]{2,12}(?:网|报|新闻|政府|在线|客户端)[^-]*$)/u)
  const first = pieces.find(({ kind, level }) => kind === "heading" && level === 1)
  return told ?? first?.text ?? (bare === "" ? undefined : bare)
}

/** The line that names a page's author, without what names its source or editor. */
function bylineOf(line: string): string | undefined {
  const text = tidy(line)
  return (isByline(text) || /[:：]/u.test(text) ? creditOf(text).byline : text) || undefined
}

/** What a page's JSON-LD calls its section (schema.org/articleSection). */
function sectionOf(document: Markup): string | undefined {
  for (const { textContent } of document.querySelectorAll('script[type="application/ld+json"]')) {
    const [, quoted] =
      /"articleSection"\s*:\s*\[?\s*("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})){1,60}")/u.exec(
        textContent ?? "",
      ) ?? []
    const section: unknown = quoted === undefined ? undefined : JSON.parse(quoted)
    if (typeof section === "string" && tidy(section) !== "") return tidy(section)
  }
  return undefined
}

/** What the head of a page says of the article, by the names that sites and Chinese CMS use. */
function aboutOf(document: Markup): About {
  const metas = new Map<string, string>()
  for (const meta of document.querySelectorAll("meta")) {
    const name = (
      meta.getAttribute("property") ??
      meta.getAttribute("name") ??
      meta.getAttribute("itemprop") ??
      ""
    ).toLowerCase()
    const content = tidy(meta.getAttribute("content") ?? "")
    if (name !== "" && content !== "" && !metas.has(name)) metas.set(name, content)
  }
  const meta = (...names: string[]) => names.map((name) => metas.get(name)).find((each) => each !== undefined)
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute("href") ?? undefined
  const url = meta("og:url") ?? canonical
  return {
    headline: meta("articletitle"),
    date:
      meta("article:published_time", "publishdate", "pubdate", "publish-date", "date", "dc.date", "og:release_date") ??
      document.querySelector("time[datetime]")?.getAttribute("datetime") ??
      undefined,
    byline: meta("author", "article:author", "dc.creator", "byl"),
    section: meta("article:section", "articlesection", "columnname", "channel") ?? sectionOf(document),
    source: meta("contentsource", "source", "og:site_name"),
    ...(url !== undefined && /^https?:/u.test(url) && { url }),
  }
}
