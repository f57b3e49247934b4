// .html: a saved page of a site or a CMS: the article without what stands around it.

import { Readability } from "@mozilla/readability"
import { decodeHtml } from "./charset.js"
import { type About, draftsOf, type Piece, tidy } from "./document.js"
import { type Markup, parseMarkup, piecesOf } from "./markup.js"
import { MEGABYTE, type Reader } from "./reader.js"

export const html: Reader = {
  most: 16 * MEGABYTE,
  isolated: 0,
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
  })
}

/** A page's title names its site behind the headline, which stands in the text or its first heading as well. */
function headlineOf(told: string | undefined, title: string, pieces: readonly Piece[]): string | undefined {
  const [bare = ""] = title.split(/\s*[_|｜]\s*|\s+[-–—]\s+|-(?=[^-]{2,12}(?:网|报|新闻|政府|在线|客户端)[^-]*$)/u)
  const first = pieces.find(({ kind, level }) => kind === "heading" && level === 1)
  return told ?? first?.text ?? (bare === "" ? undefined : bare)
}

/** What the head of a page says of the article, by the names that sites and Chinese CMS use. */
function aboutOf(document: Markup): About {
  const metas = new Map<string, string>()
  for (const meta of document.querySelectorAll("meta")) {
    const name = (meta.getAttribute("property") ?? meta.getAttribute("name") ?? "").toLowerCase()
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
    source: meta("contentsource", "source", "og:site_name"),
    ...(url !== undefined && /^https?:/u.test(url) && { url }),
  }
}
