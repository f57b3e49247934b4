// HTML as runs of text: what is a heading, what a caption, what stands by itself.

import { parseHTML } from "linkedom"
import { type Piece, tidy } from "./document.js"

export type Markup = ReturnType<typeof parseHTML>["document"]

/** A page, or a part of one. Without a root, or where its body's tag is broken, the parser makes a document without a body. */
export function parseMarkup(source: string): Markup {
  const whole = parseHTML(/<html[\s>]/iu.test(source) ? source : inBody(source)).document
  return whole.querySelector("body") ? whole : parseHTML(inBody(source.replace(FRAME, ""))).document
}

/** The tags around a page's content. */
const FRAME = /<!doctype[^>]*>|<\/?(?:html|head|body)\b[^>]*>/giu
const inBody = (source: string): string => `<!doctype html><html><body>${source}</body></html>`

/** Elements that hold a run of text of their own. */
const BLOCKS = new Set(
  "h1 h2 h3 h4 h5 h6 p li figcaption caption td th blockquote pre dd dt div section article figure table ul ol".split(
    " ",
  ),
)
const UNSEEN = new Set(["script", "style", "template", "noscript", "head"])

/** What is used of a DOM node (dom.spec.whatwg.org). */
interface Node {
  nodeType: number
  nodeName: string
  textContent: string | null
  childNodes: Iterable<Node>
}
const [ELEMENT, TEXT] = [1, 3]

/** The runs of a page's text, in order. A block that holds others gives what stands between them. */
export function piecesOf({ body }: Markup): Piece[] {
  const pieces: Piece[] = []
  let run = ""
  const flush = (piece: Pick<Piece, "kind" | "level"> = { kind: "text" }) => {
    for (const text of run.split("\n")) if (tidy(text) !== "") pieces.push({ ...piece, text, line: pieces.length + 1 })
    run = ""
  }
  const walk = (node: Node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === TEXT) run += (child.textContent ?? "").replace(/\s+/gu, " ")
      if (child.nodeType !== ELEMENT) continue
      const name = child.nodeName.toLowerCase()
      if (UNSEEN.has(name)) continue
      if (name === "br") {
        run += "\n"
        continue
      }
      const isBlock = BLOCKS.has(name)
      if (isBlock) flush()
      walk(child)
      if (isBlock) flush(kindOf(name))
    }
  }
  walk(body)
  flush()
  return pieces
}

function kindOf(name: string): Pick<Piece, "kind" | "level"> {
  const [, level] = /^h([1-6])$/u.exec(name) ?? []
  if (level !== undefined) return { kind: "heading", level: Number(level) }
  return { kind: name === "figcaption" ? "caption" : "text" }
}
