// Points into a paragraph: at the sentence that answers a question, and at the clause that holds the asked-for value.

import { clauses, type Range } from "../text/sentences.js"
import { askingAt } from "./asking.js"
import { coverageOf } from "./evidence.js"
import { type FoldedText, fold } from "./fold.js"
import type { Question, Weighted } from "./question.js"
import { weighted } from "./rank.js"

/** The sentence of a paragraph that answers best, as a range of its text; undefined where there is none. */
export function answerSentence(question: Question, paragraph: FoldedText): Range | undefined {
  const scored = sentenceEvidence(question, paragraph).map(({ range, features }) => ({
    range,
    score: weighted(SENTENCE_FEATURES, features, SENTENCE_WEIGHTS),
  }))
  return best(scored)
}

/** What is taken in at a glance, in characters. */
const GLANCE = 60

/**
 * What the share of characters near the asking word counts in a clause, where those of words and of pairs of characters
 * count 1 each: 减了多少税 has 减 and 税. More than this, and clauses are preferred that have the unit asked for alone.
 */
const NEAR_ASKING = 0.7
/** What a clause is credited of a name that only an earlier one of its sentence has: the subject goes without saying. */
const CARRIED = 0.8

/** What a reader should see first. */
export interface Focus {
  range: Range
  /** Whether it holds the kind of answer asked for. */
  holds: boolean
}

/**
 * The part of a sentence that a reader should see first, from the border of a clause to that of one: the clause that
 * has most of the question, and of what stands by its asking word, among those that hold the kind of answer asked for
 * where any does. A value or a name stands in one clause; what is stated runs on, up to a glance. `text` is as printed.
 */
export function answerFocus(question: Question, text: string, sentence: Range): Focus {
  const { kind, words, bigrams, names } = question
  const parts = clauses(text.slice(sentence.start, sentence.end)).map(({ start, end }) => ({
    start: sentence.start + start,
    end: sentence.start + end,
  }))
  const folded = parts.map(({ start, end }) => fold(text.slice(start, end)))
  const isOfName = ({ term }: Weighted) => names.some((name) => name.term.includes(term))
  const heard = (terms: readonly Weighted[]) => tellingApart(inSentences(terms, folded))
  const telling = [words, bigrams].map((terms) => [
    ...heard(terms.filter((term) => !isOfName(term))),
    ...upTo(heard(terms.filter(isOfName)), CARRIED),
  ])
  const near = heard(hanCharactersOf(question))
  const scored = parts.map((range, i) => ({
    range,
    score: telling.reduce((sum, terms) => sum + shareIn(terms, i), 0) + NEAR_ASKING * shareIn(near, i),
    holds: kind?.holds(folded[i] ?? "") ?? false,
  }))
  const holding = scored.filter(({ holds }) => holds)
  const holds = holding.length > 0
  const clause = best(holds ? holding : scored) ?? sentence
  const pinned = holds && kind?.looks !== "statement"
  return { range: withoutClosing(text, pinned ? clause : grown(clause, parts, sentence)), holds }
}

/** A clause with its neighbours, those that follow before those that precede, as far as a glance reaches. */
function grown(clause: Range, parts: readonly Range[], sentence: Range): Range {
  if (sentence.end - sentence.start <= GLANCE) return sentence
  const end = Math.max(clause.end, ...parts.map((part) => part.end).filter((end) => end - clause.start <= GLANCE))
  const starts = parts.map((part) => part.start).filter((start) => end - start <= GLANCE)
  return { start: Math.min(clause.start, ...starts), end }
}

export const SENTENCE_FEATURES = [
  /** The share of the question's idf in the sentence, by bigrams: its subject alone may be much of it. */
  "bigrams",
  /** The share of words and bigrams, one weighing more the fewer sentences have it: the subject goes without saying. */
  "telling",
  /** The share of the question's characters, those close to the asking word and those few sentences have weighing more. */
  "nearAsking",
  /** The share of the question's idf in all of the paragraph up to and with the sentence. */
  "upToHere",
  /** The longest sequence of characters in the question's order, gaps allowed, as a share of the question. */
  "order",
  /** 0 for the first sentence of the paragraph, 1 for the eleventh and those after. */
  "position",
  /** 1 where it holds the kind of answer asked for: one that its form gives away, any other. */
  "value",
  "kind",
] as const
export type SentenceFeature = (typeof SENTENCE_FEATURES)[number]

/**
 * Logistic regression: a sentence that holds a gold answer against the others of its paragraph. Printed by
 * `npm run -s train` on CMRC 2018 dev and DRCD dev together. In the gold paragraph they point right in .87 and .89 of
 * questions; learnt on the other set alone in .84 and .89.
 */
export const SENTENCE_WEIGHTS: Readonly<Record<SentenceFeature, number>> = {
  bigrams: -5.08,
  telling: 4.27,
  nearAsking: 3.86,
  upToHere: 3.61,
  order: 2.35,
  position: -1.98,
  value: 4.08,
  kind: 1.16,
}

/** A sentence of a passage with what speaks for its being the answer. */
export interface SentenceEvidence {
  range: Range
  features: Readonly<Record<SentenceFeature, number>>
}

/** The sentences of a paragraph as answers to a question. */
export function sentenceEvidence(question: Question, { sentences }: FoldedText): SentenceEvidence[] {
  const texts = sentences.map(({ text }) => text)
  const words = inSentences(question.words, texts)
  const bigrams = inSentences(question.bigrams, texts)
  const near = tellingApart(inSentences(hanCharactersOf(question), texts))
  const telling = { words: tellingApart(words), bigrams: tellingApart(bigrams) }
  const upToHere = { words: upTo(words), bigrams: upTo(bigrams) }
  const total = { words: weightOf(question.words), bigrams: weightOf(question.bigrams) }
  const sought = question.sought.replaceAll(" ", "").slice(-ORDERED)
  const places = placesOf(sought)
  return sentences.map(({ range, text }, i) => {
    const holding = question.kind?.holds(text) ?? false
    return {
      range,
      features: {
        bigrams: shareIn(bigrams, i, total.bigrams),
        telling: (shareIn(telling.words, i) + shareIn(telling.bigrams, i)) / 2,
        nearAsking: shareIn(near, i),
        upToHere: (shareIn(upToHere.words, i, total.words) + shareIn(upToHere.bigrams, i, total.bigrams)) / 2,
        order: commonSubsequence(places, text) / Math.max(1, sought.length),
        position: Math.min(1, i / 10),
        value: holding && question.kind?.looks === "value" ? 1 : 0,
        kind: holding && question.kind?.looks !== "value" ? 1 : 0,
      },
    }
  })
}

/** A term's weight, and how much of it each sentence has. */
interface Heard {
  weight: number
  had: number[]
}

/** Terms as sentences have them; those that none has are left out. */
function inSentences(terms: readonly Weighted[], sentences: readonly string[]): Heard[] {
  const text = sentences.join("\n")
  return terms
    .filter((term) => coverageOf(term, text) > 0)
    .map((term) => ({
      weight: term.weight,
      had: sentences.map((sentence) => term.weight * coverageOf(term, sentence)),
    }))
}

/** Terms weighed by how few of the sentences have them, besides their own weight. */
function tellingApart(terms: readonly Heard[]): Heard[] {
  return terms.map(({ weight, had }) => {
    const factor = Math.log((had.length + 1) / (had.filter((part) => part > 0).length + 0.5))
    return { weight: weight * factor, had: had.map((part) => part * factor) }
  })
}

/** Terms as each sentence has them itself or, for a share of it, in one before it. */
function upTo(terms: readonly Heard[], share = 1): Heard[] {
  return terms.map(({ weight, had }) => {
    let most = 0
    return {
      weight,
      had: had.map((own) => {
        const carried = Math.max(own, share * most)
        most = Math.max(most, own)
        return carried
      }),
    }
  })
}

const weightOf = (terms: readonly { weight: number }[]): number => terms.reduce((sum, { weight }) => sum + weight, 0)

/** The share of a weight, by default the terms' own, that a sentence has. 0 where there is none. */
function shareIn(terms: readonly Heard[], sentence: number, of = weightOf(terms)): number {
  return terms.reduce((sum, { had }) => sum + (had[sentence] ?? 0), 0) / Math.max(1e-9, of)
}

/** Characters that say little alone. Folded. */
const EMPTY = /[的了着过是在有和与及或为以于被把由从到对将之其这那就也都还又个一不地得]/u
/** How far from the asking word a character weighs 1/e of what one beside it does, in characters. */
const NEAR = 5

/** The question's Han characters: where the words differ they may still be shared, 复垦 having half of 复耕. */
function hanCharactersOf({ asked, sought }: Question): Weighted[] {
  const asking = askingAt(asked)
  const characters = new Set([...sought].filter((char) => /\p{Script=Han}/u.test(char) && !EMPTY.test(char)))
  return [...characters].map((term) => ({
    term,
    weight: Math.exp(-distance(asked, term, asking) / NEAR),
    variants: [],
  }))
}

/** How many characters stand between a range of the text and the nearest occurrence of a character outside it. */
function distance(text: string, char: string, { start, end }: Range): number {
  const before = text.slice(0, start).lastIndexOf(char)
  const after = text.indexOf(char, end)
  return Math.min(
    before < 0 ? Number.POSITIVE_INFINITY : start - 1 - before,
    after < 0 ? Number.POSITIVE_INFINITY : after - end,
  )
}

/** As many characters as a 32-bit integer has bits: most questions are shorter, and of others the end asks. */
const ORDERED = 32

/** A bit for each place of `text` where a character stands. */
function placesOf(text: string): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (let i = 0; i < text.length; i++) places.set(text[i] ?? "", (places.get(text[i] ?? "") ?? 0) | (1 << i))
  return places
}

/**
 * The length of the longest common subsequence of a text and another of at most 32 UTF-16 units, given by the places
 * of its characters. Source: Crochemore et al., "A fast and practical bit-vector algorithm for the LCS problem", 2001.
 */
function commonSubsequence(places: ReadonlyMap<string, number>, text: string): number {
  let unmatched = -1
  for (let i = 0; i < text.length; i++) {
    const found = unmatched & (places.get(text[i] ?? "") ?? 0)
    unmatched = (unmatched + found) | (unmatched - found)
  }
  let length = 0
  for (let bits = ~unmatched; bits !== 0; bits &= bits - 1) length++
  return length
}

/** A clause is shown without the comma or stop that closes it. */
function withoutClosing(text: string, { start, end }: Range): Range {
  const clause = text.slice(start, end)
  return { start, end: end - (clause.length - clause.replace(/[，,；;。：:\s]+$/u, "").length) }
}

/** The first of the ranges with the highest score. */
function best(scored: readonly { range: Range; score: number }[]): Range | undefined {
  return scored.reduce<(typeof scored)[number] | undefined>((a, b) => (a && a.score >= b.score ? a : b), undefined)
    ?.range
}
