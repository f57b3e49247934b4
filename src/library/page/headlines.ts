// Where the articles of a page begin. Between two stretches of body text stands a run of titles, bylines and captions;
// each run either opens an article or heads a section of the one before.

import { type Bigrams, bigramsOf } from "./cohesion.js"
import { CONTEXT, type Place, score } from "./cues.js"
import { isNamed, namesColumn, preference } from "./foremost.js"
import type { Line } from "./lines.js"

/** Lines that are not body text, next to each other: `from` up to but without `to`. */
interface Run {
  from: number
  to: number
}

/** A title line with what surrounds it, and what that says for its opening an article. */
export interface Candidate {
  index: number
  /** Its run's first line. */
  run: number
  place: Place
  score: number
}

/** A page as candidates are measured on it. */
interface Page {
  lines: readonly Line[]
  bigrams: Bigrams
  runs: readonly Run[]
  /** The texts that more than one title has. */
  repeated: ReadonlySet<string>
  /** Whether blank lines part its paragraphs, not only its articles. */
  parted: boolean
}

function pageOf(lines: readonly Line[]): Page {
  const bodies = lines.filter((line) => line.shape === "body")
  const bigrams = bigramsOf(lines.map((line) => line.text))
  const runs = runsOf(lines)
  return {
    lines,
    bigrams,
    runs,
    repeated: repeatedOf(lines.filter(({ shape }) => shape === "title").map(({ text }) => text)),
    parted: bodies.filter((line) => line.spaced).length * 2 > bodies.length,
  }
}

function repeatedOf(texts: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const text of texts) (seen.has(text) ? repeated : seen).add(text)
  return repeated
}

/**
 * Indexes of the lines that are headlines, in order. Several passes: each measures no further than the headlines the last
 * one was sure of, so that what a neighbour speaks of does not count for a short article.
 */
export function findHeadlines(lines: readonly Line[]): number[] {
  return bestOfRuns(candidatesOf(lines))
    .filter(({ score }) => score > 0)
    .map(({ index }) => index)
}

/** Passes over a page, of which the first knows nothing. */
const PASSES = 3

/** All that may be headlines, as the last pass sees them. What stands before all body text opens the page's first article. */
export function candidatesOf(lines: readonly Line[], weigh: (place: Place) => number = score): Candidate[] {
  const page = pageOf(lines)
  let candidates = candidatesKnowing(page, nothing(page), weigh)
  for (let pass = 1; pass < PASSES; pass++) candidates = candidatesKnowing(page, learnt(candidates), weigh)
  return candidates
}

/** What a pass over a page is told by the one before it. */
interface Known {
  /** Headlines that context does not reach across. */
  bounds: readonly number[]
  /** Of the runs that hold a title, their first lines, and how many hold a headline among those up to each. */
  titled: ReadonlySet<number>
  headlines: number
  opening: ReadonlySet<number>
}

/** At first every title may open an article, and context reaches no further than the next one. */
function nothing({ lines, runs }: Page): Known {
  const bounds = runs.flatMap((run) =>
    indexesOf(run)
      .filter((index) => lines[index]?.shape === "title")
      .slice(0, 1),
  )
  return { bounds, titled: new Set(), headlines: 0, opening: new Set() }
}

function learnt(candidates: readonly Candidate[]): Known {
  const best = bestOfRuns(candidates)
  const opening = best.filter(({ score }) => score > 0)
  return {
    bounds: best.filter(({ score }) => score > DOUBTFUL).map(({ index }) => index),
    titled: new Set(best.map(({ run }) => run)),
    headlines: opening.length,
    opening: new Set(opening.map(({ run }) => run)),
  }
}

/** A score (log odds) below which seven in eight candidates are section heads. */
const DOUBTFUL = -2

function candidatesKnowing(page: Page, known: Known, weigh: (place: Place) => number): Candidate[] {
  let left = -1
  let next = 0
  return page.runs.flatMap((run) => {
    for (; (known.bounds[next] ?? Number.POSITIVE_INFINITY) < run.from; next++) left = known.bounds[next] ?? left
    const inside = (known.bounds[next] ?? Number.POSITIVE_INFINITY) < run.to ? 1 : 0
    const right = known.bounds[next + inside] ?? page.lines.length
    const around = {
      before: stretch(page, run.from - 1, left, -1, CONTEXT),
      after: stretch(page, run.to, right, 1, CONTEXT),
      kicker: hasKicker(page, run),
      neighbours: titlesNear(page.lines, run),
    }
    return indexesOf(run).flatMap((index) => {
      if (page.lines[index]?.shape !== "title") return []
      const place = placeOf(page, run, index, around, known)
      return [{ index, run: run.from, place, score: run.from === 0 ? Number.POSITIVE_INFINITY : weigh(place) }]
    })
  })
}

function indexesOf(run: Run): number[] {
  return Array.from({ length: run.to - run.from }, (_, i) => run.from + i)
}

/** Of each run the title that would be the headline, with the score of the best of them: that is what says whether. */
function bestOfRuns(candidates: readonly Candidate[]): Candidate[] {
  const runs = new Map<number, Candidate[]>()
  for (const candidate of candidates) {
    const run = runs.get(candidate.run)
    if (run === undefined) runs.set(candidate.run, [candidate])
    else run.push(candidate)
  }
  return [...runs.values()].flatMap((run) => {
    const score = run.reduce((best, candidate) => Math.max(best, candidate.score), Number.NEGATIVE_INFINITY)
    return foremost(run).map((candidate) => ({ ...candidate, score }))
  })
}

/** Of several titles the one to be preferred. */
function foremost(run: readonly Candidate[]): Candidate[] {
  if (run.length < 2) return [...run]
  const preferences = run.map(({ place }) => preference(place))
  const most = preferences.reduce((best, value) => Math.max(best, value), Number.NEGATIVE_INFINITY)
  return run.slice(preferences.indexOf(most)).slice(0, 1)
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

/** Whether the first title of a run is the kicker of the one below it. */
function hasKicker({ lines }: Page, run: Run): boolean {
  const [first, second] = indexesOf(run).filter((index) => lines[index]?.shape === "title")
  if (first === undefined || second !== first + 1) return false
  const text = lines[first]?.text ?? ""
  return namesColumn(text) || isNamed(text, lines[run.to]?.text ?? "")
}

/** What the lines of a run have in common. */
type Around = Pick<Place, "before" | "after" | "kicker" | "neighbours">

/** A candidate with its surroundings. */
function placeOf(page: Page, run: Run, index: number, around: Around, known: Known): Place {
  const { lines, bigrams } = page
  const title = (at: number) =>
    at >= run.from && at < run.to && lines[at]?.shape === "title" ? (bigrams.lines[at] ?? []) : []
  const shapes = (from: number, to: number) => lines.slice(from, to).map((line) => line.shape)
  return {
    // Named one by one: spread into an object this large they take six times as long.
    before: around.before,
    after: around.after,
    kicker: around.kicker,
    neighbours: around.neighbours,
    text: lines[index]?.text ?? "",
    upper: title(index - 1),
    lower: title(index + 1),
    own: bigrams.lines[index] ?? [],
    idf: bigrams.idf,
    above: shapes(Math.max(run.from, index - BESIDE), index),
    below: shapes(index + 1, Math.min(run.to, index + 1 + BESIDE)),
    next: lines[run.to]?.text ?? "",
    setApart: !page.parted && (lines[run.from]?.spaced ?? false),
    ended: lines.slice(Math.max(run.from, index - BESIDE), index + 1).some((line) => line.ended),
    fellow: [index - 1, index + 1].some(
      (other) =>
        other >= run.from &&
        other < run.to &&
        lines[other]?.shape === "title" &&
        Math.abs((lines[other]?.text.length ?? 0) - (lines[index]?.text.length ?? 0)) <= 4,
    ),
    again: page.repeated.has(lines[index]?.text ?? ""),
    others: shareOfOthers(known, run),
  }
}

/** The share of the page's other runs that hold a headline, drawn towards a page's usual share where they are few. */
function shareOfOthers({ titled, headlines, opening }: Known, { from }: Run): number {
  const others = titled.size - Number(titled.has(from))
  return (headlines - Number(opening.has(from)) + USUAL_SHARE * DOUBT) / (others + DOUBT)
}

/** On the composed pages three runs in four hold a headline; that weighs as much as two runs seen. */
const USUAL_SHARE = 0.75
const DOUBT = 2

/** Lines of a run on either side of a title that count: no article has more. */
const BESIDE = 6

/** Lines on either side within which a section head's fellow is looked for. */
const NEAR = 12

function titlesNear(lines: readonly Line[], run: Run): string[] {
  const near = [...lines.slice(Math.max(0, run.from - NEAR), run.from), ...lines.slice(run.to, run.to + NEAR)]
  return near.filter((line) => line.shape === "title").map((line) => line.text)
}

/** The bigrams of the body lines from `start` towards `end`, up to `most` of them. */
function stretch(
  { lines, bigrams }: Pick<Page, "lines" | "bigrams">,
  start: number,
  end: number,
  step: 1 | -1,
  most: number,
): number[] {
  const taken: number[] = []
  for (let index = start; index * step < end * step && taken.length < most; index += step) {
    if (lines[index]?.shape === "body") taken.push(...(bigrams.lines[index] ?? []))
  }
  return taken.slice(0, most)
}
