// One kill, and what the next start makes of it.

import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { Chance } from "../../bench/pages/chance.js"
import { codeOf } from "../../src/keep/folder.js"
import { become, type Folder } from "./folder.js"
import { forget, isReady, type Moment, parts, snapshots, until } from "./moments.js"
import { analystsOf, childrenOf, run, start } from "./program.js"
import { type Asked, differences, type Served, servedBy } from "./served.js"

export interface Killed {
  faults: string[]
  /** Milliseconds from the moment's beginning to the kill. */
  after: number
  /** How many of its children were alive then, and how many files half written. */
  children: number
  parts: number
  seconds: number
}

/** How long children may outlive the program. Milliseconds. */
const OUTLIVE = 5_000

/** What each state of the folder is to be answered with, as far as it has been asked. */
export type References = Map<number, Promise<Served>>

export interface Killer {
  kill(moment: Moment): Promise<Killed>
  /**
   * Kills not the program but, while it reads all articles, each process that analyses them, as the system does where memory
   * is short. It says so and does without. Resolves to the faults.
   */
  killAnalysts(): Promise<string[]>
}

/** Kills the program over a folder, again and again with the same DATA, which lies below `root`. */
export function killer(folder: Folder, root: string, references: References, chance: Chance): Killer {
  const places = { articles: folder.path, data: join(root, "data") }
  let state = 0

  /** By the program with an empty DATA. */
  function reference(): Promise<Served> {
    const empty = { ...places, data: join(root, `empty-${state}`) }
    const served = references.get(state) ?? servedBy(empty, folder.questions, ["articles", "ask"])
    references.set(state, served)
    return served
  }

  function change(): void {
    const others = folder.states.flatMap((_, number) => (number === state ? [] : [number]))
    state = chance.one(others)
    const next = folder.states[state]
    if (next) become(folder, next, chance)
  }

  /** A DATA in which what was kept of the folder lies. */
  async function prepare({ anew, changes }: Moment): Promise<void> {
    if (anew) forget(places.data)
    else if (snapshots(places.data).length === 0) await run(places, ["articles"])
    mkdirSync(places.data, { recursive: true })
    if (anew || changes === "before") change()
  }

  async function killed(moment: Moment): Promise<Omit<Killed, "seconds">> {
    await prepare(moment)
    const program = start(places, [])
    if (moment.changes === "beside") {
      await until(program, () => isReady(program))
      change()
    }
    const isBegun = moment.begun ? await moment.begun(program, places) : true
    const after = chance.between(0, moment.within)
    await new Promise((resolve) => setTimeout(resolve, after))
    const faults = program.child.exitCode === null ? [] : [`it has ended by itself: ${program.log()}`]
    if (!isBegun) faults.push("the moment never came")
    const children = childrenOf(program.pid)
    program.child.kill("SIGKILL")
    await program.ended
    const left = parts(places.data).length
    if (/^\S* ?✗/mu.test(program.log())) faults.push(`before the kill it said: ${program.log()}`)
    faults.push(...(await outliving(program.pid)))
    return { faults, after, children: children.length, parts: left }
  }

  /** Of the next start; every other time the one tool, or the other. */
  async function next(): Promise<string[]> {
    const tools: Asked[] = chance.happens(0.5) ? ["articles", "ask"] : ["ask"]
    const served = await servedBy(places, folder.questions, tools)
    const faults = differences(served, await reference())
    if (served.log.includes("不能用") || served.log.includes("✗")) faults.push(`it said: ${served.log}`)
    const left = parts(places.data)
    if (left.length > 0) faults.push(`it left ${left.join(", ")}`)
    return faults
  }

  async function kill(moment: Moment): Promise<Killed> {
    const began = performance.now()
    try {
      const killing = await killed(moment)
      const faults = [...killing.faults, ...(await next())]
      return { ...killing, faults, seconds: (performance.now() - began) / 1000 }
    } catch (error) {
      const faults = [error instanceof Error ? error.message : String(error)]
      return { faults, after: 0, children: 0, parts: 0, seconds: (performance.now() - began) / 1000 }
    }
  }

  return {
    kill,
    async killAnalysts() {
      forget(places.data)
      const killed = new Set<number>()
      const program = start(places, ["ask", "--json"], `${folder.questions.join("\n")}\n`)
      await until(program, () => {
        for (const pid of analystsOf(program.pid)) {
          if (!killed.has(pid)) end(pid)
          killed.add(pid)
        }
        return program.child.exitCode !== null
      })
      const { code } = await program.ended
      const served = { ask: program.out().trimEnd().split("\n"), log: program.log() }
      return [
        ...differences(served, await reference()),
        ...(code === 0 ? [] : [`it ended with ${code}`]),
        ...(killed.size > 0 ? [] : ["there were none"]),
        ...(served.log.includes("改由问报自己分析") ? [] : [`it did not say so, but: ${served.log}`]),
      ]
    },
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL")
  } catch (error) {
    // It has ended by itself just now.
    if (codeOf(error) !== "ESRCH") throw error
  }
}

/** The children that live on when the program has been killed. */
async function outliving(pid: number): Promise<string[]> {
  const end = performance.now() + OUTLIVE
  while (performance.now() < end) {
    if (childrenOf(pid).length === 0) return []
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return [`children ${childrenOf(pid).join(", ")} live on after ${OUTLIVE / 1000} s`]
}
