// Joins a paragraph that the page broke in two, and leaves alone one that the page cut off: there the next line begins anew.

import { tokensOf, UNKNOWN_TAG } from "../terms.js"
import { COMMON_BIGRAMS } from "./common-bigrams.js"
import { HABIT, type Line, shapeOf } from "./lines.js"

/** The lines with broken paragraphs whole again. */
export function mend(lines: readonly Line[]): Line[] {
  const page = habitsOf(lines)
  const mended: Line[] = []
  for (const line of lines) {
    const open = mended.at(-1)
    if (open && isContinuation(page, open, line)) mended[mended.length - 1] = join(open, line)
    else mended.push(line)
  }
  return mended
}

/** What a page does elsewhere, which tells a fresh paragraph from the rest of one. */
interface Habits {
  text: string
  /** More than four paragraphs in five are indented, or have a blank line before them. */
  indents: boolean
  spaces: boolean
}

/** Characters of a page that are looked through for every joint: ten pages of a newspaper. */
const LONGEST_PAGE = 100_000

function habitsOf(lines: readonly Line[]): Habits {
  const bodies = lines.filter((line) => line.shape === "body")
  const share = (has: (line: Line) => boolean) => bodies.filter(has).length / Math.max(1, bodies.length)
  return {
    text: lines
      .map((line) => line.text)
      .join("\n")
      .slice(0, LONGEST_PAGE),
    indents: share((line) => line.indented) > HABIT,
    spaces: share((line) => line.spaced) > HABIT,
  }
}

interface Clue {
  name: string
  weight: number
  /** Looks through the whole page: asked only where the others leave it open. */
  costly?: true
  of(page: Habits, open: Line, next: Line): number
}

/**
 * What tells that a line goes on where an open one stops, and how much (a logistic regression over paragraphs broken and
 * cut off at random, docs/articles.md). Above 0 the two are joined.
 */
export const CLUES: readonly Clue[] = [
  { name: "governor", weight: 1.2, of: (_, open) => Number(GOVERNOR.test(open.text)) },
  { name: "suffix", weight: 2.7, of: (_, __, next) => Number(SUFFIX.test(next.text)) },
  { name: "quotation", weight: 3.1, of: (_, open, next) => Number(closesQuotation(open.text, next.text)) },
  {
    name: "numbers",
    weight: 2.2,
    of: (_, open, next) => Number(/[\d.]$/.test(open.text) && /^[\d.%％年月日个万亿]/.test(next.text)),
  },
  { name: "wordBroken", weight: 5.7, of: (_, open, next) => Number(breaksWord(open, next)) },
  { name: "leavesOpen", weight: -7.3, of: (_, open, next) => Number(leavesOpen(open.text, next.text)) },
  { name: "commonAcross", weight: 2.8, of: (_, open, next) => Number(COMMON.has(joint(open, next))) },
  { name: "phraseAcross", weight: 2.8, costly: true, of: (page, open, next) => Number(spansJoint(page, open, next)) },
  { name: "startsElsewhere", weight: -1.9, costly: true, of: (page, _, next) => Number(startsElsewhere(page, next)) },
  { name: "beginsAnew", weight: -0.5, of: (_, __, next) => Number(ANEW.test(next.text)) },
  { name: "longClause", weight: -0.2, of: (_, open, next) => Math.max(0, clauseAcross(open, next) - 12) / 10 },
  { name: "fragment", weight: 1.7, of: (_, __, next) => Number(next.text.length <= FRAGMENT) },
  {
    name: "setOn",
    weight: 6.1,
    of: (page, _, next) => Number((page.indents && !next.indented) || (page.spaces && !next.spaced)),
  },
  { name: "title", weight: -0.9, of: (_, open) => Number(open.shape !== "body") },
  { name: "noComma", weight: -4.9, of: (_, open) => Number(!/[，。]/.test(open.text)) },
]
const BIAS = -1.6

/** Where two lines may be one paragraph by the clues alone, with what each clue says: what the weights are learnt from. */
export function joints(lines: readonly Line[]): { open: Line; next: Line; features: number[] }[] {
  const page = habitsOf(lines)
  return lines.flatMap((next, i) => {
    const open = lines[i - 1]
    if (open === undefined || !mayGoOn(open, next) || INSIDE.test(next.text)) return []
    return [{ open, next, features: CLUES.map((clue) => clue.of(page, open, next)) }]
  })
}

const CHEAP = CLUES.filter(({ costly }) => !costly)
const COSTLY = CLUES.filter(({ costly }) => costly)
/** The most that the costly ones can say for going on. */
const MOST_OF_COSTLY = COSTLY.reduce((sum, { weight }) => sum + Math.max(0, weight), 0)

function isContinuation(page: Habits, open: Line, next: Line): boolean {
  if (!mayGoOn(open, next)) return false
  if (INSIDE.test(next.text)) return true
  const said = (clues: readonly Clue[]) => clues.reduce((sum, clue) => sum + clue.weight * clue.of(page, open, next), 0)
  const cheap = BIAS + said(CHEAP)
  return cheap > -MOST_OF_COSTLY && cheap + said(COSTLY) > 0
}

/** Only body text breaks in two, though the first part may look like a title. */
function mayGoOn(open: Line, next: Line): boolean {
  if (/[。！？!?；;：:…—”’」』）)》】]$/.test(open.text)) return false
  return INSIDE.test(next.text) || (next.shape === "body" && ["body", "title", "subtitle"].includes(open.shape))
}

/** A line that begins with a mark that only closes or goes on. */
const INSIDE = /^[，。、；：！？”’」』）》】,;!?)]/
/** Words that govern what comes next: …建设的 | 瓶颈问题。 */
const GOVERNOR = /[的和与及或在对将把被是为从向以于由让使给一不各，,、“‘「（《(]$/
/** Characters that end words rather than begin them. */
const SUFFIX = /^[的了着过们性化率额者之等年月日个项次名亿万元%％]/
/** How paragraphs begin. */
const ANEW =
  /^(?:[“「]|近年|近日|日前|今年|今天|去年|目前|如今|当前|据|记者|在|此外|同时|下一步|截至|为|随着|自|通过|一方面|会议|\d+月|\d{4}年|[一二三四五]是|[\u4e00-\u9fff]{2,10}(?:说|介绍|表示|指出|强调|，))/
const FRAGMENT = 16
const COMMON: ReadonlySet<string> = new Set(COMMON_BIGRAMS)

/** Whether the dictionary finds a word that the two lines have parts of. */
function breaksWord(open: Line, next: Line): boolean {
  const tail = open.text.slice(-AROUND)
  return tokensOf(tail + next.text.slice(0, AROUND)).some(
    ({ word, tag, start }) => start < tail.length && start + word.length > tail.length && tag !== UNKNOWN_TAG,
  )
}

/** Characters on either side of a joint that say where words begin. */
const AROUND = 6

function joint(open: Line, next: Line): string {
  return `${open.text.at(-1)}${next.text.at(0)}`
}

/** Whether three characters across the joint stand together elsewhere. */
function spansJoint(page: Habits, open: Line, next: Line): boolean {
  return (
    page.text.includes(open.text.slice(-2) + next.text.slice(0, 1)) ||
    page.text.includes(open.text.slice(-1) + next.text.slice(0, 2))
  )
}

/** Whether its first two characters begin a clause or a line elsewhere, as a word does and half a word does not. */
function startsElsewhere(page: Habits, next: Line): boolean {
  const start = next.text.slice(0, 2)
  let times = 0
  for (const mark of "\n，。；、：“") if (page.text.includes(mark + start)) times += mark === "\n" ? 0.5 : 1
  return times >= 1
}

/** Characters of the clause that joining would make. */
function clauseAcross(open: Line, next: Line): number {
  const tail = open.text.split(/[，。、；：！？“”（）《》]/).at(-1) ?? ""
  const head = next.text.split(/[，。、；：！？“”（）《》]/)[0] ?? ""
  return tail.length + head.length
}

const PAIRS = [
  ["“", "”"],
  ["《", "》"],
  ["（", "）"],
  ["(", ")"],
] as const

function closesQuotation(open: string, next: string): boolean {
  return PAIRS.some(([left, right]) => balance(open, left, right) > 0 && balance(next, left, right) < 0)
}

/** Whether a bracket or quotation stays open that the next line does not close. */
function leavesOpen(open: string, next: string): boolean {
  return PAIRS.some(([left, right]) => balance(open, left, right) > 0 && balance(next, left, right) >= 0)
}

function balance(text: string, left: string, right: string): number {
  return text.split(left).length - text.split(right).length
}

function join(open: Line, next: Line): Line {
  const text = open.text + next.text
  return { ...open, text, shape: shapeOf(text) }
}
