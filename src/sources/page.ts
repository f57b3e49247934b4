// .txt: a page of a newspaper, several articles one after the other, or one article.

import { decode } from "../library/decode.js"
import { split } from "../library/page/split.js"
import { Damaged, MEGABYTE, type Reader } from "./reader.js"

/** Characters of a line: books are shorter. */
const MOST_OF_LINE = 1_000_000
/** A page has some 30 to 50 KB. What is larger and has thousands of short lines takes seconds to split. */
const ISOLATED = 256 * 1_024

export const page: Reader = {
  most: 32 * MEGABYTE,
  isolated: ISOLATED,
  async read(bytes) {
    const text = decode(bytes)
    if (longest(text) > MOST_OF_LINE) throw new Damaged(`有一行在 ${MOST_OF_LINE} 字以上`)
    return { drafts: split(text).map((article) => ({ ...article, url: null })), faults: [] }
  },
}

function longest(text: string): number {
  let [most, start] = [0, 0]
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
    most = Math.max(most, end - start)
    start = end + 1
  }
  return Math.max(most, text.length - start)
}
