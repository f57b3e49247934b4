// A document that says by its own markup what is a heading, as articles.

import type { PageArticle } from "../library/article.js"
import { isoDate } from "../library/calendar.js"
import { dateOfPage } from "../library/page/dates.js"
import { type Line, readLines, shapeOf } from "../library/page/lines.js"
import { marginsOf } from "../library/page/margins.js"
import { articleUnder, split } from "../library/page/split.js"
import type { Draft } from "./reader.js"

/** A run of text of a document. `line` is where it stands, from 1: a line, or a paragraph where there are no lines. */
export interface Piece {
  /** `caption`: of a picture. */
  kind: "heading" | "text" | "caption"
  /** Of a heading, from 1, the highest. */
  level?: number
  text: string
  line: number
  /** All of it leads elsewhere. */
  link?: true
}

/** What a document says of itself. */
export interface About {
  headline?: string | undefined
  kicker?: string | undefined
  subtitle?: string | undefined
  date?: string | undefined
  byline?: string | undefined
  section?: string | undefined
  place?: string | undefined
  source?: string | undefined
  url?: string | undefined
}

/**
 * The articles of a document: one where it names itself, one under each of its highest headings where it has some, and
 * where it has none those that the splitter of pages finds.
 */
export function draftsOf(pieces: readonly Piece[], about: About = {}): Draft[] {
  const told = pieces.map((piece) => ({ ...piece, text: tidy(piece.text) })).filter(({ text }) => text !== "")
  const margins = marginsOf(told.map(asLine))
  return articlesOf(told, about)
    .filter(({ paragraphs, headings, captions }) => paragraphs.length + headings.length + captions.length > 0)
    .map((article) => ({
      ...article,
      kicker: about.kicker ?? article.kicker,
      subtitle: about.subtitle ?? article.subtitle,
      date: isoDate(about.date) ?? article.date ?? standingDate(told) ?? null,
      byline: about.byline ?? article.byline,
      section: about.section ?? article.section ?? margins.sectionAt(article.line),
      place: about.place ?? article.place,
      source: about.source ?? article.source,
      url: about.url ?? null,
    }))
}

/** As a page's line; what is told to be a heading is no furniture. */
const asLine = ({ kind, text, line }: Piece): Line => ({
  text,
  number: line,
  shape: kind === "heading" ? "title" : shapeOf(text),
  indented: false,
  spaced: true,
  ended: false,
})

/** The date of the line that stands above the first headline of a page. */
function standingDate(pieces: readonly Piece[]): string | undefined {
  const first = pieces.findIndex(({ kind }) => kind === "heading")
  const above = first < 0 ? [] : pieces.slice(0, first).map(({ text }) => text)
  return dateOfPage(readLines(above.join("\n"))) ?? undefined
}

function articlesOf(pieces: readonly Piece[], { headline }: About): PageArticle[] {
  if (headline !== undefined) {
    const [first] = pieces
    const rest = first && tidy(first.text) === tidy(headline) ? pieces.slice(1) : pieces
    return [articleUnder({ text: tidy(headline), line: first?.line ?? 1 }, rest)]
  }
  const levels = pieces.flatMap(({ kind, level = 1 }) => (kind === "heading" ? [level] : []))
  const top = levels.reduce((least, level) => Math.min(least, level), Number.POSITIVE_INFINITY)
  const starts = pieces.flatMap(({ kind, level = 1 }, i) => (kind === "heading" && level === top ? [i] : []))
  // Headings below a text without one are sections of it.
  const isNamed = starts.length > 0 && (top === 1 || starts[0] === 0)
  if (!isNamed) return splitPieces(pieces)
  return [
    ...splitPieces(pieces.slice(0, starts[0])),
    ...starts.flatMap((start, i) => {
      const [named, ...rest] = pieces.slice(start, starts[i + 1])
      return named ? [articleUnder(named, rest)] : []
    }),
  ]
}

/** What the splitter makes of the pieces as a page: a line each, a blank one between. */
function splitPieces(pieces: readonly Piece[]): PageArticle[] {
  if (pieces.length === 0) return []
  const lineOf = (line: number) => pieces[Math.floor((line - 1) / 2)]?.line ?? line
  return split(pieces.map(({ text }) => text).join("\n\n")).map((article) => ({
    ...article,
    line: lineOf(article.line),
    paragraphs: article.paragraphs.map(({ text, line }) => ({ text, line: lineOf(line) })),
  }))
}

/** On one line, as it is shown. */
export const tidy = (text: string): string => text.replace(/[\s\u00a0]+/gu, " ").trim()
