// Which words of a question are names: of places, persons, projects. jieba's tags are often wrong about them, so what
// they are joined to decides as much.

import { fold } from "../fold.js"
import { isSpecific, type Phrases, readPhrases, type Span, textOf, type Word } from "./phrases.js"

const NAMED = /^(?:ns|nr|nt|nz|eng|x$)/u
/** Abbreviations are names where they are long: 冬奥会, 中联重科. */
const SHORTEST_ABBREVIATION = 3

/** The last character of a place's full name. */
const PLACE_ENDING = /^[省市县区镇乡村州]$/u

/** Whether a word is a name, or closes one: 澧县, 道 + 县, 张儒 + 万. */
export function isName(words: readonly Word[], at: number): boolean {
  const word = words[at]
  if (word?.role !== "noun") return false
  const named =
    (NAMED.test(word.tag) && word.word.length > 1) || (word.tag === "j" && word.word.length >= SHORTEST_ABBREVIATION)
  return named || closesName(words, at) || opensName(words, at)
}

const closesName = (words: readonly Word[], at: number): boolean => {
  const [before, word] = [words[at - 1], words[at]]
  if (before?.role !== "noun" || !word || [...word.word].length > 1) return false
  return PLACE_ENDING.test(word.word) ? !/^[全各本每]$/u.test(before.word) : before.tag === "x"
}

/** 道 before 县; 李 before 镇江: a surname by itself. */
const opensName = (words: readonly Word[], at: number): boolean => {
  const [word, after] = [words[at], words[at + 1]]
  if (!word || after?.role !== "noun") return false
  return (PLACE_ENDING.test(after.word) && closesName(words, at + 1)) || (word.tag === "nr" && after.word.length <= 2)
}

/** What persons in office are called. */
export const TITLE = /(?:书记|[省市县区镇乡村州厅局校院部团队处科会]长|主任|主席|总?经理|教授)$/u
/** What stands before a person's name. */
const BEFORE_NAME = new RegExp(`${TITLE.source}|(?:村民|市民|居民|农民工|记者|负责人)$`, "u")

/**
 * The names in a text, each with the nouns that belong to it: 湘阴, 樟树港湘江大桥与金雷大道. A noun phrase that something
 * is said of (蔬菜智慧基地 in 蔬菜智慧基地建在哪里) is taken whole; of one that is asked for (湘阴人口 in 湘阴人口多少) only
 * what is specific.
 */
export function namesIn({ words, runs }: Phrases): Span[] {
  return runs.flatMap(({ from, to }) => {
    let end = to
    while (end > from && !isName(words, end - 1)) end--
    if (end === from) return []
    const saidOf = words[to]?.role === "verb" && !/^(?:是|有|叫|为)$/u.test(words[to]?.word ?? "")
    const belongs = (word: Word) =>
      saidOf ? /^n/u.test(word.tag) : isSpecific(word) || (word.word.length === 1 && /^(?:n|zg|q|m)/u.test(word.tag))
    for (let next = words[end]; end < to && next && belongs(next); next = words[end]) end++
    return [{ from, to: end }]
  })
}

/** The place that a noun phrase begins with, if it is one's name: 湘阴 of 湘阴县委书记. */
export function placeIn({ words, runs }: Phrases): Span | undefined {
  for (const { from, to } of runs) {
    const [first, second] = [words[from], words[from + 1]]
    if (first?.role !== "noun") continue
    if (second && from + 1 < to && closesPlace(words, from + 1)) return { from, to: from + 2 }
    if (isName(words, from) && (first.tag === "ns" || PLACE_ENDED.test(first.word))) return { from, to: from + 1 }
    if (second?.tag === "ns" && PLACE_ENDED.test(second.word)) return { from, to: from + 2 }
  }
  return undefined
}

const PLACE_ENDED = /\p{Script=Han}[省市县区镇乡村州]$/u
const closesPlace = (words: readonly Word[], at: number): boolean =>
  PLACE_ENDING.test(words[at]?.word ?? "") && closesName(words, at)

/** A person's name is two or three characters; with a compound surname four. */
const PERSON = /^\p{Script=Han}{2,4}$/u

/** The person that a question names, if any. */
export function personIn(phrases: Phrases): string | undefined {
  const { words, runs } = phrases
  const run = runs.find(
    (each) =>
      PERSON.test(textOf(phrases, each)) &&
      words.slice(each.from, each.to).some(({ tag }) => /^(?:nr|x$)/u.test(tag)) &&
      !PLACE_ENDED.test(textOf(phrases, each)),
  )
  return run && textOf(phrases, run)
}

/** The person named behind this title, or behind any: 李镇江 in 湘阴县委书记李镇江说. */
export function personAfter(title: string | undefined, sentence: string): string | undefined {
  const { shown, words } = readPhrases(sentence)
  const at = words.findIndex(({ word }) => (title === undefined ? BEFORE_NAME.test(word) : word === title))
  let name = ""
  for (const { word, start, role } of at < 0 ? [] : words.slice(at + 1)) {
    if (role !== "noun" || name.length + word.length > 3) break
    name += shown.slice(start, start + word.length)
  }
  return name.length > 1 ? name : undefined
}

/** The words that name something, folded: 湘江, 金雷; a name cut into single characters (道 + 县) in one piece. */
export function nameWords(phrases: Phrases): string[] {
  return namesIn(phrases).flatMap((name) => {
    const words = phrases.words
      .slice(name.from, name.to)
      .filter(({ word }, i) => word.length > 1 && isName(phrases.words, name.from + i))
    return words.length > 0 ? words.map(({ word }) => word) : [fold(textOf(phrases, name))]
  })
}
