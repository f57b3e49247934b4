// When the program is killed: what it is at, and how long after that has begun.

import { readdirSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import type { Chance } from "../../bench/pages/chance.js"
import { analystsOf, PATIENCE, type Places, type Program, threadsOf } from "./program.js"

export interface Moment {
  name: string
  /** How many of a round's kills. */
  share: number
  /** Whether it is to read all articles, not what was kept. */
  anew?: boolean
  /** When articles change: before it starts, or while it serves. */
  changes?: "before" | "beside"
  /** Resolves when that has begun; false where the program has become ready without. */
  begun?(program: Program, places: Places): Promise<boolean>
  /** Within so many milliseconds from then on it is killed. */
  within: number
}

export const MOMENTS: readonly Moment[] = [
  { name: "starting", share: 1, within: 1_500 },
  { name: "building", share: 1, anew: true, within: 6_000 },
  { name: "analysing", share: 1, anew: true, begun: analysing, within: 1_500 },
  { name: "merging", share: 1, anew: true, begun: merging, within: 200 },
  { name: "writing for the first time", share: 1, anew: true, begun: writing, within: 60 },
  { name: "writing after files have changed", share: 5, changes: "before", begun: writing, within: 80 },
  { name: "having written", share: 2, changes: "before", begun: written, within: 30 },
  { name: "looking at files that change", share: 4, changes: "beside", within: 3_000 },
  { name: "writing while it serves", share: 4, changes: "beside", begun: writing, within: 80 },
]

/** Moments for so many kills, each of them in its share, in a random order. */
export function momentsFor(count: number, chance: Chance): Moment[] {
  const round = MOMENTS.flatMap((moment) => Array.from({ length: moment.share }, () => moment))
  const moments: Moment[] = []
  while (moments.length < count) moments.push(...chance.shuffled(round))
  return moments.slice(0, count)
}

/** The files in which the program writes what it is to keep, before that is put in place. */
export const parts = (data: string): string[] => named(data, /\.part$/u)
export const snapshots = (data: string): string[] => named(data, /\.snapshot$/u)

function named(data: string, pattern: RegExp): string[] {
  try {
    return readdirSync(data).filter((name) => pattern.test(name))
  } catch {
    return []
  }
}

export const forget = (data: string): void => rmSync(data, { recursive: true, force: true })

export const isReady = (program: Program): boolean => program.log().includes("秒就绪")

/** Resolves when it is so; false where the program has ended without. Rejects where neither comes. */
export async function until(program: Pick<Program, "child" | "log">, isSo: () => boolean, every = 1): Promise<boolean> {
  const end = performance.now() + PATIENCE
  while (performance.now() < end) {
    if (isSo()) return true
    if (program.child.exitCode !== null) return false
    await new Promise((resolve) => setTimeout(resolve, every))
  }
  throw new Error(`nothing came within ${PATIENCE / 1000} s; it said: ${program.log()}`)
}

function analysing(program: Program): Promise<boolean> {
  return until(program, () => analystsOf(program.pid).length > 0, 5)
}

/** The thread that merges is the only one that comes when analysis has begun. */
async function merging(program: Program): Promise<boolean> {
  if (!(await analysing(program))) return false
  const before = threadsOf(program.pid)
  let isThere = false
  await until(program, () => {
    isThere = threadsOf(program.pid) > before
    return isThere || isReady(program)
  })
  return isThere
}

function writing({ child, pid, log }: Program, { data }: Places): Promise<boolean> {
  return until({ child, log }, () => parts(data).some((name) => name.endsWith(`.${pid}.part`)))
}

async function written(program: Program, { data }: Places): Promise<boolean> {
  const [before] = snapshots(data)
  const number = before === undefined ? undefined : statSync(join(data, before)).ino
  return until(program, () => snapshots(data).some((name) => statSync(join(data, name)).ino !== number))
}
