// What an unanswered question comes near: names and rare nouns of it that the nearest article has.

import type { Range } from "../text/sentences.js"
import type { Article } from "./article.js"
import { foldSentences } from "./fold.js"
import type { Mention } from "./library.js"
import { runs } from "./missing.js"
import type { Question } from "./question.js"
import { backgroundIdf, NAME_TAGS, partOfSpeech, SPECIFIC_IDF, tokensOf } from "./terms.js"

/** A noun that is no name is worth a mention from here on: 农民工 8.3, 县委书记 8.9, not 水稻 7.0 nor 工厂 6.3. */
const RARE_NOUN_IDF = 8
/** More would be a list, not a reason. */
const MOST = 3

/**
 * The specific words of a question that an article has, and the sentence that has most of them, those of paragraph
 * `first` before others; undefined where the article has none.
 */
export function mentionOf({ sought }: Question, article: Article, first: number): Mention | undefined {
  const folded = article.paragraphs.map(({ text }) => foldSentences(text))
  const has = (word: string) => folded.some(({ text }) => text.includes(word))
  const named = runs(tokensOf(sought), ({ word }) => /[\p{L}\p{N}]/u.test(word) && has(word))
  const words = [...new Set(joined(named, has, sought))]
    .filter((word) => word.length > 1 && has(word) && isSpecific(word))
    .sort((a, b) => backgroundIdf(b) - backgroundIdf(a))
    .slice(0, MOST)
  let best: { paragraph: number; sentence: Range; having: number } | undefined
  for (const paragraph of [first, ...folded.keys()])
    for (const { range, text } of folded[paragraph]?.sentences ?? []) {
      const having = words.filter((word) => text.includes(word)).length
      if (having > (best?.having ?? 0)) best = { paragraph, sentence: range, having }
    }
  return best && { words, article, paragraph: best.paragraph, sentence: best.sentence }
}

/** Words that stand side by side in the question and in the article as well are one: 楠竹 + 山镇. */
function joined(words: readonly string[], has: (word: string) => boolean, sought: string): string[] {
  const all: string[] = []
  for (const word of words) {
    const both = `${all.at(-1) ?? " "}${word}`
    if (sought.includes(both) && has(both)) all[all.length - 1] = both
    else all.push(word)
  }
  return all
}

function isSpecific(word: string): boolean {
  const tag = partOfSpeech(word)
  if (NAME_TAGS.has(tag)) return backgroundIdf(word) >= SPECIFIC_IDF
  return tag.startsWith("n") && backgroundIdf(word) >= RARE_NOUN_IDF
}
