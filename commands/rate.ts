// 👍 and 👎 under an answer: what was shown is kept with the verdict, and whoever pressed is thanked.

import { type Command, param } from "../src/chat/command.js"
import type { Next, Reply } from "../src/chat/reply.js"
import { words } from "../src/chat/words/words.js"
import { type Feedback, type Shown, VERDICTS, type Verdict } from "../src/keep/feedback.js"
import type { Library, Passage } from "../src/library/library.js"
import { toldOnce } from "./parts/also.js"

const FACES: Readonly<Record<Verdict, string>> = { good: "👍", bad: "👎" }

/** The two buttons under an answer that begins with this passage. */
export const rateButtons = (question: string, first: Passage): Next[] =>
  VERDICTS.map((verdict) => ({
    label: FACES[verdict],
    call: { command: "rate", args: { question, verdict, first: nameOf(first) } },
    aside: true,
  }))

export function rate(library: Library, feedback: Feedback): Command {
  return {
    name: "rate",
    typed: false,
    summary: { "zh-CN": "评一评这条回答", "zh-TW": "評一評這則回答", en: "Rate this answer" },
    params: [
      param({
        name: "question",
        label: { "zh-CN": "问题", "zh-TW": "問題", en: "question" },
        summary: { "zh-CN": "问的是什么", "zh-TW": "問的是什麼", en: "What was asked" },
        typed: false,
      }),
      param({
        name: "verdict",
        label: { "zh-CN": "评价", "zh-TW": "評價", en: "verdict" },
        summary: { "zh-CN": "好还是不好", "zh-TW": "好還是不好", en: "Good or bad" },
        typed: false,
      }),
      param({
        name: "first",
        label: { "zh-CN": "第一段", "zh-TW": "第一段", en: "first" },
        summary: { "zh-CN": "排第一的是哪一段", "zh-TW": "排第一的是哪一段", en: "The passage that came first" },
        typed: false,
      }),
    ],

    async run({ question, verdict, first }, { locale, reader }) {
      const say = words(locale)
      if (question === undefined) return word(say.unknownCommand("rate"))
      const known = VERDICTS.find((each) => each === verdict)
      if (!known) return word(say.expired)
      const answer = toldOnce(await library.ask(question))
      const shown = answer.passages.slice(0, answer.shown)
      // A verdict is about what the reader saw: with new articles the question may bring something else.
      if (!shown[0] || nameOf(shown[0]) !== first) return word(say.rateGone)
      const kept = await feedback.keep({ verdict: known, question, shown: shown.map(asShown) }, reader)
      return word(kept ? say.rated(known === "good") : say.rateFailed)
    },
  }
}

/** A passage's name on a button: enough to tell it from another, and short, to leave room for the question. */
const nameOf = ({ article, paragraph }: Passage): string => `${article.key.slice(-4)}.${paragraph}`

const word = (text: string): Reply => ({ blocks: [{ kind: "paragraph", spans: [text] }] })

const asShown = ({ article, paragraph, text, focus }: Passage): Shown => ({
  articleId: article.id,
  headline: article.headline,
  paragraph,
  text,
  bold: focus.map(({ start, end }) => text.slice(start, end)),
})
