// From what the processes told to the rows of a table.

import type { Figures } from "./job.js"
import { percentile } from "./measure.js"
import type { Best } from "./reference.js"
import type { Outcome } from "./run.js"

/** One of those measured at one size. */
export interface Measured extends Outcome {
  who: string
}

/** All that was measured at one size. */
export interface SizeMeasured {
  paragraphs: number
  /** wenbao first. */
  all: Measured[]
  reference: readonly (readonly Best[])[]
}

const NOTHING = "–"
const MB = 1024 ** 2

/** What is not measured of peers: they only find. */
export const COLUMNS: readonly { name: string; of(figures: Figures, reference: SizeMeasured["reference"]): string }[] =
  [
    { name: "build, s", of: ({ built }) => seconds(built) },
    { name: "snapshot, MB", of: ({ snapshot }) => megabytes(snapshot) },
    { name: "load, s", of: ({ loaded }) => seconds(loaded) },
    { name: "memory, MB", of: ({ memory }) => megabytes(memory) },
    { name: "peak, MB", of: ({ peak }) => megabytes(peak) },
    { name: "find p50, ms", of: ({ recall }) => at(recall, 0.5) },
    { name: "p99", of: ({ recall }) => at(recall, 0.99) },
    { name: "answer p50, ms", of: ({ answers }) => at(answers, 0.5) },
    { name: "p99", of: ({ answers }) => at(answers, 0.99) },
    { name: "R@1", of: ({ found }, reference) => share(found, reference, isFirst) },
    { name: "top 10", of: ({ found }, reference) => share(found, reference, areFirstTen) },
    { name: "block, ms", of: ({ block }) => fixed(block, 1) },
  ]

/** The table of one size, its head first. */
export const rowsOf = ({ all, reference }: SizeMeasured): string[][] => [
  ["", ...COLUMNS.map(({ name }) => name)],
  ...all.map(({ who, figures }) => [who, ...COLUMNS.map(({ of }) => of(figures, reference))]),
]

/** How many times as much a peer takes as wenbao: its head first. */
export function ratiosOf({ all }: SizeMeasured): string[][] {
  const [ours, ...peers] = all
  const times = (theirs: number | undefined, own: number | undefined) =>
    theirs === undefined || own === undefined ? NOTHING : ratio(theirs / own)
  const p50 = (values: readonly number[] | undefined) => values && percentile(values, 0.5)
  return [
    ["÷ wenbao", "build", "load", "memory", "find p50"],
    ...peers.map(({ who, figures }) => [
      who,
      times(figures.built, ours?.figures.built),
      times(figures.loaded, ours?.figures.loaded),
      times(figures.memory, ours?.figures.memory),
      times(p50(figures.recall), p50(ours?.figures.recall)),
    ]),
  ]
}

/** Two figures, or as many as stand before the point. */
const ratio = (times: number): string => (times < 99.5 ? times.toPrecision(2) : times.toFixed(0))

/** What there is to say below a table: who did not finish, and what could not be measured. */
export const remarksOf = ({ all }: SizeMeasured): string[] =>
  all.flatMap(({ who, figures, ended }) =>
    [...(figures.notes ?? []), ...(ended === undefined ? [] : [ended])].map((remark) => `${who}: ${remark}`),
  )

/** Scores that differ by less, relative to them, are equal: they are added up in another order. */
const EQUAL = 1e-9

/** Whether the first found is one of the best by exhaustive search. */
const isFirst = (found: readonly string[], best: readonly Best[]): boolean => isAt(found, best, 0)
/** Whether each of the first ten has the score that exhaustive search has in its place. */
const areFirstTen = (found: readonly string[], best: readonly Best[]): boolean =>
  best.slice(0, 10).every((_, i) => isAt(found, best, i))

function isAt(found: readonly string[], best: readonly Best[], place: number): boolean {
  const name = found[place]
  const own = best.find(({ number, key }) => name === key || name === String(number))
  const wanted = best[place]
  return own !== undefined && wanted !== undefined && Math.abs(own.score - wanted.score) <= wanted.score * EQUAL
}

function share(
  found: readonly (readonly string[])[] | undefined,
  reference: SizeMeasured["reference"],
  agrees: typeof isFirst,
): string {
  if (!found) return NOTHING
  // Of a question that no paragraph has a term of, nothing can be found.
  const findable = reference.flatMap((best, i) => (best.length > 0 ? [{ best, own: found[i] ?? [] }] : []))
  return (findable.filter(({ best, own }) => agrees(own, best)).length / findable.length).toFixed(3)
}

const fixed = (value: number | undefined, digits: number): string =>
  value === undefined ? NOTHING : value.toFixed(digits)
const seconds = (ms: number | undefined): string => fixed(ms === undefined ? ms : ms / 1000, 1)
const megabytes = (bytes: number | undefined): string => fixed(bytes === undefined ? bytes : bytes / MB, 0)
const at = (values: readonly number[] | undefined, place: number): string =>
  fixed(values && percentile(values, place), 2)
