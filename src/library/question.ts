// What a question asks for: its terms with their rarity, the words that make it specific, the kind of answer.

import { asks, LINKING } from "./asking.js"
import { fold } from "./fold.js"
import { type Kind, kindOf } from "./kinds.js"
import type { Statistics } from "./statistics.js"
import { SURNAMES } from "./surnames.js"
import type { Synonyms } from "./synonyms.js"
import { backgroundIdf, bigramsOf, charactersOf, type Token, tokensOf, wordsOf } from "./terms.js"

export interface Weighted {
  term: string
  /** Its idf in the library. */
  weight: number
  /** What else the expression that it belongs to may be called, as far as the library has it. */
  variants: readonly string[]
}

export interface Question {
  /** As asked, folded. */
  asked: string
  /** Without the words that only ask: what can be looked for. Parts are separated by spaces. */
  sought: string
  words: Weighted[]
  bigrams: Weighted[]
  /** Its different characters; numbers and Latin words as wholes. */
  characters: Weighted[]
  /** Proper names, what no dictionary has among them; weighed as shares of the question's tokens together. */
  names: Weighted[]
  /** The places and persons among them, each by itself. */
  named: string[]
  /** Its words one after the other, none within another, those that say nothing left out. */
  content: string[]
  /** Its numbers, as matched. */
  numbers: string[]
  /** What else any of its expressions may be called, as far as the library has it. */
  variants: string[]
  /** The share of its words' weight that no paragraph has, 0–1. */
  unknown: number
  kind: Kind | undefined
}

/** jieba's tags of persons, places, organisations, other names, Latin words, and what it has no word for. */
const NAME = /^(?:nr|ns|nt|nz|eng|x)/u

/** Analyses a question, as typed or folded; empty terms where it holds nothing to look for. */
export function readQuestion(text: string, statistics: Statistics, synonyms?: Synonyms): Question {
  const folded = fold(text)
  const sought = soughtIn(tokensOf(folded.replace(LINKING, " ")))
  const expressions = (synonyms?.in(folded) ?? []).map(({ typed, variants }) => ({
    typed,
    variants: variants.filter((variant) => bigramsOf(variant).every(statistics.knows)),
  }))
  const variantsOf = (term: string) =>
    expressions.flatMap(({ typed, variants }) => (typed.includes(term) ? variants : []))
  const weigh = (terms: readonly string[], weight: (term: string) => number) =>
    [...new Set(terms)].map((term) => ({ term, weight: weight(term), variants: variantsOf(term) }))
  const words = weigh(
    wordsOf(sought).filter((word) => !asks(word)),
    statistics.word,
  )
  const tokens = tokensOf(sought).filter(({ word }) => /[\p{L}\p{N}]/u.test(word))
  const weight = tokens.reduce((sum, { word }) => sum + statistics.word(word), 0)
  const total = (list: readonly Weighted[]) => list.reduce((sum, { weight }) => sum + weight, 0)
  return {
    asked: folded,
    sought,
    words,
    unknown:
      total(words.filter(({ term, variants }) => variants.length === 0 && !statistics.knows(term))) /
      Math.max(Number.EPSILON, total(words)),
    bigrams: weigh(bigramsOf(sought), statistics.bigram),
    characters: weigh(charactersOf(sought), statistics.character),
    names: weigh(
      tokens.filter(({ tag }) => NAME.test(tag)).map(({ word }) => word),
      (word) => statistics.word(word) / Math.max(Number.EPSILON, weight),
    ).map((name) => ({
      ...name,
      variants: [...name.variants, ...(COUNTY.test(name.term) ? shortName(name.term) : [])],
    })),
    named: namedIn(tokens),
    content: tokens.map(({ word }) => word).filter((word) => word.length > 1 || backgroundIdf(word) > 0),
    numbers: sought.match(/\p{Nd}+(?:\.\p{Nd}+)?/gu) ?? [],
    variants: expressions.flatMap(({ variants }) => variants),
    kind: kindOf(folded),
  }
}

/** What a place's or a people's name may go without: 湘阴 of 湘阴县. */
export const shortName = (name: string): string[] =>
  /^.{2,}[省市县区镇乡村州国岛人]$/u.test(name) ? [name.slice(0, -1)] : []

/** Printed as often without what they end in. */
const COUNTY = /[市县区镇乡]$/u

/** Of counties, towns and villages the dictionary has the large ones only, and cuts the others: 道 + 县. */
const PLACE_CLASS = /^[县镇乡村]$/u
const MAY_NAME = /^(?![该本全各几每某两一二三四五六七八九十个此这那])\p{Script=Han}{1,3}$/u

/** A person whose given name is a word: 王 + 镇江. */
const isSurname = ({ word, tag }: Token): boolean => word.length === 1 && tag === "nr" && SURNAMES.includes(word)

function namedIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ word, tag, start }, i) => {
    const before = tokens[i - 1]
    if (before && isSurname(before) && before.start + 1 === start && /^n/u.test(tag) && word.length <= 2)
      return [before.word + word]
    const named = before && before.start + before.word.length === start && !before.tag.startsWith("v")
    if (word.length > 1 && /^(?:ns|nr)/u.test(tag)) return [word]
    return named && PLACE_CLASS.test(word) && MAY_NAME.test(before.word) ? [before.word + word] : []
  })
}

/** The tokens that say what is sought; a space wherever one that only asks was left out. */
function soughtIn(tokens: readonly Token[]): string {
  return tokens
    .map(({ word }) => (asks(word) || !/[\p{L}\p{N}]/u.test(word) ? " " : word))
    .join("")
    .replace(/\s+/gu, " ")
    .trim()
}
