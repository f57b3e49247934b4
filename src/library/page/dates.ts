// The date of an article, only where the page says it for certain: a full date in the page's standing line, or in the
// dateline that opens the text. Dates that the text tells of are no date of the article.

import type { Line } from "./lines.js"

const FULL = /(\d{4})年(\d{1,2})月(\d{1,2})日|^(\d{4})-(\d{1,2})-(\d{1,2})/
/** 本报长沙2022年11月14日讯, 新华社北京2022年11月14日电 */
const DATELINE = /^[（(]?(?:本报|新华社|中新社|中新网|人民网|据)[^，。]{0,12}\d{4}年\d{1,2}月\d{1,2}日\s*(?:讯|电|消息)/

/** The date of a page's standing line (2022年11月15日 星期二), unless two lines disagree. */
export function dateOfPage(lines: readonly Line[]): string | null {
  const dates = new Set(lines.filter((line) => line.shape === "furniture").map((line) => fullDate(line.text)))
  dates.delete(null)
  const [only = null] = dates
  return dates.size === 1 ? only : null
}

export function dateOfDateline(paragraph: string): string | null {
  const [dateline = ""] = DATELINE.exec(paragraph) ?? []
  return fullDate(dateline)
}

/** The first full date of a text as ISO, null where there is none that the calendar knows. */
function fullDate(text: string): string | null {
  const found = FULL.exec(text)
  if (!found) return null
  const [, year = found[4], month = found[5], day = found[6]] = found
  const iso = `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`
  const date = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso
}
