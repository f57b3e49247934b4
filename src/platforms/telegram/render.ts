// Blocks as a message's text and entities. Entities instead of a parse mode: no character is markup, nothing to escape.

import { type Block, type Span, spanText } from "../../chat/reply.js"

/** A range of the text with a format; offset and length in UTF-16 units, as Telegram counts. */
export type Entity = { offset: number; length: number } & (
  | { type: "bold" | "blockquote" | "expandable_blockquote" }
  | { type: "text_link"; url: string }
)

export interface Rendered {
  text: string
  entities: Entity[]
}

/** UTF-16 units in a message (core.telegram.org/bots/api#sendmessage). */
export const TEXT_MOST = 4096
/** Entities in a message; Telegram drops those beyond (core.telegram.org/api/config, message entities). */
export const ENTITIES_MOST = 100

/** The blocks as one message. The text is never empty, and neither it nor an entity starts or ends in white space. */
export function render(blocks: readonly Block[]): Rendered {
  let text = ""
  let above: Block | undefined
  const entities: Entity[] = []
  for (const block of blocks) {
    const part = renderBlock(block)
    if (isBlank(part.text)) continue
    if (above) text += isTight(above, block) ? "\n" : "\n\n"
    for (const entity of part.entities) entities.push({ ...entity, offset: entity.offset + text.length })
    text += part.text
    above = block
  }
  return text === "" ? { text: NOTHING, entities: [] } : { text, entities: mostImportant(entities) }
}

/** Stands for a reply without any visible text: Telegram refuses an empty message. */
const NOTHING = "……"

/** Small print is plain: there is no smaller type in Telegram, and slanted Chinese is hard to read. */
function renderBlock(block: Block): Rendered {
  switch (block.kind) {
    case "heading":
      return whole("bold", trimmed(renderSpans(block.spans.map((span) => (isStrong(span) ? span.strong : span)))))
    case "note":
    case "paragraph":
      return trimmed(renderSpans(block.spans))
    case "quote": {
      const quoted = trimmed(renderSpans(block.spans))
      return whole(folds(quoted) ? "expandable_blockquote" : "blockquote", quoted)
    }
    case "list":
      return renderItems(block.items)
    default:
      return block satisfies never
  }
}

/** Where one block stands right under another; everywhere else a blank line parts them. */
const TIGHT: ReadonlySet<string> = new Set([
  "heading note",
  "heading quote",
  "heading list",
  "note note",
  "note quote",
  "paragraph list",
])
const isTight = (above: Block, below: Block): boolean => TIGHT.has(`${above.kind} ${below.kind}`)

/** A quote longer than about fifteen lines of a phone is folded… */
const LONG_QUOTE = 300
/** …to the three lines that Telegram shows of it, but never so that what is strong disappears. UTF-16 units. */
const SHOWN_OF_FOLDED = 50

function folds({ text, entities }: Rendered): boolean {
  const strong = entities.filter(({ type }) => type === "bold")
  return text.length > LONG_QUOTE && strong.every(({ offset, length }) => offset + length <= SHOWN_OF_FOLDED)
}

function renderItems(items: readonly Span[][]): Rendered {
  const lines: Rendered = { text: "", entities: [] }
  for (const item of items) {
    const { text, entities } = trimmed(renderSpans(item))
    if (isBlank(text)) continue
    lines.text += lines.text === "" ? "· " : "\n· "
    for (const entity of entities) lines.entities.push({ ...entity, offset: entity.offset + lines.text.length })
    lines.text += text
  }
  return lines
}

function renderSpans(spans: readonly Span[]): Rendered {
  let text = ""
  const entities: Entity[] = []
  for (const span of spans) {
    const part = clean(spanText(span))
    const inner = part.trim()
    const range = { offset: text.length + part.length - part.trimStart().length, length: inner.length }
    text += part
    if (typeof span === "string" || inner === "") continue
    const url = isStrong(span) ? undefined : webAddress(span.to)
    if (isStrong(span)) entities.push({ type: "bold", ...range })
    else if (url !== undefined) entities.push({ type: "text_link", url, ...range })
  }
  return { text, entities }
}

/** Entities never start or end in white space, so all of them lie within the trimmed text. */
function trimmed({ text, entities }: Rendered): Rendered {
  const before = text.length - text.trimStart().length
  return { text: text.trim(), entities: entities.map((entity) => ({ ...entity, offset: entity.offset - before })) }
}

const whole = (type: "bold" | "blockquote" | "expandable_blockquote", { text, entities }: Rendered): Rendered => ({
  text,
  entities: text === "" ? [] : [{ type, offset: 0, length: text.length }, ...entities],
})

const IMPORTANCE = { bold: 0, blockquote: 1, expandable_blockquote: 1, text_link: 2 } as const

function mostImportant(entities: Entity[]): Entity[] {
  if (entities.length <= ENTITIES_MOST) return entities
  const ranked = [...entities].sort((a, b) => IMPORTANCE[a.type] - IMPORTANCE[b.type])
  const kept = new Set(ranked.slice(0, ENTITIES_MOST))
  return entities.filter((entity) => kept.has(entity))
}

/**
 * Text as Telegram would make it: well-formed, without the characters that it drops or changes (td/telegram
 * MessageEntity.cpp, fix_formatted_text), so that offsets hold and no article turns the direction of the text around it.
 */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/gu, "\n")
    .replace(/[\u202a-\u202e]|\u030a|\u0333|\u033f/gu, "")
    .replace(/[^\P{Cc}\n\u007f-\u009f]/gu, " ")

/** Whether Telegram would see nothing in a text: white space, invisible and unassigned characters. */
export const isBlank = (text: string): boolean => /^[\s\p{C}\p{Z}\u115f\u1160\u2800\u3164\uffa0]*$/u.test(text)

const isStrong = (span: Span): span is { strong: string } => typeof span !== "string" && "strong" in span

/** An address that Telegram can open; what is none is left as plain text. */
function webAddress(to: string): string | undefined {
  if (!URL.canParse(to)) return undefined
  const { protocol, hostname, href } = new URL(to)
  return /^https?:$/u.test(protocol) && hostname.includes(".") ? href : undefined
}
