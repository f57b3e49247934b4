// From a question to its answer: searched as typed and, where that makes it surer, with names put as the library has them.

import { graphemeBoundary } from "../text/sentences.js"
import { type Found, fillers, passagesOf } from "./answer.js"
import type { Article } from "./article.js"
import { confidence } from "./confidence.js"
import { type Explanation, explain, type Grounds } from "./explain.js"
import { asTyped, fold } from "./fold.js"
import type { Answer, Correction } from "./library.js"
import { mentionOf } from "./mention.js"
import { missingWords } from "./missing.js"
import type { Names } from "./names.js"
import { ranking } from "./rank.js"
import type { Recall } from "./recall.js"
import { newestFirst } from "./reprints.js"
import { type Breather, walk } from "./steps.js"
import { SURER } from "./strictness.js"

/** Corrected questions that are offered. */
const SUGGESTIONS = 3

/** A question as understood, with what was found for it. */
export interface Search extends Grounds {
  found: Found[]
  corrections: Correction[]
}

export interface Answering {
  ask(text: string): Promise<Answer>
  explain(text: string): Promise<Explanation>
  /** Finds what may answer a folded question, and ranks it; others have a turn between the two. */
  search(folded: string, corrections: Correction[]): Promise<Search>
}

export interface AnsweringOptions {
  recall: Recall
  names: Names
  /** The confidence from which a question counts as answered. */
  threshold: number
  /** All articles, newest first: what fills an answer that has found too little. */
  articles(): readonly Article[]
}

/** How much of a text is looked at, in UTF-16 units: longer is a pasted page, and would keep the process busy for long. */
const LOOKED_AT = 300

/** As much of a text as is looked at. */
export const beginning = (text: string): string => text.slice(0, graphemeBoundary(text, LOOKED_AT))

/**
 * Lets others have a turn: one search takes as long as may be waited for. Of two immediates the second one is behind all
 * timers and events that are due: the first may come before them.
 */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

/** Windows of paragraphs that are searched, and candidates that are looked at, between two turns for others: some four milliseconds. */
const WINDOWS = 40
const LOOKED_AT_ONCE = 16

/** Lets others have a turn after so many steps. */
function turnEvery(steps: number): Breather {
  let taken = 0
  return async () => {
    taken++
    if (taken % steps === 0) await turn()
  }
}

export function createAnswering({ recall, names, threshold, articles }: AnsweringOptions): Answering {
  async function answer(text: string, { question, found, sure, corrections }: Search): Promise<Answer> {
    await turn()
    const { passages, near } = passagesOf(question, found)
    const answered = sure >= threshold
    const [first] = found
    const missing = missingWords(question, recall.statistics).map((word) => asTyped(text, word))
    const mention =
      answered || !first ? undefined : mentionOf(question, first.article, first.ranked.candidate.paragraph)
    return {
      question: text,
      answered,
      confidence: sure,
      passages: [...passages, ...fillers(passages, articles())],
      matched: passages.length,
      shown: answered ? near : 0,
      corrections: corrections.map(({ typed, taken }) => ({ typed: asTyped(text, typed), taken })),
      suggestions: answered && missing.length === 0 ? [] : await suggestions(text, sure),
      missing,
      ...(mention && { mention }),
    }
  }

  /** The question as typed or, where that makes it surer, with names put as the library has them. */
  async function surest(text: string): Promise<Search> {
    const folded = fold(text)
    const typed = await search(folded, [])
    const { text: corrected, corrections } = names.correct(folded)
    if (corrections.length === 0) return typed
    await turn()
    const tried = await search(corrected, corrections)
    // Where the same passage answers either way, it is the name's that the library has, and the reader is told.
    const same = tried.found[0]?.text === typed.found[0]?.text && tried.sure >= typed.sure
    return same || tried.sure > typed.sure + SURER ? tried : typed
  }

  /** The question with a name put otherwise, where that answers it clearly surer; best first. */
  async function suggestions(text: string, sure: number): Promise<string[]> {
    const folded = fold(text)
    const tried: { question: string; sure: number }[] = []
    await turn()
    for (const { typed, taken } of names.guesses(folded)) {
      const corrected = folded.replace(typed, () => taken)
      await turn()
      // A whole search for a name that is in none of the first paragraphs would find it no surer.
      if (!(await walk(recall.leading(corrected, taken), turnEvery(WINDOWS)))) continue
      await turn()
      const found = await search(corrected, [])
      tried.push({ question: text.replace(asTyped(text, typed), () => taken), sure: found.sure })
    }
    const surer = tried.filter((each) => each.question !== text && each.sure >= Math.max(threshold, sure + SURER))
    surer.sort((a, b) => b.sure - a.sure)
    return [...new Set(surer.map(({ question }) => question))].slice(0, SUGGESTIONS)
  }

  async function search(folded: string, corrections: Correction[]): Promise<Search> {
    const { question, candidates, settingOf } = await walk(recall.finding(folded), turnEvery(WINDOWS))
    await turn()
    const steps = ranking(question, candidates, settingOf)
    const ranked = newestFirst(await walk(steps, turnEvery(LOOKED_AT_ONCE)), (id) => recall.article(id))
    const found = ranked.flatMap((each) => {
      const { articleId, paragraph } = each.candidate
      const article = recall.article(articleId)
      const text = article?.paragraphs[paragraph]?.text
      if (!article || text === undefined) return []
      return [{ ranked: each, article, text, folded: each.setting.paragraph }]
    })
    return { folded, question, ranked, found, sure: confidence(question, ranked), corrections }
  }

  return {
    async ask(text: string): Promise<Answer> {
      const begun = beginning(text)
      return { ...(await answer(begun, await surest(begun))), question: text }
    },

    async explain(text: string): Promise<Explanation> {
      const begun = beginning(text)
      const found = await surest(begun)
      return explain({ ...(await answer(begun, found)), question: text }, found, threshold)
    },

    search,
  }
}
