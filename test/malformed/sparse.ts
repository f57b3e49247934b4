// A gigabyte of nothing, and as much nothing as a file of its kind may have, by every name that is read.

import { closeSync, ftruncateSync, openSync } from "node:fs"
import { EXTENSIONS, readerOf } from "../../src/sources/readers.js"
import type { Family, Malformed } from "./families.js"

const GIGABYTE = 2 ** 30
/** An archive may have so much. */
const ARCHIVE = 2 ** 29

const zeros = (name: string, size: number): Malformed => ({
  name,
  refused: true,
  put(path) {
    const file = openSync(path, "w")
    ftruncateSync(file, size)
    closeSync(file)
  },
})

const allowed = await Promise.all(
  EXTENSIONS.map(async (extension) => [extension, (await readerOf(`满${extension}`))?.most ?? ARCHIVE] as const),
)

export const sparse: Family = {
  name: "zeros",
  files: allowed.flatMap(([extension, most]) => [
    zeros(`多${extension}`, GIGABYTE),
    zeros(`满${extension}`, most),
    zeros(`兆${extension}`, 2 ** 20),
  ]),
}
