// The date of an article, only where the page says it for certain: a full date in the page's standing line, or in the
// dateline that opens the text. Dates that the text tells of are no date of the article.

import { known } from "../calendar.js"
import type { Dateline } from "./dateline.js"
import type { Line } from "./lines.js"

const FULL = /(\d{4})年(\d{1,2})月(\d{1,2})日|(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/u

/** The date of a page's standing line (2022年11月15日 星期二), unless two lines disagree. */
export function dateOfPage(lines: readonly Line[]): string | null {
  const dates = new Set(lines.filter((line) => line.shape === "furniture").map((line) => fullDate(line.text)))
  dates.delete(null)
  const [only = null] = dates
  return dates.size === 1 ? only : null
}

/** The date of a dateline that says its year. */
export const dateOfDateline = (dateline: Dateline | undefined): string | null =>
  (dateline?.year !== undefined && known(dateline.year, dateline.month, dateline.day)) || null

/**
 * The date of publication, as far as it is known, made whole by the day of the dateline where that is certain: where the
 * year and month are known and the dateline names a day of that month; where the year alone is known, unless it names a
 * day of December or January, for what is sent in the one may be printed in the other, and in another year. A dateline
 * that says its year is taken where it agrees with what is known.
 */
export function completeDate(published: string | null, dateline: Dateline | undefined): string | null {
  if (!dateline || published?.length === WHOLE) return published
  const { year = published?.slice(0, 4), month, day } = dateline
  const date = year === undefined ? undefined : known(year, month, day)
  if (date === undefined || !date.startsWith(published ?? "")) return published
  const isCertain = dateline.year !== undefined || published?.length === MONTH || !/^(?:01|12)$/u.test(month)
  return isCertain ? date : published
}

/** How long a date is that says its day, and one that says its month. */
const WHOLE = 10
const MONTH = 7

/** The first full date of a text as ISO, null where there is none that the calendar knows. */
export function fullDate(text: string): string | null {
  const found = FULL.exec(text)
  const [, year = found?.[4], month = found?.[5], day = found?.[6]] = found ?? []
  return (year !== undefined && known(year, month, day)) || null
}
