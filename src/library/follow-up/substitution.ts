// 那湘阴呢 after 澧县复耕多少亩: something takes the place of its like.

import { fold } from "../fold.js"
import { kindOf } from "../kinds.js"
import { isName, namesIn, placeIn, TITLE } from "./names.js"
import { asks, type Phrases, type Read, replace, type Span } from "./phrases.js"
import { placeOfTurn, subjectOf, type Turn } from "./turn.js"

const ELLIPSES = [/^(?:换成|换作|改成|如果是|要是|至于)?(?<what>.+?)(?:的)?呢$/du, /^(?:换成|换作|改成)(?<what>.+)$/du]
/** Follows up behind a name alone: 汝城怎么样, not 湘阴的交通怎么样. */
const HOW = /^(?<what>.+?)(?:怎么样|如何)$/du
/** What is longer says more than a name. */
const LONGEST = 14

/** The question that a text without its opening words makes of an earlier one; undefined where it is no such text. */
export function substituted(text: string, turn: Turn, read: Read): string | undefined {
  const ellipsis = match(ELLIPSES, text)
  const what = ellipsis ?? match([HOW], text)
  if (what === undefined || what.length > LONGEST) return undefined
  const thing = read(what)
  const [run, ...others] = thing.runs
  if (asks(thing) || !run || others.length > 0 || run.from > 0 || run.to < thing.words.length) return undefined
  if (ellipsis === undefined && namesIn(thing)[0]?.to !== thing.words.length) return undefined
  return putInPlace(thing, read(turn.question), turn)
}

/** What stands for `what` in the first form that a text has, as typed. */
function match(forms: readonly RegExp[], text: string): string | undefined {
  for (const form of forms) {
    const range = form.exec(fold(text))?.indices?.groups?.what
    if (range) return text.slice(...range)
  }
  return undefined
}

function putInPlace(thing: Phrases, frame: Phrases, turn: Turn): string {
  const { shown } = thing
  const like = likeOf(thing, frame)
  if (like) return replace(frame, like, shown)
  if (hasName(thing) || isTime(thing)) return shown + frame.shown
  // 那县长呢 after 澧县复耕多少亩: another thing is asked of the same subject.
  const person = TITLE.test(fold(shown))
  const tail = person ? "是谁" : kindOf(fold(frame.shown))?.name === "quantity" ? "多少" : ""
  const subject = (person ? placeOfTurn(frame, turn) : undefined) ?? subjectOf(frame, turn) ?? ""
  return subject + shown + tail
}

const hasName = ({ words }: Phrases): boolean => words.some((_, i) => isName(words, i))
const isTime = ({ words }: Phrases): boolean => words[0]?.role === "time"

/** What of the last question is of the same class: a time for a time, a name for a name, else the noun with the same ending. */
function likeOf(thing: Phrases, frame: Phrases): Span | undefined {
  if (isTime(thing)) return frame.runs.find(({ from }) => frame.words[from]?.role === "time")
  const place = placeIn(thing)
  if (place && place.to === thing.words.length) return placeIn(frame) ?? namesIn(frame)[0]
  if (hasName(thing)) {
    const names = namesIn(frame)
    return names.find((name) => !isOnlyPlace(frame, name)) ?? names[0]
  }
  const last = fold(thing.shown).slice(-1)
  return frame.runs.map((run) => endingIn(frame, run, last)).find((span) => span !== undefined)
}

const isOnlyPlace = (phrases: Phrases, { from, to }: Span): boolean => {
  const place = placeIn(phrases)
  return place?.from === from && place.to === to
}

/** The part of a run that ends with a character, without the name before it: 县委书记 in 湘阴县委书记. */
function endingIn(phrases: Phrases, run: Span, ending: string): Span | undefined {
  const at = phrases.words.findIndex(({ word }, i) => run.from <= i && i < run.to && word.endsWith(ending))
  if (at < 0 || isName(phrases.words, at)) return undefined
  const place = placeIn(phrases)
  return { from: place && place.from === run.from && place.to <= at ? place.to : run.from, to: at + 1 }
}
