// How sure it is that the best passage answers the question at all. What a passage lacks tells more than what it has:
// a paragraph about the same topic has most of the question's words.

import { coverageOf } from "./evidence.js"
import { postsIn } from "./kinds.js"
import { type Question, shortName } from "./question.js"
import { type Ranked, weighted } from "./rank.js"
import { tellingOf, tellsTheSame } from "./reprints.js"
import { CONFIDENCE_WEIGHTS } from "./weights.js"

export const CONFIDENCE_FEATURES = [
  "bm25Words",
  "bm25Bigrams",
  "bigrams",
  "characters",
  "twoSentences",
  "sentenceCharacters",
  "order",
  "numbers",
  "beforeCharacters",
  /** The share of the question that is proper names and that neither the passage nor its article has. */
  "namesLacking",
  /** 1 where the question names a place or a person that neither the passage nor its article has. */
  "stranger",
  /** The idf of the rarest word of which the passage has no character, over 10. */
  "wordLacking",
  /** 1 where a figure or a date is asked for and the best sentences hold none; and where the whole passage holds none. */
  "valueLacking",
  "valueNowhere",
  /** 1 where the question names a post (县长, 局长) that the passage does not mention. */
  "postLacking",
  /** Natural logarithm of 1 + the score's lead over the best passage of another article that does not say the same. */
  "margin",
  /** Natural logarithm of the question's length in characters, over 3. */
  "questionLength",
  /** The share of the question's idf in words that no paragraph has. */
  "unknown",
] as const
export type ConfidenceFeature = (typeof CONFIDENCE_FEATURES)[number]

/** What confidence in the first of the ranked passages rests on. */
export function confidenceFeatures(
  question: Question,
  first: Ranked,
  ranked: readonly Ranked[],
): Record<ConfidenceFeature, number> {
  const rival = rivalOf(first, ranked)
  const { names, articleNames, kind } = first.features
  const { paragraph, title } = first.setting
  const whole = title + paragraph.text
  const value = question.kind?.looks === "value"
  const posts = postsIn(question.asked)
  return {
    ...first.features,
    namesLacking: Math.max(0, question.names.reduce((sum, { weight }) => sum + weight, 0) - names - articleNames),
    stranger: question.named.some((name) => !mentions(title + first.setting.article, name, question)) ? 1 : 0,
    wordLacking: rarestLacking(question, whole) / 10,
    valueLacking: value ? 1 - kind : 0,
    valueNowhere: value && !question.kind?.holds(whole) ? 1 : 0,
    postLacking: posts.length > 0 && !posts.some((post) => whole.includes(post)) ? 1 : 0,
    margin: Math.log1p(Math.max(0, first.score - (rival?.score ?? 0))),
    questionLength: Math.log(1 + question.sought.length) / 3,
    unknown: question.unknown,
  }
}

/** How sure the first of the ranked passages answers the question, 0–1; 0 where there is none, or nothing but figures is asked. */
export function confidence(question: Question, ranked: readonly Ranked[]): number {
  const [first] = ranked
  if (!first || !/\p{L}/u.test(question.sought)) return 0
  const features = confidenceFeatures(question, first, ranked)
  const logit = weighted(CONFIDENCE_FEATURES, features, CONFIDENCE_WEIGHTS) + CONFIDENCE_WEIGHTS.bias
  return 1 / (1 + Math.exp(-logit))
}

/** From this share of the question's characters in one sentence on, a passage may answer. */
const ANSWERS_FROM = 0.9

/** Several articles may report the same: those are no rivals. */
const saysTheSame = ({ features: { sentenceCharacters } }: Ranked, { features: best }: Ranked): boolean =>
  sentenceCharacters >= Math.max(ANSWERS_FROM, best.sentenceCharacters - 0.05)

/** The best passage of another article that neither says the same nor stands in a reprint of the first one's article. */
function rivalOf(first: Ranked, ranked: readonly Ranked[]): Ranked | undefined {
  const telling = tellingOf(first.setting.paragraph.text)
  const reprints = new Map([[first.candidate.articleId, true]])
  const isReprint = (id: string) => {
    const known = reprints.get(id)
    const passages = known === undefined ? ranked.filter(({ candidate }) => candidate.articleId === id) : []
    const found = known ?? passages.some((each) => tellsTheSame(tellingOf(each.setting.paragraph.text), telling))
    reprints.set(id, found)
    return found
  }
  return ranked.find((each) => !isReprint(each.candidate.articleId) && !saysTheSame(each, first))
}

function mentions(text: string, name: string, { words }: Question): boolean {
  if ([name, ...shortName(name)].some((each) => text.includes(each))) return true
  return words.some(({ term, variants }) => term === name && variants.some((variant) => text.includes(variant)))
}

function rarestLacking({ words }: Question, text: string): number {
  const lacking = words.filter(
    (word) => coverageOf(word, text) === 0 && ![...word.term].some((char) => text.includes(char)),
  )
  return Math.max(0, ...lacking.map(({ weight }) => weight))
}
