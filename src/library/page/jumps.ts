// An article that a page carries over, （下转第3版）, goes on below （上接第1版）: where a text holds both, the rest is put back
// behind its beginning.

import type { Line } from "./lines.js"

/** What an editor prints where an article stops and where it goes on: 下转第3版, ▶▶▶下转4版, （上接A01版）. */
const MARK = /^[（(【[▶►▷➤→◀◄◁←\s]*(下转|上接|紧接)第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版/

/** The lines with what was carried over in its place; all as they are unless each mark has its fellow, in the same order. */
export function rejoin(lines: readonly Line[]): Line[] {
  const marks = lines.map(({ shape, text }) => (shape === "furniture" ? (MARK.exec(text)?.[1] ?? null) : null))
  const stops = [...marks.keys()].filter((at) => marks[at] === "下转")
  const starts = [...marks.keys()].filter((at) => marks[at] === "上接" || marks[at] === "紧接")
  if (stops.length !== starts.length || stops.some((at, i) => at > (starts[i] ?? 0))) return [...lines]
  const rests = new Map(stops.map((at, i) => [at, restFrom(lines, (starts[i] ?? at) + 1)]))
  const moved = new Set([...rests.values()].flat())
  return lines.flatMap((line, at) => {
    const rest = rests.get(at)
    return rest ?? (moved.has(line) || starts.includes(at) ? [] : [line])
  })
}

/** Body text up to what can only belong to something else. */
function restFrom(lines: readonly Line[], start: number): Line[] {
  const end = lines.findIndex((line, at) => at >= start && line.shape !== "body")
  return lines.slice(start, end < 0 ? lines.length : end)
}
