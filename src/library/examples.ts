// Questions that the library is known to answer, made from its own sentences: 超额完成恢复耕地1.3万亩 becomes
// 澧县超额完成恢复耕地多少亩, and is offered only if asking it brings that clause back.

import { clauses } from "../text/sentences.js"
import type { Article } from "./article.js"
import type { Answer } from "./library.js"
import { placeOf } from "./place.js"

/** A clause with one figure: what was done, how much, of what. */
const FIGURE =
  /^(?:该[县市区镇乡村]|目前|今年|其中|全[县市区镇])*(?<what>(?![该其这此本])\p{Script=Han}{2,12}?)(?:近|约|达|超|共计)?\p{Nd}+(?:\.\p{Nd}+)?[万亿]?[多余]?(?<unit>公里|公斤|平方米|[个亩元人家名处座条项户吨])[，。；]?$/u

export interface ExampleOptions {
  /** How many questions at most. */
  limit: number
  /** Of this article only; otherwise one an article. */
  articleId: string | undefined
  ask(question: string): Promise<Answer>
}

/** Articles that are tried at most: a library whose first ones hold no figures is not searched to its end. */
const TRIED = 40

/** Up to `limit` questions, of one article or of as many as it can. */
export async function examplesOf(articles: readonly Article[], options: ExampleOptions): Promise<string[]> {
  const { limit, articleId, ask } = options
  const perArticle = articleId === undefined ? 1 : limit
  const questions: string[] = []
  for (const article of articles.filter(({ id }) => articleId === undefined || id === articleId).slice(0, TRIED)) {
    let found = 0
    for (const { question, clause } of questionsIn(article)) {
      if (questions.length >= limit) return questions
      if (found >= perArticle) break
      // Readers' questions have their turn between one and the next.
      await new Promise<void>((resolve) => setImmediate(resolve))
      if (!questions.includes(question) && answers(await ask(question), article, clause)) {
        questions.push(question)
        found++
      }
    }
  }
  return questions
}

const answers = ({ answered, passages: [first] }: Answer, article: Article, clause: string): boolean =>
  answered &&
  first?.article.id === article.id &&
  first.highlights.some(({ start, end }) => first.text.slice(start, end).includes(clause))

function questionsIn(article: Article): { question: string; clause: string }[] {
  const place = placeOf(article) ?? ""
  return article.paragraphs.flatMap(({ text }) =>
    clauses(text).flatMap(({ start, end }) => {
      const clause = text.slice(start, end)
      const { what, unit } = FIGURE.exec(clause)?.groups ?? {}
      if (what === undefined || unit === undefined) return []
      return [{ question: `${what.includes(place) ? "" : place}${what}多少${unit}`, clause }]
    }),
  )
}
