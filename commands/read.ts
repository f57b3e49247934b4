// /read: an article, page by page, turned in place.

import { type Command, param } from "../src/chat/command.js"
import { words } from "../src/chat/words/words.js"
import type { Library } from "../src/library/library.js"
import { articleSuggestions, chosenArticle, goneReply, SUGGESTED } from "./parts/headline.js"
import { PAGE_PARAM } from "./parts/pages.js"
import { oneOf, pageReply } from "./parts/reading.js"

export function read(library: Library): Command {
  return {
    name: "read",
    summary: { "zh-CN": "一页一页读一篇文章", "zh-TW": "一頁一頁讀一篇文章", en: "Read an article page by page" },
    params: [
      param({
        name: "article",
        label: { "zh-CN": "文章", "zh-TW": "文章", en: "article" },
        summary: { "zh-CN": "标题、地名或话题", "zh-TW": "標題、地名或話題", en: "A headline, a place or a topic" },
      }),
      PAGE_PARAM,
    ],

    async run({ article: named = "", page = "1" }, asker) {
      const say = words(asker.locale)
      const article = chosenArticle(library, named) ?? library.article(named)
      if (article === "gone") return goneReply(say)
      if (article) return pageReply(library, article, Number(page), say)
      return oneOf(library, named, say, (found) => pageReply(library, found, Number(page), say))
    },

    suggest: async (typed) => articleSuggestions(library.complete(typed, SUGGESTED)),
  }
}
