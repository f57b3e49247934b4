// What the bot says, as plain values. Formatting is data, never markup: a platform renders it once, at the end.

import type { Call } from "./command.js"

/** A run of text: plain, strong (the answer itself), or a link. `text` may hold any character, none of them markup. */
export type Span = string | { strong: string } | { link: string; to: string }

export type Block =
  /** The title of what follows: a headline (a link where the article has a page) or the name of a list. */
  | { kind: "heading"; spans: Span[] }
  /** Small print under a heading or at the end: subtitle, date, page number. */
  | { kind: "note"; spans: Span[] }
  /** The bot's own words, or a paragraph of an article being read. */
  | { kind: "paragraph"; spans: Span[] }
  /** The newspaper's words inside an answer. */
  | { kind: "quote"; spans: Span[] }
  | { kind: "list"; items: Span[][] }

/** A button: a command not yet sent. */
export interface Next {
  label: string
  call: Pick<Call, "command" | "args">
  /** True: its reply is a message of its own. Otherwise it takes the place of the message that the button stands under. */
  fresh?: boolean
  /** True: its reply is a word to whoever pressed, for their eyes alone, and the message stays as it is. */
  aside?: boolean
}

/** One of several things to choose from, such as an article among those that match. */
export interface Choice extends Next {
  /** What tells it apart from the others: place, date, first words. */
  detail?: string
}

export interface Reply {
  blocks: Block[]
  /** Things to choose from: a select on Discord, a column of buttons on Telegram, numbers on the console. */
  choices?: Choice[]
  /** What the choices are, for a select that is closed: 选一篇文章. */
  choose?: string
  /** Where to go from here: a row of buttons. */
  next?: Next[]
  /** What the reader should see at a glance: here is an answer, or there is none. Other replies are neither. */
  tone?: "answer" | "refusal"
  /** True: for the asker's eyes only, where the platform can do that. */
  private?: boolean
}

/** The text of a span without its formatting. */
export function spanText(span: Span): string {
  if (typeof span === "string") return span
  return "strong" in span ? span.strong : span.link
}

/** The text of spans without their formatting. */
export const plain = (spans: readonly Span[]): string => spans.map(spanText).join("")

/** The spans a block holds, a list's items one after the other. */
export const spansOf = (block: Block): Span[] => (block.kind === "list" ? block.items.flat() : block.spans)
