// Articles of a corpus as stories that pages are composed of: with the kicker, the subtitle and the section heads that
// their source gave them, and digests taken apart into their briefs.

import { parseBulk } from "../../src/sources/bulk.js"

export interface Story {
  headline: string
  /** The column's name that stood before the headline in 【】. */
  kicker: string | null
  /** What stood behind the headline, after a dash or a space. */
  subtitle: { text: string; dashed: boolean } | null
  paragraphs: string[]
  /** Section heads of the source's own, each before the paragraph with that index. */
  heads: { before: number; text: string }[]
  date: string
  /** A brief of a digest, which its source prints next to others. */
  brief: boolean
}

/** The stories of a file in the bulk format. Throws at the first line that is none. */
export function storiesOf(text: string, file: string): Story[] {
  const { records, faults } = parseBulk(text, file)
  if (faults.length > 0) throw new Error(`${file}: ${JSON.stringify(faults[0])}`)
  return records.flatMap(({ headline, paragraphs, date }) => {
    const texts = paragraphs
      .map((paragraph) => paragraph.text.trim())
      .filter((line) => line !== "" && !/^-+$|^[(（]更新时间戳/.test(line))
    const digest = isHead(texts[0] ?? "") || /快讯$/.test(headline)
    return digest ? briefsOf(texts, date ?? "") : storyOf(headline, texts, date ?? "")
  })
}

/** Shorter than any paragraph, and unclosed. */
function isHead(text: string): boolean {
  return text.length >= 4 && text.length <= 40 && !/[。！？!?…：:；;，,、”）)】]$/.test(text)
}

function briefsOf(texts: readonly string[], date: string): Story[] {
  const briefs: Story[] = []
  for (const text of texts) {
    if (isHead(text)) briefs.push({ ...plain(text, date), brief: true })
    else briefs.at(-1)?.paragraphs.push(text)
  }
  return briefs.filter((brief) => brief.paragraphs.length > 0)
}

function plain(headline: string, date: string): Story {
  return { headline, kicker: null, subtitle: null, paragraphs: [], heads: [], date, brief: false }
}

/** None where a head would stand alone at the end, where what looks like one is a list, or where nothing is told. */
function storyOf(printed: string, texts: readonly string[], date: string): Story[] {
  const { headline, kicker, subtitle } = titleOf(printed)
  const story = { ...plain(headline, date), kicker, subtitle }
  for (const [index, text] of texts.entries()) {
    if (!isHead(text)) story.paragraphs.push(text)
    else if (index === texts.length - 1 || isHead(texts[index + 1] ?? "")) return []
    else story.heads.push({ before: story.paragraphs.length, text })
  }
  return story.paragraphs.join("").length < 60 || headline.length < 4 ? [] : [story]
}

function titleOf(printed: string): Pick<Story, "headline" | "kicker" | "subtitle"> {
  const [, kicker = null, title = printed] = /^【([^】]{3,30})】\s*(.+)$/.exec(printed) ?? []
  const [before = title, after] = title.split(/\s*——\s*/, 2)
  if (after !== undefined && after.length > 3 && isWhole(before))
    return { headline: before, kicker, subtitle: { text: after, dashed: true } }
  const [first = title, second, third] = title.split(/\s+/, 3)
  const parts = second !== undefined && third === undefined && first.length > 5 && second.length > 5
  return parts && /^[^A-Za-z]+$/.test(title) && isWhole(first)
    ? { headline: first, kicker, subtitle: { text: second, dashed: false } }
    : { headline: title, kicker, subtitle: null }
}

/** Whether no bracket stays open: a space or a dash within a title, 《凝聚党心民意 推进复兴伟业》, parts nothing. */
function isWhole(text: string): boolean {
  const times = (marks: RegExp) => text.match(marks)?.length ?? 0
  return times(/[《“（]/g) === times(/[》”）]/g)
}

/** The headline as its source printed it, on one line. */
export function headlineOf(story: Story): string {
  const { headline, kicker, subtitle } = story
  const behind = subtitle === null ? "" : `${subtitle.dashed ? "——" : " "}${subtitle.text}`
  return `${kicker === null ? "" : `【${kicker}】`}${headline}${behind}`
}
