// Parsing in a process of its own: a file that would take for ever, or all memory, costs itself and nothing else. A thread
// would not do: one that asks for too much at once takes the whole program with it (nodejs.org/api/worker_threads.html,
// resourceLimits), and what is outside of its heap nobody limits.

import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import type { Fault } from "../library/fault.js"
import type { Portion } from "./portion.js"
import { Damaged, MEGABYTE, Undecodable, Withheld } from "./reader.js"

/** What the process is asked for, and what it answers. */
export interface Errand {
  name: string
  /** The bytes themselves, or the file that has them: large ones need not pass through the program. */
  from: { bytes: Uint8Array } | { path: Uint8Array }
  /** Digests of articles whose text is not wanted. */
  known?: Float64Array
  /** How much longer it may take than others. Milliseconds. */
  longer?: number
}
/** `ended`: the process is of no use any more. `withheld` has the system's code. */
export type Outcome<Result> =
  | { found: Result }
  | { damaged: string; ended?: true }
  | { undecodable: string }
  | { withheld: string }

/** What a file gives. */
export interface FileFound {
  portions: Portion[]
  /** What in the file is wrong and costs itself alone. */
  faults: Fault[]
}

/** A process that does errands of one kind, one after the other. */
export interface Apart<Asked, Result, Part = never> {
  /**
   * What comes of the errand, and the parts that came before it. It may take so many milliseconds longer than others.
   * @throws Undecodable, Damaged, Withheld; GivenUp where it takes too long or too much memory.
   */
  ask(errand: Asked, longer?: number): Promise<{ result: Result; parts: Part[] }>
  /** Starts the process before it is asked for anything, and has it wait for as long as the program runs. */
  stay(): void
  /** Ends the process, so that the program can end. */
  close(): Promise<void>
}

export interface Isolation {
  /**
   * What the reader of a file of this name finds.
   * @throws Undecodable, Damaged, Withheld; GivenUp where it takes too long or too much memory.
   */
  read(errand: Errand): Promise<FileFound>
  /** Starts the process before there is a file, and has it wait for as long as the program runs. */
  stay(): void
  /** Ends the process, so that the program can end. */
  close(): Promise<void>
}

export interface ApartOptions {
  /** The program of the process, as built: it calls `doErrands`. */
  program: URL
  /** How long one file may take. Milliseconds. */
  most?: number
  /** The memory that the process may have, heap and all. Megabytes. */
  memory?: number
  /** Ends the process, whatever it is at. */
  signal?: AbortSignal | undefined
}

/** The program is `worker.js` beside this file where none is given. */
export type IsolationOptions = Partial<ApartOptions>

/** A file that was given up: it may be a whole one, and be too much. */
export class GivenUp extends Damaged {
  override name = "GivenUp"
}

const MOST = 60_000
/** Starting it takes longer than most files do. Milliseconds. */
const IDLE = 30_000
const MEMORY = 1_024

/** How a process ends that has used too much: the watch or the system kills it, or V8 aborts it (128 + 6 is SIGABRT, where there are no signals). */
const FULL: readonly unknown[] = ["SIGKILL", "SIGABRT", "SIGTRAP", "SIGILL", 134]

export function createIsolation({
  program = new URL("./worker.js", import.meta.url),
  ...limits
}: IsolationOptions = {}): Isolation {
  const { ask, stay, close } = createApart<Errand, Fault[], Portion>({ program, ...limits })
  return {
    async read(errand) {
      const { result, parts } = await ask(errand, errand.longer)
      return { portions: parts, faults: result }
    },
    stay,
    close,
  }
}

/** Starts the process when it is first asked, and another one after it was given up. */
export function createApart<Asked, Result, Part = never>({
  program,
  most = MOST,
  memory = MEMORY,
  signal,
}: ApartOptions): Apart<Asked, Result, Part> {
  let child: ChildProcess | undefined
  let idle: NodeJS.Timeout | undefined
  let stays = false
  let last: Promise<unknown> = Promise.resolve()

  function started(): ChildProcess {
    if (child) return child
    const own = fork(program, [String(memory * MEGABYTE), String(process.pid)], {
      serialization: "advanced",
      // No token in what a file may get hold of, and nothing said to the operator that we do not say.
      env: {},
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      execArgv: [`--max-old-space-size=${memory}`],
    })
    // One that cannot be started, or has ended, is of no use to whoever asks next.
    const lost = () => {
      if (child === own) child = undefined
    }
    own.on("error", lost).on("exit", lost)
    child = own
    return own
  }

  /** While it has nothing to do it keeps the program from nothing, and after a while it ends. */
  function rest(): void {
    child?.unref()
    child?.channel?.unref()
    if (!stays) idle = setTimeout(() => void close(), IDLE).unref()
  }

  function wake(): void {
    clearTimeout(idle)
    child?.ref()
    child?.channel?.ref()
  }

  async function close(): Promise<void> {
    clearTimeout(idle)
    const ending = child
    child = undefined
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    ending.ref()
    const ended = once(ending, "exit")
    ending.kill("SIGKILL")
    await ended
  }

  /** When its time is over the errand is given up. */
  function carryOut(errand: Asked, { over, most }: Time): Promise<{ outcome: Outcome<Result>; parts: Part[] }> {
    const own = started()
    return new Promise((resolve) => {
      const parts: Part[] = []
      const heard = (message: Outcome<Result> | { part: Part }) => {
        if ("part" in message) parts.push(message.part)
        else settle(message)
      }
      const settle = (outcome: Outcome<Result>) => {
        own.off("message", heard).off("error", failed).off("exit", ended)
        resolve({ outcome, parts })
      }
      const giveUp = (damaged: string) => settle({ damaged, ended: true })
      const failed = (error: Error) => giveUp(error.message)
      const ended = (code: number | null, signal: string | null) =>
        giveUp(FULL.includes(signal ?? code) ? `要用 ${memory} MB 以上的内存` : "读到一半停了")
      void over.then(() => giveUp(`${Math.ceil(most / 1000)} 秒还没有读完`))
      own.on("message", heard).on("error", failed).on("exit", ended)
      own.send(Object(errand))
    })
  }

  /** In a process that was there already, and may be full or have something go wrong; then in a new one. Both in one time. */
  async function twice(errand: Asked, longer: number) {
    const time = createTime(most + longer)
    try {
      for (;;) {
        const isNew = child === undefined
        const answer = await carryOut(errand, time)
        if (!("ended" in answer.outcome)) return answer
        await close()
        if (isNew || time.isOver() || signal?.aborted) return answer
      }
    } finally {
      time.stop()
    }
  }

  signal?.addEventListener("abort", () => void close(), { once: true })

  return {
    async ask(errand, longer = 0) {
      const asked = last.then(() => {
        if (signal?.aborted) throw new Damaged("没有读完，程序要停了")
        wake()
        return twice(errand, longer).finally(rest)
      })
      // Nothing of what came of it is kept.
      last = asked.then(
        () => undefined,
        () => undefined,
      )
      const { outcome, parts } = await asked
      if ("found" in outcome) return { result: outcome.found, parts }
      if ("undecodable" in outcome) throw new Undecodable(outcome.undecodable)
      if ("withheld" in outcome) throw new Withheld(outcome.withheld)
      throw outcome.ended ? new GivenUp(outcome.damaged) : new Damaged(outcome.damaged)
    },
    stay() {
      stays = true
      clearTimeout(idle)
      if (child || signal?.aborted) return
      started()
      rest()
    },
    close,
  }
}

type Time = ReturnType<typeof createTime>

/** So many milliseconds. */
function createTime(most: number) {
  let isOver = false
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      isOver = true
      resolve()
    }, most)
  })
  return { most, over, isOver: () => isOver, stop: () => clearTimeout(timer) }
}

/** How many files of one archive may be given up before the others are not tried. */
const PATIENCE = 3

/** The same isolation for one archive: its files together may take no more than a few of them alone. */
export function impatient({ read }: Pick<Isolation, "read">): Pick<Isolation, "read"> {
  let givenUp = 0
  return {
    async read(errand) {
      if (givenUp >= PATIENCE) throw new Damaged(`同一个压缩包里已有 ${PATIENCE} 个文件读不动，没有再试`)
      try {
        return await read(errand)
      } catch (error) {
        if (error instanceof GivenUp) givenUp++
        throw error
      }
    },
  }
}
