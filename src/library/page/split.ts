// A page as it was delivered → its articles: reads its lines, drops what repeats, joins what broke, finds the headlines,
// then gives every line its place in the article it belongs to.

import type { PageArticle } from "../article.js"
import { type Credit, creditIn, creditOf, labelled, together } from "./bylines.js"
import { type Dateline, datelineOf } from "./dateline.js"
import { dateOfDateline } from "./dates.js"
import { findHeadlines } from "./headlines.js"
import { rejoin } from "./jumps.js"
import { type Line, readLines, settleTitles, shapeOf, withoutFurniture } from "./lines.js"
import { type Margins, marginsOf } from "./margins.js"
import { mend } from "./mend.js"
import { dropRepeats } from "./repeats.js"

/**
 * The articles of a page, in order. Body text is kept verbatim but for the joints of broken paragraphs; repeats and the
 * page's furniture (rules, page numbers, editors, jump notes) are left out, bylines and datelines of their own stand apart.
 */
export function split(text: string): PageArticle[] {
  const printed = readLines(text)
  const margins = marginsOf(printed)
  const lines = settleTitles(mend(dropRepeats(withoutFurniture(rejoin(printed)))))
  return partsOf(lines).map((part) => articleOf(lines, part, margins))
}

/** A line of a document that says what it is. */
export interface Told {
  /** `text` where it says nothing. */
  kind?: "heading" | "text" | "caption"
  text: string
  line: number
}

/** The article under a headline that is told, of lines that may be told to be headings or captions. */
export function articleUnder(headline: Told, rest: readonly Told[]): PageArticle {
  const isTold = rest.some(({ kind }) => kind === "heading")
  const lineOf = ({ kind = "text", text, line }: Told): Line => {
    const shape = shapeOf(text)
    // Where headings are told, what only looks like one is none.
    const read = isTold && (shape === "title" || shape === "head") ? "body" : shape
    const told = { heading: "head", caption: "caption", text: read } as const
    return { text, number: line, shape: told[kind], indented: false, spaced: true, ended: false }
  }
  const lines = [lineOf({ ...headline, kind: "heading" }), ...rest.map(lineOf)]
  return articleOf(lines, { from: 0, to: lines.length, headline: 0, kicker: null }, marginsOf([]))
}

/** Where an article stands among a page's lines: `from` up to but without `to`; its headline and kicker by index. */
interface Part {
  from: number
  to: number
  headline: number | null
  kicker: number | null
}

function partsOf(lines: readonly Line[]): Part[] {
  const headlines = findHeadlines(lines)
  const parts: Part[] = headlines.map((headline, index) => {
    const kicker = kickerOf(lines, headline, headlines[index - 1] ?? -1)
    return { from: kicker ?? headline, to: lines.length, headline, kicker }
  })
  const first = parts[0]
  const opening = lines.slice(0, first?.from ?? lines.length)
  if (opening.some((line) => line.shape === "body")) {
    // The page begins in the middle of an article, or holds plain prose: it gets a headline of its own words.
    parts.unshift({ from: 0, to: lines.length, headline: null, kicker: null })
  } else if (first) first.from = 0
  else if (opening.length > 0) parts.push({ from: 0, to: lines.length, headline: null, kicker: null })
  for (const [index, part] of parts.entries()) part.from = withBylineAbove(lines, part, parts[index - 1])
  return parts.map((part, index) => ({ ...part, to: parts[index + 1]?.from ?? lines.length }))
}

/**
 * Where a part begins: a byline right above its headline is its own where the article before has one above its text, and
 * it has none below its headline. Else it closes the article before.
 */
function withBylineAbove(lines: readonly Line[], { from, headline }: Part, before: Part | undefined): number {
  if (!before || headline === null || lines[from - 1]?.shape !== "byline") return from
  const isSigned = (start: number) => {
    const text = lines.findIndex(({ shape }, index) => index >= start && shape === "body")
    return lines.slice(start, Math.max(start, text)).some(({ shape }) => shape === "byline")
  }
  if (!isSigned(before.from) || isSigned(headline)) return from
  return lines.findLastIndex(({ shape }, index) => index < from && shape !== "byline") + 1
}

/** A title right above a headline is its kicker: a section head without a section would be the other choice. */
function kickerOf(lines: readonly Line[], headline: number, previous: number): number | null {
  const above = headline - 1
  const line = lines[above]
  return above > previous && line?.shape === "title" && line.text.length <= LONGEST_HEAD ? above : null
}

/** Section heads and kickers are shorter than headlines: a longer title that is none is a paragraph cut off. */
const LONGEST_HEAD = 30

function articleOf(lines: readonly Line[], part: Part, margins: Margins): PageArticle {
  const headline = part.headline === null ? undefined : lines[part.headline]
  const article: PageArticle = {
    headline: headline?.text ?? "",
    kicker: part.kicker === null ? null : (lines[part.kicker]?.text ?? null),
    subtitle: null,
    date: null,
    byline: null,
    section: null,
    place: null,
    dateline: null,
    source: null,
    line: headline?.number ?? lines[part.from]?.number ?? 1,
    paragraphs: [],
    headings: [],
    captions: [],
  }
  for (let index = part.from; index < part.to; index++) {
    if (index !== part.headline && index !== part.kicker) place(article, lines, part, index)
  }
  if (!headline) article.headline = openingWords(article.paragraphs[0]?.text ?? article.headings[0]?.text ?? "")
  return { ...article, ...aboutOf(article, lines, part, margins) }
}

/** What an article's own lines, its text and the page around it say of it. */
function aboutOf({ line, paragraphs }: PageArticle, lines: readonly Line[], part: Part, margins: Margins) {
  const own = lines.slice(part.from, part.to)
  const around = margins.between(own[0]?.number ?? 0, lines[part.to]?.number ?? Number.POSITIVE_INFINITY)
  const told: Credit[] = own.flatMap(({ shape, text }) => {
    if (shape === "byline") return [creditOf(text)]
    return shape === "furniture" ? [labelled(text)] : []
  })
  const { byline, source } = together([...told, around])
  const signed = creditIn(paragraphs)
  const dateline = datelineIn(own, paragraphs)
  return {
    date: dateOfDateline(dateline) ?? around.date ?? margins.date,
    byline: byline ?? signed.byline,
    source: source ?? signed.source,
    section: margins.sectionAt(line),
    place: dateline?.place ?? null,
    dateline: dateline?.text ?? null,
  }
}

/** The dateline that stands on a line of its own, or opens the text. */
function datelineIn(lines: readonly Line[], paragraphs: PageArticle["paragraphs"]): Dateline | undefined {
  const alone = lines.flatMap(({ shape, text }) => (shape === "byline" ? (datelineOf(text) ?? []) : []))
  return alone[0] ?? datelineOf(paragraphs[0]?.text ?? "")
}

/** Puts one line of a part where it belongs. */
function place(article: PageArticle, lines: readonly Line[], part: Part, index: number): void {
  const line = lines[index]
  if (!line) return
  switch (line.shape) {
    case "byline":
    case "furniture":
      return
    case "caption":
      article.captions.push(line.text)
      return
    case "title":
    case "head":
      if (isShortLead(article, line) || line.text.length > LONGEST_HEAD)
        article.paragraphs.push({ text: line.text, line: line.number })
      else if (isPlainSubtitle(article, lines, part, index)) article.subtitle = line.text
      else article.headings.push({ before: article.paragraphs.length, text: line.text })
      return
    case "subtitle":
      if (article.subtitle === null && article.paragraphs.length === 0 && part.headline !== null) {
        article.subtitle = line.text
        return
      }
      article.paragraphs.push({ text: line.text, line: line.number })
      return
    case "body":
      article.paragraphs.push({ text: line.text, line: line.number })
      return
    default:
      line.shape satisfies never
  }
}

/** A question or an exclamation that opens an article is its lead: 怎样才能留得住人？ */
function isShortLead(article: PageArticle, line: Line): boolean {
  return article.headline !== "" && article.paragraphs.length === 0 && /[！？!?]$/.test(line.text)
}

/** A subtitle without a dash stands alone under the headline and says more than it; a section head is shorter. */
function isPlainSubtitle(article: PageArticle, lines: readonly Line[], part: Part, index: number): boolean {
  const line = lines[index]
  if (line?.shape !== "title" || part.headline === null || index !== part.headline + 1) return false
  if (article.subtitle !== null || lines[index + 1]?.shape === "title") return false
  return line.text.length >= article.headline.length
}

/** A headline is seldom longer. */
const LONGEST_OPENING = 30

/** The first sentence of a text, or as many of its clauses as a headline holds. */
function openingWords(text: string): string {
  const [sentence = ""] = text.split(/[。！？!?；;]/)
  if (sentence.length <= LONGEST_OPENING) return sentence === "" ? text.slice(0, LONGEST_OPENING) : sentence
  const clauses = sentence.slice(0, LONGEST_OPENING + 1).split(/[，,：:]/)
  if (clauses.length > 1) return sentence.slice(0, clauses.slice(0, -1).join("，").length)
  return `${sentence.slice(0, LONGEST_OPENING - 1)}…`
}
