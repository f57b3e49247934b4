// How well a paragraph answers a question, as a few named features between 0 and about 1. What they weigh is learnt
// elsewhere (weights.ts).

import type { Candidate } from "./engine.js"
import type { FoldedText } from "./fold.js"
import type { Question, Weighted } from "./question.js"

export const FEATURES = [
  /** BM25 of the paragraph's words and bigrams, as shares of the question's idf. */
  "bm25Words",
  "bm25Bigrams",
  /** The share of the question's idf that the paragraph has, by words, by pairs of characters, by single ones. */
  "words",
  "bigrams",
  "characters",
  /** The share of the question that is proper names and that the paragraph has. */
  "names",
  /** The share of words and bigrams in two neighbouring sentences; of characters in one. */
  "twoSentences",
  "sentenceCharacters",
  /** The share of words and bigrams within a hundred characters. */
  "window",
  /** Of neighbouring words of the question that its best sentence has, how many in the question's order; ½ where none. */
  "order",
  /** The share of the question's numbers that it has; ½ where there are none. */
  "numbers",
  /** 1 where the best two sentences hold the kind of answer asked for, 0 where they do not, ½ where no kind is known. */
  "kind",
  /** Natural logarithm of the length in characters, over 10. */
  "length",
  /** What the paragraph lacks and its article has: of the names; and what the paragraph before has, of all. */
  "articleNames",
  "before",
  "beforeCharacters",
  /** BM25 of the best other paragraph of the article, as a share of the question's idf. */
  "elsewhere",
  /** Natural logarithm of the paragraph's number in the article, from 1. */
  "position",
  /** What the article's title has of the question. */
  "title",
] as const
export type Feature = (typeof FEATURES)[number]
export type Features = Readonly<Record<Feature, number>>

/** A paragraph with what surrounds it, folded. */
export interface Setting {
  paragraph: FoldedText
  title: string
  /** The paragraph before it; empty for the first. */
  before: string
  /** All paragraphs of its article. */
  article: string
  /** BM25 of the article's best other paragraph, words and bigrams together. */
  elsewhere: number
  /** Its index within the article, from 0. */
  position: number
}

/**
 * A paragraph's BM25 is seldom more than the question's idf; but where a numeral is rare in the library and common in
 * general Chinese, the one knows and the other does not.
 */
const MOST_BM25 = 1.5

/** Of a question that is hardly more than a name no more is granted to paragraphs that lack it. */
const MOST_NAMES = 0.3

/** The features of a candidate for a question. */
export function featuresOf(question: Question, { scores }: Candidate, setting: Setting): Features {
  const { paragraph, title, before, elsewhere, position } = setting
  const { text } = paragraph
  const parts = paragraph.sentences.map((sentence) => sentence.text)
  const words = spreadOver(question.words, title, text, parts)
  const bigrams = spreadOver(question.bigrams, title, text, parts)
  const characters = spreadOver(question.characters, title, text, parts)
  const sentences = mean(words.sentences, bigrams.sentences)
  const pairs = mean(words.pairs, bigrams.pairs)
  const names = spreadOver(question.names, title, text, [])
  const best = highest(pairs)
  return {
    bm25Words: Math.min(MOST_BM25, share(scores.words, question.words)),
    bm25Bigrams: Math.min(MOST_BM25, share(scores.bigrams, question.bigrams)),
    words: words.own,
    bigrams: bigrams.own,
    characters: characters.own,
    names: names.own * sum(question.names),
    twoSentences: Math.max(0, ...pairs),
    sentenceCharacters: Math.max(0, ...characters.sentences),
    window: windowShare(question, text),
    order: orderIn(parts[highest(sentences)] ?? "", question.content),
    numbers: shareOfNumbers(question.numbers, title + text),
    kind: question.kind ? Number(question.kind.holds((parts[best] ?? "") + (parts[best + 1] ?? ""))) : 0.5,
    length: Math.log(1 + text.length) / 10,
    // The whole article is folded only where it is looked into.
    articleNames: names.lacking.length > 0 ? Math.min(MOST_NAMES, had(names.lacking, setting.article)) : 0,
    before:
      (share(had(words.lacking, before), question.words) + share(had(bigrams.lacking, before), question.bigrams)) / 2,
    beforeCharacters: share(had(characters.lacking, before), question.characters),
    elsewhere: Math.min(MOST_BM25, elsewhere / Math.max(1e-9, sum(question.words) + sum(question.bigrams))),
    position: Math.log(1 + position),
    title: coverage(question.words, title),
  }
}

/** Where a paragraph has which share of some terms' weight. What its title says goes without saying in each sentence. */
interface Spread {
  /** In all of it. */
  own: number
  /** In each sentence, and in each with the one after it. */
  sentences: number[]
  pairs: number[]
  /** What it has nothing of. */
  lacking: Weighted[]
}

/** Each sentence is searched only for what the paragraph has: that is what makes thirty candidates quick. */
function spreadOver(terms: readonly Weighted[], title: string, text: string, sentences: readonly string[]): Spread {
  const lacking: Weighted[] = []
  const perSentence = sentences.map(() => 0)
  const perPair = sentences.map(() => 0)
  let titled = 0
  let own = 0
  for (const term of terms) {
    const { weight } = term
    const inTitle = weight * coverageOf(term, title)
    const inText = weight * coverageOf(term, text)
    titled += inTitle
    own += Math.max(inTitle, inText)
    if (inTitle === 0 && inText === 0) lacking.push(term)
    if (inText <= inTitle) continue
    let next = 0
    for (let i = sentences.length - 1; i >= 0; i--) {
      const here = Math.max(0, weight * coverageOf(term, sentences[i] ?? "") - inTitle)
      perSentence[i] = (perSentence[i] ?? 0) + here
      perPair[i] = (perPair[i] ?? 0) + Math.max(here, next)
      next = here
    }
  }
  const total = Math.max(1e-9, sum(terms))
  return {
    own: own / total,
    sentences: perSentence.map((here) => (titled + here) / total),
    pairs: perPair.map((here) => (titled + here) / total),
    lacking,
  }
}

const mean = (a: readonly number[], b: readonly number[]): number[] => a.map((value, i) => (value + (b[i] ?? 0)) / 2)

/** The index of the highest number; -1 where there is none. */
const highest = (numbers: readonly number[]): number => numbers.indexOf(Math.max(...numbers))

function shareOfNumbers(numbers: readonly string[], text: string): number {
  return numbers.length > 0 ? numbers.filter((number) => has(text, number)).length / numbers.length : 0.5
}

/** Of neighbouring words that the text has both, the share that it has in this order; ½ where there are none. */
function orderIn(text: string, content: readonly string[]): number {
  const places = content.map((word) => text.indexOf(word))
  const pairs = places.slice(1).flatMap((at, i) => {
    const before = places[i] ?? -1
    return at >= 0 && before >= 0 ? [before < at] : []
  })
  return pairs.length > 0 ? pairs.filter(Boolean).length / pairs.length : 0.5
}

/** How many characters a window has: two or three sentences of a newspaper. */
const WINDOW = 100

/** The greatest share of the question's idf within a window, words and bigrams counting the same. 0-1. */
function windowShare({ words, bigrams }: Question, text: string): number {
  const found: { at: number; term: Weighted; weight: number }[] = []
  for (const list of [words, bigrams]) {
    const total = Math.max(1e-9, sum(list))
    for (const term of list) {
      const weight = term.weight / total / 2
      for (let at = placeOf(text, term.term, 0); at >= 0; at = placeOf(text, term.term, at + 1))
        found.push({ at, term, weight })
    }
  }
  found.sort((a, b) => a.at - b.at)
  const inside = new Map<Weighted, number>()
  let share = 0
  let best = 0
  let first = 0
  for (const { at, term, weight } of found) {
    const times = inside.get(term) ?? 0
    inside.set(term, times + 1)
    if (times === 0) share += weight
    for (let out = found[first]; out && at - out.at > WINDOW; out = found[++first]) {
      const left = (inside.get(out.term) ?? 0) - 1
      inside.set(out.term, left)
      if (left === 0) share -= out.weight
    }
    best = Math.max(best, share)
  }
  return best
}

/** Whether a text has a term, its numbers as wholes: 150亩 does not have 50亩. */
export const has = (text: string, term: string): boolean => placeOf(text, term, 0) >= 0

/** The first place from an index on; -1 where there is none. */
function placeOf(text: string, term: string, from: number): number {
  let at = text.indexOf(term, from)
  while (at >= 0 && cutsNumber(text, term, at)) at = text.indexOf(term, at + 1)
  return at
}

/** Whether a term that begins or ends with a digit begins or ends within a number of the text. */
function cutsNumber(text: string, term: string, at: number): boolean {
  if (isDigit(term, 0) && (isDigit(text, at - 1) || text[at - 1] === ".")) return true
  const end = at + term.length
  return isDigit(term, term.length - 1) && (isDigit(text, end) || (text[end] === "." && isDigit(text, end + 1)))
}

/** Whether a text has a digit at a place. No character before U+0660 is one but ASCII's, and no Han character is. */
function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  if (unit < 0x660) return unit >= 0x30 && unit <= 0x39
  return !(unit >= 0x4e00 && unit <= 0x9fff) && DIGIT.test(text[at] ?? "")
}
const DIGIT = /\p{Nd}/u

/** The share of a question's idf that a text has, words and bigrams counting the same. 0–1. */
export const shareOf = (question: Question, text: string): number =>
  (coverage(question.words, text) + coverage(question.bigrams, text)) / 2

/** How much of a term a text has that has a variant of it instead. */
const VARIANT_SHARE = 0.7

/** The share of the terms' weight whose terms, or variants of them, the text has. 0 where there are no terms. */
function coverage(terms: readonly Weighted[], text: string): number {
  return share(had(terms, text), terms)
}

/**
 * How much of a term a text has: 1, a variant's share, or 0. Constants: for each weight that it gave back V8 would make an
 * object, ten thousand for a question.
 */
export function coverageOf({ term, variants }: Weighted, text: string): number {
  if (has(text, term)) return 1
  return variants.some((variant) => has(text, variant)) ? VARIANT_SHARE : 0
}

/** The weight that a text has of these terms. */
const had = (terms: readonly Weighted[], text: string): number =>
  terms.reduce((total, each) => total + each.weight * coverageOf(each, text), 0)

const share = (part: number, of: readonly Weighted[]): number => (of.length > 0 ? part / Math.max(1e-9, sum(of)) : 0)
const sum = (terms: readonly Weighted[]): number => terms.reduce((total, { weight }) => total + weight, 0)
