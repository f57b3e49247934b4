// A block of a page that comes again is kept once, in its first place. Copies may be cut off: the longer text is kept.

import type { Line } from "./lines.js"

/** A line this long does not come again by chance; shorter ones (heads, 简讯) are repeats only next to one that is. */
const LONG_ENOUGH = 20

/** The lines without those that repeat earlier ones. */
export function dropRepeats(lines: readonly Line[]): Line[] {
  const original = originals(lines)
  const longest = longestCopies(lines, original)
  const kept: Line[] = []
  for (const [index, line] of lines.entries()) {
    if (original.has(index)) continue
    const longer = longest.get(index) ?? line
    kept.push(
      longer.text.length > line.text.length ? { ...longer, indented: line.indented, spaced: line.spaced } : line,
    )
  }
  return kept
}

/** Lines with one beginning among which a copy that was cut off is looked for; equal ones are always found. */
const MANY = 50

/** Index of a repeated line → index of the line it repeats. */
function originals(lines: readonly Line[]): Map<number, number> {
  const seen = new Map<string, number[]>()
  const equal = new Map<string, number>()
  const original = new Map<number, number>()
  for (const [index, line] of lines.entries()) {
    const key = line.text.slice(0, LONG_ENOUGH)
    const earlier = seen.get(key) ?? []
    const first = earlier.find((at) => isCopy(line.text, lines[at]?.text ?? "")) ?? equal.get(line.text)
    if (first !== undefined) original.set(index, first)
    else {
      equal.set(line.text, index)
      if (earlier.length < MANY) seen.set(key, [...earlier, index])
    }
  }
  for (const [index, first] of original) {
    if (isLong(lines[index]) || belongsToBlock(lines, original, index, first)) continue
    original.delete(index)
  }
  return original
}

/** Equal, or one the other's beginning where the page cut it off. */
function isCopy(a: string, b: string): boolean {
  if (a === b) return true
  const shorter = a.length < b.length ? a : b
  return (
    shorter.length >= LONG_ENOUGH && (a.length < b.length ? b : a).startsWith(shorter) && !/[。！？”）]$/.test(shorter)
  )
}

function isLong(line: Line | undefined): boolean {
  return line !== undefined && line.shape === "body" && line.text.length >= LONG_ENOUGH
}

/** Lines next to each other that are all short: a block of an article has fewer. */
const FAR = 20

/** Whether walking on from a short copy, in step with its original, reaches a long one. */
function belongsToBlock(lines: readonly Line[], original: Map<number, number>, index: number, first: number): boolean {
  return [-1, 1].some((step) => {
    for (let far = step; Math.abs(far) <= FAR && original.get(index + far) === first + far; far += step) {
      if (isLong(lines[index + far])) return true
    }
    return false
  })
}

/** Of each line that is repeated its longest copy. */
function longestCopies(lines: readonly Line[], original: ReadonlyMap<number, number>): Map<number, Line> {
  const longest = new Map<number, Line>()
  for (const [copy, first] of original) {
    const line = lines[copy]
    if (line && line.text.length > (longest.get(first)?.text.length ?? 0)) longest.set(first, line)
  }
  return longest
}
