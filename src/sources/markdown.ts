// .md: an article a file, with front matter or without; or several, one under each first-level heading.

import { marked, type Token, type Tokens } from "marked"
import { parse, YAMLParseError } from "yaml"
import { decode } from "../library/decode.js"
import { type About, draftsOf, type Piece } from "./document.js"
import { fieldOf, givenIn } from "./fields.js"
import { Damaged, MEGABYTE, type Reader } from "./reader.js"
import { withoutEmptyReferences } from "./references.js"

export const markdown: Reader = {
  most: 8 * MEGABYTE,
  isolated: 0,
  async read(bytes) {
    const { about, body, line } = frontMatter(decode(bytes))
    try {
      return { drafts: draftsOf(piecesOf(body, line), about), faults: [] }
    } catch (error) {
      // The stack is full.
      if (error instanceof RangeError) throw new Damaged("引用、列表或括号一层套一层，套得太深")
      throw error
    }
  },
}

/** Between two lines of dashes at the very beginning. */
const FRONT = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/u

/** What the front matter says, and the text below it with the line that it begins on. */
function frontMatter(text: string): { about: About; body: string; line: number } {
  const [whole = "", yaml] = FRONT.exec(text) ?? []
  if (yaml === undefined) return { about: {}, body: text, line: 1 }
  return { about: aboutOf(parsed(yaml)), body: text.slice(whole.length), line: whole.split("\n").length }
}

/** Characters between the two lines: a title, a day and a few more. */
const MOST_OF_FRONT = 64_000

function parsed(yaml: string): unknown {
  if (yaml.length > MOST_OF_FRONT) throw new Damaged(`开头两行 --- 之间有 ${MOST_OF_FRONT} 字以上`)
  try {
    return parse(yaml)
  } catch (error) {
    if (error instanceof YAMLParseError)
      throw new Damaged(`开头两行 --- 之间的内容第 ${error.linePos?.[0].line ?? 1} 行不是 YAML`)
    // Aliases of aliases, that come to more than they are; one of nothing; lists in lists without end.
    if (error instanceof ReferenceError || error instanceof RangeError)
      throw new Damaged(`开头两行 --- 之间的内容读不了：${error.message}`)
    throw error
  }
}

function aboutOf(fields: unknown): About {
  if (typeof fields !== "object" || fields === null) return {}
  const given = givenIn(fields)
  return {
    headline: fieldOf(given, "headline"),
    kicker: fieldOf(given, "kicker"),
    subtitle: fieldOf(given, "subtitle"),
    date: fieldOf(given, "date"),
    byline: fieldOf(given, "byline"),
    section: fieldOf(given, "section"),
    place: fieldOf(given, "place"),
    source: fieldOf(given, "source"),
    url: fieldOf(given, "url"),
  }
}

function piecesOf(body: string, first: number): Piece[] {
  const pieces: Piece[] = []
  let line = first
  for (const token of marked.lexer(withoutEmptyReferences(body))) {
    for (const piece of piecesOfToken(token, line)) pieces.push(piece)
    line += token.raw.split("\n").length - 1
  }
  return pieces
}

function piecesOfToken(token: Token, line: number): Piece[] {
  switch (token.type) {
    case "heading":
      return [{ kind: "heading", level: token.depth, text: plainText(token.tokens), line }]
    case "paragraph":
      return paragraphPieces(token.tokens ?? [], line)
    case "text":
      return [{ kind: "text", text: plainText(token.tokens ?? [token]), line }]
    case "blockquote":
      return (token.tokens ?? []).flatMap((each) => piecesOfToken(each, line))
    case "list":
      return (token as Tokens.List).items.flatMap(({ tokens }) => tokens.flatMap((each) => piecesOfToken(each, line)))
    case "table":
      return [token.header, ...token.rows].map((cells: Tokens.TableCell[]) => ({
        kind: "text",
        text: cells.map(({ tokens }) => plainText(tokens)).join(" "),
        line,
      }))
    default:
      // Code, rules, HTML and definitions of links are no text of an article.
      return []
  }
}

/** A picture alone in a paragraph has its caption beside it. */
function paragraphPieces(tokens: readonly Token[], line: number): Piece[] {
  const text = plainText(tokens.filter(({ type }) => type !== "image"))
  const captions = tokens.flatMap((token) => (token.type === "image" ? [String(token.title || token.text)] : []))
  return [
    ...(text.trim() === "" ? [] : [{ kind: "text" as const, text, line }]),
    ...captions.map((caption) => ({ kind: "caption" as const, text: caption, line })),
  ]
}

/** The text of inline tokens without their markup. */
function plainText(tokens: readonly Token[] | undefined): string {
  return (tokens ?? [])
    .map((token) => {
      if (token.type === "br") return " "
      if (token.type === "image" || token.type === "html") return ""
      if ("tokens" in token && token.tokens) return plainText(token.tokens)
      if (token.type === "codespan" || token.type === "text" || token.type === "escape") return String(token.text)
      return String(token.raw)
    })
    .join("")
}
