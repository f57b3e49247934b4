// Where the articles of a page begin. Between two stretches of body text stands a run of titles, bylines and captions;
// each run either opens an article or heads a section of the one before.

import { type Bigrams, bigramsOf } from "./cohesion.js"
import { CONTEXT, type Place, score } from "./cues.js"
import type { Line } from "./lines.js"

/** Lines that are not body text, next to each other: `from` up to but without `to`. */
interface Run {
  from: number
  to: number
}

interface Candidate {
  index: number
  score: number
}

/** A page as candidates are measured on it. */
interface Page {
  lines: readonly Line[]
  bigrams: Bigrams
  /** Whether blank lines part its paragraphs, not only its articles. */
  parted: boolean
}

function pageOf(lines: readonly Line[]): Page {
  const bodies = lines.filter((line) => line.shape === "body")
  return {
    lines,
    bigrams: bigramsOf(lines.map((line) => line.text)),
    parted: bodies.filter((line) => line.spaced).length * 2 > bodies.length,
  }
}

/**
 * Indexes of the lines that are headlines, in order. Two passes: the second measures no further than the headlines the
 * first is sure of, so that what a neighbour speaks of does not count for a short article.
 */
export function findHeadlines(lines: readonly Line[]): number[] {
  const page = pageOf(lines)
  const first = candidates(page, NOTHING)
  return candidates(page, learnt(first))
    .filter((candidate) => candidate.score > 0)
    .map((candidate) => candidate.index)
}

/** What a pass over a page is told by the one before it. */
interface Known {
  /** Headlines that context does not reach across. */
  bounds: readonly number[]
  /** Each run's best candidate and whether it was a headline. */
  verdicts: ReadonlyMap<number, boolean>
}

const NOTHING: Known = { bounds: [], verdicts: new Map() }

function learnt(first: readonly Candidate[]): Known {
  return {
    bounds: first.filter((candidate) => candidate.score > SURE).map((candidate) => candidate.index),
    verdicts: new Map(first.map((candidate) => [candidate.index, candidate.score > 0])),
  }
}

/** A score (log odds) at which seven in eight first-pass candidates are headlines. */
const SURE = 2

/** The best candidate of each run. What stands before all body text opens the page's first article, whatever its score. */
function candidates(page: Page, known: Known): Candidate[] {
  return runsOf(page.lines).flatMap((run) => {
    let best: Candidate | null = null
    for (let index = run.from; index < run.to; index++) {
      if (page.lines[index]?.shape !== "title") continue
      const points = score(placeOf(page, run, index, known))
      if (best === null || points > best.score) best = { index, score: points }
    }
    if (best === null) return []
    return [run.from === 0 ? { ...best, score: Number.POSITIVE_INFINITY } : best]
  })
}

function runsOf(lines: readonly Line[]): Run[] {
  const runs: Run[] = []
  for (const [index, line] of lines.entries()) {
    if (line.shape === "body") continue
    const last = runs.at(-1)
    if (last?.to === index) last.to = index + 1
    else runs.push({ from: index, to: index + 1 })
  }
  return runs
}

/** A candidate with its surroundings. */
function placeOf(page: Page, run: Run, index: number, known: Known): Place {
  const { lines, bigrams } = page
  const { bounds } = known
  const left = bounds.findLast((bound) => bound < run.from) ?? -1
  const right = bounds.find((bound) => bound >= run.to) ?? lines.length
  const shapes = (from: number, to: number) => lines.slice(from, to).map((line) => line.shape)
  return {
    text: lines[index]?.text ?? "",
    own: bigrams.lines[index] ?? [],
    before: context(page, run.from - 1, left, -1),
    after: context(page, run.to, right, 1),
    idf: bigrams.idf,
    above: shapes(run.from, index),
    below: shapes(index + 1, run.to),
    next: lines[run.to]?.text ?? "",
    setApart: !page.parted && (lines[run.from]?.spaced ?? false),
    ended: lines.slice(run.from, index + 1).some((line) => line.ended),
    neighbours: titlesNear(lines, run),
    others: shareOfOthers(known, run),
  }
}

/** The share of the page's other runs that hold a headline, drawn towards a page's usual share where they are few. */
function shareOfOthers(known: Known, run: Run): number {
  const others = [...known.verdicts].filter(([index]) => index < run.from || index >= run.to)
  const headlines = others.filter(([, isHeadline]) => isHeadline).length
  return (headlines + USUAL_SHARE * DOUBT) / (others.length + DOUBT)
}

/** On the composed pages three runs in four hold a headline; that weighs as much as two runs seen. */
const USUAL_SHARE = 0.75
const DOUBT = 2

/** Lines on either side within which a section head's fellow is looked for. */
const NEAR = 12

function titlesNear(lines: readonly Line[], run: Run): string[] {
  const near = [...lines.slice(Math.max(0, run.from - NEAR), run.from), ...lines.slice(run.to, run.to + NEAR)]
  return near.filter((line) => line.shape === "title").map((line) => line.text)
}

/** The bigrams of the body lines from `start` towards `end`, up to CONTEXT of them. */
function context(page: Page, start: number, end: number, step: 1 | -1): number[] {
  const taken: number[] = []
  for (let index = start; index * step < end * step && taken.length < CONTEXT; index += step) {
    if (page.lines[index]?.shape === "body") taken.push(...(page.bigrams.lines[index] ?? []))
  }
  return taken.slice(0, CONTEXT)
}
