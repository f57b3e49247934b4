// What an article is found by, besides its text: all of it folded, without white space and quotation marks.

import type { Article } from "../article.js"
import { fold } from "../fold.js"
import { soundOf } from "../pinyin.js"

export interface Entry extends Sounds {
  article: Article
  /** The length of the headline, with which the title begins. */
  headline: number
  /** Headline, kicker and subtitle. */
  title: string
  /** Place, section, byline and source. */
  known: string
  /** How the text begins. */
  opening: string
}

/** The pinyin of a title, and its initials. */
export interface Sounds {
  spelt: string
  initials: string
}

/** Where an article says where it is set, in characters. */
const OPENING = 150

/** Stands between texts that are searched as one; no folded text has one. */
const BETWEEN = " "

/** In place of sounds that are not made yet; no sounds have it, and nothing that is typed in letters. */
export const NOT_YET = "?"

/** Of an article all but its sounds. */
export function entryOf(article: Article): Entry {
  const { headline, kicker, subtitle, place, section, byline, source } = article
  const folded = squeeze(headline)
  return {
    article,
    headline: folded.length,
    title: folded + squeeze(`${kicker ?? ""}${subtitle ?? ""}`),
    known: [place, section, byline, source].map((each) => squeeze(each ?? "")).join(BETWEEN),
    opening: squeeze(openingOf(article)),
    spelt: NOT_YET,
    initials: NOT_YET,
  }
}

function openingOf({ paragraphs }: Article): string {
  let opening = ""
  for (let i = 0; i < 3 && opening.length < OPENING; i++) opening += paragraphs[i]?.text ?? ""
  return opening.slice(0, OPENING)
}

export function soundsOf(title: string): Sounds {
  const syllables = soundOf(title)
  return { spelt: lettersOf(syllables.join("")), initials: lettersOf(syllables.map(([first = ""]) => first).join("")) }
}

/** Only letters are looked for, so that all else may be one sign: V8 keeps such a text in a byte a character. */
const lettersOf = (spelt: string): string => spelt.replace(/[^a-z]/gu, "-")

/** Folded, without white space and quotation marks: `《舌尖上的安全》` finds 护航“舌尖上的安全”. */
export const squeeze = (text: string): string => fold(text).replace(/[\s“”"'‘’「」『』《》〈〉]+/gu, "")
