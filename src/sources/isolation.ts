// Parsing in a thread of its own: a file that would take for ever, or all memory, costs itself and nothing else.

import { Worker } from "node:worker_threads"
import { Damaged, type Found, Undecodable } from "./reader.js"

/** What the thread is asked for, and what it answers. */
export interface Errand {
  name: string
  bytes: Uint8Array
}
export type Outcome<Result = Found> = { found: Result } | { damaged: string } | { undecodable: string }

/** A thread that does errands of one kind, one after the other. */
export interface Thread<Asked, Result> {
  /** @throws Undecodable, Damaged: also where it takes too long or too much memory. */
  ask(errand: Asked): Promise<Result>
  /** Ends the thread, so that the program can end. */
  close(): Promise<void>
}

export interface Isolation {
  /**
   * What the reader of a file of this name finds.
   * @throws Undecodable, Damaged: also where it takes too long or too much memory.
   */
  read(name: string, bytes: Uint8Array): Promise<Found>
  /** Ends the thread, so that the program can end. */
  close(): Promise<void>
}

export interface ThreadOptions {
  /** The thread's program, as built. */
  program: URL
  /** How long one file may take. Milliseconds. */
  most?: number
  /** The heap that the thread may have. Megabytes. */
  heap?: number
}

/** The program is `worker.js` beside this file where none is given. */
export type IsolationOptions = Partial<ThreadOptions>

const MOST = 60_000
const HEAP = 1_024

export function createIsolation({
  program = new URL("./worker.js", import.meta.url),
  ...limits
}: IsolationOptions = {}): Isolation {
  const thread = createThread<Errand, Found>({ program, ...limits })
  return { read: (name, bytes) => thread.ask({ name, bytes }), close: thread.close }
}

/** Starts the thread when it is first asked, and another one after it was given up. */
export function createThread<Asked, Result>({
  program,
  most = MOST,
  heap = HEAP,
}: ThreadOptions): Thread<Asked, Result> {
  let thread: Worker | undefined
  const started = (): Worker => {
    thread ??= new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: heap } })
    return thread
  }
  async function close(): Promise<void> {
    const ending = thread
    thread = undefined
    await ending?.terminate()
  }

  function carryOut(errand: Asked): Promise<Outcome<Result>> {
    const worker = started()
    return new Promise((resolve) => {
      const settle = (outcome: Outcome<Result>) => {
        clearTimeout(timer)
        worker.off("message", settle).off("error", failed).off("exit", ended)
        resolve(outcome)
      }
      /** The thread is of no use any more; the next file has another one. */
      const giveUp = (reason: string) => {
        void close()
        settle({ damaged: reason })
      }
      const failed = (error: Error & { code?: string }) =>
        giveUp(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? `要用 ${heap} MB 以上的内存` : error.message)
      const ended = () => giveUp("读到一半停了")
      const timer = setTimeout(giveUp, most, `${Math.ceil(most / 1000)} 秒还没有读完`)
      worker.once("message", settle).once("error", failed).once("exit", ended)
      worker.postMessage(errand)
    })
  }

  return {
    async ask(errand) {
      const outcome = await carryOut(errand)
      if ("found" in outcome) return outcome.found
      throw "damaged" in outcome ? new Damaged(outcome.damaged) : new Undecodable(outcome.undecodable)
    },
    close,
  }
}
