// The library in memory: articles in, an engine for recall, and answers out.

import type { Article } from "./article.js"
import { createCatalogue } from "./catalogue.js"
import type { Candidate, Engine } from "./engine.js"
import { examplesOf } from "./examples.js"
import { type FoldedText, fold, foldSentences } from "./fold.js"
import type { Answer, Correction, Library, Passage } from "./library.js"
import { missingWords } from "./missing.js"
import { createNames } from "./names.js"
import { type Question, readQuestion } from "./question.js"
import { answerClause, answerSentence, confidence, type Ranked, rank } from "./rank.js"
import { createStatistics } from "./statistics.js"
import { termsOf, wordsOf } from "./terms.js"

/** How many candidates are ranked: the twenty best hold the paragraph in 99.9% of CMRC's and DRCD's questions. */
const RANKED = 20
/** How many passages an answer carries at most. */
const PASSAGES = 10
/** How sure the first passage must be for the answer to be offered as one. Measured: docs/ranking.md. */
const ANSWERED = 0.5
/** How much surer a corrected name must make an answer to be taken: homophones of common words are everywhere. */
const SURER = 0.1
/** How many passages are shown at once, and how close to the first one's score they must be. */
const SHOWN = 3
const SHOWN_SHARE = 0.75

/** A library that also takes articles. */
export interface OpenLibrary extends Library {
  /** Adds an article; one with the same id is replaced. */
  add(article: Article): void
  /** Removes the article with this id, if there is one. */
  remove(id: string): void
}

export function createLibrary(engine: Engine): OpenLibrary {
  const articles = new Map<string, Article>()
  const statistics = createStatistics()
  const names = createNames(statistics)
  const catalogue = createCatalogue()

  function remove(id: string): void {
    const article = articles.get(id)
    if (!article) return
    engine.remove(id)
    for (const { text } of article.paragraphs) statistics.remove(termsOf(fold(text)))
    articles.delete(id)
    catalogue.remove(article)
  }

  function add(article: Article): void {
    remove(article.id)
    const title = wordsOf(titleOf(article))
    const bodies = article.paragraphs.map(({ text }) => termsOf(fold(text)))
    for (const body of bodies) statistics.add(body)
    engine.add(bodies.map((body, paragraph) => ({ articleId: article.id, paragraph, body, title })))
    articles.set(article.id, article)
    catalogue.add(article)
  }

  /** The candidates for a question, ranked. */
  function search(question: Question): { ranked: Ranked[]; textOf(candidate: Candidate): FoldedText } {
    const terms = {
      words: question.words.map(({ term }) => term),
      bigrams: question.bigrams.map(({ term }) => term),
    }
    const paragraphs = new Map<string, FoldedText[]>()
    const paragraphsOf = (articleId: string): FoldedText[] => {
      const known = paragraphs.get(articleId)
      if (known) return known
      const folded = articles.get(articleId)?.paragraphs.map(({ text }) => foldSentences(text)) ?? []
      paragraphs.set(articleId, folded)
      return folded
    }
    const textOf = ({ articleId, paragraph }: Candidate) => paragraphsOf(articleId)[paragraph] ?? NO_TEXT
    const ranked = rank(question, engine.candidates(terms, RANKED), (candidate) => {
      const article = articles.get(candidate.articleId)
      return {
        paragraph: textOf(candidate),
        title: article ? titleOf(article) : "",
        article: paragraphsOf(candidate.articleId)
          .map(({ text }) => text)
          .join("\n"),
      }
    })
    return { ranked, textOf }
  }

  interface Try {
    question: Question
    ranked: Ranked[]
    textOf(candidate: Candidate): FoldedText
    sure: number
    corrections: Correction[]
  }

  function attempt(text: string, corrections: Correction[]): Try {
    const question = readQuestion(text, statistics)
    const { ranked, textOf } = search(question)
    return { question, ranked, textOf, sure: confidence(question, ranked), corrections }
  }

  /** The question as typed or, where that makes it surer, with names put as the library has them. */
  function best(text: string): Try {
    const typed = attempt(fold(text), [])
    const { text: corrected, corrections } = names.correct(fold(text))
    if (corrections.length === 0) return typed
    const tried = attempt(corrected, corrections)
    return tried.sure > typed.sure + SURER ? tried : typed
  }

  async function ask(text: string): Promise<Answer> {
    const { question, ranked, textOf, sure, corrections } = best(text)
    const passages = ranked.slice(0, PASSAGES).flatMap(({ candidate, score }): Passage[] => {
      const article = articles.get(candidate.articleId)
      const paragraph = article?.paragraphs[candidate.paragraph]
      if (!article || !paragraph) return []
      const sentence = answerSentence(question, textOf(candidate))
      return [
        {
          article,
          paragraph: candidate.paragraph,
          text: paragraph.text,
          highlights: sentence ? [sentence] : [],
          focus: sentence ? [answerClause(question, paragraph.text, sentence)] : [],
          score,
        },
      ]
    })
    const answered = sure >= ANSWERED
    return {
      question: text,
      answered,
      confidence: sure,
      passages,
      shown: answered ? shownOf(passages) : 0,
      corrections,
      missing: missingWords(question, statistics),
    }
  }

  return {
    add,
    remove,
    ask,
    article: (id) => articles.get(id) ?? catalogue.keyed(id),
    articles: catalogue.all,
    complete: catalogue.complete,
    async titled(text) {
      const { text: corrected } = names.correct(fold(text))
      const found = catalogue.titled(corrected)
      if (found.length > 0) return found
      const { ranked } = search(readQuestion(corrected, statistics))
      return about(ranked).flatMap((id) => articles.get(id) ?? [])
    },
    examples: (limit, articleId) => examplesOf(catalogue.all(), { limit, articleId, ask }),
    get size() {
      return { articles: articles.size, paragraphs: engine.size }
    },
  }
}

/** What of the question a passage must have for its article to be about it, as `article` asks. */
const ABOUT_SHARE = 0.6

/** The articles, best first, whose passages have most of what was asked for. */
const about = (ranked: readonly Ranked[]): string[] => [
  ...new Set(
    ranked.filter(({ features }) => features.article >= ABOUT_SHARE).map(({ candidate }) => candidate.articleId),
  ),
]

/** How many passages, from the first, are near enough to it to be shown with it. */
function shownOf(passages: readonly Passage[]): number {
  const [first] = passages
  if (!first) return 0
  const far = passages.findIndex(({ score }) => score < first.score * SHOWN_SHARE)
  return Math.min(SHOWN, far < 0 ? passages.length : far)
}

const titleOf = ({ headline, kicker, subtitle }: Article): string =>
  fold([headline, kicker, subtitle].filter(Boolean).join("\n"))

const NO_TEXT: FoldedText = { text: "", sentences: [] }
