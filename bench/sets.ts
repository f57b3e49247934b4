// Question sets to learn from, and what is made of them: paragraphs cut short, articles gone, names exchanged.

import { readFileSync } from "node:fs"
import { parseQuestions } from "../src/cli/eval.js"
import type { SetQuestion } from "../src/cli/score.js"
import { createArchiveEngine } from "../src/engines/archive/archive.js"
import type { Article } from "../src/library/article.js"
import { fold } from "../src/library/fold.js"
import { createRecall, type Recall } from "../src/library/recall.js"
import { commonSynonyms, createSynonyms } from "../src/library/synonyms.js"
import { type Token, tokensOf } from "../src/library/terms.js"
import { readArticles } from "../src/sources/read.js"
import { sentences } from "../src/text/sentences.js"

export interface QuestionSet {
  articles: Article[]
  questions: SetQuestion[]
}

export async function readSet(articles: string, questions: string): Promise<QuestionSet> {
  const reading = await readArticles(articles)
  return { articles: reading.articles, questions: parseQuestions(readFileSync(questions, "utf8")) }
}

/** Articles of a set have their id as headline: it says nothing, and is left out. */
export function recallOver(articles: readonly Article[]): Recall {
  const recall = createRecall(createArchiveEngine(), { synonyms: createSynonyms(commonSynonyms()) })
  for (const article of articles) recall.add(untitled(article))
  return recall
}

export const untitled = (article: Article): Article => ({
  ...article,
  headline: article.headline === article.id ? "" : article.headline,
})

/** A newspaper's paragraphs are shorter than an encyclopedia's; cut ones have this many characters at least. */
const SHORTEST = 90

/** The set with its paragraphs cut at sentence ends; questions whose answer stands in one part of one paragraph. */
export function cut({ articles, questions }: QuestionSet): QuestionSet {
  const parts = new Map(
    articles.map((article) => [article.id, article.paragraphs.flatMap(({ text }) => cutText(text))]),
  )
  return {
    articles: articles.map((article) => ({
      ...article,
      paragraphs: (parts.get(article.id) ?? []).map((text) => ({ text, line: article.line })),
    })),
    questions: questions.flatMap((question) => {
      const holding = (parts.get(question.article ?? "") ?? []).flatMap((text, i) =>
        question.answers.some((answer) => foldedTight(text).includes(foldedTight(answer))) ? [i] : [],
      )
      const [paragraph] = holding
      return paragraph !== undefined && holding.length === 1 ? [{ ...question, paragraph }] : []
    }),
  }
}

function cutText(text: string): string[] {
  const parts = [""]
  for (const { start, end } of sentences(text)) {
    const last = parts.length - 1
    if ((parts[last] ?? "").length >= SHORTEST) parts.push(text.slice(start, end))
    else parts[last] += text.slice(start, end)
  }
  return parts.filter((part) => part.trim() !== "")
}

export const foldedTight = (text: string): string => fold(text).replace(/\s+/gu, "")

/**
 * Questions that ask the same of another place, person or thing, which the article does not have: one name of each is
 * exchanged for one of the same kind from a question further on. Those without a name are left out.
 */
export function exchanged({ articles, questions }: QuestionSet): string[] {
  const texts = new Map(
    articles.map(({ id, paragraphs }) => [id, foldedTight(paragraphs.map(({ text }) => text).join())]),
  )
  const folded = questions.map(({ question, article }) => {
    const text = fold(question)
    return { text, article: texts.get(article ?? "") ?? "", names: tokensOf(text).filter(isName) }
  })
  return folded.flatMap(({ text, article, names }, i) => {
    const name = names.find(({ word }) => article.includes(word))
    if (!name) return []
    const others = [...folded.slice(i + 1), ...folded.slice(0, i)].values()
    for (const other of others) {
      const stranger = other.names.find(({ word, tag }) => kindOf(tag) === kindOf(name.tag) && !article.includes(word))
      if (stranger) return [text.replaceAll(name.word, () => stranger.word)]
    }
    return []
  })
}

const isName = ({ word, tag }: Token): boolean => word.length > 1 && /^(?:nr|ns|nt|nz)/u.test(tag)
const kindOf = (tag: string): string => tag.slice(0, 2)
