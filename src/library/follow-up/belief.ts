// Whether a text is taken as the follow-up that it may be, told by what each reading finds.

import { fold } from "../fold.js"
import type { FollowUp } from "../follow-up.js"
import type { Answer } from "../library.js"
import { shortName } from "../question.js"
import { SURER } from "../strictness.js"

/** Whether a text is the follow-up `meant`, given the answers to that and to the text as it stands. */
export function isMeant({ form, own }: FollowUp, tried: Answer, plain: Answer): boolean {
  if (form === "marked") return true
  if (form === "open") return tried.answered || !plain.answered
  const text = tried.passages[0]?.text ?? ""
  const surer = tried.answered && tried.confidence > plain.confidence + SURER
  return !plain.answered && surer && own.every((word) => text.includes(word))
}

/** What people in a newspaper say things with, or a sentence in quotation marks. */
const SPEECH = /说|表示|介绍|称[，,：:]|告诉|坦言|指出|强调|感慨|慨叹|透露|认为|直言|回忆|讲|“[^”]{8,}[。！？!?]”/u

/**
 * An answer that is about what the question names, and tells of somebody who speaks where it asks who said so: the words alone may lead to an article on something else, which then
 * is only the nearest.
 */
export function aboutNames(answer: Answer, { names, asksSpeaker }: FollowUp): Answer {
  const [first] = answer.passages
  if (!first) return answer
  if (asksSpeaker && !SPEECH.test(first.text)) return { ...answer, answered: false, shown: 0 }
  const { headline, kicker, subtitle, paragraphs } = first.article
  const text = fold([headline, kicker, subtitle, ...paragraphs.map(({ text }) => text)].join("\n"))
  const taken = (name: string) => answer.corrections.find(({ typed }) => name.includes(typed))?.taken ?? name
  return names.map(taken).every((name) => text.includes(shortName(name)[0] ?? name))
    ? answer
    : { ...answer, answered: false, shown: 0 }
}

/** What a place's full name ends with. */
const ENDINGS = [..."省市县区镇乡村州"]

/** Whether what was found for a text has the word as a place: 涟源市 makes 涟源 one. */
export function isPlaceIn({ passages, matched }: Answer, word: string): boolean {
  const texts = passages.slice(0, matched).map(({ text }) => fold(text))
  return ENDINGS.some((ending) => texts.some((text) => text.includes(word + ending)))
}
