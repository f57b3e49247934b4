// While the articles are still being read, replies say so: what is not found may be there in a minute.

import type { Command } from "../../src/chat/command.js"
import { words } from "../../src/chat/words/words.js"

/** How far the reading has come. */
export interface Reading {
  /** Articles so far. */
  articles: number
  /** Seconds until all are read, at the rate so far. */
  left: number
}

/** A command whose replies say how far the reading has come, as long as it goes on. */
export const whileReading = (command: Command, reading: () => Reading | undefined): Command => ({
  ...command,
  async run(args, asker, file) {
    const reply = await command.run(args, asker, file)
    const now = reading()
    if (!now) return reply
    const note = { kind: "note" as const, spans: [words(asker.locale).stillReading(now.articles, now.left)] }
    // The last words of a refusal stand above what there is to press.
    const at = reply.tone === "refusal" ? 1 : reply.blocks.length
    return { ...reply, blocks: reply.blocks.toSpliced(at, 0, note) }
  },
})
