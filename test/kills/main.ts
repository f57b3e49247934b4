// `npm run kills -- 100 1 2`: so many kills (SIGKILL) of the running program at random moments by seed, while it builds,
// analyses, merges, writes what it keeps, and while articles come and go; so many of them at a time. The next start serves
// all that is in the folder, exactly as one with an empty DATA does; no process is left behind, and no half-written file.
// Then what was kept is damaged in every way (damage.ts; with 0 kills nothing else is done). Needs Linux, for what it tells of processes.

import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { chanceOf } from "../../bench/pages/chance.js"
import { damages } from "./damage.js"
import { makeFolder } from "./folder.js"
import { killer, type References } from "./kill.js"
import { momentsFor } from "./moments.js"

const [kills = 100, seed = Math.floor(Math.random() * 1e6), lanes = 2] = process.argv.slice(2).map(Number)
if (![kills, seed, lanes].every(Number.isInteger) || kills < 0 || lanes < 1) {
  console.error("How many kills, with which seed, how many at a time? npm run -s kills -- 100 1 2")
  process.exit(1)
}

const root = mkdtempSync(join(tmpdir(), "wenbao-kills-"))
const tally = { passed: 0, failed: 0 }

function tell(name: string, faults: readonly string[], more = ""): void {
  if (faults.length === 0) tally.passed++
  else tally.failed++
  console.log([`${faults.length === 0 ? "✓" : "✗"} ${name}${more}`, ...faults.map((each) => `    ${each}`)].join("\n"))
}

/** Of the kills of each moment, how many caught the program with a file half written, and with children at work. */
const caught = new Map<string, { all: number; parts: number; children: number }>()
const references: References = new Map()
const moments = momentsFor(kills, chanceOf(seed)).entries()

/** Kills the program over a folder of its own, as long as there are kills to come. */
async function lane(number: number): Promise<void> {
  const own = join(root, String(number))
  const { kill, killAnalysts } = killer(
    await makeFolder(join(own, "articles")),
    own,
    references,
    chanceOf(seed + number),
  )
  for (const [i, moment] of moments) {
    const { faults, after, children, parts, seconds } = await kill(moment)
    const sum = caught.get(moment.name) ?? { all: 0, parts: 0, children: 0 }
    caught.set(moment.name, sum)
    sum.all++
    if (parts > 0) sum.parts++
    if (children > 0) sum.children++
    const found = [
      `${after} ms`,
      ...(children > 0 ? [`${children} children`] : []),
      ...(parts > 0 ? ["half written"] : []),
    ]
    tell(`${i + 1}. ${moment.name}`, faults, `: ${found.join(", ")}; ${seconds.toFixed(1)} s`)
  }
  if (number === 1) tell("the processes that analyse killed", await killAnalysts())
}

try {
  console.log(`${kills} kills, seed ${seed}`)
  if (kills > 0) await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number + 1)))
  for (const [name, { all, parts, children }] of caught)
    console.log(`${name}: ${all} kills, ${parts} of them with a file half written, ${children} with children at work`)
  const whiles = [...caught].filter(([name]) => name.startsWith("writing"))
  const halves = whiles.reduce((sum, [, { parts }]) => sum + parts, 0)
  if (whiles.length > 0) tell("a file was half written", halves > 0 ? [] : ["by no kill: they come too late"])
  for await (const { name, faults } of damages(root)) tell(name, faults)
} finally {
  rmSync(root, { recursive: true, force: true })
}
console.log(`${tally.passed} passed, ${tally.failed} failed`)
process.exitCode = tally.failed > 0 ? 1 : 0
