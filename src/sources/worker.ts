// The process in which files are parsed that may be made to do harm: see isolation.ts.

import { readFile } from "node:fs/promises"
import type { Fault } from "../library/fault.js"
import { doErrands } from "./errands.js"
import { codeOf } from "./folder.js"
import type { Errand } from "./isolation.js"
import { parseInto } from "./parse.js"
import { createPacker, type Portion } from "./portion.js"
import { Damaged, Withheld } from "./reader.js"
import { readerOf } from "./readers.js"

doErrands(async ({ name, from, known }: Errand, tell: (portion: Portion) => Promise<void>): Promise<Fault[]> => {
  const reader = await readerOf(name)
  if (!reader) throw new Damaged("没有读它的办法")
  const packer = createPacker(name, new Set(known))
  const faults: Fault[] = []
  for await (const _ of parseInto(packer, faults, { reader, name, bytes: await bytesOf(from) }))
    for (const portion of packer.full()) await tell(portion)
  for (const portion of packer.rest("bytes")) await tell(portion)
  return faults
})

/** What is to be parsed: bytes, or those of a file. */
async function bytesOf(from: Errand["from"]): Promise<Uint8Array> {
  if ("bytes" in from) return from.bytes
  return readFile(Buffer.from(from.path)).catch((error: unknown) => {
    throw new Withheld(codeOf(error))
  })
}
