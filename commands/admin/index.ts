// /admin: the articles, looked after from the chat by those who own the bot.

import type { Command } from "../../src/chat/command.js"
import { ownerWords } from "../../src/chat/words/owners.js"
import { add } from "./add.js"
import { forOwners, type OwnersOptions, paragraph } from "./owners.js"
import { remove } from "./remove.js"
import { reload, sources } from "./sources.js"

export type { OwnersOptions } from "./owners.js"

/** /admin by itself, and all that goes by its name. */
export function admin(options: OwnersOptions): Command[] {
  const group = [...add(options), ...remove(options), reload(options), sources(options)]
  const overview = forOwners(options, {
    name: "admin",
    summary: { "zh-CN": "管理文章", "zh-TW": "管理文章", en: "Look after the articles" },
    params: [],
    async run(_args, { locale }) {
      const say = ownerWords(locale)
      const all = options.collection.sources()
      const articles = all.reduce((sum, each) => sum + each.articles, 0)
      return {
        blocks: [
          paragraph(say.files(all.length, articles)),
          paragraph(say.usage),
          {
            kind: "list",
            items: group
              .filter(({ typed }) => typed !== false)
              .map(({ name, summary }) => [{ strong: `/${name}` }, `  ${summary[locale]}`]),
          },
          { kind: "note", spans: [say.howToAdd] },
        ],
        next: [{ label: say.allFiles, call: { command: "admin sources", args: {} } }],
      }
    },
  })
  return [overview, ...group]
}
