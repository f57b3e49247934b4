// A question as phrases: what it asks with, what it is about, and which of its words say anything.

import { foldCharacters } from "../fold.js"
import { backgroundIdf, SPECIFIC_IDF, type Token, tokensOf } from "../terms.js"

/** What a token does in a question. `unit` counts or sorts what is asked for: 多少亩, 哪个村. */
export type Role = "asks" | "unit" | "noun" | "time" | "verb" | "other"

export interface Word extends Token {
  role: Role
}

/** Tokens `[from, to)` one after the other. */
export interface Span {
  from: number
  to: number
}

export interface Phrases {
  /** As typed where folding keeps every character in its place, else folded; the words' places hold in it. */
  shown: string
  words: Word[]
  /** Noun phrases and times, in order. */
  runs: Span[]
}

/** Reads a part of the conversation. */
export type Read = (text: string) => Phrases

/** Words that ask: 什么, 谁的, 哪一年. Not 几何, 几内亚, 哪吒, 那不勒斯. */
const ASKS =
  /什么(?!的$)|多少|^几[^内何乎率]?$|^几[个天年条位次名月种座]|谁|哪(?!吒)|怎么|怎样|怎|如何|为何|何[时处人年以]|^何$|啥|咋|吗|多[高长大远久宽深重快]/u
/** Whether there is a word that asks. */
export const asks = ({ words }: Phrases): boolean => words.some(({ role }) => role === "asks")

const NOMINAL = /^(?:n|j$|l$|i$|eng$|vn$|b$|f$|m$|mq$|zg$|q$|a$|an$|s$|x$|t$|k$)/u
const WORDLIKE = /[\p{L}\p{N}]/u
/** What an asking word asks for, said behind it. */
const ASKED_FOR = /^(?:时候|时间|时期|地方|原因|名字|意思|样子|办法|方法)$/u
const TIME =
  /^(?:[今去前明后当]年|[上下本]半?年|年[初底末]|\d{2,4}年|\d{1,2}月份?|[一二三四五六七八九十]+月|[今昨明前]天|[上下本]个?[月周])/u

/** Reads a text as typed or folded. The dictionary takes many a place for something else; `isPlace` knows better. */
export function readPhrases(text: string, isPlace: (folded: string) => boolean = () => false): Phrases {
  // Numbers stay as they are written: the reader is shown the question in full.
  const folded = foldCharacters(text)
  const tokens = tokensOf(folded)
    .flatMap(withoutCopula)
    .map((token) =>
      token.word.length > 1 && /^n/u.test(token.tag) && isPlace(token.word) ? { ...token, tag: "ns" } : token,
    )
  const words = rolesOf(tokens)
  return { shown: folded.length === text.length ? text : folded, words, runs: runsOf(words) }
}

/** A word that the dictionary lacks is sometimes cut behind 是: 湘阴县 + 长是 + 谁. */
function withoutCopula(token: Token): Token[] {
  const { word, tag, start } = token
  if (tag !== "x" || word.length < 2 || !word.endsWith("是")) return [token]
  const name = word.slice(0, -1)
  return [
    { word: name, tag: name.length > 1 ? "x" : "n", start },
    { word: "是", tag: "v", start: start + name.length },
  ]
}

function rolesOf(tokens: readonly Token[]): Word[] {
  const words: Word[] = []
  for (const [i, token] of tokens.entries()) words.push({ ...token, role: roleOf(token, words[i - 1], tokens[i + 1]) })
  return words
}

function roleOf(token: Token, before: Word | undefined, after: Token | undefined): Role {
  const { word, tag } = token
  if (ASKS.test(word)) return "asks"
  if (!WORDLIKE.test(word)) return "other"
  if (before?.role === "asks" && isUnit(token)) return "unit"
  if (TIME.test(word) || (tag === "m" && /^[年月]/u.test(after?.word ?? ""))) return "time"
  if (before?.role === "time" && /^[年月日号]$/u.test(word)) return "time"
  if (/^[与和]$/u.test(word))
    return before?.role === "noun" && after !== undefined && NOMINAL.test(after.tag) ? "noun" : "other"
  if (NOMINAL.test(tag)) return "noun"
  // 多少个奔跑奖: what is counted is a thing, whatever the dictionary says.
  if (before?.role === "unit" && /^v/u.test(tag) && after !== undefined && /^n/u.test(after.tag)) return "noun"
  return /^v/u.test(tag) ? "verb" : "other"
}

const isUnit = ({ word, tag }: Token): boolean =>
  ASKED_FOR.test(word) || ((word.length === 1 || tag === "q" || /^个/u.test(word)) && !/^[vrpud]/u.test(tag))

function runsOf(words: readonly Word[]): Span[] {
  const runs: Span[] = []
  for (const [i, { role }] of words.entries()) {
    if (role !== "noun" && role !== "time") continue
    const last = runs.at(-1)
    if (last && last.to === i && words[i - 1]?.role === role) last.to = i + 1
    else runs.push({ from: i, to: i + 1 })
  }
  return runs
}

/** Whether a noun or a verb is rare enough to say what is meant. */
export const isSpecific = ({ word, role }: Word): boolean =>
  (role === "noun" || role === "verb") && backgroundIdf(word) >= SPECIFIC_IDF

/** Whether a word says nothing by itself: it asks, joins, or is everywhere (说, 人, 有). */
export const isGeneral = ({ word, role }: Word): boolean =>
  role === "asks" || role === "unit" || (role !== "time" && backgroundIdf(word) === 0)

/** The text of a span. */
export function textOf({ shown, words }: Phrases, { from, to }: Span): string {
  const [first, last] = [words[from], words[to - 1]]
  return first && last && from < to ? shown.slice(first.start, last.start + last.word.length) : ""
}

/** The text with a span put otherwise. */
export const replace = (phrases: Phrases, { from, to }: Span, by: string): string =>
  textOf(phrases, { from: 0, to: from }) + by + textOf(phrases, { from: to, to: phrases.words.length })
