// The library in memory: articles come and go, questions are answered, and what is asked for by name is found.

import { graphemeBoundary } from "../text/sentences.js"
import type { Analysis, Named } from "./analysis.js"
import { type Answering, beginning, createAnswering } from "./answering.js"
import type { Article } from "./article.js"
import { byDate, isWithin } from "./calendar.js"
import { type Catalogue, createCatalogue, type SavedCatalogue } from "./catalogue.js"
import type { Engine } from "./engine.js"
import { shareOf } from "./evidence.js"
import { examplesOf } from "./examples.js"
import type { Explanation } from "./explain.js"
import { fold } from "./fold.js"
import { type HeadlineLookup, keepingNewest } from "./headline-lookup.js"
import type { Answer, Filter, Library, Listing } from "./library.js"
import { createNames, type Names, type SavedNames } from "./names.js"
import { createRecall, type Recall, type SavedRecall } from "./recall.js"
import { reprintsOf } from "./reprints.js"
import { type Breather, finish, type Steps, walk } from "./steps.js"
import { ANSWERED, DEFAULT_STRICTNESS, type Strictness } from "./strictness.js"
import { commonSynonyms, createSynonyms, type Synonyms } from "./synonyms.js"
import { tallyOf } from "./tally.js"
import { backgroundIdf, wordsOf } from "./terms.js"

/** How much of what was asked for an article must have to be about it. */
const ABOUT_SHARE = 0.6
/** Rarer words than this (没有 3.1, 投资 3.9) may name a topic. */
const NAMING_IDF = 3.5

/** So many headlines may be meant by one that is mistyped. */
const LIKE = 5

/** How much of an article's longest paragraph is searched for to find it again elsewhere, in UTF-16 units. */
const COMPARED_BY = 60
/** Articles found so, and articles of its headline, that are compared as a whole. */
const ALIKE = 10

/** A library that also takes articles. */
export interface OpenLibrary extends Library {
  /** Adds an article; one with the same id is replaced. */
  add(article: Article): void
  /** Removes the article with this id, if there is one. */
  remove(id: string): void
  /** Makes what the first question after a change would wait for. */
  prepare(breathe: Breather): Promise<void>
  /**
   * Makes, after articles have come or gone, what the library does without until then: the pinyin of titles, headlines that
   * may be mistyped. It takes some 0.2 ms a new article.
   */
  settle(breathe: Breather): Promise<void>
  /**
   * Takes articles out and in while questions are answered: each of them is found as it was or as it is, and none waits
   * for long. Changes of different articles may overlap. Names are known by their sound when `settled` resolves, at the
   * latest. Rejects where the analyst does.
   */
  change(change: Change, breathe: Breather): Promise<{ settled: Promise<void> }>
  /** All but what the engine holds, in steps; while nothing changes. */
  saving(): Steps<SavedLibrary>
}

/** A library as it is kept, without what its engine keeps. */
export interface SavedLibrary {
  recall: SavedRecall
  names: SavedNames
  catalogue: SavedCatalogue
}

/** Analyses articles elsewhere, so that nobody waits for it. */
export interface Analyst {
  /** Whether it is worth it for these. */
  wants(articles: readonly Article[]): boolean
  /** Rejects where it cannot be done. */
  analyse(articles: readonly Named[]): Promise<Analysis>
}

/** What has changed in a library: articles that are new or other than before, and ids of those that are gone. */
export interface Change {
  added: readonly Article[]
  removed: readonly string[]
}

export interface LibraryOptions {
  /** How sure an answer must be to be offered; default balanced. */
  strictness?: Strictness
  /** What else expressions may be called; by default those that come with the program. */
  synonyms?: Synonyms
  /** Finds the newest headlines where they are mistyped; an empty one. Without it none is. */
  headlines?: HeadlineLookup
  analyst?: Analyst
  /** What was saved while the engine held what it holds now. */
  saved?: SavedLibrary | undefined
}

export const createLibrary = (engine: Engine, options: LibraryOptions = {}): OpenLibrary =>
  new MemoryLibrary(engine, options)

class MemoryLibrary implements OpenLibrary {
  readonly #engine: Engine
  readonly #recall: Recall
  readonly #names: Names
  readonly #catalogue: Catalogue
  readonly #answering: Answering
  readonly #analyst: Analyst | undefined
  readonly #headlines: HeadlineLookup | undefined
  /** The headlines in it, by id. */
  readonly #looked = new Map<string, string>()
  #settling: Promise<void> = Promise.resolve()
  /** Examples already found, by article and number; the library's changes empty it. */
  readonly #examples = new Map<string, Promise<string[]>>()

  constructor(
    engine: Engine,
    { strictness = DEFAULT_STRICTNESS, synonyms, headlines, analyst, saved }: LibraryOptions,
  ) {
    this.#engine = engine
    this.#headlines = headlines
    this.#analyst = analyst
    this.#recall = createRecall(engine, {
      synonyms: synonyms ?? createSynonyms(commonSynonyms()),
      told: {
        came: (text) => finish(this.#names.adding(tallyOf([text]))),
        took: (tally) => this.#names.adding(tally),
        went: (text) => finish(this.#names.removing(tallyOf([text]))),
      },
      saved: saved?.recall,
    })
    this.#names = createNames(this.#recall.statistics, saved?.names)
    this.#catalogue = createCatalogue(saved && { saved: saved.catalogue, articles: [...this.#recall.articles()] })
    this.#answering = createAnswering({
      recall: this.#recall,
      names: this.#names,
      threshold: ANSWERED[strictness],
      articles: () => this.#catalogue.all(),
    })
  }

  add(article: Article): void {
    this.remove(article.id)
    this.#examples.clear()
    this.#catalogue.add(this.#recall.add(article))
  }

  remove(id: string): void {
    const article = this.#recall.article(id)
    if (!article) return
    this.#examples.clear()
    this.#recall.remove(id)
    this.#catalogue.remove(article)
  }

  async prepare(breathe: Breather): Promise<void> {
    await walk(this.#names.preparing(), breathe)
  }

  settle(breathe: Breather): Promise<void> {
    // One after the other: the last is right about which headlines are the newest.
    const settling = this.#settling
      .catch(() => undefined)
      .then(async () => {
        await walk(this.#catalogue.noting(), breathe)
        await walk(this.#catalogue.preparing(), breathe)
        if (this.#headlines) await walk(keepingNewest(this.#headlines, this.#looked, this.#catalogue.all()), breathe)
      })
    this.#settling = settling
    return settling
  }

  async change({ added, removed }: Change, breathe: Breather): Promise<{ settled: Promise<void> }> {
    try {
      await walk(this.#catalogue.noting(), breathe)
      if (this.#analyst?.wants(added)) await this.#takeAnalysed(added, this.#analyst, breathe)
      else for (const article of added) this.#catalogue.add(await walk(this.#recall.adding(article), breathe))
      for (const id of removed) {
        const article = this.#recall.article(id)
        if (!article) continue
        this.#catalogue.remove(article)
        await walk(this.#recall.removing(id), breathe)
      }
    } finally {
      this.#examples.clear()
    }
    return { settled: walk(this.#names.preparing(), breathe) }
  }

  async #takeAnalysed(added: readonly Article[], analyst: Analyst, breathe: Breather): Promise<void> {
    const named = this.#recall.named(added)
    const analysis = await analyst.analyse(named)
    for (const kept of await walk(this.#recall.taking(added, named, analysis), breathe)) this.#catalogue.add(kept)
  }

  *saving(): Steps<SavedLibrary> {
    const names = this.#names.save()
    yield
    const recall = this.#recall.save(this.#catalogue.all())
    yield
    return { recall, names, catalogue: yield* this.#catalogue.saving() }
  }

  get size() {
    return { articles: this.#catalogue.size, paragraphs: this.#engine.size }
  }

  article(id: string): Article | undefined {
    return this.#recall.article(id) ?? this.#catalogue.keyed(id)
  }

  articles(): readonly Article[] {
    return this.#catalogue.all()
  }

  complete(typed: string, limit: number): Article[] {
    const found = this.#catalogue.complete(typed, limit)
    if (found.length >= limit || typed.trim() === "") return found
    // In pinyin or by its sound, what is typed may name what no title has.
    const { text, corrections } = this.#names.correct(fold(beginning(typed)))
    const meant = corrections.length > 0 ? this.#catalogue.complete(text, limit) : []
    const all = [...new Set([...found, ...meant])].slice(0, limit)
    return all.length > 0 ? all : this.#mistyped(typed, limit)
  }

  ask(text: string): Promise<Answer> {
    return this.#answering.ask(text)
  }

  explain(text: string): Promise<Explanation> {
    return this.#answering.explain(text)
  }

  async titled(text: string): Promise<Article[]> {
    const folded = fold(beginning(text))
    const { text: corrected } = this.#names.correct(folded)
    for (const asked of [folded, corrected]) {
      const found = this.#catalogue.titled(asked)
      if (found.length > 0) return found
    }
    // 没有这个 is about nothing.
    if (!wordsOf(corrected).some((word) => backgroundIdf(word) >= NAMING_IDF)) return []
    const { question, found } = await this.#answering.search(corrected, [])
    const about = found.filter(({ ranked }) => shareOf(question, ranked.setting.article) >= ABOUT_SHARE)
    return about.length > 0 ? [...new Set(about.map(({ article }) => article))] : this.#mistyped(text, LIKE)
  }

  /** Articles whose headline is much like a text that no title has. */
  #mistyped(text: string, limit: number): Article[] {
    const ids = this.#headlines?.find(fold(beginning(text)), limit) ?? []
    return ids.flatMap((id) => this.#recall.article(id) ?? [])
  }

  async listed({ about, ...period }: Filter): Promise<Listing> {
    const found = about === undefined ? this.#catalogue.all() : await this.#holding(about)
    if (period.since === undefined && period.until === undefined) return { articles: found, undated: 0 }
    return {
      articles: found.filter(({ date }) => date !== null && isWithin(date, period)),
      undated: found.filter(({ date }) => date === null).length,
    }
  }

  /** Articles that have each word of a text beside or at the beginning of theirs, or else are about it; newest first. */
  async #holding(text: string): Promise<Article[]> {
    const folded = fold(beginning(text))
    const found = this.#catalogue.holding(folded)
    if (found.length > 0) return found
    const corrected = this.#catalogue.holding(this.#names.correct(folded).text)
    return corrected.length > 0 ? corrected : (await this.titled(text)).toSorted(byDate)
  }

  reprints(article: Article): Article[] {
    const [longest = ""] = article.paragraphs.map(({ text }) => text).sort((a, b) => b.length - a.length)
    const { candidates } = this.#recall.find(fold(longest.slice(0, graphemeBoundary(longest, COMPARED_BY))))
    const alike = candidates.flatMap(({ articleId }) => this.#recall.article(articleId) ?? [])
    const named = this.#catalogue.named(article.headline)
    const among = [...named.slice(0, ALIKE), ...[...new Set(alike)].slice(0, ALIKE)]
    return reprintsOf(article, among, (id) => this.#recall.textOf(id))
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
}
