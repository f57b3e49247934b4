// The statistics of some folded paragraphs, as a library has them.

import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import { createStatistics, type Statistics } from "../../src/library/statistics.js"
import { termsOf } from "../../src/library/terms.js"

export function statisticsOver(texts: Iterable<string> = []): Statistics {
  const engine = createArchiveEngine()
  const statistics = createStatistics(engine)
  let paragraph = 0
  for (const text of texts) {
    engine.add([{ articleId: "a", paragraph: paragraph++, body: termsOf(text), title: [] }])
    statistics.add(text)
  }
  return statistics
}
