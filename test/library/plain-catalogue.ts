// The catalogue as plainly as it can be said, for tests: every article is looked at, in order. The sounds are made when needed.

import type { Article } from "../../src/library/article.js"
import { byDate } from "../../src/library/calendar.js"
import { fold } from "../../src/library/fold.js"
import { soundOf } from "../../src/library/pinyin.js"
import type { Steps } from "../../src/library/steps.js"

export interface Catalogue {
  add(article: Article): void
  remove(article: Article): void
  /** The article with this key. */
  keyed(key: string): Article | undefined
  /** All, newest first, those without a date after them, in the order of their files. */
  all(): readonly Article[]
  /** Articles of this headline, newest first. */
  named(headline: string): Article[]
  /** Articles whose headline is, holds, or else whose kicker or subtitle holds all words of a folded text. */
  titled(folded: string): Article[]
  /** Articles that have each word of a folded text in their title, place, section, byline, source or first words. */
  holding(folded: string): Article[]
  /**
   * Articles whose title, or its pinyin or initials, or else whose first words have what is typed, best first: a place
   * is named early. With nothing typed the newest.
   */
  complete(typed: string, limit: number): Article[]
  /** Makes what completing from pinyin needs, where it is not there yet. */
  preparing(): Steps
}

/** What an article is found by; the sounds are made when first needed. */
interface Entry {
  article: Article
  headline: string
  title: string
  /** Place, section, byline and source. */
  known: string
  /** How the text begins. */
  opening: string
  sounds?: { spelt: string; initials: string }
}

/** Where an article says where it is set, in characters. */
const OPENING = 150

export function createCatalogue(): Catalogue {
  const entries = new Map<string, Entry>()
  const keys = new Map<string, Article>()
  let sorted: Entry[] | undefined
  const inOrder = (): Entry[] => {
    sorted ??= [...entries.values()].sort((a, b) => byDate(a.article, b.article) || byFile(a.article, b.article))
    return sorted
  }
  /** The articles of the first test that any passes. */
  const first = (tests: readonly ((entry: Entry) => boolean)[]): Article[] => {
    for (const test of tests) {
      const found = inOrder().filter(test)
      if (found.length > 0) return found.map(({ article }) => article)
    }
    return []
  }
  return {
    add(article) {
      const { id, key, headline, kicker, subtitle, paragraphs } = article
      const known = [article.place, article.section, article.byline, article.source].map((each) => squeeze(each ?? ""))
      const folded = squeeze(headline)
      const title = folded + squeeze(`${kicker ?? ""}${subtitle ?? ""}`)
      const opening = squeeze(
        paragraphs
          .slice(0, 3)
          .map(({ text }) => text)
          .join("")
          .slice(0, OPENING),
      )
      entries.set(id, { article, headline: folded, title, known: known.join("\n"), opening })
      keys.set(key, article)
      sorted = undefined
    },
    remove({ id, key }) {
      entries.delete(id)
      keys.delete(key)
      sorted = undefined
    },
    keyed: (key) => keys.get(key),
    all: () => inOrder().map(({ article }) => article),
    named(headline) {
      const whole = squeeze(headline)
      return first([(entry) => entry.headline === whole])
    },
    titled(folded) {
      const whole = squeeze(folded)
      const words = wordsIn(folded)
      if (whole === "") return []
      return first([
        ({ headline }) => headline === whole,
        ({ headline }) => words.every((word) => headline.includes(word)),
        ({ title }) => words.every((word) => title.includes(word)),
      ])
    },
    holding(folded) {
      const words = wordsIn(folded)
      return first([
        ({ title, known, opening }) =>
          words.every((word) => [title, known, opening].some((text) => text.includes(word))),
      ])
    },
    *preparing() {
      for (const entry of entries.values()) {
        soundsOf(entry)
        yield
      }
    },
    complete(typed, limit) {
      const text = squeeze(typed)
      const latin = /^[a-z]+$/u.test(text)
      const ranks: ((entry: Entry) => boolean)[] = [
        ({ headline }) => headline.startsWith(text),
        ({ headline }) => headline.includes(text),
        ({ title }) => title.includes(text),
        (entry) => latin && soundsOf(entry).spelt.startsWith(text),
        (entry) => latin && soundsOf(entry).initials.startsWith(text),
        (entry) => latin && soundsOf(entry).spelt.includes(text),
        (entry) => latin && soundsOf(entry).initials.includes(text),
        ({ opening }) => opening.includes(text),
      ]
      const found = new Set<Article>()
      for (const rank of ranks)
        for (const entry of inOrder()) {
          if (found.size >= limit) return [...found]
          if (rank(entry)) found.add(entry.article)
        }
      return [...found]
    },
  }
}

function soundsOf(entry: Entry): { spelt: string; initials: string } {
  entry.sounds ??= soundsOfTitle(entry.title)
  return entry.sounds
}

function soundsOfTitle(title: string): { spelt: string; initials: string } {
  const syllables = soundOf(title)
  return { spelt: syllables.join(""), initials: syllables.map((syllable) => syllable[0] ?? "").join("") }
}

/** Folded, without white space and quotation marks: `《舌尖上的安全》` finds 护航“舌尖上的安全”. */
const squeeze = (text: string): string => fold(text).replace(/[\s“”"'‘’「」『』《》〈〉]+/gu, "")

const byFile = (a: Article, b: Article): number => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)

const wordsIn = (folded: string): string[] => folded.split(/\s+/u).map(squeeze).filter(Boolean)
