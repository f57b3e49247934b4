// A page's lines, each with what its form alone says it may be: a title (headline, kicker or section head: which one, the
// text around it decides), a byline, a caption, furniture of the page, or body text.

import { isByline, isCaption } from "./credits.js"
import { isFurniture } from "./furniture.js"

/** What the form of a line says. Only `title` and `head` compete for headlines and section heads. */
export type Shape =
  | "body"
  /** Short and unclosed: a headline, a kicker, a subtitle without dash or a section head. */
  | "title"
  /** Numbered like a section head: 一、…, （二）… */
  | "head"
  /** Begins with a dash. */
  | "subtitle"
  /** Who wrote or sent it, on a line of its own. */
  | "byline"
  /** A picture's caption, told by its credit. */
  | "caption"
  /** Rules, page numbers, editors, jump notes, end marks. */
  | "furniture"

export interface Line {
  /** Without the white space around it. */
  text: string
  /** From 1. */
  number: number
  shape: Shape
  /** Whether it begins with an indent. */
  indented: boolean
  /** Whether a blank line stands before it. */
  spaced: boolean
  /** Whether a rule or an end mark (（完）, （下转第3版）, 责任编辑：…) stands between it and the text before. */
  ended: boolean
}

/** The lines of a page that hold anything, in order. */
export function readLines(text: string): Line[] {
  const lines: Line[] = []
  let spaced = true
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const trimmed = raw.trim()
    if (trimmed === "") {
      spaced = true
      continue
    }
    lines.push({
      text: trimmed,
      number: index + 1,
      shape: shapeOf(trimmed),
      indented: /^[\s\u3000]{2}|^\t|^\u3000/.test(raw),
      spaced,
      ended: false,
    })
    spaced = false
  }
  return lines
}

/** The lines of a page that are not its furniture; what stood below a rule or an end mark remembers it. */
export function withoutFurniture(lines: readonly Line[]): Line[] {
  const kept: Line[] = []
  let ended = false
  for (const line of lines) {
    if (line.shape === "furniture") ended ||= !/上接|紧接/.test(line.text)
    else {
      kept.push(ended ? { ...line, ended } : line)
      ended = false
    }
  }
  return kept
}

/**
 * Settles what form alone leaves open, from the lines around. Titles: a quotation with a dash subtitle below it, and what
 * opens a page without closing like a sentence. Body text: a short line indented like the paragraphs, on a page that sets
 * its titles without indent.
 */
export function settleTitles(lines: readonly Line[]): Line[] {
  const titles = lines.filter((line) => line.shape === "title")
  const indentsBodyOnly =
    share(lines.filter((line) => line.shape === "body")) > HABIT && share(titles) < 1 - HABIT && titles.length > 1
  return lines.map((line, index) => {
    const next = lines[index + 1]
    if (line.shape === "title") return indentsBodyOnly && line.indented ? { ...line, shape: "body" } : line
    if (line.shape !== "body" || next === undefined || line.text.length > LONGEST_TITLE) return line
    const above = isQuotation(line.text) && next.shape === "subtitle"
    const opens = index === 0 && !/[。；;：:，,]/.test(line.text) && next.shape !== "title"
    return above || opens ? { ...line, shape: "title" } : line
  })
}

/** What more than four lines in five do is a page's habit. */
export const HABIT = 0.8

function share(lines: readonly Line[]): number {
  return lines.filter((line) => line.indented).length / Math.max(1, lines.length)
}

/** Of 16,000 broadcast headlines 99 in 100 are shorter. */
const LONGEST_TITLE = 66
/** Those in several parts with a space between them, as running text has none, go on. */
const LONGEST_IN_PARTS = 120
const IN_PARTS = /^[^，。；]*[\u4e00-\u9fff”》）] [\u4e00-\u9fff“《][^，。；]*$/

/** What the form of one line, without white space around it, says it may be. */
export function shapeOf(text: string): Shape {
  if (isFurniture(text)) return "furniture"
  if (isByline(text)) return "byline"
  if (isCaption(text)) return "caption"
  if (text.length > (IN_PARTS.test(text) ? LONGEST_IN_PARTS : LONGEST_TITLE)) return "body"
  if (DASHED.test(text)) return isClosed(text) ? "body" : "subtitle"
  if (/^(?:[问答]|记者)[:：]/.test(text)) return "body"
  if (isClosed(text) || isCut(text) || isQuotation(text) || REFERS_BACK.test(text)) return "body"
  if (NUMBERED.test(text)) return "head"
  return "title"
}

const DASHED = /^(?:[—–―─－]+|-{2,})\s*[^\s—–―─－-]/
const NUMBERED =
  /^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}(?:[、．]|\.(?!\d))|第[一二三四五六七八九十]{1,3}[章节]|[①-⑳])/
/** 该县…, 该镇…: a line that refers back stands in running text; headlines and heads stand alone. */
const REFERS_BACK = /^该[\u4e00-\u9fff]/
/** How running text begins and a title with a comma does not. */
const RUNS_ON =
  /(?:表示|介绍|认为|说)，|^(?:近日|日前|目前|当前|今天|昨天|如今|此外|另外|同时|据|随着|其中|对此|为此|例如|比如|近年来|连日来|截至|下一步|记者|会议)[^，]{0,24}，/

/** Ends as a sentence or a clause of running text ends. A headline may ask or exclaim, but then holds no comma. */
export function isClosed(text: string): boolean {
  if (/[。；;：:，,、…—]$/.test(text)) return true
  if (/[。；;．.！？!?][”’」』）)]+$/.test(text)) return true
  return /[！？!?]$/.test(text) && /[，,。]/.test(text)
}

/** A paragraph that the page cut off: unclosed like a title, but with marks or an ending that titles do not have. */
function isCut(text: string): boolean {
  if (/[。；]/.test(text) || PAIRS.some(([open, close]) => count(text, open) !== count(text, close))) return true
  if (/[的把被和]$/.test(text) || RUNS_ON.test(text)) return true
  const clauses = text.replace(/【.*?】/g, "").split("，")
  return clauses.length > 1 && (clauses.at(-1) ?? "").length < SHORTEST_CLAUSE
}

/** …发展韧劲强，成色足 is a headline; what stops one or two characters after a comma was cut off. */
const SHORTEST_CLAUSE = 3

const PAIRS = [
  ["“", "”"],
  ["‘", "’"],
  ["《", "》"],
  ["「", "」"],
] as const

function count(text: string, mark: string): number {
  return text.split(mark).length - 1
}

/** One quotation from end to end: somebody speaks, or a saying is quoted. */
function isQuotation(text: string): boolean {
  return /^“[^”]*”$/.test(text) || /^「[^」]*」$/.test(text)
}
