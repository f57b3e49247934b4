// A page of an article as a reply, and the way to an article from whatever a reader calls it.

import type { Block, Next, Reply } from "../../src/chat/reply.js"
import type { Words } from "../../src/chat/words/words.js"
import type { Article } from "../../src/library/article.js"
import type { Library } from "../../src/library/library.js"
import { alsoBlocks, alsoButton } from "./also.js"
import { articleChoices, articlesButton, headlineBlocks, readCall, tryButton } from "./headline.js"
import { cutOffMark, pagesOf } from "./pages.js"

/** Articles offered at once: what a select on Discord holds. */
const MOST = 25
/** Articles offered where no title was given. */
const EXAMPLES = 5

/** Opens the one article that a text names; offers several; says where there is none. */
export async function oneOf(
  library: Library,
  text: string,
  say: Words,
  open: (article: Article) => Reply,
): Promise<Reply> {
  if (library.size.articles === 0) return { blocks: [{ kind: "paragraph", spans: [say.empty] }] }
  if (text.trim() === "") return offer(say.titleEmpty, library.articles().slice(0, EXAMPLES), say)
  const found = await library.titled(text)
  const [first] = found
  if (first && found.length === 1) return open(first)
  if (first) return offer(say.severalArticles(text, found.length), found.slice(0, MOST), say)
  return offer(say.noArticle(text), [], say)
}

const offer = (text: string, articles: readonly Article[], say: Words): Reply => ({
  blocks: [{ kind: "paragraph", spans: [text] }],
  choices: articleChoices(articles),
  choose: say.chooseArticle,
  next: [articlesButton(say)],
})

/** One page of an article; a page number beyond its end opens the last. The first says what else is known of it. */
export function pageReply(library: Library, article: Article, wanted: number, say: Words): Reply {
  const pages = pagesOf(article)
  const number = Math.min(Math.max(1, Math.trunc(wanted) || 1), Math.max(1, pages.length))
  const page = pages[number - 1] ?? { from: 0, to: 0 }
  const known = number === 1 ? creditOf(article) : []
  const turned = pages.length > 1 ? [say.page(number, pages.length)] : []
  const others = number === 1 ? library.reprints(article) : []
  return {
    blocks: [
      ...(article.kicker && number === 1 ? [{ kind: "note" as const, spans: [article.kicker] }] : []),
      ...headlineBlocks(article, [...known, ...turned]),
      ...bodyBlocks(article, page.from, page.to, say),
      ...(number >= pages.length ? captionBlocks(article) : []),
      ...alsoBlocks(others, say),
    ],
    next: [
      ...(number > 1 ? [turn(article, number - 1, say.previousPage)] : []),
      ...(number < pages.length ? [turn(article, number + 1, say.nextPage)] : []),
      ...alsoButton(others, say),
      tryButton(article, say),
      ...(pages.length > 1 ? [] : [articlesButton(say)]),
    ],
  }
}

/** Who wrote it, where it was printed. */
const creditOf = ({ byline, source, section }: Article): string[] =>
  [byline, source, section].filter((part) => part !== null)

const turn = (article: Article, page: number, label: string): Next => ({ label, call: readCall(article, page) })

/** Paragraphs with the section heads that stand before them; those after the last paragraph close the last page. */
function bodyBlocks(article: Article, from: number, to: number, say: Words): Block[] {
  const blocks: Block[] = []
  const last = article.paragraphs.length
  for (let i = from; i <= to; i++) {
    if (i < to || i === last)
      for (const { before, text } of article.headings)
        if (before === i) blocks.push({ kind: "paragraph", spans: [{ strong: text }] })
    const paragraph = article.paragraphs[i]
    if (!paragraph || i === to) continue
    const spans = [paragraph.text]
    blocks.push({ kind: "paragraph", spans: [...spans, ...cutOffMark(article, i, spans, say)] })
  }
  return blocks
}

const captionBlocks = ({ captions }: Article): Block[] =>
  captions.map((text) => ({ kind: "note", spans: [`▲ ${text}`] }))
