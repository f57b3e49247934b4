// What a conversation is about: the subject of its last question, the place and the person in its answer.

import { fold } from "../fold.js"
import { kindOf } from "../kinds.js"
import { isName, namesIn, personAfter, personIn, placeIn, TITLE } from "./names.js"
import { isSpecific, type Phrases, textOf } from "./phrases.js"

/** What is kept of a question that has been asked. */
export interface Turn {
  /** In full, as it was put to the library. */
  question: string
  answered: boolean
  /** The clause that answered, its sentence and its paragraph; empty where none did. */
  clause: string
  said: string
  passage: string
  /** The place of the article that answered, if it names one. */
  place: string | undefined
}

/** The last question, and the last one that was answered: the same, unless the last was refused. */
export interface Turns {
  last: Turn
  answered: Turn | undefined
}

/** A clause that is longer, in characters, is no subject of a question. */
export const LONGEST_SUBJECT = 20

/** What the last question was about: its names; else the place of the answer's article. */
export function subjectOf(last: Phrases, { place, question }: Turn): string | undefined {
  const [name] = namesIn(last)
  const asksPerson = kindOf(fold(question))?.name === "person"
  if (name) return textOf(last, asksPerson ? (placeIn(last) ?? name) : name)
  const part = specificPart(last)
  return place ?? (part !== "" && part.length <= LONGEST_SUBJECT ? part : undefined)
}

/** The last question up to its last specific word, without what asks: 澧县复耕 of 澧县复耕多少亩. */
export function specificPart({ shown, words }: Phrases): string {
  const last = words.findLastIndex((word, i) => word.role !== "asks" && (isSpecific(word) || isName(words, i)))
  return words
    .slice(0, last + 1)
    .filter(({ role, word }) => role !== "asks" && role !== "unit" && !/^[了过着]$/u.test(word))
    .map(({ word, start }) => shown.slice(start, start + word.length))
    .join("")
}

/** A person that the question names; else the one whom the answer names behind the title that was asked for, or any. */
export const personOf = (last: Phrases, { said, passage }: Turn): string | undefined =>
  personIn(last) ?? personAfter(titleIn(last), said) ?? personAfter(undefined, said) ?? personAfter(undefined, passage)

/** The place of the question, else of the article that answered. */
export const placeOfTurn = (last: Phrases, { place }: Turn): string | undefined => {
  const span = placeIn(last)
  return span ? textOf(last, span) : place
}

const titleIn = ({ words }: Phrases): string | undefined => words.find(({ word }) => TITLE.test(word))?.word
