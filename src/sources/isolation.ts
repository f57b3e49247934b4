// Parsing in a process of its own: a file that would take for ever, or all memory, costs itself and nothing else. A thread
// would not do: one that asks for too much at once takes the whole program with it (nodejs.org/api/worker_threads.html,
// resourceLimits), and what is outside of its heap nobody limits.

import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { Damaged, type Found, MEGABYTE, Undecodable } from "./reader.js"

/** What the process is asked for, and what it answers. */
export interface Errand {
  name: string
  bytes: Uint8Array
}
/** `ended`: the process is of no use any more. */
export type Outcome = { found: Found } | { damaged: string; ended?: true } | { undecodable: string }

export interface Isolation {
  /**
   * What the reader of a file of this name finds.
   * @throws Undecodable, Damaged; GivenUp where it takes too long or too much memory.
   */
  read(name: string, bytes: Uint8Array): Promise<Found>
  /** Ends the process, so that the program can end. */
  close(): Promise<void>
}

export interface IsolationOptions {
  /** The program of the process: `worker.js` beside this file, as built. */
  program?: URL
  /** How long one file may take. Milliseconds. */
  most?: number
  /** The memory that the process may have, heap and all. Megabytes. */
  memory?: number
}

/** A file that was given up: it may be a whole one, and be too much. */
export class GivenUp extends Damaged {
  override name = "GivenUp"
}

const MOST = 60_000
const MEMORY = 1_024

/** How a process ends that has used too much: the watch or the system kills it, or V8 aborts it (128 + 6 is SIGABRT, where there are no signals). */
const FULL: readonly unknown[] = ["SIGKILL", "SIGABRT", "SIGTRAP", "SIGILL", 134]

export function createIsolation({
  program = new URL("./worker.js", import.meta.url),
  most = MOST,
  memory = MEMORY,
}: IsolationOptions = {}): Isolation {
  let child: ChildProcess | undefined
  /** How many files it has read. */
  let done = 0

  function started(): ChildProcess {
    if (child) return child
    done = 0
    child = fork(program, [String(memory * MEGABYTE)], {
      serialization: "advanced",
      // No token in what a file may get hold of, and nothing said to the operator that we do not say.
      env: {},
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      execArgv: [`--max-old-space-size=${memory}`],
    })
    return child
  }

  async function close(): Promise<void> {
    const ending = child
    child = undefined
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const ended = once(ending, "exit")
    ending.kill("SIGKILL")
    await ended
  }

  /** `late` is told what gives the errand up. */
  function carryOut(errand: Errand, late: (giveUp: () => void) => void): Promise<Outcome> {
    const process = started()
    return new Promise((resolve) => {
      const settle = (outcome: Outcome) => {
        process.off("message", settle).off("error", failed).off("exit", ended)
        resolve(outcome)
      }
      const giveUp = (damaged: string) => settle({ damaged, ended: true })
      const failed = (error: Error) => giveUp(error.message)
      const ended = (code: number | null, signal: string | null) =>
        giveUp(FULL.includes(signal ?? code) ? `要用 ${memory} MB 以上的内存` : "读到一半停了")
      late(() => giveUp(`${Math.ceil(most / 1000)} 秒还没有读完`))
      process.on("message", settle).on("error", failed).on("exit", ended)
      process.send(errand)
    })
  }

  /** In a process that others may have filled, or left something to go wrong in; then in a new one. Both in one time. */
  async function twice(errand: Errand): Promise<Outcome> {
    let giveUp = () => {}
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      giveUp()
    }, most)
    try {
      for (;;) {
        const outcome = await carryOut(errand, (late) => {
          giveUp = late
        })
        const isFirst = done++ === 0
        if (!("ended" in outcome)) return outcome
        await close()
        if (isFirst || isLate) return outcome
      }
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    async read(name, bytes) {
      const outcome = await twice({ name, bytes })
      if ("found" in outcome) return outcome.found
      if ("undecodable" in outcome) throw new Undecodable(outcome.undecodable)
      throw outcome.ended ? new GivenUp(outcome.damaged) : new Damaged(outcome.damaged)
    },
    close,
  }
}

/** How many files of one archive may be given up before the others are not tried. */
const PATIENCE = 3

/** The same isolation for one archive: its files together may take no more than a few of them alone. */
export function impatient({ read }: Pick<Isolation, "read">): Pick<Isolation, "read"> {
  let givenUp = 0
  return {
    async read(name, bytes) {
      if (givenUp >= PATIENCE) throw new Damaged(`同一个压缩包里已有 ${PATIENCE} 个文件读不动，没有再试`)
      try {
        return await read(name, bytes)
      } catch (error) {
        if (error instanceof GivenUp) givenUp++
        throw error
      }
    },
  }
}
