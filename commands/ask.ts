// /ask 澧县复耕多少亩: the passages that answer, the answer in bold, each under its headline; or an honest refusal.

import type { Asker, Command, Result } from "../src/chat/command.js"
import { param } from "../src/chat/command.js"
import { excerpt } from "../src/chat/excerpt.js"
import { type Block, type Choice, type Next, plain, type Reply } from "../src/chat/reply.js"
import { type Words, words } from "../src/chat/words/words.js"
import type { Article } from "../src/library/article.js"
import type { Answer, Library, Mention } from "../src/library/library.js"
import { alsoButton, type Told, type ToldOnce, toldOnce } from "./parts/also.js"
import { createConversations, type Heard } from "./parts/conversation.js"
import { articleChoices, articlesButton, headlineBlocks, readButton, wholeCall } from "./parts/headline.js"
import { alsoOf, PASSAGE_LENGTH, passageBlocks, quote } from "./parts/passages.js"
import { type Remark, remarkOf } from "./parts/small-talk.js"
import { rateButtons } from "./rate.js"

/** Passages on one page of an answer. */
const PAGE = 3
/** Nearest articles offered with a refusal. */
const NEAREST = 3
/** Articles among which a reader finds one to send. */
const FOUND = 25
/** Examples offered where a question was left out. */
const EXAMPLES = 3

export interface AskOptions {
  /** The time in milliseconds, for forgetting conversations. */
  now(): number
  /** Whether readers can say what they think of an answer. */
  rated: boolean
  /** Commands that reply to what is no question: who the bot is, how it is used, what there is to read, an article. */
  others: Readonly<Record<"bot" | "usage" | "articles" | "article", Command>>
}

export function ask(library: Library, { now, rated, others }: AskOptions): Command {
  const conversations = createConversations(library, { now, shownTo })
  return {
    name: "ask",
    bare: true,
    summary: {
      "zh-CN": "提一个问题，用报纸的原文回答",
      "zh-TW": "提一個問題，用報紙的原文回答",
      en: "Ask a question, answered in the newspaper's own words",
    },
    params: [
      param({
        name: "question",
        label: { "zh-CN": "问题", "zh-TW": "問題", en: "question" },
        summary: {
          "zh-CN": "想问什么，比如：澧县复耕多少亩",
          "zh-TW": "想問什麼，例如：澧县复耕多少亩",
          en: "What you would like to know",
        },
      }),
      param({
        name: "from",
        label: { "zh-CN": "从", "zh-TW": "從", en: "from" },
        summary: { "zh-CN": "从第几段起", "zh-TW": "從第幾段起", en: "The passage to begin with" },
        kind: "integer",
        required: false,
        typed: false,
      }),
    ],

    async run({ question = "", from }, asker) {
      const say = words(asker.locale)
      if (question.trim() === "") return askFor(library, say.askEmpty, say)
      const remark = from === undefined ? remarkOf(question) : undefined
      if (remark === "bot" || remark === "usage" || remark === "articles") return others[remark].run({}, asker)
      if (remark) return replyTo(remark, library, say)
      const [, headline] = from === undefined ? (HEADLINE.exec(question) ?? []) : []
      if (headline !== undefined && library.articles().some((each) => each.headline === headline))
        return others.article.run({ title: headline }, asker)
      if (library.size.articles === 0) return { blocks: [{ kind: "paragraph", spans: [say.empty] }] }
      const heard = await conversations.hear(asker, question, from === undefined ? undefined : Number(from))
      const answer = toldOnce(heard.answer)
      const reply = () => {
        if (heard.from > 0) return morePassages(answer, heard.from, say)
        return answer.answered ? answerReply(answer, rated, say) : refusal(answer, library, asker)
      }
      if (asksNothing(answer)) return askFor(library, say.askEmpty, say)
      return continued(heard, reply(), say)
    },

    async results(typed, { locale }) {
      const say = words(locale)
      const answer = await library.ask(typed)
      const passages = answer.answered ? toldOnce(answer).passages : []
      const articles = library.complete(typed, FOUND)
      return [...passages.map((each) => passageResult(each, say)), ...articles.map((each) => articleResult(each, say))]
    },
  }
}

/** A passage by itself, with the way to its article. */
const passageResult = (passage: Told, say: Words): Result => ({
  title: passage.article.headline,
  detail: dated(passage.article, plain(quote(passage, say).spans)),
  reply: {
    blocks: passageBlocks([passage], say),
    next: [readButton(passage.article, say.readAll, passage.paragraph)],
    tone: "answer",
  },
})

/** A text behind the date of its article, where it has one. */
const dated = ({ date }: Article, text: string): string => (date === null ? text : `${date} · ${text}`)

/** An article by its headline and first words. */
function articleResult(article: Article, say: Words): Result {
  const begins = excerpt([article.paragraphs[0]?.text ?? ""], PASSAGE_LENGTH)
  return {
    title: article.headline,
    detail: dated(article, plain(begins)),
    reply: {
      blocks: [...headlineBlocks(article), { kind: "quote", spans: begins }],
      next: [readButton(article, say.readAll)],
    },
  }
}

/** Where the passages end that a reader is shown. */
function shownTo({ answer, from }: Heard): number {
  const { matched, shown } = toldOnce(answer)
  return Math.min(matched, from > 0 ? from + PAGE : shown)
}

/** Says which question a follow-up was taken for. */
const continued = ({ continued: question }: Heard, reply: Reply, say: Words): Reply =>
  question === undefined
    ? reply
    : { ...reply, blocks: [{ kind: "note", spans: [say.askedOn(question)] }, ...reply.blocks] }

/** Whether there was nothing to look for: ？. */
const asksNothing = ({ matched, missing, suggestions }: Answer): boolean =>
  matched === 0 && missing.length === 0 && suggestions.length === 0

/** An article's name alone, as it is quoted. */
const HEADLINE = /^\s*《([^《》]+)》\s*$/u

/** In a word, for in a group others read it too; whoever says hello may want to know what to ask. */
function replyTo(remark: Exclude<Remark, "bot" | "usage" | "articles">, library: Library, say: Words) {
  return remark === "greeting" ? askFor(library, say.hello, say) : { blocks: [paragraph(say[remark])] }
}

const paragraph = (text: string): Block => ({ kind: "paragraph", spans: [text] })

/** What could be asked, after the sentence that asks for a question. */
async function askFor(library: Library, sentence: string, say: Words): Promise<Reply> {
  const examples = await library.examples(EXAMPLES)
  return {
    blocks: [paragraph(examples.length > 0 ? sentence : say.empty)],
    choices: examples.map(questionChoice),
    choose: say.chooseQuestion,
  }
}

const questionChoice = (question: string): Choice => ({
  label: question,
  call: wholeCall(question),
  fresh: true,
})

function answerReply(answer: ToldOnce, rated: boolean, say: Words): Reply {
  const shown = answer.passages.slice(0, answer.shown)
  const [first] = shown
  const next: Next[] = first ? [readButton(first.article, say.readAll, first.paragraph)] : []
  if (answer.passages.length > shown.length) next.push(moreButton(answer.question, shown.length, say.more))
  next.push(...alsoButton(alsoOf(shown), say))
  if (first && rated) next.push(...rateButtons(answer.question, first))
  return {
    blocks: [...takenBlocks(answer, say), ...passageBlocks(shown, say), ...doubtBlocks(answer, say)],
    ...suggested(answer, say),
    next,
    tone: "answer",
  }
}

/** Below an answer: what the question has that no article has, where something else may be meant. */
const doubtBlocks = ({ suggestions, missing }: Answer, say: Words): Block[] =>
  suggestions.length > 0 ? [{ kind: "note", spans: [say.together([say.missing(missing), say.didYouMean])] }] : []

const suggested = ({ suggestions }: Answer, say: Words): Pick<Reply, "choices" | "choose"> =>
  suggestions.length > 0 ? { choices: suggestions.map(questionChoice), choose: say.chooseQuestion } : {}

function morePassages(answer: ToldOnce, start: number, say: Words): Reply {
  const shown = answer.passages.slice(start, start + PAGE)
  const next: Next[] = [{ label: say.back, call: wholeCall(answer.question) }]
  if (answer.passages.length > start + PAGE) next.push(moreButton(answer.question, start + PAGE, say.more))
  const blocks = passageBlocks(shown, say)
  // Where the articles have changed there may be fewer; what the reader has in view stays.
  if (blocks.length === 0) return { blocks: [{ kind: "paragraph", spans: [say.noMore] }], next, private: true }
  return { blocks, next, tone: "answer" }
}

/** Says what is missing and what may be meant, or is nearest, and passes nothing off as an answer: nothing is bold. */
function refusal(answer: Answer, library: Library, { locale }: Asker): Reply {
  const say = words(locale)
  const nearest = [...new Set(answer.passages.map(({ article }) => article))].slice(0, NEAREST)
  const [first] = nearest
  const offered: Article[] = first ? nearest : library.articles().slice(0, NEAREST)
  const why = answer.missing.length > 0 ? say.missing(answer.missing) : say.nowhereTogether
  if (answer.suggestions.length > 0)
    return {
      blocks: [{ kind: "paragraph", spans: [say.together([say.notFound, why, say.didYouMean])] }],
      ...suggested(answer, say),
      next: [articlesButton(say)],
      tone: "refusal",
    }
  const { mention } = answer
  return {
    blocks: mention
      ? nearMiss(mention, [say.notFound, why], say)
      : [
          { kind: "paragraph", spans: [say.together([say.notFound, why])] },
          ...(hasChinese(answer.question) ? [] : [paragraph(say.askChinese)]),
          ...(first ? [nearestBlock(first, library, say)] : offered.length > 0 ? [paragraph(say.lookAt)] : []),
        ],
    choices: articleChoices(offered),
    choose: say.chooseArticle,
    next: [articlesButton(say)],
    tone: "refusal",
  }
}

/** The articles are in Chinese; what is typed in Latin letters may be pinyin, and may be another language. */
const hasChinese = (question: string): boolean => /\p{Script=Han}/u.test(question)

const nearestBlock = ({ headline, date }: Article, library: Library, say: Words): Block => ({
  kind: "paragraph",
  spans: [say.nearest(library.size.articles, headline, date)],
})

/** What the nearest article has of the question, in its own sentence. */
function nearMiss({ words: mentioned, article, paragraph, sentence }: Mention, refused: string[], say: Words): Block[] {
  const text = article.paragraphs[paragraph]?.text.slice(sentence.start, sentence.end) ?? ""
  return [
    { kind: "paragraph", spans: [say.together([...refused, say.mentions(mentioned)])] },
    ...headlineBlocks(article),
    { kind: "quote", spans: excerpt([text.trim()], PASSAGE_LENGTH) },
  ]
}

/** What was taken for what was typed, if anything. */
const takenBlocks = ({ corrections }: Answer, say: Words): Block[] =>
  corrections.length > 0
    ? [{ kind: "note", spans: [corrections.map(({ typed, taken }) => say.taken(typed, taken)).join("")] }]
    : []

const moreButton = (question: string, from: number, label: string): Next => ({
  label,
  call: wholeCall(question, from),
})
