// Sorting what may be long, a part at a time.

import { setImmediate as turn } from "node:timers/promises"

/** How many are sorted, or merged, between two turns for others: some milliseconds. */
const AT_ONCE = 4_000

/** Things by their names, in the order of JavaScript's strings; others have their turn meanwhile. */
export async function byName<Thing extends { name: string }>(things: readonly Thing[]): Promise<Thing[]> {
  let runs: Thing[][] = []
  for (let at = 0; at < things.length; at += AT_ONCE) {
    runs.push(things.slice(at, at + AT_ONCE).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)))
    await turn()
  }
  while (runs.length > 1) {
    const merged: Thing[][] = []
    for (let i = 0; i < runs.length; i += 2) merged.push(await merge(runs[i] ?? [], runs[i + 1] ?? []))
    runs = merged
  }
  return runs[0] ?? []
}

async function merge<Thing extends { name: string }>(
  left: readonly Thing[],
  right: readonly Thing[],
): Promise<Thing[]> {
  const merged: Thing[] = []
  for (let [i, j] = [0, 0]; i < left.length || j < right.length; ) {
    const [a, b] = [left[i], right[j]]
    const next = a && (!b || a.name <= b.name) ? a : b
    if (!next) break
    merged.push(next)
    if (next === a) i++
    else j++
    if (merged.length % AT_ONCE === 0) await turn()
  }
  return merged
}
