// Every paragraph scored by the book, one after the other: what an engine must find, however it goes about it.

import {
  type Candidate,
  type Engine,
  FIELDS,
  type Field,
  type IndexedParagraph,
  totalScore,
} from "../../src/library/engine.js"
import type { Terms } from "../../src/library/terms.js"

/** BM25 with k1 1.2 and b .75, a field as long as it has different terms, over all paragraphs that are there. */
export function createExhaustiveEngine(): Engine<IndexedParagraph[]> {
  const paragraphs = new Map<string, IndexedParagraph>()
  const keyOf = ({ articleId, paragraph }: IndexedParagraph) => `${paragraph} ${articleId}`
  const add = (more: readonly IndexedParagraph[]) => {
    for (const each of more) paragraphs.set(keyOf(each), each)
  }
  const termsOf = ({ body, title }: IndexedParagraph, field: Field) => (field === "title" ? title : body[field])
  const lengthOf = (each: IndexedParagraph, field: Field) => new Set(termsOf(each, field)).size
  const frequency = (field: Field, term: string) =>
    [...paragraphs.values()].filter((each) => termsOf(each, field).includes(term)).length

  function idfs(field: Field, terms: readonly string[]): [string, number][] {
    return [...new Set(terms)].map((term) => {
      const n = frequency(field, term)
      return [term, Math.log(1 + (paragraphs.size - n + 0.5) / (n + 0.5))]
    })
  }

  function score(each: IndexedParagraph, field: Field, terms: readonly [string, number][], average: number): number {
    return terms.reduce((sum, [term, idf]) => {
      const times = termsOf(each, field).filter((other) => other === term).length
      if (times === 0) return sum
      return sum + (idf * times * 2.2) / (times + 1.2 * (0.25 + (0.75 * lengthOf(each, field)) / average))
    }, 0)
  }

  function candidates({ words, bigrams }: Terms, limit: number): Candidate[] {
    const asked = { words: idfs("words", words), bigrams: idfs("bigrams", bigrams), title: idfs("title", words) }
    const all = [...paragraphs.values()]
    const average = (field: Field) => all.reduce((sum, each) => sum + lengthOf(each, field), 0) / all.length
    const averages = { words: average("words"), bigrams: average("bigrams"), title: average("title") }
    const scored = all.map((each): Candidate => {
      const of = (field: Field) => score(each, field, asked[field], averages[field])
      const scores = { words: of("words"), bigrams: of("bigrams"), title: of("title") }
      return { articleId: each.articleId, paragraph: each.paragraph, scores }
    })
    // Equal scores may differ in their last digits, by the order of their sums.
    const order = (a: Candidate, b: Candidate) => Math.round((totalScore(b) - totalScore(a)) * 1e7)
    const byPlace = (a: Candidate, b: Candidate) =>
      a.articleId < b.articleId ? -1 : a.articleId > b.articleId ? 1 : a.paragraph - b.paragraph
    return scored
      .filter((each) => FIELDS.some((field) => each.scores[field] > 0))
      .sort((a, b) => order(a, b) || byPlace(a, b))
      .slice(0, limit)
  }

  return {
    get size() {
      return paragraphs.size
    },
    add,
    *taking(more) {
      yield
      add(more)
    },
    remove(gone) {
      for (const each of gone) paragraphs.delete(keyOf(each))
    },
    frequency,
    candidates,
    *finding(terms, limit) {
      yield
      return candidates(terms, limit)
    },
  }
}
