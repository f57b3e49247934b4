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

/**
 * The command for owners alone: whoever else calls it is told how to become one. Its replies are for the asker's eyes;
 * where others read them it is not carried out, unless it is `open`.
 */
export const forOwners = (
  { isOwner }: Pick<OwnersOptions, "isOwner">,
  command: Command,
  { open = false }: { open?: boolean } = {},
): Command => ({
  ...command,
  audience: "owners",
  async run(args, asker, file) {
    const say = ownerWords(asker.locale)
    if (!isOwner(asker)) return privately([say.notOwner(asker.reader)])
    if (asker.overheard && !open) return privately([say.inPrivate])
    return { private: true, ...(await command.run(args, asker, file)) }
  },
  ...(command.suggest && {
    suggest: async (typed, asker) => (isOwner(asker) ? ((await command.suggest?.(typed, asker)) ?? []) : []),
  }),
})

/** Sentences, a paragraph each, for the asker's eyes. */
export const privately = (texts: readonly string[]): Reply => ({ blocks: texts.map(paragraph), private: true })

export const paragraph = (text: string): Block => ({ kind: "paragraph", spans: [text] })
