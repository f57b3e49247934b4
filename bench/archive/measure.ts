// What is measured in the same way of wenbao and of its peers.

import { readFileSync } from "node:fs"
import { readdir, stat } from "node:fs/promises"
import { join } from "node:path"
import type { Job } from "./job.js"

/** For how long others are asked first: two cores are not enough for V8's compiler and the program. Milliseconds. */
const WARMING = 3_000

/**
 * Milliseconds of each question, and what `keep` has of its answers: not the answers themselves, which no program keeps.
 * Others are asked first, as of a program that has run for a while.
 */
export async function timed<Result, Kept>(
  { questions, earlier }: Pick<Job, "questions" | "earlier">,
  answer: (question: string) => Promise<Result>,
  keep: (result: Result) => Kept,
): Promise<{ spent: number[]; kept: Kept[] }> {
  const begun = performance.now()
  while (earlier.length > 0 && performance.now() - begun < WARMING)
    for (const question of earlier) await answer(question)
  const spent: number[] = []
  const kept: Kept[] = []
  for (const question of questions) {
    const start = performance.now()
    const result = await answer(question)
    spent.push(performance.now() - start)
    kept.push(keep(result))
  }
  return { spent, kept }
}

/** Bytes of this process in memory, after a collection. */
export function memory(): number {
  global.gc?.()
  return process.memoryUsage.rss()
}

/** The most that this process had in memory. Bytes. On Linux `maxRSS` has what its parent had when it began. */
export function peak(): number {
  const [, kilobytes] =
    process.platform === "linux" ? (HIGH_WATER.exec(readFileSync("/proc/self/status", "utf8")) ?? []) : []
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) * 1024
}

const HIGH_WATER = /^VmHWM:\s*(\d+) kB$/mu

/** Bytes of all files of a folder; undefined where there are none. */
export async function bytesIn(folder: string): Promise<number | undefined> {
  const names = await readdir(folder, { recursive: true })
  const sizes = await Promise.all(
    names.map(async (name) => {
      const found = await stat(join(folder, name))
      return found.isFile() ? found.size : 0
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0) || undefined
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
