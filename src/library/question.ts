// What a question asks for: its terms with their rarity, the words that make it specific, the kind of answer.

import { fold } from "./fold.js"
import { type Kind, kindOf } from "./kinds.js"
import type { Statistics } from "./statistics.js"
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

/** Words that ask, or that say nothing about what is asked. Folded. */
export const ASKING: ReadonlySet<string> = new Set(
  (
    "什么 东西 多少 几 谁 哪 哪里 哪儿 哪个 哪些 哪位 哪种 哪家 哪年 哪一 哪一年 哪天 哪国 怎么 怎么样 怎样 如何 为什么 为何 为啥 何时 何处 何人 何 何种 啥 咋 " +
    "吗 呢 吧 啊 呀 么 嘛 的 了 着 过 得 地 之 请问 请 想 知道 告诉 我 你 您 是 有 在 被 把 将 和 与 及 或 也 都 就 还 又 个 这 那 其 多少钱 几个 几天 几年 几条 几位 几次 几名 几月 几种 几座 几人 叫什么 叫做 名字 名叫 多久 多大 多长 多高 多远 第几"
  ).split(" "),
)

/** Asking words that the dictionary glues to what follows them: 哪条路, 几条, 多少钱; not 哪吒, 几内亚, 几何. */
const GLUED = /^(?:哪(?!吒)|啥|咋|多少|什么|几[^内何乎率])/u

/** jieba's tags of persons, places, organisations, other names, Latin words, and what it has no word for. */
const NAME = /^(?:nr|ns|nt|nz|eng|x)/u

/** What links an asking word to the rest: 县长是谁 is cut as 长是 otherwise, a word that no article has. */
const LINKING = /[是叫](?=谁|什么|哪|多少|几|啥|怎)|(?<=谁|什么|啥|哪[里儿个位家])是/gu

/** Whether a word only asks. */
export const asks = (word: string): boolean => ASKING.has(word) || GLUED.test(word)

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
    ),
    named: namedIn(tokens),
    content: tokens.map(({ word }) => word).filter((word) => word.length > 1 || backgroundIdf(word) > 0),
    numbers: sought.match(/\p{Nd}+(?:\.\p{Nd}+)?/gu) ?? [],
    variants: expressions.flatMap(({ variants }) => variants),
    kind: kindOf(folded),
  }
}

/** Of counties, towns and villages the dictionary has the large ones only, and cuts the others: 道 + 县. */
const PLACE_CLASS = /^[县镇乡村]$/u
const MAY_NAME = /^(?![该本全各几每某两一二三四五六七八九十个此这那])\p{Script=Han}{1,3}$/u

function namedIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ word, tag, start }, i) => {
    if (word.length > 1 && /^(?:ns|nr)/u.test(tag)) return [word]
    const before = tokens[i - 1]
    const named = before && before.start + before.word.length === start && !before.tag.startsWith("v")
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
