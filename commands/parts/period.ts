// Dates as readers type them among other words: since:2022-10, 从2022年10月到2022年11月, 2022-10以来, 2022年10月.

import { type Period, typedDate } from "../../src/library/calendar.js"

export interface Typed {
  /** What is typed besides dates. */
  text: string
  period: Period
  /** What stands where a date should, and is none. */
  wrong?: string
}

/** A date, or what is meant for one: 11月 lacks its year, 2022年13月 is in no calendar. */
const MEANT =
  "(?:(?:19|20)\\d\\d(?:年[\\d月日号號]*|[-/.][-/.\\d]*|\\d{2,4})?|\\d{1,2}月(?:\\d{1,2}[日号號])?)(?![\\d万亿千百个個多余名人元亩户公米])"
const FROM_HERE = "(?:以来|以來|以后|以後|之后|之後|开始|開始|起(?!\\p{Script=Han}))"

/** How each end of a period is said; the date in the first group. */
const FORMS: readonly (readonly [keyof Period, RegExp])[] = [
  ["since", /(?<!\S)(?:since|from|起始|从|從|自)\s*[:=]\s*(\S*)/iu],
  ["until", /(?<!\S)(?:until|till|to|截止|截至|到|至)\s*[:=]\s*(\S*)/iu],
  ["since", new RegExp(`(?:(?<!\\S)(?:since|from)\\s+|[从從自]\\s*)(${MEANT})\\s*${FROM_HERE}?`, "iu")],
  [
    "until",
    new RegExp(`(?:(?<!\\S)(?:until|till|to)\\s+|(?:截至|截止到?|到|至|[~—–]+)\\s*)(${MEANT})\\s*(?:为止|為止)?`, "iu"),
  ],
  ["since", new RegExp(`(${MEANT})\\s*${FROM_HERE}`, "iu")],
  ["until", new RegExp(`(${MEANT})\\s*(?:为止|為止|以前|之前|止(?!\\p{Script=Han}))`, "iu")],
]
/** A date alone is the whole of that year, month or day; beside one end of a period, the other. */
const ALONE = /(?<!\S)((?:19|20)\d\d(?:年[\d月日号號]*|[-/.][-/.\d]+))(?!\S)/u

/** Takes the dates out of what is typed; each end that is said twice counts as it is said first. */
export function typedPeriod(typed: string): Typed {
  let text = typed.normalize("NFKC")
  const period: Period = {}
  const wrong: string[] = []
  const take = (form: RegExp, ends: readonly (keyof Period)[]) => {
    text = text.replace(form, (_, written: string) => {
      const date = typedDate(written)
      if (date === undefined) wrong.push(written)
      else for (const end of ends) period[end] ??= date
      return " "
    })
  }
  for (const [end, form] of FORMS) take(form, [end])
  take(ALONE, ["since", "until"])
  const [first] = wrong
  return { text: text.replace(/\s+/gu, " ").trim(), period, ...(first !== undefined && { wrong: first }) }
}
