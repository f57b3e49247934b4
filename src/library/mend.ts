// Joins a paragraph that the page broke in two, and leaves alone one that the page cut off: there the next line begins anew.

import { isClosed, type Line, shapeOf } from "./lines.js"

/** The lines with broken paragraphs whole again. */
export function mend(lines: readonly Line[]): Line[] {
  const page = pageOf(lines)
  const mended: Line[] = []
  for (const line of lines) {
    const open = mended.at(-1)
    if (open && isContinuation(page, open, line)) mended[mended.length - 1] = join(open, line)
    else mended.push(line)
  }
  return mended
}

/** Habits of a page that tell a fresh paragraph from the rest of one. */
interface Page {
  text: string
  indents: boolean
  spaces: boolean
}

function pageOf(lines: readonly Line[]): Page {
  const bodies = lines.filter((line) => line.shape === "body")
  const share = (has: (line: Line) => boolean) => bodies.filter(has).length / Math.max(1, bodies.length)
  return {
    text: lines.map((line) => line.text).join("\n"),
    indents: share((line) => line.indented) > HABIT,
    spaces: share((line) => line.spaced) > HABIT,
  }
}

/** What more than four paragraphs in five do is the page's habit. */
const HABIT = 0.8

/** Evidence, in points, that a line goes on where an open one stops; one point joins them. */
const WEIGHTS = {
  /** It begins with a mark that only closes or goes on: ，。、”） */
  beginsInside: 2,
  /** The open line ends on a word that governs another: …建设的 | 瓶颈问题。 */
  endsOnGovernor: 1,
  /** A quotation or bracket opened before closes in it. */
  closesQuotation: 1,
  /** The two characters at the joint stand together elsewhere on the page. */
  wordAcross: 0.7,
  /** A fragment: closed, and shorter than a paragraph would be. */
  fragment: 0.7,
  /** Not set like the page's other paragraphs (no indent, no blank line before it). */
  setOn: 1,
  /** Set like them where the page has the habit. */
  setApart: -0.5,
  /** It begins as paragraphs begin: 近年来, 记者, “… */
  beginsAnew: -0.7,
}

const FRAGMENT = 16

function isContinuation(page: Page, open: Line, next: Line): boolean {
  if (isWhole(open.text)) return false
  if (INSIDE.test(next.text)) return true
  if (open.shape !== "body" || next.shape !== "body") return false
  return points(page, open, next) >= 1
}

function points(page: Page, open: Line, next: Line): number {
  let sum = 0
  if (GOVERNOR.test(open.text)) sum += WEIGHTS.endsOnGovernor
  if (closesQuotation(open.text, next.text)) sum += WEIGHTS.closesQuotation
  if (page.text.includes(`${open.text.at(-1)}${next.text.at(0)}`)) sum += WEIGHTS.wordAcross
  if (next.text.length <= FRAGMENT && isClosed(next.text)) sum += WEIGHTS.fragment
  if (page.indents) sum += next.indented ? WEIGHTS.setApart : WEIGHTS.setOn
  if (page.spaces && !next.spaced) sum += WEIGHTS.setOn
  if (ANEW.test(next.text)) sum += WEIGHTS.beginsAnew
  return sum
}

/** Ends as a paragraph ends. A comma does not. */
function isWhole(text: string): boolean {
  return /[。！？!?；;：:…—”’」』）)》】]$/.test(text)
}

const INSIDE = /^[，。、；：！？”’」』）》】,;!?)]/
const GOVERNOR = /[的和与及或在对将把被是为从向以于由把让使给，,、“‘「（《(]$/
const ANEW =
  /^(?:[“「]|近年|近日|日前|今年|去年|目前|如今|当前|据|记者|在|此外|同时|下一步|截至|为|随着|自|通过|一方面|会议|\d+月|\d{4}年|[一二三四五]是|[\u4e00-\u9fff]{2,4}(?:说|介绍|表示))/

function closesQuotation(open: string, next: string): boolean {
  return [
    ["“", "”"],
    ["《", "》"],
    ["（", "）"],
    ["(", ")"],
  ].some(([left = "", right = ""]) => balance(open, left, right) > 0 && balance(next, left, right) < 0)
}

function balance(text: string, left: string, right: string): number {
  return text.split(left).length - text.split(right).length
}

function join(open: Line, next: Line): Line {
  const text = open.text + next.text
  return { ...open, text, shape: shapeOf(text) }
}
