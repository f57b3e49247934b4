// 投资多少, 他是哪里人, 为什么 after 澧县复耕多少亩: what the conversation is about is put in.

import { fold } from "../fold.js"
import { backgroundIdf } from "../terms.js"
import { isName } from "./names.js"
import { asks, isGeneral, isSpecific, type Phrases, type Read, type Span, type Word } from "./phrases.js"
import { type Meant, meantBy, pronounIn, withMeant } from "./pronouns.js"
import { LONGEST_SUBJECT, specificPart, subjectOf, type Turn } from "./turn.js"

export interface Completed {
  /** The question in full. */
  question: string
  /**
   * `marked`: by its form it cannot stand alone (那湘阴呢, 他是哪里人, 为什么). `open`: it lacks a subject, but may be a
   * broad question (投资多少). `doubtful`: it has specific words, `own`, and may well stand alone.
   */
  form: "marked" | "open" | "doubtful"
  /** Its own specific words, folded. */
  own: string[]
  /** Asks who said what has been shown. */
  asksSpeaker?: boolean
}

/** The question that a text without its opening words is after another; undefined where it stands on its own. */
export function completed(text: string, turn: Turn, read: Read): Completed | undefined {
  const typed = read(text.replace(/[呢呀啊]$/u, ""))
  if (!isQuestion(typed)) return undefined
  const pronoun = pronounIn(typed)
  return pronoun ? withPronoun(typed, pronoun, turn, read) : withoutSubject(typed, turn, read)
}

/** Asks something, not of the bot itself, and not about a work that is named. */
const isQuestion = (typed: Phrases): boolean =>
  asks(typed) && !typed.words.some(({ word }) => SPEAKERS.test(word)) && !TITLED.test(typed.shown)
const SPEAKERS = /^[我你您咱]们?$/u
const TITLED = /[《〈「『]/u

/** 他是哪里人, 该项目什么时候开工. */
function withPronoun(typed: Phrases, pronoun: Span, turn: Turn, read: Read): Completed | undefined {
  const { words, runs } = typed
  // What stands before a pronoun is what it means.
  if (runs.some(({ to }) => to <= pronoun.from)) return undefined
  const meant = meantBy(pronoun, typed, read(turn.question), turn)
  if (!meant) return undefined
  const others = words
    .map((word, at) => ({ word, at }))
    .filter(({ at }) => at < pronoun.from || at >= endOf(pronoun, meant))
  const named = others.some(({ at }) => isName(words, at))
  const own = others.filter(({ word, at }) => isSpecific(word) && !isPredicate(words, at)).map(({ word }) => word.word)
  // What a pronoun begins is said of it, or belongs to it.
  const begins = pronoun.from === 0 && BARE.test(words[0]?.word ?? "")
  if (named && !begins) return undefined
  const question = withMeant(typed, pronoun, meant)
  if (named || (own.length > 0 && !begins)) return { question, form: "doubtful", own }
  return { question, form: own.length > 0 ? "open" : "marked", own: [] }
}

const endOf = ({ from, to }: Span, { whole }: Meant): number => (whole ? to : from + 1)
const BARE = /^(?:[他她它]们?|其|当地|[这那][里儿边])$/u

/** 投资多少, 为什么. */
function withoutSubject(typed: Phrases, turn: Turn, read: Read): Completed | undefined {
  const { words } = typed
  if (!lacksSubject(typed) || words.some((_, i) => isName(words, i))) return undefined
  const last = read(turn.question)
  if (isEmpty(words)) {
    const question = withWhatWasAsked(typed, last, turn)
    const asksSpeaker = SAYING.test(fold(typed.shown))
    return question === undefined ? undefined : { question, form: "marked", own: [], asksSpeaker }
  }
  const subject = subjectOf(last, turn)
  if (subject === undefined) return undefined
  const own = words.filter((word, i) => isSpecific(word) && !isPredicate(words, i)).map(({ word }) => word)
  return { question: subject + typed.shown, form: own.length > 0 ? "doubtful" : "open", own }
}

/** Begins with what asks, with what is said, or with a single common noun: 在哪里, 投资多少, 总投资多少. */
function lacksSubject({ shown, words, runs }: Phrases): boolean {
  const [first] = words
  // The dictionary cuts names that it lacks into single characters.
  if (
    !first ||
    shown.length > LONGEST_OPEN ||
    (first.word.length === 1 && !OPENING.test(first.word) && first.role !== "asks")
  )
    return false
  const [second, third] = words.slice(1)
  // 创新中心: what the dictionary takes for a verb is part of a name. 业务是什么 asks about 业务 itself.
  if (first.role === "verb" && !OPENING.test(first.word) && second?.role === "noun") return false
  if (first.role === "noun" && second?.word === "是" && third?.role === "asks") return false
  const nouns = runs.flatMap(({ from, to }) => words.slice(from, to)).filter(({ tag }) => tag !== "b")
  return nouns.length <= 1 && nouns.every(({ word }) => word.length > 1 || backgroundIdf(word) === 0)
}
const OPENING = /^[是有在被由从到共总花用叫为说]$/u
/** Longer, in characters, it names something, whatever the dictionary makes of it. */
const LONGEST_OPEN = 12

/** Nothing but asking: 为什么, 在哪里, 是谁说的. */
const isEmpty = (words: readonly Word[]): boolean => words.every(isGeneral)

/** A verb that something is said with, not asked about: 什么时候开工, 花了多少; in 什么是窃听 it is the subject. */
function isPredicate(words: readonly Word[], at: number): boolean {
  if (words[at]?.role !== "verb") return false
  if (/^[了过着到]/u.test(words[at + 1]?.word ?? "")) return true
  return words.slice(0, at).some(({ role }) => role === "asks") && words[at - 1]?.word !== "是"
}

/** A question that is nothing but asking, put to what was asked or, where it asks who said so, to what was answered. */
function withWhatWasAsked(typed: Phrases, last: Phrases, turn: Turn): string | undefined {
  const said = SAYING.test(fold(typed.shown)) && turn.clause !== "" && turn.clause.length <= LONGEST_SUBJECT
  const about = said ? turn.clause : specificPart(last) || subjectOf(last, turn)
  if (about === undefined) return undefined
  const adverb = typed.words.every(({ word, role }) => role === "asks" && /^(?:为|怎|如何|何以)/u.test(word))
  return adverb ? typed.shown + about : about + typed.shown
}

/** Asks for whoever said what has been shown: the clause itself finds its passage again. */
const SAYING = /[说讲]/u
