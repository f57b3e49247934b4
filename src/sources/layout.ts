// The text of a printed page in the order in which it is read: headlines, then the columns below them, left to right.

import type { Piece } from "./document.js"

/** A run of text as a page places it, in points from the lower left corner. */
export interface Placed {
  text: string
  x: number
  /** Of the baseline. */
  y: number
  width: number
  /** Of the type. */
  size: number
}

/** A line of one column. */
interface Line extends Placed {
  page: number
}

/** Type this much larger than the text's is a headline's; a bit larger, a subtitle's or a section head's. */
const HEADLINE = 1.45
const LARGER = 1.12
/** White space between runs that parts columns, and an indent, in the size of the type. */
const GUTTER = 1.3
const INDENT = 1.2
/** Empty height that parts what stands above it from what stands below. */
const APART = 2.5
/** How much a line may end before its column does and still be full. */
const SHORT = 1.6

/** The runs of text of pages, as they are read. Headlines are headings of the first level, found by their size. */
export function piecesOfPages(pages: readonly (readonly Placed[])[]): Piece[] {
  const lines = pages.map((placed, page) => linesOf(placed).map((line) => ({ ...line, page })))
  const body = commonSize(lines.flat())
  const standing = standingLines(lines)
  const ordered = lines.flatMap((page) =>
    inOrder(
      page.filter((line) => !standing.has(nameOf(line))),
      body,
    ),
  )
  return paragraphs(ordered, body).map((piece, i) => ({ ...piece, line: i + 1 }))
}

/** Runs on one baseline with nothing much between them make a line; a gutter parts two. */
function linesOf(placed: readonly Placed[]): Placed[] {
  const seen = placed.filter(({ text, size }) => text.trim() !== "" && size > 0)
  const rows: Placed[][] = []
  for (const run of seen.toSorted((a, b) => b.y - a.y)) {
    const row = rows.at(-1)
    const [first] = row ?? []
    if (row && first && Math.abs(first.y - run.y) < 0.35 * Math.min(first.size, run.size)) row.push(run)
    else rows.push([run])
  }
  return rows.flatMap((row) => {
    const lines: Placed[] = []
    for (const run of row.toSorted((a, b) => a.x - b.x)) {
      const last = lines.at(-1)
      const gap = last ? run.x - (last.x + last.width) : 0
      if (!last || gap > GUTTER * Math.max(last.size, run.size)) lines.push({ ...run })
      else {
        last.text += between(last.text, run.text, gap / run.size) + run.text
        last.width = run.x + run.width - last.x
        last.size = Math.max(last.size, run.size)
      }
    }
    return lines
  })
}

/** A space is printed as nothing; between Chinese characters none was. */
const between = (before: string, after: string, gap: number): string =>
  gap > 0.2 && /[\w)]$/u.test(before) && /^[\w(]/u.test(after) ? " " : ""

/** The size that most characters have. */
function commonSize(lines: readonly Placed[]): number {
  const counts = new Map<number, number>()
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2
    counts.set(rounded, (counts.get(rounded) ?? 0) + text.length)
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 1
}

/** What a page's number changes is the same line on another page. */
const nameOf = ({ text, y }: Placed): string =>
  `${Math.round(y / 4)} ${text.replace(/\d+|[一二三四五六七八九十]+(?=版)/gu, "#")}`

/** Lines that stand at the same place of several pages and say no date: the page's furniture. */
function standingLines(pages: readonly (readonly Line[])[]): Set<string> {
  const counts = new Map<string, number>()
  for (const page of pages) for (const name of new Set(page.map(nameOf))) counts.set(name, (counts.get(name) ?? 0) + 1)
  const names = [...counts].filter(([name, count]) => count > 1 && count > pages.length / 2 && !/#年#月#日/u.test(name))
  return new Set(names.map(([name]) => name))
}

const top = ({ y, size }: Placed): number => y + size
const right = ({ x, width }: Placed): number => x + width

/** The lines of a region in reading order. */
function inOrder(region: readonly Line[], body: number): Line[] {
  if (region.length < 2) return [...region]
  const bands = bandsOf(region, body)
  if (bands.length > 1) return bands.flatMap((band) => inOrder(band, body))
  const blocks = blocksOf(region, body)
  if (blocks.length > 1) return blocks.flatMap((block) => inOrder(block, body))
  const columns = columnsOf(region, body)
  if (columns.length > 1) return columns.flatMap((column) => inOrder(column, body))
  return region.toSorted((a, b) => b.y - a.y || a.x - b.x)
}

/** Cut above and below every line of large type that has the whole width of the region for itself. */
function bandsOf(region: readonly Line[], body: number): Line[][] {
  const large = region.filter(({ size }) => size >= LARGER * body)
  const small = region.filter(({ size }) => size < LARGER * body)
  const alone = large.filter((line) => !small.some((other) => other.y < top(line) && top(other) > line.y))
  if (alone.length === 0 || alone.length === region.length) return [[...region]]
  const cuts = alone.flatMap((line) => [top(line), line.y - 0.01])
  const edges = [...new Set(cuts)].sort((a, b) => b - a)
  const bands = Array.from({ length: edges.length + 1 }, () => [] as Line[])
  for (const line of region) bands[edges.filter((edge) => line.y < edge).length]?.push(line)
  const filled = bands.filter((band) => band.length > 0)
  return filled.length > 1 ? filled : [[...region]]
}

/** Cut where so much of the region's whole width is empty that what stands below is something else. */
function blocksOf(region: readonly Line[], body: number): Line[][] {
  const blocks: Line[][] = []
  let edge = Number.POSITIVE_INFINITY
  for (const line of region.toSorted((a, b) => top(b) - top(a))) {
    if (top(line) < edge - APART * body) blocks.push([])
    blocks.at(-1)?.push(line)
    edge = Math.min(edge, line.y)
  }
  return blocks
}

/** Cut at every gutter that runs from the top of the region to its bottom. */
function columnsOf(region: readonly Line[], body: number): Line[][] {
  const columns: Line[][] = []
  let edge = Number.NEGATIVE_INFINITY
  for (const line of region.toSorted((a, b) => a.x - b.x)) {
    if (line.x > edge + 0.6 * body) columns.push([])
    columns.at(-1)?.push(line)
    edge = Math.max(edge, right(line))
  }
  return columns
}

/**
 * Lines in order as paragraphs and headings: a paragraph begins with an indent, after a short line, or in other type. Under
 * a headline larger type may be a subtitle; in the text it is a section's head.
 */
function paragraphs(lines: readonly Line[], body: number): Omit<Piece, "line">[] {
  const found: Omit<Piece, "line">[] = []
  const columns = measured(lines, body)
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1]
    const last = found.at(-1)
    const isLarge = line.size >= LARGER * body
    const isContinued =
      before !== undefined &&
      isAlike(before, line) &&
      (isLarge ? isBelow(line, before) : continues(line, before, columns, body))
    if (last && isContinued) last.text += between(last.text, line.text, 1) + line.text
    else if (line.size >= HEADLINE * body) found.push({ kind: "heading", level: 1, text: line.text })
    else if (isLarge && last?.kind === "text") found.push({ kind: "heading", level: 2, text: line.text })
    else found.push({ kind: "text", text: line.text })
  }
  return found
}

/** Of the same type. */
const isAlike = (line: Line, other: Line): boolean => Math.abs(other.size - line.size) < 0.08 * line.size

/** A headline's second line, or a section head's. */
const isBelow = (line: Line, before: Line): boolean =>
  line.page === before.page && before.y - line.y < 2 * line.size && before.y > line.y

interface Column {
  left: number
  right: number
}

/** The column of each line: where the lines above and below it that share its width begin and end. */
function measured(lines: readonly Line[], body: number): Map<Line, Column> {
  const columns = new Map<Line, Column>()
  let run: Line[] = []
  const close = () => {
    const column = run.reduce(
      (wide, line) => ({ left: Math.min(wide.left, line.x), right: Math.max(wide.right, right(line)) }),
      {
        left: Number.POSITIVE_INFINITY,
        right: Number.NEGATIVE_INFINITY,
      },
    )
    for (const line of run) columns.set(line, column)
    run = []
  }
  for (const line of lines) {
    const before = run.at(-1)
    const isNext =
      before !== undefined &&
      before.page === line.page &&
      isAlike(before, line) &&
      before.y > line.y &&
      before.y - line.y < 4 * body &&
      line.x < right(before) &&
      before.x < right(line)
    if (before && !isNext) close()
    run.push(line)
  }
  if (run.length > 0) close()
  return columns
}

/** A line that says the page's date and nothing else. */
const DATE = /^\s*\d{4}年\d{1,2}月\d{1,2}日\s*(?:星期.)?\s*$/u

/** Whether a line goes on with the paragraph of the one before it, which may stand in another column. */
function continues(line: Line, before: Line, columns: ReadonlyMap<Line, Column>, body: number): boolean {
  const [own, its] = [columns.get(line), columns.get(before)]
  if (!own || !its || DATE.test(line.text) || DATE.test(before.text)) return false
  // The next column begins higher up.
  if (own !== its && line.page === before.page && line.y < before.y) return false
  const isIndented = line.x > own.left + INDENT * body
  const isShort = right(before) < its.right - SHORT * body
  const isApart = own === its && before.y - line.y > 2.2 * Math.max(body, line.size)
  return !isIndented && !isShort && !isApart
}
