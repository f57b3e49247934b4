// Questions about a made corpus, in the shape of real ones: what a reader remembers of a clause, with a word that asks in
// the place of its figure or name. They come from the corpus's beginning, so that each size is asked the same.

import { type Token, tokensOf } from "../src/library/terms.js"
import { clauses } from "../src/text/sentences.js"
import type { Names } from "./corpus/names.js"
import type { Corpus, MadeArticle } from "./corpus.js"
import { type Chance, chanceOf } from "./pages/chance.js"

export interface MadeQuestion {
  /** What it asks for; `absent` asks of a name that the corpus does not have. */
  kind: "figure" | "person" | "place" | "absent"
  text: string
}

/** Of which paragraphs, from the first, questions are made. */
const FROM = 10_000
/** The kinds come one after the other. */
const KINDS = ["figure", "person", "figure", "place", "absent"] as const
/** The share of a clause's words that a reader remembers. */
const REMEMBERED = 0.85
/** Characters of a clause that is asked about. */
const SHORTEST = 11
const LONGEST = 30

/** Up to `count` questions, a kind after the other, each of an article of its own. */
export function questionsOf(corpus: Corpus, count: number, seed = 1): MadeQuestion[] {
  const chance = chanceOf(seed)
  const names = corpus.names()
  const questions: MadeQuestion[] = []
  for (const article of chance.shuffled([...corpus.articles(FROM)])) {
    if (questions.length === count) break
    const kind = KINDS[questions.length % KINDS.length] ?? "figure"
    const text = asked(article, kind, names, chance)
    if (text !== undefined) questions.push({ kind, text })
  }
  return questions
}

/** A question of this kind about an article; undefined where it has no clause for one. */
function asked({ paragraphs }: MadeArticle, kind: MadeQuestion["kind"], names: Names, chance: Chance) {
  const text = paragraphs[chance.between(0, paragraphs.length - 1)] ?? ""
  const parts = clauses(text)
    .map(({ start, end }) => text.slice(start, end).replace(/[。，]$/u, ""))
    .filter((clause) => clause.length >= SHORTEST && clause.length <= LONGEST)
    .map(tokensOf)
  if (kind === "person" || kind === "place") {
    const tag = kind === "person" ? "nr" : "ns"
    const clause = parts.find((tokens) => tokens.some((token) => isName(token, tag)))
    return clause && remembered(clause, (token) => isName(token, tag), kind === "person" ? "谁" : "哪里", chance)
  }
  const clause = parts.find((tokens) => tokens.some(isFigure))
  if (!clause) return undefined
  const question = remembered(clause, isFigure, "多少", chance)
  if (kind === "absent") return names.absent(chance.happens(0.5) ? "place" : "organisation", chance) + question
  const name = tokensOf(text).find((token) => isName(token, "ns") || isName(token, "nt"))
  return name && !question.includes(name.word) ? name.word + question : question
}

/** A clause with a word that asks in the place of what is asked for, and without some of its other words. */
function remembered(tokens: readonly Token[], isAsked: (token: Token) => boolean, asking: string, chance: Chance) {
  const at = tokens.findIndex(isAsked)
  return tokens.map((token, i) => (i === at ? asking : chance.happens(REMEMBERED) ? token.word : "")).join("")
}

const isFigure = ({ word }: Token): boolean => /^\d+(?:\.\d+)?$/u.test(word)
const isName = ({ word, tag }: Token, wanted: string): boolean => tag === wanted && word.length > 1
