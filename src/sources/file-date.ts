// The date that a file's name or its folders say: 2022-11-15 要闻.docx, 20221115_03.pdf, 2022年/11月/15日.txt.

import { isoDate } from "./document.js"

const YEAR = "(?:19|20)\\d\\d"
const MONTH = "(?:0?[1-9]|1[0-2])"
const DAY = "(?:0?[1-9]|[12]\\d|3[01])"
/** Between two parts: 2022-11-15, 2022.11.15, 2022年11月15日, and as folders 2022/11/15. */
const BETWEEN = "[-_.年月/]{1,2}"
const SPACED = new RegExp(`(?<!\\d)(${YEAR})${BETWEEN}(${MONTH})(?:${BETWEEN}(${DAY}))?(?!\\d)`, "gu")
const JOINED = new RegExp(`(?<!\\d)(${YEAR})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?!\\d)`, "gu")

/** As ISO, `2022-11-15` or `2022-11`; undefined where a name says none, or says two that differ. */
export function dateOfName(file: string): string | undefined {
  const name = file.replace(/\.\w+$/u, "")
  const dates = [...name.matchAll(SPACED), ...name.matchAll(JOINED)].flatMap(([, ...parts]) => {
    return isoDate(parts.filter((part) => part !== undefined).join("-")) ?? []
  })
  const longest = dates.toSorted((a, b) => b.length - a.length)[0]
  return longest !== undefined && dates.every((date) => longest.startsWith(date)) ? longest : undefined
}
