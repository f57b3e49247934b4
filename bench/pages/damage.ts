// What goes wrong with text on its way from the page: paragraphs broken in two, cut off, printed twice, or carried over to
// another page.

import type { Device, Piece, Printed } from "./article.js"
import type { Chance } from "./chance.js"

/** Where a text can break without seeming to end. */
function breakOf(text: string, chance: Chance): number | null {
  if (text.length < 40) return null
  const at = chance.between(16, text.length - 4)
  return /[。！？；：…”’」』）)》]/.test(text.charAt(at - 1)) ? null : at
}

/** A paragraph that goes on in the next line. */
export const withBroken: Device = (printed, _, chance) =>
  change(printed, chance, ({ text }, at) => [
    { text: text.slice(0, at), kind: "paragraph", whole: text },
    { text: text.slice(at), kind: "rest" },
  ])

/** A paragraph whose end is missing. */
export const withCutOff: Device = (printed, _, chance) =>
  change(printed, chance, ({ text }, at) => [{ text: text.slice(0, at), kind: "paragraph" }])

function change(printed: Printed, chance: Chance, how: (piece: Piece, at: number) => Piece[]): void {
  const whole = printed.body.filter(({ kind, whole }) => kind === "paragraph" && whole === undefined)
  if (whole.length === 0) return
  const chosen = chance.one(whole)
  const at = breakOf(chosen.text, chance)
  if (at === null) return
  printed.body = printed.body.flatMap((piece) => (piece === chosen ? how(piece, at) : [piece]))
}

/** An article's lines as they stand on the page. */
export type Block = readonly PageLine[]
export interface PageLine {
  text: string
  kind: "headline" | Piece["kind"]
}

/** Some lines of one article printed again in a later one, or a whole article printed again: on a reader's side they count once. */
export function withRepeats(blocks: readonly Block[], chance: Chance): Block[] {
  const from = chance.between(0, blocks.length - 2)
  const block = blocks[from] ?? []
  if (chance.happens(0.3)) return [...blocks, block]
  const into = chance.between(from + 1, blocks.length - 1)
  const start = chance.between(1, Math.max(1, block.length - 2))
  const copy = block
    .slice(start, start + chance.between(1, 3))
    .filter(({ kind }) => kind === "paragraph" || kind === "title")
  const lead = (blocks[into] ?? []).findIndex(({ kind }) => kind === "paragraph")
  if (copy.at(-1)?.kind !== "paragraph" || lead < 0) return [...blocks]
  return blocks.map((lines, i) =>
    i === into ? [...lines.slice(0, lead + 1), ...copy, ...lines.slice(lead + 1)] : lines,
  )
}

/** The last paragraphs of an article at the foot of the page, as what goes on from another page stands there. */
export function withJump(blocks: readonly Block[], chance: Chance): Block[] {
  const [on, from] = chance.one([
    ["（下转第3版）", "（上接第1版）"],
    ["下转第二版", "上接第一版"],
    ["▶▶▶下转4版", "◀◀◀上接1版"],
    ["（下转02版）", "（上接01版）"],
  ] as const)
  const long = [...blocks.keys()].filter((i) => i < blocks.length - 1 && (blocks[i]?.length ?? 0) > 4)
  if (long.length === 0) return [...blocks]
  const chosen = chance.one(long)
  const block = blocks[chosen] ?? []
  const body = [...block.keys()].filter((i) => block[i]?.kind === "paragraph")
  const at = body.at(-chance.between(1, Math.max(1, body.length - 2))) ?? block.length
  const first: Block = [...block.slice(0, at), { text: on, kind: "note" }]
  const rest: Block = [{ text: from, kind: "note" }, ...block.slice(at)]
  return [...blocks.map((lines, i) => (i === chosen ? first : lines)), rest]
}
