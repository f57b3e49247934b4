// The process in which files are parsed that may be made to do harm: see isolation.ts.

import { Worker } from "node:worker_threads"
import { DecodeError } from "../library/decode.js"
import type { Errand, Outcome } from "./isolation.js"
import { Damaged } from "./reader.js"
import { readerOf } from "./readers.js"

async function carryOut({ name, bytes }: Errand): Promise<Outcome> {
  try {
    const reader = await readerOf(name)
    return reader ? { found: await reader.read(bytes, name) } : { damaged: "没有读它的办法" }
  } catch (error) {
    if (error instanceof DecodeError) return { undecodable: error.message }
    return { damaged: error instanceof Damaged ? error.message : String(error) }
  }
}

process.on("message", async (errand: Errand) => process.send?.(await carryOut(errand)))
// What a parser throws where nobody waits for it: the file is given up, and so is what it may have left behind.
process.on("uncaughtException", (error) => {
  const outcome: Outcome = { damaged: String(error), ended: true }
  process.send?.(outcome, undefined, undefined, () => process.exit(1))
})
process.on("disconnect", () => process.exit(0))

new Worker(new URL("./watch.js", import.meta.url), {
  workerData: { most: Number(process.argv[2]), parent: process.ppid },
}).unref()
