// From a question to the paragraphs that may answer it, each with what surrounds it: the articles as matched, the
// engine behind them, and the library's statistics.

import type { Article } from "./article.js"
import { type Candidate, type Engine, totalScore } from "./engine.js"
import type { Setting } from "./evidence.js"
import { type FoldedText, fold, foldSentences } from "./fold.js"
import { type Question, readQuestion } from "./question.js"
import { createStatistics, type Statistics } from "./statistics.js"
import { finish, type Steps } from "./steps.js"
import type { Synonyms } from "./synonyms.js"
import type { TalliedText } from "./tally.js"
import { termsOf, wordsOf } from "./terms.js"

/** How many paragraphs the engine is asked for: enough to see what else of an article matches. */
const RECALLED = 200
/**
 * Of the first thirty, those are ranked whose BM25 is a quarter of the first one's at least, and ten in any case: on
 * CMRC and DRCD dev they hold the paragraph of all questions but four in 6,743, and are some twelve.
 */
const RANKED = 30
const RANKED_SHARE = 0.25
const RANKED_AT_LEAST = 10
/**
 * Beside them, more of the first articles. Of CMRC dev cut into paragraphs of some hundred characters, that of a
 * question is among the candidates in .986 rather than .975: what an article is about need not be said in all of it.
 */
const LEADING = 12
const LEADING_ARTICLES = 6
const OF_AN_ARTICLE = 8
/** Articles whose folded text is kept for the next question. */
const KEPT_FOLDED = 2000

export interface Found {
  question: Question
  /** Best first by the engine's scores, those of the first articles after the others. */
  candidates: Candidate[]
  /** What surrounds a candidate. */
  settingOf(candidate: Candidate): Setting
}

export interface Recall {
  readonly statistics: Statistics
  /** Adds an article; one with the same id is replaced. */
  add(article: Article): void
  /** The same in steps: until the last is taken the former one is found, and nothing of the new one. */
  adding(article: Article): Steps
  /** Removes the article with this id, if there is one. */
  remove(id: string): void
  /** The same in steps: after the first it is not found any more. */
  removing(id: string): Steps
  article(id: string): Article | undefined
  /** All paragraphs of an article, folded, a line each. */
  textOf(id: string): string
  /** Understands a folded question and finds what may answer it. */
  find(folded: string): Found
}

/** To be told of each title and paragraph that comes or goes. */
export interface Told {
  came(text: TalliedText): void
  went(text: TalliedText): void
}

export function createRecall(engine: Engine, synonyms?: Synonyms, told?: Told): Recall {
  const articles = new Map<string, Article>()
  /** What the engine calls the articles that are found; others are on their way in or out. */
  const found = new Map<string, string>()
  const namesOf = new Map<string, string>()
  const statistics = createStatistics()
  const folded = new Map<string, FoldedArticle>()
  let replaced = 0

  function foldedArticle(id: string): FoldedArticle {
    const known = folded.get(id)
    const made = known ?? foldArticle(articles.get(id))
    // The one used last is the last to go.
    folded.delete(id)
    folded.set(id, made)
    const [oldest] = folded.keys()
    if (folded.size > KEPT_FOLDED && oldest !== undefined) folded.delete(oldest)
    return made
  }

  function* adding(article: Article): Steps {
    const { id } = article
    // While an article is replaced the engine has it twice.
    const name = namesOf.has(id) ? `${id}\0${replaced++}` : id
    const title = wordsOf(titleOf(article))
    told?.came({ text: titleOf(article), words: [] })
    for (const [paragraph, { text }] of article.paragraphs.entries()) {
      const folded = fold(text)
      const body = termsOf(folded)
      statistics.add(body)
      told?.came({ text: folded, words: body.words })
      engine.add([{ articleId: name, paragraph, body, title }])
      yield
    }
    const leaving = hide(id)
    articles.set(id, article)
    namesOf.set(id, name)
    found.set(name, id)
    yield* leaving
  }

  /** Has an article found no more, at once, and gives the steps that take it out. */
  function hide(id: string): Steps {
    const article = articles.get(id)
    const name = namesOf.get(id)
    articles.delete(id)
    folded.delete(id)
    namesOf.delete(id)
    if (name !== undefined) found.delete(name)
    return takingOut(name, article)
  }

  function* takingOut(name: string | undefined, article: Article | undefined): Steps {
    if (name === undefined || !article) return
    const title = wordsOf(titleOf(article))
    told?.went({ text: titleOf(article), words: [] })
    for (const [paragraph, { text }] of article.paragraphs.entries()) {
      const folded = fold(text)
      const body = termsOf(folded)
      engine.remove([{ articleId: name, paragraph, body, title }])
      statistics.remove(body)
      told?.went({ text: folded, words: body.words })
      yield
    }
  }

  function* removing(id: string): Steps {
    yield* hide(id)
  }

  return {
    statistics,
    adding,
    removing,
    add: (article) => finish(adding(article)),
    remove: (id) => finish(removing(id)),
    article: (id) => articles.get(id),
    textOf: (id) => foldedArticle(id).text,

    find(text) {
      const question = readQuestion(text, statistics, synonyms)
      const recalled = engine.candidates(termsToFind(question), RECALLED).flatMap((candidate) => {
        const articleId = found.get(candidate.articleId)
        return articleId === undefined ? [] : [{ ...candidate, articleId }]
      })
      const byArticle = byArticleOf(recalled)
      return {
        question,
        candidates: withLeading(recalled, byArticle),
        settingOf(candidate) {
          const { articleId, paragraph } = candidate
          const { title, paragraphs, text } = foldedArticle(articleId)
          const others = (byArticle.get(articleId) ?? []).filter((each) => each.paragraph !== paragraph)
          return {
            paragraph: paragraphs[paragraph] ?? NO_TEXT,
            title,
            before: paragraphs[paragraph - 1]?.text ?? "",
            article: text,
            elsewhere: Math.max(0, ...others.map(({ scores }) => scores.words + scores.bigrams)),
            position: paragraph,
          }
        },
      }
    },
  }
}

/** The terms of a question and of what else its expressions may be called. */
function termsToFind({ words, bigrams, variants }: Question) {
  const others = variants.map(termsOf)
  return {
    words: [...words.map(({ term }) => term), ...others.flatMap((each) => each.words)],
    bigrams: [...bigrams.map(({ term }) => term), ...others.flatMap((each) => each.bigrams)],
  }
}

function byArticleOf(candidates: readonly Candidate[]): Map<string, Candidate[]> {
  const groups = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const group = groups.get(candidate.articleId)
    if (group) group.push(candidate)
    else groups.set(candidate.articleId, [candidate])
  }
  return groups
}

function withLeading(recalled: readonly Candidate[], byArticle: ReadonlyMap<string, Candidate[]>): Candidate[] {
  const leading = new Set(recalled.slice(0, LEADING).map(({ articleId }) => articleId))
  const more = [...leading].slice(0, LEADING_ARTICLES).flatMap((id) => byArticle.get(id)?.slice(0, OF_AN_ARTICLE) ?? [])
  const [first] = recalled
  const least = first ? totalScore(first) * RANKED_SHARE : 0
  const ranked = recalled.slice(0, RANKED).filter((each, i) => i < RANKED_AT_LEAST || totalScore(each) >= least)
  return [...new Set([...ranked, ...more])]
}

/** An article as ranking reads it. */
interface FoldedArticle {
  title: string
  paragraphs: FoldedText[]
  /** All paragraphs, a line each. */
  text: string
}

function foldArticle(article: Article | undefined): FoldedArticle {
  const paragraphs = article?.paragraphs.map(({ text }) => foldSentences(text)) ?? []
  const text = paragraphs.map((paragraph) => paragraph.text).join("\n")
  return { title: article ? titleOf(article) : "", paragraphs, text }
}

const titleOf = ({ headline, kicker, subtitle }: Article): string =>
  fold([headline, kicker, subtitle].filter(Boolean).join("\n"))

const NO_TEXT: FoldedText = { text: "", sentences: [] }
