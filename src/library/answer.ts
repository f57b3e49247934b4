// From ranked candidates to the passages a reader sees: where each one answers, and which are shown at once.

import type { Article } from "./article.js"
import type { FoldedText } from "./fold.js"
import type { Passage } from "./library.js"
import { answerFocus, answerSentence } from "./point.js"
import type { Question } from "./question.js"
import type { Ranked } from "./rank.js"

/** How many passages an answer carries at most. */
export const PASSAGES = 10
/** How many passages are shown at once. */
const SHOWN = 3
/**
 * How far below the first one's score they may be. Scores are logits: e² makes the first seven times as likely. On DRCD dev
 * a passage within one holds the answer as well in three of four questions, one within three in a quarter, others in a tenth.
 */
const NEAR = 2

/** A ranked candidate with its article and its text. */
export interface Found {
  ranked: Ranked
  article: Article
  text: string
  folded: FoldedText
}

interface Pointed {
  passage: Passage
  /** Whether it holds the kind of answer asked for; true where no kind is known. */
  holds: boolean
}

/** The passages, best first, and how many of them, from the first, are shown at once. */
export function passagesOf(question: Question, found: readonly Found[]): { passages: Passage[]; near: number } {
  const pointed = found.slice(0, PASSAGES).map((each, i) => point(question, each, i === 0))
  const [first] = pointed
  if (!first) return { passages: [], near: 0 }
  const near = pointed.filter((each) => first.passage.score - each.passage.score <= NEAR)
  // Two articles, or two paragraphs, may answer differently: those that answer come before those that only match.
  const shown = first.holds ? near.filter(({ holds }) => holds) : near
  const rest = pointed.filter((each) => !shown.includes(each))
  const passages = [...shown, ...rest].map(({ passage }) => passage)
  return { passages: neverRising(passages), near: Math.min(SHOWN, shown.length) }
}

/** Passages whose scores agree with their order. */
function neverRising(passages: readonly Passage[]): Passage[] {
  let least = Number.POSITIVE_INFINITY
  return passages.map((passage) => {
    least = Math.min(least, passage.score)
    return { ...passage, score: least }
  })
}

/** Paragraphs that make up the number where fewer match: of the articles found, then of the others. */
export function fillers(passages: readonly Passage[], articles: readonly Article[]): Passage[] {
  if (passages.length >= PASSAGES) return []
  const taken = new Set(passages.map(({ article, paragraph }) => `${paragraph} ${article.id}`))
  const filled: Passage[] = []
  for (const article of new Set([...passages.map(({ article }) => article), ...articles])) {
    for (const [paragraph, { text }] of article.paragraphs.entries()) {
      if (passages.length + filled.length >= PASSAGES) return filled
      if (!taken.has(`${paragraph} ${article.id}`))
        filled.push({
          article,
          paragraph,
          text,
          highlights: [],
          focus: [],
          score: Math.min(0, passages.at(-1)?.score ?? 0),
        })
    }
  }
  return filled
}

/** Where a passage answers. One that does not hold the kind of answer asked for shows nothing bold, but for the first. */
function point(question: Question, { ranked, article, text, folded }: Found, first: boolean): Pointed {
  const sentence = answerSentence(question, folded)
  const focus = sentence && answerFocus(question, text, sentence)
  const holds = !question.kind || (focus?.holds ?? false)
  return {
    passage: {
      article,
      paragraph: ranked.candidate.paragraph,
      text,
      highlights: sentence ? [sentence] : [],
      focus: focus && (first || holds) ? [focus.range] : [],
      score: ranked.score,
    },
    holds,
  }
}
