// Spans as Discord's markdown. Every character that could be markup is escaped, so text is shown as it is printed.

import type { Span } from "../../chat/reply.js"

/** A run of text of one kind; `to` is a link's address, ready to be written. */
interface Piece {
  kind: "plain" | "strong" | "link"
  text: string
  to: string
}

/** Spans as lines of markdown, without a block's own marks; text that is blank makes a blank line. */
export function markdown(spans: readonly Span[]): string[] {
  return linesOf(merged(spans.map(pieceOf))).map((pieces) => pieces.map(written).join(""))
}

/** Markup wherever it stands, and what begins a mention, an address (`https:`), an emoji or a time. */
const MARKUP = /[\\*_~`|<>[\]@:]/gu
/** Markup at the start of a line: `#`, `-`, `-#`, `+`, and the digits of a numbered list. */
const LINE_START = /^(\s*)(?:([-+#])|(\d+)([.)]))/u

/** Text that is shown as it is; Discord takes a backslash away before any ASCII punctuation. */
export function escapeText(text: string, startsLine: boolean): string {
  const escaped = text.replace(MARKUP, "\\$&")
  if (!startsLine) return escaped
  return escaped.replace(LINE_START, (_, space: string, mark?: string, digits?: string, stop?: string) =>
    mark === undefined ? `${space}${digits}\\${stop}` : `${space}\\${mark}`,
  )
}

function written({ kind, text, to }: Piece, position: number): string {
  const startsLine = position === 0
  if (kind === "plain") return escapeText(text, startsLine)
  if (kind === "link") return `[${escapeText(text, startsLine)}](<${to}>)`
  // Some of Discord's apps take `** x **` for plain text, so white space stays outside.
  const inner = text.trim()
  const start = text.indexOf(inner)
  return `${text.slice(0, start)}**${escapeText(inner, startsLine)}**${text.slice(start + inner.length)}`
}

function pieceOf(span: Span): Piece {
  if (typeof span === "string") return { kind: "plain", text: cleaned(span), to: "" }
  if ("strong" in span) {
    const text = cleaned(span.strong)
    return { kind: text.trim() === "" ? "plain" : "strong", text, to: "" }
  }
  const text = cleaned(span.link)
  const to = address(span.to)
  return to !== undefined && linkable(text) ? { kind: "link", text, to } : { kind: "plain", text, to: "" }
}

/** JSON carries no half of a surrogate pair; a line ends in one way. */
const cleaned = (text: string): string => text.toWellFormed().replace(/\r\n?/gu, "\n")

/** Discord shows a masked link as plain text when its label holds brackets or an address. */
const linkable = (label: string): boolean => label.trim() !== "" && !/[[\]\n]|:\/\//u.test(label)

/** A link's address as it may stand between `(<` and `>)`, or undefined if it is not one Discord opens. */
function address(to: string): string | undefined {
  if (!URL.canParse(to)) return undefined
  const { protocol, href } = new URL(to)
  return /^https?:$/u.test(protocol) ? href.replace(/[()<>\\]/gu, hex) : undefined
}

const hex = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`

/** Neighbours of one kind become one piece: `**a****b**` would show its asterisks. */
function merged(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  for (const piece of pieces) {
    const last = out.at(-1)
    if (piece.text === "") continue
    if (last && last.kind === piece.kind && last.to === piece.to) last.text += piece.text
    else out.push({ ...piece })
  }
  return out
}

function linesOf(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [[]]
  for (const piece of pieces) {
    for (const [i, text] of piece.text.split("\n").entries()) {
      if (i > 0) lines.push([])
      if (text === "") continue
      const kind = text.trim() === "" ? "plain" : piece.kind
      lines.at(-1)?.push({ ...piece, kind, text })
    }
  }
  return lines
}
