// What the text of an article says of it, where it came without a page around it.

import type { Paragraph } from "../article.js"
import { creditIn } from "./bylines.js"
import { datelineOf } from "./dateline.js"

/** What a file may say of an article besides its text. */
interface Given {
  byline: string | null
  place: string | null
  source: string | null
}

/** The text with what is known from its dateline and its brackets, where the file says nothing else. */
export function toldBy(paragraphs: Paragraph[], given: Given) {
  const signed = creditIn(paragraphs)
  const dateline = datelineOf(paragraphs[0]?.text ?? "")
  return {
    paragraphs,
    byline: given.byline ?? signed.byline,
    place: given.place ?? dateline?.place ?? null,
    source: given.source ?? signed.source,
    dateline: dateline?.text ?? null,
  }
}
