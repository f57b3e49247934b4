// /articles: what is in the library, newest first, page by page.

import type { Command } from "../src/chat/command.js"
import type { Next } from "../src/chat/reply.js"
import { words } from "../src/chat/words/words.js"
import type { Library } from "../src/library/library.js"
import { articleChoice } from "./parts/headline.js"
import { PAGE_PARAM } from "./parts/pages.js"

/** Articles on a page: what can be chosen from without scrolling. */
const PAGE = 10

export function articles(library: Library): Command {
  return {
    name: "articles",
    summary: { "zh-CN": "看看有哪些文章", "zh-TW": "看看有哪些文章", en: "See which articles there are" },
    params: [PAGE_PARAM],
    async run({ page: wanted = "1" }, asker) {
      const say = words(asker.locale)
      const all = library.articles()
      if (all.length === 0) return { blocks: [{ kind: "paragraph", spans: [say.empty] }] }
      const pages = Math.ceil(all.length / PAGE)
      const page = Math.min(Math.max(1, Math.trunc(Number(wanted)) || 1), pages)
      const turn = (to: number, label: string): Next => ({
        label,
        call: { command: "articles", args: { page: String(to) } },
      })
      return {
        blocks: [
          { kind: "heading", spans: [say.articlesTitle(all.length)] },
          ...(pages > 1 ? [{ kind: "note" as const, spans: [say.page(page, pages)] }] : []),
        ],
        choices: all.slice((page - 1) * PAGE, page * PAGE).map(articleChoice),
        choose: say.chooseArticle,
        next: [
          ...(page > 1 ? [turn(page - 1, say.previousPage)] : []),
          ...(page < pages ? [turn(page + 1, say.nextPage)] : []),
        ],
      }
    },
  }
}
