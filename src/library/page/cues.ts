// What speaks for a short line opening an article, and how much: one row a cue. The line's score is the sum of cue times
// weight; above 0 it is a headline.

import { cohesion, restatement } from "./cohesion.js"
import type { Shape } from "./lines.js"

/** A candidate line with what surrounds it. */
export interface Place {
  text: string
  /** The line's own bigrams, and those of the body text around its run: nearest first, none beyond a sure headline. */
  own: readonly number[]
  before: readonly number[]
  after: readonly number[]
  /** The bigrams of the titles right above and right below it, if there are. */
  upper: readonly number[]
  lower: readonly number[]
  idf: readonly number[]
  /** The other lines of its run, and the body lines the run stands between. */
  above: readonly Shape[]
  below: readonly Shape[]
  next: string
  /** Whether its run stands below a blank line on a page that does not part its paragraphs so. */
  setApart: boolean
  /** Whether its run stands below a rule or an end mark. */
  ended: boolean
  /** Whether the run's other title is about as long. */
  fellow: boolean
  /** The titles of the nearest runs on either side. */
  neighbours: readonly string[]
  /** Whether the first of its run's titles names a column or a series: section heads have none above them. */
  kicker: boolean
  /** Whether another line of the page is the same: columns come again, headlines do not. */
  again: boolean
  /** The share of the page's other runs that hold a headline: some pages have no section heads, others many. */
  others: number
}

interface Cue {
  name: string
  weight: number
  /** Set by hand; the others are fitted to it. */
  held?: true
  of(place: Place): number
}

/** Bigrams of context on either side of a candidate that cohesion is measured over. */
export const CONTEXT = 600
/** Bigrams of the text that follows in which a headline comes again: its lead, then the first paragraphs. */
const LEAD = 90
const OPENING = 350
/** Bigrams below which a stretch is short for an article of its own. */
const SHORT = 300

/**
 * The weights are a logistic regression's over the candidates of composed pages (`npm run fit`), rounded. Those that are
 * held are set by hand and the others fitted to them, because in these the composed pages are more regular than newspapers.
 * Lexical cues come first, then form, then what stands next to the line.
 */
export const CUES: readonly Cue[] = [
  { name: "cohesion", weight: -5.8, of: (at) => decades(trusted(at.idf, at.before, at.after)) },
  { name: "echo", weight: -0.7, of: (at) => restatement(at.idf, at.own, at.before) },
  { name: "far", weight: 1, held: true, of: (at) => restatement(at.idf, at.own, at.after.slice(OPENING)) },
  { name: "verbatim", weight: -2.1, of: (at) => Number(holds(at.after.slice(0, OPENING), at.own)) },
  { name: "continues", weight: -0.8, held: true, of: (at) => Number(CONTINUES.test(at.next)) },
  { name: "pair", weight: -1, of: (at) => Number(titles(at.above) + titles(at.below) === 1 && at.fellow) },
  { name: "leadRestates", weight: 0.2, of: (at) => restatement(at.idf, at.own, at.after.slice(0, LEAD)) },
  { name: "restated", weight: 3, of: (at) => restatement(at.idf, at.own, at.after.slice(0, OPENING)) },
  { name: "roomBefore", weight: 2, held: true, of: (at) => Math.min(at.before.length, SHORT) / SHORT },
  { name: "roomAfter", weight: 3, held: true, of: (at) => Math.min(at.after.length, SHORT) / SHORT },
  { name: "leadIsNews", weight: 1.2, held: true, of: (at) => Number(NEWS.test(at.next.slice(0, 40))) },
  { name: "length", weight: 2.4, of: (at) => Math.min(at.text.length, 16) / 16 },
  { name: "commas", weight: -1.1, held: true, of: (at) => Math.min(commas(at.text), 3) },
  { name: "asks", weight: -3.2, held: true, of: (at) => Number(/[！？!?]$/.test(at.text)) },
  { name: "colon", weight: -0.8, held: true, of: (at) => Number(/[:：]/.test(at.text)) },
  {
    name: "parallel",
    weight: -1,
    held: true,
    of: (at) => Number(at.neighbours.some((other) => isParallel(at.text, other))),
  },
  { name: "series", weight: -5.9, of: (at) => Number(isSeries(at.text)) },
  { name: "dashBelow", weight: 5, of: (at) => Number(at.below[0] === "subtitle") },
  { name: "byline", weight: 0.3, of: (at) => Number([...at.above, ...at.below].includes("byline")) },
  { name: "setApart", weight: 1.5, held: true, of: (at) => Number(at.setApart) },
  { name: "ended", weight: 2, held: true, of: (at) => Number(at.ended) },
  { name: "others", weight: 2.5, held: true, of: (at) => at.others - 0.75 },
  { name: "upper", weight: -3.6, of: (at) => restatement(at.idf, at.upper, at.after.slice(0, OPENING)) },
  { name: "lower", weight: -4.5, of: (at) => restatement(at.idf, at.lower, at.after.slice(0, OPENING)) },
  {
    name: "toldAbove",
    weight: 2.7,
    of: (at) => Math.min(1, titles(at.below)) * restatement(at.idf, at.own, at.after.slice(0, OPENING)),
  },
  { name: "kicker", weight: 3, of: (at) => Number(at.kicker && titles(at.above) > 0) },
  { name: "titlesBelow", weight: -1.2, of: (at) => titles(at.below) },
  { name: "titlesAbove", weight: -0.6, of: (at) => titles(at.above) },
]
export const BIAS = -3.2

export function score(place: Place): number {
  return CUES.reduce((sum, cue) => sum + cue.weight * cue.of(place), BIAS)
}

/** Cohesion, less where a stretch is short: there one bigram in common may be chance. */
function trusted(idf: readonly number[], before: readonly number[], after: readonly number[]): number {
  const trust = (before.length / (before.length + CHANCE)) * (after.length / (after.length + CHANCE))
  return cohesion(idf, before, after) * Math.sqrt(trust)
}

/** The length in bigrams at which a stretch is trusted by half. */
const CHANCE = 100

/** Cohesion spans decades, from a few thousandths between articles to a half within one: its logarithm, 0 to 2. */
function decades(cosine: number): number {
  return Math.log10(cosine + 0.01) + 2
}

/** News says when: a first paragraph that names a day, or says how the paper knows, begins an article. */
const NEWS = /\d{1,2}日|近日|日前|今天|昨天|今日|昨日|最新|获悉|连日来/

/** A kicker that names its series: 非凡十年看湘中·源流篇(二) */
function isSeries(text: string): boolean {
  return /[（(][一二三四五六七八九十\d上中下]+[）)]$/.test(text) || /·.*篇$/.test(text)
}

/** Not those inside a column's name, 【学思想，强党性】…, or a list of names. */
function commas(text: string): number {
  return text.replace(/【.*?】/g, "").split("，").length - 1
}

/** Section heads of one article are cut to one pattern: 攻项目：强园兴工揭榜挂帅, 优环境：筑巢引凤用心用情 */
function isParallel(text: string, other: string): boolean {
  const pattern = marks(text)
  return pattern !== "" && pattern === marks(other) && Math.abs(text.length - other.length) <= 1
}

function marks(text: string): string {
  return text.replace(/[\p{L}\p{N}\s]/gu, "")
}

const CONTINUES =
  /^(?:同时|此外|目前|其中|据介绍|据了解|与此同时|除了|不仅|如今|接下来|下一步|而|这|他们?|她们?|它|也|还|当天|随后|另外|为此|对此|该)/

/** Whether one list of bigrams stands in another as it is. */
function holds(stretch: readonly number[], own: readonly number[]): boolean {
  if (own.length < 3) return false
  return stretch.some((_, at) => own.every((bigram, i) => stretch[at + i] === bigram))
}

function titles(shapes: readonly Shape[]): number {
  return shapes.filter((shape) => shape === "title").length
}
