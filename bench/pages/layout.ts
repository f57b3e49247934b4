// A page's lines as a text file: with or without blank lines and indents, with either line end.

import type { Chance } from "./chance.js"
import type { Block } from "./damage.js"

export function layOut(blocks: readonly Block[], chance: Chance): string {
  const indent = chance.one(["", "", "　　", "　　", "    "])
  const indentsTitles = chance.happens(0.15)
  const indentsRest = chance.happens(0.5)
  const [betweenLines, betweenBlocks] = chance.one([
    [0, 0],
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 1],
    [1, 2],
  ] as const)
  const lines: string[] = []
  for (const block of blocks) {
    if (lines.length > 0) lines.push(...blank(betweenBlocks))
    for (const [i, { text, kind }] of block.entries()) {
      if (i > 0) lines.push(...blank(betweenLines))
      const indented = kind === "paragraph" || (kind === "rest" && indentsRest) || (kind !== "rest" && indentsTitles)
      lines.push(indented ? indent + text : text)
    }
  }
  return lines.join(chance.one(["\n", "\n", "\r\n"]))
}

function blank(times: number): string[] {
  return Array.from({ length: times }, () => "")
}
