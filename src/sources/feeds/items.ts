// A feed's items as articles: the fullest text that each has, its day, and where it was published.

import { createHash } from "node:crypto"
import { draftsOf, type Piece, tidy } from "../document.js"
import { parseMarkup, piecesOf } from "../markup.js"
import { Damaged, type Draft } from "../reader.js"
import { dayOf } from "./dates.js"
import type { Feed, Item, Text } from "./parse.js"

/** What one item of a feed gives. */
export interface FeedItem {
  /** The same item, corrected, has the same. */
  guid: string
  /** One, or several where the item has no title and its text is of several. Lines are those of the item's own text. */
  drafts: Draft[]
}

/**
 * The items of a feed that have any text, in its order, their links made whole by the feed's own address; and how many
 * could not be read.
 */
export function itemsOf(feed: Feed, address: string): { items: FeedItem[]; unread: number } {
  const source = plain(feed.title) ?? null
  const base = whole(feed.home, address) ?? address
  const guids = guidsOf(feed.items)
  const items: FeedItem[] = []
  let unread = 0
  for (const [i, item] of feed.items.entries()) {
    const drafts = tried(() => articlesOf(item, { source, url: whole(item.link, base) ?? null }))
    if (!drafts) unread++
    else if (drafts.length > 0) items.push({ guid: guids[i] ?? "", drafts })
  }
  return { items, unread }
}

/** Undefined where the text is nested so deeply that walking it takes more stack than there is. */
function tried<Result>(read: () => Result): Result | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError || error instanceof Damaged) return undefined
    throw error
  }
}

function articlesOf({ title, date, texts }: Item, about: { source: string | null; url: string | null }): Draft[] {
  const headline = plain(title)
  const day = dayOf(date)
  const read = texts.map((text) =>
    draftsOf(linesOf(text), { ...(headline !== undefined && { headline }), ...(day !== undefined && { date: day }) }),
  )
  const [fullest = []] = read.toSorted((a, b) => lengthOf(b) - lengthOf(a))
  return fullest.map((draft) => ({ ...draft, ...about }))
}

const lengthOf = (drafts: readonly Draft[]): number =>
  drafts
    .flatMap(({ paragraphs, headings, captions }) => [
      ...[...paragraphs, ...headings].map(({ text }) => text.length),
      ...captions.map((text) => text.length),
    ])
    .reduce((sum, length) => sum + length, 0)

const TAG = /<\/?[a-z][^<>]*>/iu
const REFERENCE = /&(?:[a-z]\w{1,30}|#\d{1,7}|#x[\da-f]{1,6});/iu
/** What begins a line of its own. */
const BREAK = /<(?:p|br|div|li|h[1-6]|td|blockquote|section|article|pre|figure)\b/iu

/** Feeds say wrongly or not at all whether a text is HTML: one that has tags or references is. */
const isMarkup = ({ text, type = "" }: Text): boolean => /html/iu.test(type) || TAG.test(text) || REFERENCE.test(text)

/** The runs of an item's text. */
function linesOf(text: Text): Piece[] {
  if (!isMarkup(text)) return plainLines(text.text)
  // HTML without a single break, but with line ends, means those.
  return piecesOf(parseMarkup(BREAK.test(text.text) ? text.text : text.text.replace(/\r\n?|\n/gu, "<br>")))
}

/** Paragraphs end with a line, or where the next one is indented on the same. */
const plainLines = (text: string): Piece[] =>
  text
    .split(/\r\n?|\n|(?<=[。！？…”」])\s*\u3000{2,}/u)
    .map((line, i): Piece => ({ kind: "text", text: line, line: i + 1 }))
    .filter((piece) => tidy(piece.text) !== "")

/** A title on one line, without markup; undefined where it is empty. */
function plain(title: string | undefined): string | undefined {
  const text = title ?? ""
  const bare = TAG.test(text) || REFERENCE.test(text) ? (parseMarkup(text).body.textContent ?? "") : text
  return tidy(bare) === "" ? undefined : tidy(bare)
}

/** A link as a whole web address; undefined where it is none. */
function whole(link: string | undefined, base: string): string | undefined {
  const written = tidy(link ?? "")
  if (written === "" || !URL.canParse(written, base)) return undefined
  const url = new URL(written, base)
  return /^https?:$/u.test(url.protocol) ? url.href : undefined
}

/** What tells each item: its guid; else its link; else its words. One that several items of the feed have tells none. */
function guidsOf(items: readonly Item[]): string[] {
  const candidates = items.map(({ guid, link, title, date, texts }) => [
    ...[guid, link].map((each) => tidy(each ?? "")),
    createHash("sha256").update([title, date, texts[0]?.text].join("\n")).digest("hex"),
  ])
  const times = new Map<string, number>()
  for (const each of candidates.flatMap((own) => [...new Set(own)])) times.set(each, (times.get(each) ?? 0) + 1)
  return candidates.map((own) => own.find((each) => each !== "" && times.get(each) === 1) ?? own.at(-1) ?? "")
}
