// .html: a saved page of a site or a CMS: the article without what stands around it.

import { Readability } from "@mozilla/readability"
import { creditOf } from "../library/page/bylines.js"
import { isByline } from "../library/page/credits.js"
import { aboutOf, headlineOf, imprintOf, isImprint } from "./around.js"
import { decodeHtml } from "./charset.js"
import { withoutChrome } from "./chrome.js"
import { draftsOf, type Piece, tidy } from "./document.js"
import { type Markup, markCaptions, type Node, parseMarkup, piecesOf } from "./markup.js"
import { Damaged, type Draft, MEGABYTE, type Reader } from "./reader.js"

export const html: Reader = {
  most: 8 * MEGABYTE,
  isolated: 0,
  async read(bytes) {
    try {
      return { drafts: draftsOfHtml(decodeHtml(bytes)), faults: [] }
    } catch (error) {
      // The stack is full.
      if (error instanceof RangeError) throw new Damaged("标签一层套一层，套得太深")
      throw error
    }
  },
}

/** The articles of a page's markup. */
export function draftsOfHtml(source: string): Draft[] {
  const document = parseMarkup(source)
  markCaptions(document.body)
  const { site, ...about } = aboutOf(document, source)
  const title = tidy(document.querySelector("title")?.textContent ?? "")
  const page = piecesOf(document.body)
  const { pieces, published, author } = textOf(document, page)
  const at = startOf(page, pieces)
  const headline = about.headline ?? headlineOf(title, page, at)
  const imprint = imprintOf(page, headline ?? "", at)
  return draftsOf(withoutHead(withoutChrome(pieces), headline), {
    ...about,
    ...(headline !== undefined && { headline }),
    date: about.date ?? imprint.date ?? published,
    source: about.source ?? imprint.source ?? site,
    // Where the page does not say it in so many words, its author is a line of its own, which reading takes out.
    byline: about.byline ?? imprint.byline ?? bylineOf(author ?? ""),
  })
}

/** What the CMS of newspapers, agencies, governments, WeChat, WordPress and Discuz call the element that holds the text. */
const HOLDERS = [
  "#js_content",
  "founder-content",
  "#ozoom",
  ".TRS_Editor",
  ".trs_editor_view",
  ".TRS_UEDITOR",
  ".rm_txt_con",
  "#rwb_zw",
  "#p-detail",
  "#detailContent",
  '[itemprop="articleBody"]',
  ".entry-content",
  ".t_f",
]
/** In characters: what has less is none. */
const LEAST = 40

/** The runs of the article's text, and when it was published, where the markup says so. */
function textOf(
  document: Markup,
  page: readonly Piece[],
): { pieces: readonly Piece[]; published?: string | undefined; author?: string | undefined } {
  const holder = HOLDERS.flatMap((selector) => [...document.querySelectorAll(selector)]).find(
    (each: Node) => tidy(each.textContent ?? "").length >= LEAST,
  )
  if (holder) return { pieces: piecesOf(holder), published: timeOf(document) }
  const published = timeOf(document)
  // Reading takes the document apart.
  const article = new Readability(Object(document), { charThreshold: 100 }).parse()
  if (!article?.content) return { pieces: page, published }
  return {
    pieces: piecesOf(parseMarkup(article.content).body),
    published: published ?? article.publishedTime ?? undefined,
    author: article.byline ?? undefined,
  }
}

/** The line that names a page's author, without what names its source or editor. */
function bylineOf(line: string): string | undefined {
  const text = tidy(line)
  return (isByline(text) || /[:：]/u.test(text) ? creditOf(text).byline : text) || undefined
}

const timeOf = (document: Markup): string | undefined =>
  document.querySelector("time[datetime]")?.getAttribute("datetime") ?? undefined

/** A sentence, and no headline or line of a list. */
const isSentence = ({ text }: Piece): boolean => /[。！？；”…]/u.test(text) || text.length > 60

/** Where among the pieces of a whole page its text begins. */
function startOf(page: readonly Piece[], pieces: readonly Piece[]): number {
  const first = pieces.find((piece) => piece.kind === "text" && isSentence(piece)) ?? pieces[0]
  const text = tidy(first?.text ?? "")
  return page.findIndex((piece) => tidy(piece.text) === text)
}

/** How many pieces of a text may be its headline and what stands around that. */
const HEAD = 8

/** A text without its own headline and the line that says from when and where it is. */
function withoutHead(pieces: readonly Piece[], headline = ""): Piece[] {
  const same = headline.replace(/\s+/gu, "")
  return pieces.filter(({ text }, i) => {
    const own = tidy(text)
    return i >= HEAD || (own.replace(/\s+/gu, "") !== same && !isImprint(own))
  })
}
