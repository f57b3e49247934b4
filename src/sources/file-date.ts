// The date that a file's name or its folders say: 2022-11-15 要闻.docx, 20221115_03.pdf, 2022年/11月/15日.txt; and that of
// an article, from what it says itself and what its file's name says.

import { sep } from "node:path"
import type { PageArticle } from "../library/article.js"
import { isoDate } from "../library/calendar.js"
import { datelineOf } from "../library/page/dateline.js"
import { completeDate } from "../library/page/dates.js"

const YEAR = "(?:19|20)\\d\\d"
const MONTH = "(?:0?[1-9]|1[0-2])"
const DAY = "(?:0?[1-9]|[12]\\d|3[01])"
/** Between two parts: 2022-11-15, 2022.11.15, 2022年11月15日, and as folders 2022/11/15. */
const BETWEEN = "[-_.年月/]{1,2}"
const SPACED = new RegExp(`(?<!\\d)(${YEAR})${BETWEEN}(${MONTH})(?:${BETWEEN}(${DAY}))?(?!\\d)`, "gu")
/** A folder of a year's articles; a number in a name may be anything. */
const YEARLY = new RegExp(`(?<=^|/)(${YEAR})年?(?=/)`, "gu")
const JOINED = new RegExp(`(?<!\\d)(${YEAR})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?!\\d)`, "gu")

/** As ISO, `2022-11-15`, `2022-11` or `2022`; undefined where a name says none, or says two that differ. */
export function dateOfName(file: string): string | undefined {
  const name = file.replace(/\.\w+$/u, "")
  const dates = [...name.matchAll(SPACED), ...name.matchAll(JOINED), ...name.matchAll(YEARLY)].flatMap(
    ([, ...parts]) => {
      return isoDate(parts.filter((part) => part !== undefined).join("-")) ?? []
    },
  )
  const longest = dates.toSorted((a, b) => b.length - a.length)[0]
  return longest !== undefined && dates.every((date) => longest.startsWith(date)) ? longest : undefined
}

/** The date of an article in a file: what it says itself, else what the file's name says, made whole where that is certain. */
export function dateOf({ date, dateline }: Pick<PageArticle, "date" | "dateline">, file: string): string | null {
  const ofName = dateOfName(file.replaceAll(sep, "/"))
  const published = date === null || ofName?.startsWith(date) ? (ofName ?? date) : date
  return completeDate(published, datelineOf(dateline ?? ""))
}
