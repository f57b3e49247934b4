// .txt: a page of a newspaper, several articles one after the other, or one article.

import { decode } from "../library/decode.js"
import { split } from "../library/page/split.js"
import { MEGABYTE, type Reader } from "./reader.js"

export const page: Reader = {
  most: 32 * MEGABYTE,
  isolated: MEGABYTE,
  read: async (bytes) => ({
    drafts: split(decode(bytes)).map((article) => ({ ...article, url: null })),
    faults: [],
  }),
}
