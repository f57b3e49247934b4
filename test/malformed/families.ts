// What is wrong with files, in families; each is made by seed, so that what failed once fails again.

import { bombs } from "./bombs.js"
import { cut } from "./cut.js"
import { names } from "./names.js"
import { pdfs } from "./pdfs.js"
import { places } from "./places.js"
import { sparse } from "./sparse.js"
import { texts } from "./texts.js"

export interface Malformed {
  /** Of the file, below the folder. */
  name: string
  /** Puts the file there. */
  put(path: string): Promise<void> | void
  /** Refused by name; else it may be served in part as well. */
  refused?: true
  /** What is served of it, if it is, has nothing but what this has: a part of a whole text. */
  partOf?: string
}

export interface Family {
  name: string
  files: readonly Malformed[]
}

export const FAMILIES: readonly Family[] = [cut, ...texts, bombs, names, pdfs, places, sparse]
