// /article 汝城: an article by headline, place or topic. One opens; several are offered; none is said so.

import { type Command, param } from "../src/chat/command.js"
import { words } from "../src/chat/words/words.js"
import type { Library } from "../src/library/library.js"
import { articleSuggestions, chosenArticle, goneReply, SUGGESTED } from "./parts/headline.js"
import { oneOf, pageReply } from "./parts/reading.js"

export function article(library: Library): Command {
  return {
    name: "article",
    summary: {
      "zh-CN": "按标题、地名或话题找一篇文章",
      "zh-TW": "按標題、地名或話題找一篇文章",
      en: "Find an article by headline, place or topic",
    },
    params: [
      param({
        name: "title",
        label: { "zh-CN": "标题", "zh-TW": "標題", en: "title" },
        summary: {
          "zh-CN": "标题、地名或话题，比如：汝城",
          "zh-TW": "標題、地名或話題，例如：汝城",
          en: "A headline, a place or a topic",
        },
      }),
    ],
    async run({ title = "" }, asker) {
      const say = words(asker.locale)
      const article = chosenArticle(library, title)
      if (article === "gone") return goneReply(say)
      return article
        ? pageReply(library, article, 1, say)
        : oneOf(library, title, say, (found) => pageReply(library, found, 1, say))
    },
    suggest: async (typed) => articleSuggestions(library.complete(typed, SUGGESTED)),
  }
}
