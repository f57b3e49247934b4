// /about: what the bot is, what it has, which version.

import type { Command } from "../src/chat/command.js"
import { words } from "../src/chat/words/words.js"
import type { Library } from "../src/library/library.js"
import { articlesButton } from "./parts/headline.js"

export function about(library: Library, version: string): Command {
  return {
    name: "about",
    summary: {
      "zh-CN": "问报是什么，库里有多少文章",
      "zh-TW": "問報是什麼，庫裡有多少文章",
      en: "What this is and how many articles it has",
    },
    params: [],
    async run(_args, { locale }) {
      const say = words(locale)
      const { articles, paragraphs } = library.size
      const newest = library.articles().find(({ date }) => date !== null)
      const lines = [
        articles > 0 ? say.aboutLibrary(articles, paragraphs) : say.empty,
        ...(newest?.date ? [say.aboutNewest(newest.headline, newest.date)] : []),
      ]
      return {
        blocks: [
          { kind: "paragraph", spans: [say.about] },
          ...lines.map((text) => ({ kind: "paragraph" as const, spans: [text] })),
          { kind: "note", spans: [say.aboutVersion(version)] },
        ],
        next: articles > 0 ? [articlesButton(say)] : [],
      }
    },
  }
}
