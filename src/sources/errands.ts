// What the program of a process apart does: see isolation.ts.

import { Worker } from "node:worker_threads"
import { DecodeError } from "../library/decode.js"
import type { Outcome } from "./isolation.js"
import { Damaged, Withheld } from "./reader.js"

/**
 * Does what the process is asked for, one errand after the other, until it is ended or uses too much memory. What is
 * large is told in parts before the rest: whoever asks is kept busy by none of them for long. `tell` resolves when a part
 * is on its way, so that no more than one of them waits.
 */
export function doErrands<Asked, Result, Part = never>(
  carryOut: (errand: Asked, tell: (part: Part) => Promise<void>) => Promise<Result>,
): void {
  const tell = (part: Part) =>
    new Promise<void>((resolve, reject) => {
      const sent = (error: Error | null) => (error ? reject(error) : resolve())
      process.send?.({ part }, undefined, undefined, sent)
    })
  async function outcomeOf(errand: Asked): Promise<Outcome<Result>> {
    try {
      return { found: await carryOut(errand, tell) }
    } catch (error) {
      if (error instanceof DecodeError) return { undecodable: error.message }
      if (error instanceof Withheld) return { withheld: error.code }
      return { damaged: error instanceof Damaged ? error.message : String(error) }
    }
  }
  process.on("message", async (errand: Asked) => process.send?.(await outcomeOf(errand)))
  // What a parser throws where nobody waits for it: the file is given up, and so is what it may have left behind.
  process.on("uncaughtException", (error) => {
    const outcome: Outcome<Result> = { damaged: String(error), ended: true }
    process.send?.(outcome, undefined, undefined, () => process.exit(1))
  })
  process.on("disconnect", () => process.exit(0))
  // The program may have ended before this process has begun: whose child it is does not tell.
  const [most, parent] = process.argv.slice(2).map(Number)
  new Worker(new URL("./memory-watch.js", import.meta.url), { workerData: { most, parent } }).unref()
}
