// /help: three questions to try, taken from the library itself, then the commands. Not a manual.

import { type Command, listedOf, param } from "../src/chat/command.js"
import type { Block, Span } from "../src/chat/reply.js"
import { words } from "../src/chat/words/words.js"
import type { Library } from "../src/library/library.js"
import { chosenArticle, goneReply, readButton, wholeCall } from "./parts/headline.js"

/** Questions to try. */
const EXAMPLES = 3

export function help(library: Library, commands: () => readonly Command[]): Command {
  return {
    name: "help",
    summary: { "zh-CN": "怎么用，从哪里问起", "zh-TW": "怎麼用，從哪裡問起", en: "How to use it and where to begin" },
    params: [
      param({
        name: "article",
        label: { "zh-CN": "文章", "zh-TW": "文章", en: "article" },
        summary: { "zh-CN": "关于哪一篇", "zh-TW": "關於哪一篇", en: "About which article" },
        required: false,
        typed: false,
      }),
    ],
    async run({ article: key }, { locale }) {
      const say = words(locale)
      const about = key === undefined ? undefined : chosenArticle(library, key)
      if (about === "gone") return goneReply(say)
      const questions = await library.examples(EXAMPLES, about?.id)
      const choices = questions.map((question) => ({
        label: question,
        call: wholeCall(question),
        fresh: true,
      }))
      if (about) {
        const text = choices.length > 0 ? say.tryAbout(about.headline) : say.tryFreely(about.headline)
        return {
          blocks: [{ kind: "paragraph", spans: [text] }],
          choices,
          choose: say.chooseQuestion,
          next: [readButton(about, say.readThis(about.headline))],
        }
      }
      const { articles, paragraphs } = library.size
      const blocks: Block[] = [
        { kind: "paragraph", spans: [say.together([say.helpIntro, say.aboutLibrary(articles, paragraphs)])] },
        { kind: "paragraph", spans: [say.helpHow] },
        { kind: "list", items: listedOf(commands()).map((command) => usage(command, locale)) },
        ...(choices.length > 0 ? [{ kind: "paragraph" as const, spans: [say.tryThese] }] : []),
      ]
      return { blocks, choices, choose: say.chooseQuestion }
    },
  }
}

function usage({ name, params, summary }: Command, locale: keyof Command["summary"]): Span[] {
  const typed = params.filter(({ typed, required }) => typed && required).map(({ label }) => ` ${label[locale]}`)
  return [{ strong: `/${name}${typed.join("")}` }, `  ${summary[locale]}`]
}
