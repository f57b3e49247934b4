// The library in memory: articles in, an engine for recall, and answers out.

import { type Found, fillers, passagesOf } from "./answer.js"
import type { Article } from "./article.js"
import { type Catalogue, createCatalogue } from "./catalogue.js"
import type { Candidate, Engine } from "./engine.js"
import type { Setting } from "./evidence.js"
import { examplesOf } from "./examples.js"
import { type Explanation, explain, type Grounds } from "./explain.js"
import { asTyped, type FoldedText, fold, foldSentences } from "./fold.js"
import type { Answer, Correction, Library } from "./library.js"
import { mentionOf } from "./mention.js"
import { missingWords } from "./missing.js"
import { createNames, type Names } from "./names.js"
import { readQuestion } from "./question.js"
import { confidence, type Ranked, rank } from "./rank.js"
import { createStatistics, type Statistics } from "./statistics.js"
import { ANSWERED, DEFAULT_STRICTNESS, type Strictness } from "./strictness.js"
import { termsOf, wordsOf } from "./terms.js"

/** How many candidates are ranked: the twenty best hold the paragraph in 99.9% of CMRC's and DRCD's questions. */
const RANKED = 20
/** How much surer a corrected name must make an answer to be taken: homophones of common words are everywhere. */
const SURER = 0.1
/** How much of what was asked for an article must have to be about it. */
const ABOUT_SHARE = 0.6

/** A library that also takes articles. */
export interface OpenLibrary extends Library {
  /** Adds an article; one with the same id is replaced. */
  add(article: Article): void
  /** Removes the article with this id, if there is one. */
  remove(id: string): void
}

export interface LibraryOptions {
  /** How sure an answer must be to be offered; default balanced. */
  strictness?: Strictness
}

export const createLibrary = (engine: Engine, options: LibraryOptions = {}): OpenLibrary =>
  new MemoryLibrary(engine, options)

/** A question as understood, with what was found for it. */
interface Search extends Grounds {
  found: Found[]
  corrections: Correction[]
}

class MemoryLibrary implements OpenLibrary {
  readonly #engine: Engine
  /** The confidence from which a question counts as answered. */
  readonly #threshold: number
  readonly #articles = new Map<string, Article>()
  readonly #catalogue: Catalogue = createCatalogue()
  readonly #statistics: Statistics = createStatistics()
  readonly #names: Names = createNames(this.#statistics)
  /** Examples already found, by article and number; the library's changes empty it. */
  readonly #examples = new Map<string, Promise<string[]>>()

  constructor(engine: Engine, { strictness = DEFAULT_STRICTNESS }: LibraryOptions) {
    this.#engine = engine
    this.#threshold = ANSWERED[strictness]
  }

  add(article: Article): void {
    this.remove(article.id)
    this.#examples.clear()
    const title = wordsOf(titleOf(article))
    const bodies = article.paragraphs.map(({ text }) => termsOf(fold(text)))
    for (const body of bodies) this.#statistics.add(body)
    this.#engine.add(bodies.map((body, paragraph) => ({ articleId: article.id, paragraph, body, title })))
    this.#articles.set(article.id, article)
    this.#catalogue.add(article)
  }

  remove(id: string): void {
    const article = this.#articles.get(id)
    if (!article) return
    this.#examples.clear()
    this.#engine.remove(id)
    for (const { text } of article.paragraphs) this.#statistics.remove(termsOf(fold(text)))
    this.#articles.delete(id)
    this.#catalogue.remove(article)
  }

  get size() {
    return { articles: this.#articles.size, paragraphs: this.#engine.size }
  }

  article(id: string): Article | undefined {
    return this.#articles.get(id) ?? this.#catalogue.keyed(id)
  }

  articles(): readonly Article[] {
    return this.#catalogue.all()
  }

  complete(typed: string, limit: number): Article[] {
    return this.#catalogue.complete(typed, limit)
  }

  async ask(text: string): Promise<Answer> {
    return this.#answer(text, this.#surest(text))
  }

  async explain(text: string): Promise<Explanation> {
    const search = this.#surest(text)
    return explain(this.#answer(text, search), search, this.#threshold)
  }

  #answer(text: string, { question, found, sure, corrections }: Search): Answer {
    const { passages, near } = passagesOf(question, found)
    const answered = sure >= this.#threshold
    const [first] = found
    const mention =
      answered || !first ? undefined : mentionOf(question, first.article, first.ranked.candidate.paragraph)
    return {
      question: text,
      answered,
      confidence: sure,
      passages: [...passages, ...fillers(passages, this.#catalogue.all())],
      matched: passages.length,
      shown: answered ? near : 0,
      corrections,
      missing: missingWords(question, this.#statistics).map((word) => asTyped(text, word)),
      ...(mention && { mention }),
    }
  }

  async titled(text: string): Promise<Article[]> {
    const { text: corrected } = this.#names.correct(fold(text))
    for (const asked of [fold(text), corrected]) {
      const found = this.#catalogue.titled(asked)
      if (found.length > 0) return found
    }
    const { ranked, found } = this.#search(corrected, [])
    const about = found.filter((_, i) => (ranked[i]?.features.article ?? 0) >= ABOUT_SHARE)
    return [...new Set(about.map(({ article }) => article))]
  }

  examples(limit: number, articleId?: string): Promise<string[]> {
    const key = `${limit} ${articleId ?? ""}`
    const known = this.#examples.get(key)
    if (known) return known
    const ask = (question: string) => this.ask(question)
    const found = examplesOf(this.#catalogue.all(), { limit, articleId, ask })
    this.#examples.set(key, found)
    return found
  }

  /** The question as typed or, where that makes it surer, with names put as the library has them. */
  #surest(text: string): Search {
    const folded = fold(text)
    const typed = this.#search(folded, [])
    const { text: corrected, corrections } = this.#names.correct(folded)
    if (corrections.length === 0) return typed
    const tried = this.#search(corrected, corrections)
    return tried.sure > typed.sure + SURER ? tried : typed
  }

  #search(folded: string, corrections: Correction[]): Search {
    const question = readQuestion(folded, this.#statistics)
    const terms = {
      words: question.words.map(({ term }) => term),
      bigrams: question.bigrams.map(({ term }) => term),
    }
    const texts = new FoldedArticles((id) => this.#articles.get(id))
    const settingOf = (candidate: Candidate) => texts.settingOf(candidate)
    const ranked = rank(question, this.#engine.candidates(terms, RANKED), settingOf)
    const found = ranked.flatMap((each) => texts.found(each) ?? [])
    return { folded, question, ranked, found, sure: confidence(question, ranked), corrections, settingOf }
  }
}

/** An article as ranking reads it. */
interface FoldedArticle {
  title: string
  paragraphs: FoldedText[]
  /** All paragraphs, a line each. */
  text: string
}

/** The articles that one search looks at, each folded once. */
class FoldedArticles {
  readonly #folded = new Map<string, FoldedArticle>()
  readonly #articleOf: (id: string) => Article | undefined

  constructor(articleOf: (id: string) => Article | undefined) {
    this.#articleOf = articleOf
  }

  settingOf({ articleId, paragraph }: Candidate): Setting {
    const { title, paragraphs, text } = this.#article(articleId)
    return { paragraph: paragraphs[paragraph] ?? NO_TEXT, title, article: text }
  }

  found(ranked: Ranked): Found | undefined {
    const { articleId, paragraph } = ranked.candidate
    const article = this.#articleOf(articleId)
    const text = article?.paragraphs[paragraph]?.text
    if (!article || text === undefined) return undefined
    return { ranked, article, text, folded: this.#article(articleId).paragraphs[paragraph] ?? NO_TEXT }
  }

  #article(id: string): FoldedArticle {
    const known = this.#folded.get(id)
    if (known) return known
    const article = this.#articleOf(id)
    const paragraphs = article?.paragraphs.map(({ text }) => foldSentences(text)) ?? []
    const text = paragraphs.map((paragraph) => paragraph.text).join("\n")
    const folded = { title: article ? titleOf(article) : "", paragraphs, text }
    this.#folded.set(id, folded)
    return folded
  }
}

const titleOf = ({ headline, kicker, subtitle }: Article): string =>
  fold([headline, kicker, subtitle].filter(Boolean).join("\n"))

const NO_TEXT: FoldedText = { text: "", sentences: [] }
