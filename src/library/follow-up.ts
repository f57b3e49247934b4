// What a typed text means after an earlier question: 那湘阴呢 after 澧县复耕多少亩 asks 湘阴复耕多少亩. Pure; whether to
// believe it is for whoever can ask the library.

import { fold, foldCharacters } from "./fold.js"
import { type Completed, completed } from "./follow-up/completion.js"
import { nameWords } from "./follow-up/names.js"
import { asks, type Phrases, readPhrases } from "./follow-up/phrases.js"
import { substituted } from "./follow-up/substitution.js"
import type { Turn, Turns } from "./follow-up/turn.js"
import { tokensOf } from "./terms.js"

export type { Turn, Turns }

export interface FollowUp extends Completed {
  /** The names in it, folded: an answer that speaks of none of them is about something else. */
  names: string[]
}

const MORE =
  /^(?:还有(?:什么|别的|其[他它]的?|更多的?)?(?:呢|吗|么)?|(?:继续|接着)(?:说|讲)?|更多(?:的|段落)?|more|next|continue|go on)$/u

/** Whether a text asks for the next passages of the last answer: 还有呢, 更多, more. */
export const asksForMore = (typed: string): boolean => MORE.test(fold(bare(typed)))

/**
 * What a text means after these turns; undefined where it stands on its own. `isPlace` tells of a folded word whether
 * the articles have it as a place.
 */
export function followUp(typed: string, turns: Turns, isPlace: (folded: string) => boolean): FollowUp | undefined {
  const text = bare(typed)
  if (text === "") return undefined
  const read = (part: string) => readPhrases(part, (word) => isPlace(word) || turns.answered?.place === word)
  const found = inFull(text, turns, read)
  if (!found || fold(found.question) === fold(text)) return undefined
  return { ...found, names: nameWords(read(found.question)) }
}

function inFull(text: string, { last, answered }: Turns, read: (part: string) => Phrases): Completed | undefined {
  // A refused question may be followed up, but its subject is not one that the articles know.
  const frame = last.answered || asks(read(last.question)) ? last : (answered ?? last)
  const question = substituted(text, { ...frame, question: bare(frame.question) }, read)
  if (question !== undefined) return { question, form: "marked", own: [] }
  const about = answered ?? last
  return completed(text, { ...about, question: bare(about.question) }, read)
}

/** What opens a follow-up and says nothing, in folded text. 那 does so only where it is a word: not in 那里, 那不勒斯. */
const LEAD = /^(?:那么|那|请问|嗯+|哦|噢|呃|好的?(?=[,、\s])|对了|然后(?=.)|[,、。…\s]+)/u
const CLOSE = /[\s?!。,…~、;:"”]+$/u

/** A text without what opens and closes it; folded where folding moves its characters. */
function bare(text: string): string {
  const folded = foldCharacters(text)
  const end = folded.replace(CLOSE, "").length
  let start = 0
  for (let lead = leadOf(folded); lead !== ""; lead = leadOf(folded.slice(start))) start += lead.length
  return (folded.length === text.length ? text : folded).slice(start, Math.max(start, end))
}

function leadOf(folded: string): string {
  const lead = LEAD.exec(folded)?.[0] ?? ""
  const [first] = lead === "那" ? tokensOf(folded) : []
  // 那虞公港 is one word only because no dictionary has it.
  return !first || first.word === "那" || first.tag === "x" ? lead : ""
}
