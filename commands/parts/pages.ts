// An article as pages: whole paragraphs, a screen or two on a phone, and where the source itself was cut off.

import { param } from "../../src/chat/command.js"
import { plain, type Span } from "../../src/chat/reply.js"
import type { Words } from "../../src/chat/words/words.js"
import type { Article } from "../../src/library/article.js"

/** The page to open, as readers may type it behind a command. */
export const PAGE_PARAM = param({
  name: "page",
  label: { "zh-CN": "页", "zh-TW": "頁", en: "page" },
  summary: { "zh-CN": "第几页", "zh-TW": "第幾頁", en: "The page to open" },
  kind: "integer",
  required: false,
})

/** How much of an article is read at once, in characters: a screen or two on a phone. */
const PAGE_LENGTH = 700

/** The article's paragraphs in pages, as indices `[from, to)`: whole paragraphs, at least one a page. */
export function pagesOf({ paragraphs }: Article): { from: number; to: number }[] {
  const pages: { from: number; to: number }[] = []
  let length = Number.POSITIVE_INFINITY
  for (const [i, { text }] of paragraphs.entries()) {
    length += text.length
    const page = pages.at(-1)
    if (page && length <= PAGE_LENGTH) page.to = i + 1
    else {
      pages.push({ from: i, to: i + 1 })
      length = text.length
    }
  }
  return pages
}

/** The page, from 1, that a paragraph stands on. */
export const pageOf = (article: Article, paragraph: number): number =>
  1 +
  Math.max(
    0,
    pagesOf(article).findIndex(({ from, to }) => from <= paragraph && paragraph < to),
  )

/** A body paragraph that ends without one of these was cut off by the page. */
const CLOSED = /[。！？!?…；;：:.—”’」』）)】》"]\s*$/u

/** Says, at the end of a paragraph that the page cut off, that it was the page and not the bot. */
export function cutOffMark(article: Article, paragraph: number, shown: readonly Span[], say: Words): Span[] {
  const text = article.paragraphs[paragraph]?.text ?? ""
  const whole = plain(shown).endsWith(text.slice(-1)) && !plain(shown).endsWith("……")
  return CLOSED.test(text) || !whole ? [] : [say.cutOff]
}
