// What /admin needs: who may, what is managed, and what stands in all its replies.

import type { Asker, Command } from "../../src/chat/command.js"
import type { Block, Reply } from "../../src/chat/reply.js"
import { ownerWords } from "../../src/chat/words/owners.js"
import type { Collection } from "../../src/sources/collection.js"

export interface OwnersOptions {
  collection: Collection
  /** Whether this asker is one of those who own the bot. */
  isOwner(asker: Asker): boolean
  /** The folder below the articles' that the asker's chat asks, if it asks one alone. */
  folderOf(asker: Asker): string | undefined
  /** The time in milliseconds. */
  now(): number
}

/** The command for owners alone: whoever else calls it is told how to become one. Its replies are for the asker's eyes. */
export const forOwners = ({ isOwner }: Pick<OwnersOptions, "isOwner">, command: Command): Command => ({
  ...command,
  audience: "owners",
  async run(args, asker, file) {
    if (!isOwner(asker)) return privately([ownerWords(asker.locale).notOwner(asker.reader)])
    return { private: true, ...(await command.run(args, asker, file)) }
  },
  ...(command.suggest && {
    suggest: async (typed, asker) => (isOwner(asker) ? ((await command.suggest?.(typed, asker)) ?? []) : []),
  }),
})

/** Sentences, a paragraph each, for the asker's eyes. */
export const privately = (texts: readonly string[]): Reply => ({ blocks: texts.map(paragraph), private: true })

export const paragraph = (text: string): Block => ({ kind: "paragraph", spans: [text] })

/** What the system calls an error, or the error itself. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error)
