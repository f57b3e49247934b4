// From a question to the paragraphs that may answer it, each with what surrounds it: the articles as matched, the
// engine behind them, and the library's statistics.

import { type Analysis, analysedParagraphs, type Named, titleOf } from "./analysis.js"
import type { Article } from "./article.js"
import type { SavedCounts } from "./counts.js"
import { type Candidate, type Engine, totalScore } from "./engine.js"
import type { Setting } from "./evidence.js"
import { createFoldedArticles } from "./folded-articles.js"
import { type Question, readQuestion } from "./question.js"
import { createStatistics, type Statistics } from "./statistics.js"
import { finish, type Steps } from "./steps.js"
import { createArticleStore, type SavedStore } from "./store.js"
import type { Synonyms } from "./synonyms.js"
import type { TalliedText, Tally } from "./tally.js"
import { termsOf } from "./terms.js"

/**
 * How many paragraphs the engine is asked for: enough to see what else of an article matches. Of CMRC and DRCD dev cut into
 * paragraphs of some hundred characters, twice as many find the right one first in .0003 more, and take a third longer.
 */
export const RECALLED = 100
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
/** Candidates that say whether a name is worth asking about. */
const LEADS = 3

export interface Found {
  question: Question
  /** Best first by the engine's scores, those of the first articles after the others. */
  candidates: Candidate[]
  /** What surrounds a candidate. */
  settingOf(candidate: Candidate): Setting
}

export interface Recall {
  readonly statistics: Statistics
  /** Adds an article; one with the same id is replaced. Gives it as it is kept. */
  add(article: Article): Article
  /** The same in steps: until the last is taken the former one is found, and nothing of the new one. */
  adding(article: Article): Steps<Article>
  /** What articles are to be called that are analysed elsewhere, to be added then. */
  named(articles: readonly Article[]): Named[]
  /** Adds articles that were analysed elsewhere, under the names given, in steps. Gives them as they are kept. */
  taking(articles: readonly Article[], named: readonly Named[], analysis: Analysis): Steps<Article[]>
  /** Removes the article with this id, if there is one. */
  remove(id: string): void
  /** The same in steps: after the first it is not found any more. */
  removing(id: string): Steps
  article(id: string): Article | undefined
  /** In the order they came. */
  articles(): Iterable<Article>
  /** All paragraphs of an article, folded, a line each. */
  textOf(id: string): string
  /** Understands a folded question and finds what may answer it. */
  find(folded: string): Found
  /** The same in steps. */
  finding(folded: string): Steps<Found>
  /** Whether one of the articles of the first candidates for a folded question has this name, in steps. */
  leading(folded: string, name: string): Steps<boolean>
  /** All but what the engine holds; the articles, which are all there are, in the order given. */
  save(articles: Iterable<Article>): SavedRecall
}

export interface SavedRecall {
  store: SavedStore
  characters: SavedCounts
  /** What the engine calls articles, where that is not their id; and how many were named so. */
  names: [id: string, name: string][]
  replaced: number
}

/** To be told of each title and paragraph that comes or goes. */
export interface Told {
  came(text: TalliedText): void
  took(tally: Tally): Steps
  went(text: TalliedText): void
}

export interface RecallOptions {
  synonyms?: Synonyms
  told?: Told
  saved?: SavedRecall | undefined
}

export function createRecall(engine: Engine, { synonyms, told, saved }: RecallOptions = {}): Recall {
  const store = createArticleStore(saved?.store)
  /** What the engine calls an article that is not called by its id; and the articles that are called so. */
  const names = new Map(saved?.names)
  const ids = new Map(saved?.names.map(([id, name]) => [name, id]))
  /** Names under which paragraphs are on their way in, or out. */
  const hidden = new Set<string>()
  const statistics = createStatistics(engine, saved?.characters)
  const folded = createFoldedArticles(store.get)
  /** How many articles have gone so far. */
  let departed = 0
  let replaced = saved?.replaced ?? 0

  /** A name for an article that is on its way in: while it is replaced the engine has it twice. */
  function hiddenName(id: string): string {
    const isFree = !store.get(id) && !hidden.has(id)
    const name = isFree ? id : `${id}\0${replaced++}`
    hidden.add(name)
    return name
  }

  /** Puts an article in the place of the former, and has that found no more; the steps take it out. */
  function putInPlace(article: Article, name: string): { kept: Article; leaving: Steps } {
    const leaving = hide(article.id)
    const kept = store.add(article)
    hidden.delete(name)
    if (name !== article.id) {
      names.set(article.id, name)
      ids.set(name, article.id)
    }
    return { kept, leaving }
  }

  function* adding(article: Article): Steps<Article> {
    const name = hiddenName(article.id)
    told?.came({ text: titleOf(article), words: [] })
    for (const { text, indexed } of analysedParagraphs(article, name)) {
      statistics.add(text)
      told?.came({ text, words: indexed.body.words })
      engine.add([indexed])
      yield
    }
    const { kept, leaving } = putInPlace(article, name)
    yield* leaving
    return kept
  }

  function* taking(articles: readonly Article[], named: readonly Named[], analysis: Analysis): Steps<Article[]> {
    yield* engine.taking(analysis.part)
    statistics.take(analysis.characters)
    yield
    if (told) yield* told.took(analysis.names)
    const all: Article[] = []
    for (const [i, article] of articles.entries()) {
      const { kept, leaving } = putInPlace(article, named[i]?.name ?? article.id)
      all.push(kept)
      yield* leaving
      yield
    }
    return all
  }

  /** Has an article found no more, at once, and gives the steps that take it out. */
  function hide(id: string): Steps {
    const article = store.get(id)
    if (!article) return NO_STEPS()
    const name = names.get(id) ?? id
    departed++
    store.remove(id)
    folded.forget(id)
    names.delete(id)
    ids.delete(name)
    hidden.add(name)
    return takingOut(name, article)
  }

  function* takingOut(name: string, article: Article): Steps {
    told?.went({ text: titleOf(article), words: [] })
    for (const { text, indexed } of analysedParagraphs(article, name)) {
      engine.remove([indexed])
      statistics.remove(text)
      told?.went({ text, words: indexed.body.words })
      yield
    }
    hidden.delete(name)
  }

  function* removing(id: string): Steps {
    yield* hide(id)
  }

  /** What the engine finds for a question, by the articles' ids. */
  function* candidates(question: Question, limit: number): Steps<Candidate[]> {
    const terms = termsToFind(question)
    const before = departed
    const found = yield* engine.finding(terms, limit)
    // What went meanwhile may have been found, and its name be another's now.
    const current = departed === before ? found : engine.candidates(terms, limit)
    return current.flatMap((candidate) => {
      const { articleId: name } = candidate
      return hidden.has(name) ? [] : [{ ...candidate, articleId: ids.get(name) ?? name }]
    })
  }

  function* finding(text: string): Steps<Found> {
    const question = readQuestion(text, statistics, synonyms)
    const recalled = yield* candidates(question, RECALLED)
    const byArticle = byArticleOf(recalled)
    return {
      question,
      candidates: withLeading(recalled, byArticle),
      settingOf({ articleId, paragraph }) {
        const article = folded.of(articleId)
        const others = (byArticle.get(articleId) ?? []).filter((each) => each.paragraph !== paragraph)
        return {
          paragraph: article.paragraph(paragraph),
          title: article.title,
          before: article.paragraph(paragraph - 1).text,
          get article() {
            return article.text()
          },
          elsewhere: Math.max(0, ...others.map(({ scores }) => scores.words + scores.bigrams)),
          position: paragraph,
        }
      },
    }
  }

  return {
    statistics,
    adding,
    taking,
    removing,
    named: (articles) =>
      articles.map(({ id, headline, kicker, subtitle, paragraphs }) => ({
        name: hiddenName(id),
        article: { headline, kicker, subtitle, paragraphs: paragraphs.map(({ text }) => ({ text })) },
      })),
    add: (article) => finish(adding(article)),
    remove: (id) => finish(removing(id)),
    article: store.get,
    articles: store.all,
    textOf: (id) => folded.of(id).text(),
    save: (articles) => ({ store: store.save(articles), characters: statistics.save(), names: [...names], replaced }),

    find: (text) => finish(finding(text)),

    finding,

    *leading(text, name) {
      const found = yield* candidates(readQuestion(text, statistics, synonyms), LEADS)
      return found.some(({ articleId }) => {
        const article = folded.of(articleId)
        return article.title.includes(name) || article.text().includes(name)
      })
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

function* NO_STEPS(): Steps {}
