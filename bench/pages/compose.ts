// Pages of each kind, composed of a corpus' stories: the text as a file would hold it, and what a reader finds on it.

import {
  asTold,
  type Device,
  inBrief,
  nameOf,
  type Printed,
  paragraphsOf,
  print,
  withByline,
  withCaption,
  withDateline,
  withOwnHeads,
  withQuotedLines,
  withShortLead,
} from "./article.js"
import type { Chance } from "./chance.js"
import { type Block, type PageLine, withBroken, withCutOff, withJump, withRepeats } from "./damage.js"
import { KICKERS } from "./heads.js"
import { layOut } from "./layout.js"
import { type HeadSource, titleParts, withSections } from "./sections.js"
import type { Story } from "./stories.js"

export interface Page {
  text: string
  articles: { headline: string; paragraphs: string[] }[]
  /** The paragraphs that the page broke in two, whole. */
  broken: string[]
}

/** A kind of page: which stories it takes, and how often its articles have what. */
interface Kind {
  name: string
  takes: "news" | "oneDay" | "briefs" | "sectioned"
  devices: readonly [Device, number][]
  /** How often something happens to the page as a whole. */
  repeats?: number
  jumps?: number
  standing?: number
}

const withKicker =
  ({ half }: HeadSource): Device =>
  (printed, _, chance) => {
    if (printed.above.length === 0) printed.above.push(chance.one(KICKERS.filter((_, i) => i % 2 === half)))
  }
const withEditor: Device = (printed, _, chance) => {
  const [one, two] = [nameOf(chance), nameOf(chance)]
  printed.end.push(
    chance.one([`责编：${one}`, `责任编辑：${one} 美编：${two}`, `一审：${one} 二审：${two} 三审：${nameOf(chance)}`]),
  )
}
const withEndMark: Device = (printed, _, chance) => {
  printed.end.push(
    chance.one(["（完）", "————", "来源：湖南日报·新湖南客户端", "（转载自《人民日报》）", "（原载《光明日报》）"]),
  )
}

/** The kinds of pages, over the heads of one half of the lists. */
export function kindsOf(source: HeadSource): readonly Kind[] {
  const single = withSections(source, 1)
  const pairs = withSections(source, 2)
  const kicker = withKicker(source)
  return [
    { name: "消息，各日混排", takes: "news", devices: [] },
    { name: "消息，同一天", takes: "oneDay", devices: [] },
    { name: "简讯", takes: "briefs", devices: [[inBrief, 0.5]] },
    {
      name: "带署名、电头",
      takes: "news",
      devices: [
        [withDateline, 0.5],
        [withByline, 0.5],
      ],
    },
    { name: "带小标题", takes: "news", devices: [[single, 0.6]] },
    { name: "带两行一组的小标题", takes: "news", devices: [[pairs, 0.6]] },
    { name: "原文自带小标题", takes: "sectioned", devices: [[withOwnHeads, 1]] },
    {
      name: "眉题、副题、图片说明",
      takes: "news",
      devices: [
        [asTold, 1],
        [kicker, 0.2],
        [withCaption, 0.4],
      ],
    },
    {
      name: "短导语、引语独立成段",
      takes: "news",
      devices: [
        [withShortLead, 0.5],
        [withQuotedLines, 0.6],
      ],
    },
    {
      name: "截断、拆断、重复",
      takes: "news",
      devices: [
        [withBroken, 0.4],
        [withCutOff, 0.4],
      ],
      repeats: 0.5,
    },
    {
      name: "版次、责编、转版、转载",
      takes: "news",
      devices: [
        [withEditor, 0.3],
        [withEndMark, 0.2],
      ],
      standing: 0.7,
      jumps: 0.5,
    },
    {
      name: "以上混合",
      takes: "news",
      // What is done to the text comes last: what is broken is not changed again.
      devices: [
        [asTold, 0.5],
        [kicker, 0.1],
        [withShortLead, 0.2],
        [withQuotedLines, 0.2],
        [withDateline, 0.4],
        [single, 0.2],
        [pairs, 0.15],
        [withByline, 0.3],
        [withCaption, 0.2],
        [withEditor, 0.1],
        [withEndMark, 0.1],
        [withBroken, 0.2],
        [withCutOff, 0.1],
      ],
      repeats: 0.2,
      jumps: 0.1,
      standing: 0.4,
    },
  ]
}

/** Where stories come from, sorted once. */
export interface Pool {
  news: readonly Story[]
  briefs: readonly Story[]
  sectioned: readonly Story[]
  days: readonly (readonly Story[])[]
}

export function poolOf(stories: readonly Story[]): Pool {
  const days = new Map<string, Story[]>()
  for (const story of stories) {
    if (story.brief || story.heads.length > 0) continue
    days.set(story.date, [...(days.get(story.date) ?? []), story])
  }
  return {
    news: [...days.values()].flat(),
    briefs: stories.filter(({ brief, paragraphs }) => brief || paragraphs.length === 1),
    sectioned: stories.filter(({ heads }) => heads.length > 0),
    days: [...days.values()].filter((day) => day.length >= 5),
  }
}

export function sourceOf(stories: readonly Story[], half: 0 | 1): HeadSource {
  return { half, titles: titleParts(stories) }
}

export function compose(pool: Pool, kind: Kind, chance: Chance): Page {
  const printed = storiesFor(pool, kind, chance).map((story) => {
    const article = print(story)
    for (const [device, share] of kind.devices) if (chance.happens(share)) device(article, story, chance)
    return article
  })
  let blocks = printed.map(linesOf)
  if (chance.happens(kind.repeats ?? 0)) blocks = withRepeats(blocks, chance)
  if (chance.happens(kind.jumps ?? 0)) blocks = withJump(blocks, chance)
  if (chance.happens(kind.standing ?? 0)) blocks = withStanding(blocks, chance)
  return {
    text: layOut(blocks, chance),
    articles: printed.map((article) => ({ headline: article.headline, paragraphs: paragraphsOf(article) })),
    broken: printed.flatMap(({ body }) => body.flatMap(({ whole }) => (whole === undefined ? [] : [whole]))),
  }
}

function storiesFor(pool: Pool, { takes }: Kind, chance: Chance): Story[] {
  const many = chance.between(5, 15)
  const from = takes === "oneDay" ? chance.one(pool.days) : takes === "sectioned" ? pool.sectioned : pool[takes]
  const other = () => (takes === "sectioned" && chance.happens(0.6) ? chance.one(pool.news) : chance.one(from))
  const chosen = takes === "oneDay" ? chance.shuffled(from).slice(0, many) : Array.from({ length: many }, other)
  // Two with one headline or lead would be a repeat.
  const byHeadline = new Map(chosen.map((story) => [story.headline, story]))
  return [...new Map([...byHeadline.values()].map((story) => [story.paragraphs[0], story])).values()]
}

function linesOf({ above, headline, below, body, end }: Printed): Block {
  const note = (text: string): PageLine => ({ text, kind: "note" })
  return [...above.map(note), { text: headline, kind: "headline" }, ...below.map(note), ...body, ...end.map(note)]
}

function withStanding(blocks: readonly Block[], chance: Chance): Block[] {
  const [month, day] = [chance.between(1, 12), chance.between(1, 28)]
  const top = chance.one([
    `第${chance.between(1, 8)}版 要闻`,
    `2023年${month}月${day}日 星期四`,
    "02版：综合新闻",
    "A03 民生",
  ])
  const foot = chance.one([
    `责任编辑：${nameOf(chance)} 版式：${nameOf(chance)}`,
    `本版责编 ${nameOf(chance)}`,
    "第2版 综合",
  ])
  const line = (text: string): Block => [{ text, kind: "note" }]
  return [line(top), ...blocks, line(foot)]
}
