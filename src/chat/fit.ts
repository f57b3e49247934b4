// Makes any reply fit a platform's limits, on values, before it is rendered. No platform cuts a rendered string.

import { cutText, excerpt } from "./excerpt.js"
import { type Block, plain, type Reply, type Span, spansOf } from "./reply.js"

export interface Limits {
  /** Whether these blocks, rendered, make one message. Fewer or shorter blocks never fit worse. */
  fits(blocks: readonly Block[]): boolean
  /** The most UTF-16 units on a button or in a choice's label and detail. */
  label: number
  detail: number
  /** The most buttons, and the most choices. */
  next: number
  choices: number
}

/** Below this a block says nothing any more: whole blocks are left out at the end instead. UTF-16 units. */
const LEAST = 40
/** Below this an item of a list says nothing any more. UTF-16 units. */
const LEAST_ITEM = 12

/** The reply, shortened where it must be; the same value where it fits as it is. */
export function fit(reply: Reply, limits: Limits): Reply {
  const { blocks, choices, next, ...rest } = reply
  return {
    ...rest,
    blocks: fitBlocks(blocks, limits),
    ...(choices && {
      choices: choices.slice(0, limits.choices).map((choice) => ({
        ...choice,
        label: cutText(choice.label, limits.label),
        ...(choice.detail !== undefined && { detail: cutText(choice.detail, limits.detail) }),
      })),
    }),
    ...(next && {
      next: next.slice(0, limits.next).map((each) => ({ ...each, label: cutText(each.label, limits.label) })),
    }),
  }
}

function fitBlocks(blocks: Block[], limits: Limits): Block[] {
  if (limits.fits(blocks)) return blocks
  const longest = Math.max(...blocks.map((block) => plain(spansOf(block)).length))
  const most = largest(LEAST, longest, (cap) => limits.fits(blocks.map((block) => cut(block, cap))))
  if (most !== undefined) return blocks.map((block) => cut(block, most))
  const short = blocks.map((block) => cut(block, LEAST))
  const count = largest(1, short.length - 1, (kept) => limits.fits([...short.slice(0, kept), REST]))
  if (count !== undefined) return [...short.slice(0, count), REST]
  const [first] = short
  const least = first && largest(1, LEAST, (cap) => limits.fits([cut(first, cap)]))
  return first && least !== undefined ? [cut(first, least)] : []
}

/** Stands for the blocks that were left out. */
const REST: Block = { kind: "note", spans: ["……"] }

/** The largest whole number in [low, high] that a monotone test passes, or undefined if not even `low` does. */
function largest(low: number, high: number, passes: (value: number) => boolean): number | undefined {
  if (high < low || !passes(low)) return undefined
  let [good, bad] = [low, high + 1]
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (passes(middle)) good = middle
    else bad = middle
  }
  return good
}

/** A block with at most about `most` UTF-16 units of text. */
function cut(block: Block, most: number): Block {
  if (block.kind !== "list") return { ...block, spans: excerpt(block.spans, most) }
  return { ...block, items: cutItems(block.items, most) }
}

/** Long items are cut to one length; where that would leave them too little to say, the last ones become “……”. */
function cutItems(items: readonly Span[][], most: number): Span[][] {
  const lengths = items.map((item) => plain(item).length)
  const total = (share: number) => lengths.reduce((sum, length) => sum + Math.min(length, share), 0)
  const share = largest(Math.min(LEAST_ITEM, most), most, (each) => total(each) <= most)
  if (share !== undefined) return items.map((item) => excerpt(item, share))
  const kept = Math.max(1, Math.floor(most / LEAST_ITEM))
  return [...items.slice(0, kept).map((item) => excerpt(item, Math.min(LEAST_ITEM, most))), ["……"]]
}
