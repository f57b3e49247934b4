// HTML as runs of text: what is a heading, what a caption, what stands by itself.

import { parseHTML } from "linkedom"
import { type Piece, tidy } from "./document.js"
import { Damaged } from "./reader.js"
import { withoutEmptyReferences } from "./references.js"

export type Markup = ReturnType<typeof parseHTML>["document"]

/** Elements within elements. Pages of sites have some 30; what goes through them takes time that grows with the square. */
const DEEPEST = 200
/** Elements that are left open as often as not: they do not count before the parser has closed them. */
const LEFT_OPEN = new Set(
  "p li dd dt td th tr thead tbody tfoot option optgroup colgroup area base br col embed hr img input link meta param source track wbr !doctype".split(
    " ",
  ),
)
/** As the tags are written, where closing ones may be missing. */
const DEEPEST_WRITTEN = 2_000

/**
 * A page, or a part of one.
 * @throws Damaged where it is nested deeper than anybody writes.
 */
export function parseMarkup(source: string): Markup {
  const written = withoutEmptyReferences(source)
  if (isDeeplyWritten(written)) throw new Damaged("标签一层套一层，套得太深")
  const document = parsed(written)
  if (isDeep(document.body)) throw new Damaged("标签一层套一层，套得太深")
  return document
}

function isDeeplyWritten(source: string): boolean {
  let depth = 0
  for (const [, slash, name = ""] of source.matchAll(/<(\/?)([a-z][^\s/>]{0,40})/giu)) {
    if (LEFT_OPEN.has(name.toLowerCase())) continue
    depth = slash === "" ? depth + 1 : Math.max(0, depth - 1)
    if (depth > DEEPEST_WRITTEN) return true
  }
  return false
}

function isDeep(root: Node): boolean {
  let level: Node[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true
    level = level.flatMap(({ nodeType, childNodes }) => (nodeType === ELEMENT ? [...childNodes] : []))
  }
  return false
}

function parsed(written: string): Markup {
  const { document } = parseHTML(written)
  // Without a root, which may only seem to be there (in a comment), there is no body; and none where its tag is broken.
  const root: { nodeName: string } | null = document.documentElement
  const whole = root?.nodeName.toLowerCase() === "html" ? document : parseHTML(inBody(written)).document
  return whole.querySelector("body") ? whole : parseHTML(inBody(written.replace(FRAME, ""))).document
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
/** What nobody reads, and what is there to be used. */
const UNSEEN = new Set(
  "script style template noscript head title nav form button select textarea svg iframe object video audio footer aside".split(
    " ",
  ),
)

/** What is used of a DOM node (dom.spec.whatwg.org). */
export interface Node {
  nodeType: number
  nodeName: string
  textContent: string | null
  childNodes: Iterable<Node>
  getAttribute?(name: string): string | null
  setAttribute?(name: string, value: string): void
}
const [ELEMENT, TEXT] = [1, 3]

/** Set on a block that is the caption of the picture before it: what it is told by does not outlast Readability. */
const CAPTION = "data-caption"

/** The runs of a text, in order: of a page's body, or of an element. A block that holds others gives what stands between them. */
export function piecesOf(root: Node): Piece[] {
  const pieces: Piece[] = []
  let run = ""
  /** Something in the run leads nowhere. */
  let isPlain = false
  const flush = (piece: Pick<Piece, "kind" | "level"> = { kind: "text" }) => {
    const link = isPlain ? {} : { link: true as const }
    for (const text of run.split("\n"))
      if (tidy(text) !== "") pieces.push({ ...piece, ...link, text, line: pieces.length + 1 })
    run = ""
    isPlain = false
  }
  const walk = (node: Node, isLink: boolean) => {
    for (const child of node.childNodes) {
      if (child.nodeType === TEXT) {
        const text = (child.textContent ?? "").replace(/\s+/gu, " ")
        if (!isLink && /[\p{L}\p{N}]/u.test(text)) isPlain = true
        run += text
      }
      if (child.nodeType !== ELEMENT) continue
      const name = child.nodeName.toLowerCase()
      if (UNSEEN.has(name) || isHidden(child)) continue
      if (name === "br") {
        run += "\n"
        continue
      }
      const isBlock = BLOCKS.has(name)
      if (isBlock) flush()
      walk(child, isLink || name === "a")
      if (isBlock) flush(kindOf(name, child))
    }
  }
  walk(root, false)
  flush()
  return pieces
}

const isHidden = (node: Node): boolean => /display\s*:\s*none/iu.test(node.getAttribute?.("style") ?? "")

function kindOf(name: string, node: Node): Pick<Piece, "kind" | "level"> {
  const [, level] = /^h([1-6])$/u.exec(name) ?? []
  if (level !== undefined) return { kind: "heading", level: Number(level) }
  return { kind: name === "figcaption" || node.getAttribute?.(CAPTION) ? "caption" : "text" }
}

/** A caption is short, and stands in the middle below its picture, or says that it is one. */
const MOST_OF_CAPTION = 120
const SAYS_SO =
  /^(?:[▲△▼↑]|(?:[上下左右题]|资料)?图(?:[①-⑳\d一二三四]|[为片]?[:：]|为))|(?:摄|供图|制图|发|资料图片?)[）)】]?$/u

/** Marks the captions of a page's pictures: see `piecesOf`. */
export function markCaptions(root: Node): void {
  /** A picture was there, and no text since. */
  let isBelow = false
  const walk = (node: Node, isCentred: boolean) => {
    const holds = { lines: false, picture: false }
    for (const child of node.childNodes) {
      const name = child.nodeName.toLowerCase()
      if (child.nodeType !== ELEMENT || UNSEEN.has(name)) continue
      if (name === "img") {
        isBelow = true
        holds.picture = true
        continue
      }
      const wasBelow = isBelow
      const isMiddle = isCentred || isInTheMiddle(child)
      const inner = walk(child, isMiddle)
      holds.lines ||= inner.lines || LINES.has(name)
      holds.picture ||= inner.picture
      if (inner.lines || !LINES.has(name)) continue
      const text = tidy(child.textContent ?? "")
      if (text === "") continue
      isBelow = false
      const isCaption = text.length <= MOST_OF_CAPTION && (isMiddle || SAYS_SO.test(text))
      if (isCaption && (wasBelow || inner.picture)) child.setAttribute?.(CAPTION, "1")
    }
    return holds
  }
  walk(root, false)
}

const LINES = new Set(["p", "div", "td", "section", "center", "h6"])

function isInTheMiddle(node: Node): boolean {
  const style = node.getAttribute?.("style") ?? ""
  return node.getAttribute?.("align") === "center" || /text-align\s*:\s*center/iu.test(style)
}
