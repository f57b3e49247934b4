// What stands around the articles of a page and says something of them: its standing lines (第3版 要闻, 2022年11月15日
// 星期二), and lines of a saved web page (2022-11-15 08:30 来源：湖南日报).

import { type Credit, labelled } from "./bylines.js"
import { dateOfPage, fullDate } from "./dates.js"
import type { Line } from "./lines.js"

export interface Margins {
  /** Of the whole page. */
  date: string | null
  /** The name of the page that a line of the file stands on. */
  sectionAt(line: number): string | null
  /** What is said of an article by furniture between two lines of the file, from the one up to the other. */
  between(from: number, to: number): Credit & { date: string | null }
}

/** Reads the furniture among a page's lines. */
export function marginsOf(lines: readonly Line[]): Margins {
  const furniture = lines.filter(({ shape }) => shape === "furniture")
  const sections = furniture.flatMap(({ text, number }) => {
    const name = sectionOf(text)
    return name === undefined ? [] : [{ name, number }]
  })
  const names = new Set(sections.map(({ name }) => name))
  const firstText = lines.find(({ shape }) => shape !== "furniture")?.number ?? 0
  // Where several pages follow each other, each begins with its name; names at their feet would need the pages' borders.
  const areHeads = (sections[0]?.number ?? firstText) < firstText
  return {
    date: dateOfPage(lines),
    sectionAt(line) {
      if (names.size === 1) return sections[0]?.name ?? null
      return areHeads ? (sections.findLast(({ number }) => number < line)?.name ?? null) : null
    },
    between(from, to) {
      const own = furniture.filter(({ number, text }) => number >= from && number < to && isCredit(labelled(text)))
      const { byline = null, source = null } = own[0] ? labelled(own[0].text) : {}
      return { byline, source, date: own[0] ? fullDate(own[0].text) : null }
    },
  }
}

const isCredit = ({ byline, source }: Credit): boolean => byline !== null || source !== null

const NUMBERED =
  /^(?:(?<page>第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版)|(?<letter>[A-Z]\d{1,2}))(?:\s*[:：·|/]?\s*(?<name>\p{Script=Han}{2,6}))?(?:\s*[\d年月日期星].*)?$/u
const NAMED = /^(?:要闻|综合|综合新闻|本地新闻|国内新闻|国际新闻|时政|时政要闻)$/u

/** What a standing line calls its page: its name, or its number where it has none. */
export function sectionOf(text: string): string | undefined {
  const bare = text.replace(/^[（(【[]\s*(.*?)\s*[）)】\]]$/u, "$1")
  if (NAMED.test(bare)) return bare
  const { page, letter, name } = NUMBERED.exec(bare)?.groups ?? {}
  // 责编 and the like stand behind a page's number as well.
  if (name !== undefined && !/[编辑校审]/u.test(name) && !/^星期/u.test(name)) return name
  return (page ?? letter)?.replace(/\s+/gu, "")
}
