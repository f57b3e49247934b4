// Pronouns, and what they stand for: 他, 那里, 该项目, 这个村.

import { fold } from "../fold.js"
import { namesIn, placeIn } from "./names.js"
import { type Phrases, readPhrases, replace, type Span, textOf } from "./phrases.js"
import { personOf, placeOfTurn, subjectOf, type Turn } from "./turn.js"

const PERSON = /^[他她]$/u
/** A place, or those who are there. */
const HERE = /^(?:当地|本地|[这那](?:里|儿|边)|[他她]们)$/u
const THINGS = /^(?:它们?|其|此)$/u
/** Points at the noun behind it: 该项目, 这个村, 这条路. */
const POINTING = /^(?:该|此|[这那](?:[个位条座家项次种些届]|一)?)/u

/** A pronoun, and the noun that it points at. */
export function pronounIn({ words }: Phrases): Span | undefined {
  for (const [i, { word }] of words.entries()) {
    if (PERSON.test(word) || HERE.test(word) || THINGS.test(word)) return { from: i, to: i + 1 }
    const pointing = POINTING.exec(word)?.[0]
    if (pointing === undefined) continue
    let to = i + 1
    while (words[to]?.role === "noun" || words[to]?.role === "unit") to++
    return to > i + 1 || pointing !== word ? { from: i, to } : undefined
  }
  return undefined
}

/** What a pronoun stands for. `whole`: also for the noun that it points at. */
export interface Meant {
  text: string
  whole: boolean
}

/** What a pronoun of a text stands for after a question; undefined where there is nothing. */
export function meantBy(pronoun: Span, typed: Phrases, last: Phrases, turn: Turn): Meant | undefined {
  const word = typed.words[pronoun.from]?.word ?? ""
  const whole = (text: string | undefined): Meant | undefined =>
    text === undefined ? undefined : { text, whole: true }
  const subject = subjectOf(last, turn)
  // What the question names may be a person that the dictionary lacks, but a place is nobody.
  const namesPlace = placeIn(last) !== undefined
  if (PERSON.test(word))
    return whole(personOf(last, turn) ?? (namesIn(last).length > 0 && !namesPlace ? subject : undefined))
  if (HERE.test(word)) return whole(placeOfTurn(last, turn) ?? subject)
  const noun = fold(textOf(typed, pronoun))
    .replace(POINTING, "")
    .replace(/^[个位条座家项次种些届]/u, "")
  if (noun === "") return whole(subject)
  const named = wholeNoun(noun, last, turn)
  if (named !== undefined) return whole(named)
  return subject === undefined ? undefined : { text: subject, whole: noun.length === 1 }
}

/** The name that a noun is part of: in the question, else for a place in what answered. */
function wholeNoun(noun: string, last: Phrases, turn: Turn): string | undefined {
  const asked = last.runs.map((run) => upTo(last, run, noun)).find((text) => text !== undefined)
  if (asked !== undefined || !/^[省市县区镇乡村州]$/u.test(noun)) return asked
  return endingWith(noun, turn.said) ?? endingWith(noun, turn.passage) ?? placeOfTurn(last, turn)
}

/** A run up to the noun in it: 樟树港湘江大桥与金雷大道项目 for 项目. */
function upTo(phrases: Phrases, run: Span, noun: string): string | undefined {
  const at = phrases.words.findLastIndex(({ word }, i) => run.from <= i && i < run.to && word.endsWith(noun))
  const text = at < 0 ? "" : textOf(phrases, { from: run.from, to: at + 1 })
  return text.length > noun.length ? text : undefined
}

/** The noun phrase of a sentence that ends with this noun. */
function endingWith(noun: string, sentence: string): string | undefined {
  const phrases = readPhrases(sentence)
  return phrases.runs.map((run) => upTo(phrases, run, noun)).find((text) => text !== undefined)
}

/** A text with what its pronoun stands for. */
export function withMeant(typed: Phrases, pronoun: Span, meant: Meant): string {
  if (meant.whole) return replace(typed, pronoun, meant.text)
  const word = typed.words[pronoun.from]?.word ?? ""
  const rest = word.slice((POINTING.exec(word)?.[0] ?? word).length)
  return replace(typed, { from: pronoun.from, to: pronoun.from + 1 }, meant.text + rest)
}
