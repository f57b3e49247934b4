// The statistics of some paragraphs, as a library has them.

import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import { createStatistics, type Statistics } from "../../src/library/statistics.js"
import type { Terms } from "../../src/library/terms.js"

export function statisticsOver(paragraphs: Iterable<Terms> = []): Statistics {
  const engine = createArchiveEngine()
  const statistics = createStatistics(engine)
  let paragraph = 0
  for (const body of paragraphs) {
    engine.add([{ articleId: "a", paragraph: paragraph++, body, title: [] }])
    statistics.add(body)
  }
  return statistics
}
