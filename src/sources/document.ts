// A document that says by its own markup what is a heading, as articles.

import type { PageArticle } from "../library/article.js"
import { dateOfPage } from "../library/page/dates.js"
import { readLines } from "../library/page/lines.js"
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
  source?: string | undefined
  url?: string | undefined
}

/**
 * The articles of a document: one where it names itself, one under each of its highest headings where it has some, and
 * where it has none those that the splitter of pages finds.
 */
export function draftsOf(pieces: readonly Piece[], about: About = {}): Draft[] {
  const told = pieces.map((piece) => ({ ...piece, text: tidy(piece.text) })).filter(({ text }) => text !== "")
  const { source = null, url = null } = about
  const date = standingDate(told)
  return articlesOf(told, about)
    .filter(({ paragraphs, headings, captions }) => paragraphs.length + headings.length + captions.length > 0)
    .map((article) => ({
      ...article,
      kicker: about.kicker ?? article.kicker,
      subtitle: about.subtitle ?? article.subtitle,
      date: isoDate(about.date) ?? article.date ?? date ?? null,
      source,
      url,
    }))
}

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

const DATE = /^\s*(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?)?(?!\d)/u

/** A date as it is written, `2022年11月14日`, `2022/11/14 08:30`, `2022-11`, as ISO; undefined where it is none. */
export function isoDate(written: string | undefined): string | undefined {
  const [, year, month, day] = DATE.exec(written ?? "") ?? []
  if (year === undefined) return undefined
  if (Number(month ?? 1) < 1 || Number(month ?? 1) > 12) return undefined
  if (Number(day ?? 1) < 1 || Number(day ?? 1) > daysOf(Number(year), Number(month))) return undefined
  return [year, month?.padStart(2, "0"), day?.padStart(2, "0")].filter((part) => part !== undefined).join("-")
}

/** How many days a month has, from 1. */
function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
