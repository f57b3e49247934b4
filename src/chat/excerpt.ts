// Shortening text as values: whole sentences around what is strong, each cut shown as ……

import { clauses, graphemeBoundary, type Range, sentences } from "../text/sentences.js"
import { plain, type Span, spanText } from "./reply.js"

/** What stands where something was left out of a paragraph. */
const GAP = "……"
/** What stands where a label was cut. */
const ELLIPSIS = "…"

/** A line of text in at most `most` UTF-16 units, cut at a grapheme and marked with “…”. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  return text.slice(0, graphemeBoundary(text, Math.max(0, most - ELLIPSIS.length))) + ELLIPSIS
}

/**
 * Spans in about `most` UTF-16 units (the marks of cuts come on top). Sentences that hold something strong are kept
 * first, then those that follow them, then those before; a sentence too long on its own is cut at a grapheme.
 */
export function excerpt(spans: readonly Span[], most: number): Span[] {
  const text = plain(spans)
  if (text.length <= most) return [...spans]
  return joined(spans, text, kept(sentences(text), strongRanges(spans), Math.max(0, most), text))
}

/** The ranges of the text to keep, in order. */
function kept(all: readonly Range[], strong: readonly Range[], most: number, text: string): Range[] {
  const holds = (range: Range) => strong.some((each) => each.start < range.end && range.start < each.end)
  const must = all.filter(holds)
  const chosen = new Set<Range>()
  let room = most
  const take = (range: Range) => {
    if (chosen.has(range) || size(range) > room) return false
    chosen.add(range)
    room -= size(range)
    return true
  }
  const first = must[0] ?? all[0]
  if (!first) return []
  if (size(first) > room) return [cutAround(first, strong, most, text)]
  for (const range of must.length > 0 ? must : [first]) take(range)
  grow(all, chosen, take)
  return all.filter((range) => chosen.has(range))
}

/** Adds neighbours of what is chosen, the following one before the preceding one, until none fits. */
function grow(all: readonly Range[], chosen: ReadonlySet<Range>, take: (range: Range) => boolean): void {
  for (let grown = true; grown; ) {
    grown = false
    for (const [i, range] of all.entries()) {
      if (!chosen.has(range)) continue
      for (const neighbour of [all[i + 1], all[i - 1]]) if (neighbour && take(neighbour)) grown = true
    }
  }
}

/** Part of one sentence that is too long, around its first strong part; from the beginning of a clause where one is near. */
function cutAround(range: Range, strong: readonly Range[], most: number, text: string): Range {
  const focus = strong.find((each) => each.start < range.end && range.start < each.end) ?? range
  const from = Math.max(range.start, focus.start)
  const before = Math.max(0, Math.floor((most - (focus.end - from)) / 2))
  const least = Math.max(range.start, Math.min(from - before, range.end - most))
  const clause = clauses(text.slice(range.start, range.end)).find(({ start }) => range.start + start >= least)
  const start =
    clause && range.start + clause.start <= from ? range.start + clause.start : graphemeBoundary(text, least)
  return { start, end: Math.max(start, graphemeBoundary(text, Math.min(range.end, start + most))) }
}

function joined(spans: readonly Span[], text: string, ranges: readonly Range[]): Span[] {
  const out: Span[] = []
  let end = 0
  for (const range of ranges) {
    if (range.start > end) out.push(GAP)
    out.push(...slice(spans, range))
    end = range.end
  }
  if (end < text.length) out.push(GAP)
  return merged(out)
}

/** The part of spans that lies in a range of their plain text. */
export function slice(spans: readonly Span[], { start, end }: Range): Span[] {
  const out: Span[] = []
  let offset = 0
  for (const span of spans) {
    const text = spanText(span)
    const part = text.slice(Math.max(0, start - offset), Math.max(0, end - offset))
    offset += text.length
    if (part === "") continue
    if (typeof span === "string") out.push(part)
    else out.push("strong" in span ? { strong: part } : { link: part, to: span.to })
  }
  return out
}

/** Plain neighbours become one span, so that equal replies are equal values. */
function merged(spans: readonly Span[]): Span[] {
  const out: Span[] = []
  for (const span of spans) {
    const last = out.at(-1)
    if (typeof span === "string" && typeof last === "string") out[out.length - 1] = last + span
    else out.push(span)
  }
  return out
}

function strongRanges(spans: readonly Span[]): Range[] {
  const ranges: Range[] = []
  let start = 0
  for (const span of spans) {
    const end = start + spanText(span).length
    if (typeof span !== "string" && "strong" in span) ranges.push({ start, end })
    start = end
  }
  return ranges
}

const size = ({ start, end }: Range): number => end - start
