// How an article shows itself in any reply: its headline, what tells it apart, the way to read it.

import type { Suggestion } from "../../src/chat/command.js"
import { cutText } from "../../src/chat/excerpt.js"
import type { Block, Choice, Next, Reply } from "../../src/chat/reply.js"
import type { Words } from "../../src/chat/words/words.js"
import type { Article } from "../../src/library/article.js"
import type { Library } from "../../src/library/library.js"
import { placeOf } from "../../src/library/place.js"
import { pageOf } from "./pages.js"

/** How much of the first words tells articles apart, in characters. */
const FIRST_WORDS = 40

/** Suggestions at once: what Discord shows. */
export const SUGGESTED = 25

/** The headline, a link where there is a page, and the subtitle, the date and what else is to be said below it. */
export function headlineBlocks({ headline, subtitle, date, url }: Article, more: readonly string[] = []): Block[] {
  const below = [subtitle, date, ...more].filter((part): part is string => !!part)
  return [
    { kind: "heading", spans: [url === null ? headline : { link: headline, to: url }] },
    ...(below.length > 0 ? [{ kind: "note" as const, spans: [below.join("　")] }] : []),
  ]
}

/** Articles to choose from, each with its date, place and first words; its source where another has the same headline. */
export const articleChoices = (articles: readonly Article[]): Choice[] =>
  articles.map((article) => ({
    label: article.headline,
    detail: apart([...tellingOf(article, articles), cutText(article.paragraphs[0]?.text ?? "", FIRST_WORDS)]),
    call: readCall(article),
    fresh: true,
  }))

/**
 * Before the key of an article that was chosen, from completions or by a button: an article's id may be anything that a
 * reader types.
 */
const CHOSEN = "#"

/** Articles as completions: two may have one headline, and a headline alone says little. */
export const articleSuggestions = (articles: readonly Article[]): Suggestion[] =>
  articles.map((article) => ({
    label: apart([article.headline, ...tellingOf(article, articles)]),
    value: `${CHOSEN}${article.key}`,
  }))

/** The article that a reader chose; "gone" where it is there no more, undefined for what was typed. */
export const chosenArticle = (library: Library, text: string): Article | "gone" | undefined =>
  text.startsWith(CHOSEN) ? (library.article(text.slice(CHOSEN.length)) ?? "gone") : undefined

/** For whoever chose an article that is there no more. */
export const goneReply = (say: Words): Reply => ({
  blocks: [{ kind: "paragraph", spans: [say.articleGone] }],
  private: true,
})

/** When and where, as far as an article says. */
function tellingOf(article: Article, among: readonly Article[]): (string | null | undefined)[] {
  const { headline, date, source } = article
  const isShared = among.some((other) => other !== article && other.headline === headline)
  return [date, isShared ? source : undefined, placeOf(article)]
}

const apart = (parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join(" · ")

/** A button that opens an article, at the page that has this paragraph. */
export const readButton = (article: Article, label: string, paragraph = 0): Next => ({
  label,
  call: readCall(article, pageOf(article, paragraph)),
  fresh: true,
})

export const readCall = (article: Article, page = 1): Next["call"] => ({
  command: "read",
  args: { article: `${CHOSEN}${article.key}`, ...(page > 1 && { page: String(page) }) },
})

/** Leads from an article to questions about it. */
export const tryButton = (article: Article, say: Words): Next => ({
  label: say.askThis,
  call: { command: "help", args: { article: `${CHOSEN}${article.key}` } },
  fresh: true,
})

/** A question that is asked as it stands, from this passage on: a button's, which no earlier question changes. */
export const wholeCall = (question: string, from = 0): Next["call"] => ({
  command: "ask",
  args: { question, from: String(from) },
})

/** The way to the list of articles, from anywhere. */
export const articlesButton = (say: Words): Next => ({
  label: say.seeArticles,
  call: { command: "articles", args: {} },
  fresh: true,
})
