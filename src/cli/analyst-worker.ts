// The process in which articles are analysed: see analyst.ts.

import { partOf } from "../engines/archive/builder.js"
import { analyse } from "../library/analysis.js"
import { learn, wordsOf } from "../library/terms.js"
import { doErrands } from "../sources/errands.js"
import type { Analysing } from "./analyst.js"

let isTaught = false

doErrands(async ({ articles, dictionary }: Analysing) => {
  if (!isTaught) {
    learn(dictionary)
    // jieba reads its dictionary when it is first asked.
    wordsOf("问报")
  }
  isTaught = true
  return analyse(articles, partOf)
})
