// The day of a feed's date, as the feed writes it: in its own offset, so that a paper's day stays the paper's.

import { isoDate } from "../../library/calendar.js"
import { tidy } from "../document.js"

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
const CHINESE = ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"]

/** `Wed, 01 May 2024 08:30:00 +0800` (RFC 822), also as programs set to Chinese write it: `星期三, 01 五月 2024`. */
const RFC_822 =
  /(?:^|[\s,，])(\d{1,2})[\s-]+([a-z]{3,9}|[一二三四五六七八九十]{1,2}月|\d{1,2}月)\.?[\s-]+(\d{4}|\d{2})(?!\d)/iu
/** `Wed May 01 08:30:00 CST 2024`, as C and Java write it. */
const CTIME = /^[a-z]{3,9}\s+([a-z]{3,9})\s+(\d{1,2})\s+[\d:]+\s+(?:\S+\s+)?(\d{4})$/iu

/** The ISO day of a date as feeds have it; undefined where it is none. */
export function dayOf(written: string | undefined): string | undefined {
  const text = tidy(written ?? "")
  const [, day, month, year] = RFC_822.exec(text) ?? reordered(CTIME.exec(text)) ?? []
  if (day === undefined || month === undefined || year === undefined) return isoDate(text)
  const number = monthOf(month)
  return number === undefined ? undefined : isoDate(`${century(year)}-${number}-${day}`)
}

const reordered = (found: RegExpExecArray | null) => found && [found[0], found[2], found[1], found[3]]

function monthOf(written: string): number | undefined {
  const digits = /^(\d{1,2})月$/u.exec(written)
  if (digits) return Number(digits[1])
  const at = Math.max(MONTHS.indexOf(written.slice(0, 3).toLowerCase()), CHINESE.indexOf(written))
  return at < 0 ? undefined : at + 1
}

/** RFC 2822, 4.3: two digits up to 49 are of this century. */
const century = (year: string): number =>
  year.length === 4 ? Number(year) : Number(year) + (Number(year) < 50 ? 2_000 : 1_900)
