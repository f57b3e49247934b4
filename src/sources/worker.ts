// The thread in which files are parsed that may be made to do harm: see isolation.ts.

import { parentPort } from "node:worker_threads"
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

parentPort?.on("message", async (errand: Errand) => parentPort?.postMessage(await carryOut(errand)))
