// Many made-up articles of clauses that were printed: as many as there are asked for, with ever new names in them. The
// same seed makes the same.

import type { Article } from "../../src/library/article.js"

export interface Composed {
  articles: Article[]
  /** Names of places that only openings have. */
  places: string[]
}

/** Of so many articles one brings a place that none before it has, as the names in a growing archive do. */
const NEW_PLACE = 5
const KINDS = ["县", "镇", "乡", "村", "街道", "社区"]
/** Characters of a headline and of a paragraph, about. */
const HEADLINE = 16
const PARAGRAPH = 100
/** The first of them, and how many days there are. */
const FIRST_DAY = Date.UTC(2000, 0, 1)
const DAYS = 9000
const DAY = 24 * 3600 * 1000

export function compose(printed: readonly Article[], count: number, random: () => number): Composed {
  const clauses = printed
    .flatMap(({ headline, paragraphs }) => [headline, ...paragraphs.map(({ text }) => text)])
    .flatMap((text) => text.split(/[，。；、！？：\n]/u))
    .filter(({ length }) => length > 4 && length < 20)
  const characters = [...new Set(clauses.join("").match(/\p{Script=Han}/gu))]
  const oneOf = <T>(list: readonly T[], otherwise: T): T => list[Math.floor(random() * list.length)] ?? otherwise
  const name = () => oneOf(characters, "湘") + oneOf(characters, "阴") + oneOf(KINDS, "县")
  const text = (most: number, joint: string): string => {
    let made = oneOf(clauses, "")
    while (made.length < most) made += joint + oneOf(clauses, "")
    return made
  }
  const inHeadlines = [name()]
  const places = [name()]
  const articles = Array.from({ length: count }, (_, i): Article => {
    if (i % NEW_PLACE === 0) inHeadlines.push(name())
    if (i % NEW_PLACE === 1) places.push(name())
    const day = new Date(FIRST_DAY + Math.floor((i / count) * DAYS) * DAY).toISOString().slice(0, 10)
    const opening = `本报${oneOf(places, "")}讯 ${text(PARAGRAPH, "，")}。`
    return {
      id: i.toString(16).padStart(10, "0"),
      key: i.toString(16).padStart(10, "0"),
      file: `${day}.txt`,
      line: i,
      headline: oneOf(inHeadlines, "") + text(HEADLINE - 3, "").slice(0, HEADLINE),
      kicker: null,
      subtitle: i % 3 === 0 ? text(HEADLINE, "") : null,
      date: day,
      byline: "本报记者 李文",
      section: "要闻",
      place: null,
      dateline: null,
      source: null,
      url: null,
      paragraphs: [opening, text(PARAGRAPH, "，"), text(PARAGRAPH, "，")].map((each) => ({ text: each, line: i })),
      headings: [],
      captions: [],
    }
  })
  // As they are read from a file: strings of their own.
  return { articles: articles.map((article) => JSON.parse(JSON.stringify(article))), places }
}

/** Numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
