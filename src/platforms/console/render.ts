// A reply as lines on a terminal: bold where there is colour, ** where there is none.

import { type Block, type Choice, type Next, plain, type Reply, type Span } from "../../chat/reply.js"

export interface Style {
  /** Whether ANSI escapes may be used. */
  colour: boolean
}

/** The reply's text and the numbered things that can be pressed, in the order of their numbers from 1. */
export function render(reply: Reply, style: Style): { text: string; pressable: Next[] } {
  const paint = painter(style)
  const choices = reply.choices ?? []
  const next = reply.next ?? []
  const lines = reply.blocks.map((block, i) => {
    const close = i > 0 && block.kind === "note" && reply.blocks[i - 1]?.kind === "heading"
    return (i === 0 || close ? "" : "\n") + renderBlock(block, paint)
  })
  const column = choices.map((choice, i) => renderChoice(choice, i + 1, paint))
  const row = next.map(({ label }, i) => `${paint.number(choices.length + i + 1)} ${clean(label)}`).join("   ")
  const buttons = [...column, ...(row ? [row] : [])].join("\n")
  return { text: lines.join("\n") + (buttons ? `\n\n${buttons}` : ""), pressable: [...choices, ...next] }
}

interface Painter {
  strong(text: string): string
  small(text: string): string
  heading(text: string): string
  number(value: number): string
}

function painter({ colour }: Style): Painter {
  const wrap = (open: number, close: number) => (text: string) => `\x1b[${open}m${text}\x1b[${close}m`
  if (!colour)
    return { strong: (text) => `**${text}**`, small: (text) => text, heading: (text) => text, number: (n) => `[${n}]` }
  return {
    strong: wrap(1, 22),
    small: wrap(2, 22),
    heading: (text) => wrap(1, 22)(wrap(4, 24)(text)),
    number: (n) => wrap(36, 39)(`[${n}]`),
  }
}

function renderBlock(block: Block, paint: Painter): string {
  switch (block.kind) {
    case "heading":
      return paint.heading(clean(plain(block.spans))) + links(block.spans)
    case "note":
      return paint.small(clean(plain(block.spans)))
    case "paragraph":
      return inline(block.spans, paint)
    case "quote":
      return `▎${inline(block.spans, paint).replaceAll("\n", "\n▎")}`
    case "list":
      return block.items.map((item) => `  ${inline(item, paint)}`).join("\n")
    default:
      return block satisfies never
  }
}

const inline = (spans: readonly Span[], paint: Painter): string =>
  spans
    .map((span) => {
      if (typeof span === "string") return clean(span)
      return "strong" in span ? paint.strong(clean(span.strong)) : `${clean(span.link)} (${clean(span.to)})`
    })
    .join("")

const links = (spans: readonly Span[]): string =>
  spans.map((span) => (typeof span !== "string" && "link" in span ? ` (${clean(span.to)})` : "")).join("")

function renderChoice({ label, detail }: Choice, number: number, paint: Painter): string {
  return `${paint.number(number)} ${clean(label)}${detail ? `  ${paint.small(clean(detail))}` : ""}`
}

/** Article text must not steer the terminal: control characters other than line ends and tabs go. */
const clean = (text: string): string => text.replace(/(?![\n\t])\p{Cc}/gu, "")
