// The process in which files are parsed that may be made to do harm: see isolation.ts.

import { doErrands } from "./errands.js"
import type { Errand } from "./isolation.js"
import { Damaged } from "./reader.js"
import { readerOf } from "./readers.js"

doErrands(async ({ name, bytes }: Errand) => {
  const reader = await readerOf(name)
  if (!reader) throw new Damaged("没有读它的办法")
  return reader.read(bytes, name)
})
