// Names that articles use and jieba's dictionary lacks: places by their endings (大堰垭镇, 樟树港湘江大桥), organisations
// by theirs, and what a newspaper coins in quotation marks (“两非”, “奔跑奖”). Learnt as words, they are not cut up.

import type { Article } from "./article.js"
import { fold } from "./fold.js"
import { isWord, type Token, tokensOf } from "./terms.js"

/** Units of administration: a name ends with one, and the next may follow at once (澧县大堰垭镇戴家河村). */
const UNIT = /(?:[省市县区镇乡村]|街道|社区)$/u
const WATER_OR_WAY = /(?:[河湖港]|大桥|水库|大道|高速)$/u
const ORGANISATION = /(?:公司|集团|合作社|管委会|协会|商会|医院|学校|大学|中学|小学|幼儿园)$/u
/** Place, person and other proper names, and what jieba only guesses. */
const PROPER = new Set(["ns", "nr", "nrt", "nz", "nt", "x"])
/** Parts of a place's name beside proper ones: 楠竹 in 楠竹山镇, 港 in 樟树港. */
const IN_PLACES = new Set([...PROPER, "n", "j", "ng"])
/** Parts of a company's name: 动力设备, 制造, 服务. */
const IN_ORGANISATIONS = new Set([...IN_PLACES, "v", "vn", "a", "b"])
/** Shorter ones (道县) are in the dictionary, or guesses (获省, 个村). */
const SHORTEST_PLACE = 3
const LONGEST_PLACE = 10
/** 该村, 我县, 这是: what points at a place does not name it. */
const POINTING = /^[该我本全各每这那此某两几个是为在于]/u
const LONGEST_ORGANISATION = 24
/** A quotation this short is a name for something; a longer one may be what somebody said, and must come again. */
const SHORT_COINAGE = 4
const LONGEST_COINAGE = 8

type Source = Pick<Article, "headline" | "kicker" | "subtitle" | "paragraphs">

/** The names of articles that are no words yet, folded. */
export function learnableNames(articles: Iterable<Source>): Set<string> {
  const names = new Set<string>()
  const coinages = createCoinages()
  for (const { headline, kicker, subtitle, paragraphs } of articles) {
    const titles = [headline, kicker, subtitle].filter((each) => each !== null)
    const texts = [...titles, ...paragraphs.map(({ text }) => text)].map(fold)
    const seen = new Map<string, number>()
    for (const [i, text] of texts.entries()) {
      coinages.add(text, i < titles.length)
      for (const { name, sure } of namesIn(text)) {
        const times = (seen.get(name) ?? 0) + 1
        seen.set(name, times)
        if (sure || times > 1 || i < titles.length) names.add(name)
      }
    }
  }
  return new Set([...names, ...coinages.names()].filter((name) => !isWord(name)))
}

interface Name {
  name: string
  /** Whether once is enough: it holds a proper name, or stands where only a place can. */
  sure: boolean
}

function namesIn(folded: string): Name[] {
  const names: Name[] = []
  const tokens = tokensOf(folded)
  for (const at of tokens.keys()) {
    const name = ORGANISATION.test(wordAt(tokens, at)) ? organisationEndingAt(tokens, at) : placeEndingAt(tokens, at)
    if (name) names.push(name)
  }
  return names
}

function placeEndingAt(tokens: readonly Token[], end: number): Name | undefined {
  const last = tokens[end]
  if (!last || !isHan(last.word) || !endsPlace(last.word) || isWholeName(last)) return undefined
  // Behind a noun of its own (保护区, 大道) only a proper name makes a name: 基本农田保护区 is none.
  const parts = last.tag === "n" ? PROPER : IN_PLACES
  const start = withoutNouns(
    tokens,
    beginning(tokens, end, (token) => parts.has(token.tag) && !isComplete(token), LONGEST_PLACE),
    end,
  )
  const name = joined(tokens, start, end)
  if (name.length < SHORTEST_PLACE || POINTING.test(name) || (start === end && last.tag !== "x")) return undefined
  const before = tokens[start - 1]
  const inUnit = before !== undefined && UNIT.test(before.word) && before.word.at(-1) !== name.at(-1)
  const proper = tokens.slice(start, end).some(({ word, tag }) => word.length > 1 && PROPER.has(tag))
  return { name, sure: proper || inUnit || before?.tag === "p" || (start === end && name.length === SHORTEST_PLACE) }
}

/** 项目落户湘江新区: nouns before whole words are no part of the name; 楠竹 before 山镇 and 樟树 before 港 are. */
function withoutNouns(tokens: readonly Token[], start: number, end: number): number {
  let at = start
  while (at + 1 < end && tokens[at]?.tag === "n" && wordAt(tokens, at).length > 1 && wordAt(tokens, at + 1).length > 1)
    at++
  return at
}

function organisationEndingAt(tokens: readonly Token[], end: number): Name | undefined {
  let start = beginning(tokens, end, ({ tag }) => IN_ORGANISATIONS.has(tag), LONGEST_ORGANISATION)
  // 成立江楠管家…公司: what is done with it is no part of it.
  while (start < end && !PROPER.has(tokens[start]?.tag ?? "")) start++
  const name = joined(tokens, start, end)
  return start < end && name.length <= LONGEST_ORGANISATION ? { name, sure: true } : undefined
}

/** The first of the tokens before `end` that run up to it and all may be part of its name. */
function beginning(
  tokens: readonly Token[],
  end: number,
  mayBePart: (token: Token) => boolean,
  longest: number,
): number {
  let start = end
  for (let at = end - 1; at >= 0; at--) {
    const token = tokens[at]
    if (!token || !isHan(token.word) || !mayBePart(token) || joined(tokens, at, end).length > longest) break
    start = at
  }
  return start
}

const endsPlace = (word: string): boolean => UNIT.test(word) || WATER_OR_WAY.test(word)
/** 汝城县, 香港: a name that the dictionary has. 山镇 and 新区, which it has too, are only ends of names. */
const isWholeName = ({ word, tag }: Token): boolean =>
  tag === "ns" && (word.length > 2 ? UNIT.test(word) : word.endsWith("港"))
/** 澧县, 云湖河: another name begins behind it. A lone 港 is part of one. */
const isComplete = ({ word }: Token): boolean => word.length > 1 && endsPlace(word)
const isHan = (word: string): boolean => /^\p{Script=Han}+$/u.test(word)
const wordAt = (tokens: readonly Token[], at: number): string => tokens[at]?.word ?? ""
const joined = (tokens: readonly Token[], start: number, end: number): string =>
  tokens
    .slice(start, end + 1)
    .map(({ word }) => word)
    .join("")

/** What stands in quotation marks, counted. */
function createCoinages() {
  const counts = new Map<string, number>()
  return {
    add(folded: string, inTitle: boolean): void {
      for (const [, quoted = ""] of folded.matchAll(/“([\p{L}\p{N}]{2,})”/gu)) {
        if (quoted.length > LONGEST_COINAGE || !/\p{Script=Han}/u.test(quoted)) continue
        const enough = inTitle || quoted.length <= SHORT_COINAGE
        counts.set(quoted, (counts.get(quoted) ?? 0) + (enough ? 2 : 1))
      }
    },
    names: (): string[] => [...counts].flatMap(([quoted, count]) => (count > 1 ? [quoted] : [])),
  }
}
