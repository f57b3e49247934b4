// Which of several titles that open an article is its headline. What stands above it is its kicker, what stands below its
// subtitle: a kicker names a column, a series or an occasion, of which the text need not speak; a subtitle says more.

import { tokensOf } from "../terms.js"
import { restatement } from "./cohesion.js"
import type { Place } from "./cues.js"
import type { Shape } from "./lines.js"

interface Preference {
  name: string
  weight: number
  of(place: Place): number
}

/**
 * Learnt as a choice among the titles of a run that opens an article (`npm run fit`), then drawn together by hand: composed
 * pages are so regular in these that some weights would grow without end.
 */
export const PREFERENCES: readonly Preference[] = [
  { name: "column", weight: -6, of: (at) => Number(mayBeKicker(at) && namesColumn(at.text)) },
  { name: "named", weight: -4.5, of: (at) => Number(mayBeKicker(at) && isNamed(at.text, at.next)) },
  { name: "again", weight: -3, of: (at) => Number(at.again) },
  { name: "topic", weight: -4, of: (at) => (mayBeKicker(at) && !says(at.text) ? 1 - told(at) : 0) },
  { name: "short", weight: -5, of: (at) => (Number(mayBeKicker(at)) * Math.max(0, 10 - at.text.length)) / 10 },
  { name: "inParts", weight: -2.5, of: (at) => Number(mayBeKicker(at) && /.——.|.[·•・]./.test(at.text)) },
  { name: "first", weight: 2, of: (at) => Number(!at.above.includes("title")) },
  { name: "belowKicker", weight: 2, of: (at) => Number(at.kicker && titles(at.above) === 1) },
  { name: "told", weight: 5.5, of: told },
  { name: "colon", weight: 2, of: (at) => Number(/[:：]/.test(at.text)) },
  { name: "dashBelow", weight: 7, of: (at) => Number(at.below[0] === "subtitle") },
  { name: "length", weight: 0.5, of: (at) => Math.min(at.text.length, LONG) / LONG },
]

/** A kicker is the first of its run's titles, and a headline stands right below it. */
function mayBeKicker({ above, below }: Place): boolean {
  return !above.includes("title") && below[0] === "title"
}

/** The share of it that the text says again. */
function told({ idf, own, after }: Place): number {
  return restatement(idf, own, after)
}

function titles(shapes: readonly Shape[]): number {
  return shapes.filter((shape) => shape === "title").length
}

/** Whether the text calls something by these words: 今天的《大国工匠》…, “文化中国行”… */
export function isNamed(text: string, next: string): boolean {
  return next.includes(`《${text}》`) || next.includes(`“${text}”`)
}

/** Whether it holds a verb or an adjective, as what tells something does. */
function says(text: string): boolean {
  return tokensOf(text).some(({ tag }) => /^(?:v|a|vd|ad|d)$/.test(tag))
}

/** Characters of a long headline. */
const LONG = 24

export function preference(place: Place): number {
  return PREFERENCES.reduce((sum, { weight, of }) => sum + weight * of(place), 0)
}

/** What columns and series of newspapers are called. */
export function namesColumn(text: string): boolean {
  return [SERIES, COLUMN, OCCASION, SLOGAN].some((pattern) => pattern.test(text)) && !TELLS.test(text)
}

/** 我国新型工业化取得新进展, 奋力谱写中国式现代化新篇章: what ends like a column's name but tells something. */
const TELLS = /取得|谱写|书写|展现|迎来|开创|呈现|焕发/

/** 非凡十年看湘中·源流篇(二), 产业链上的故事④ */
const SERIES =
  /[（(][一二三四五六七八九十\d上中下]+[）)]$|[①-⑳]$|[·・].{0,8}[篇章]$|^[^，。]{2,12}\s*[·・]\s*[^，。]{2,12}$/
/** 杭州第19届亚运会, 第二十届文博会 */
const OCCASION = /第[\d一二三四五六七八九十]{1,4}届[^，。：]{2,14}(?:会|节|赛|展|论坛)$/
/** 学思想 强党性 重实践 建新功, 稳增长 促就业 */
const SLOGAN = /^[\u4e00-\u9fff]{2,5}(?:[ 　、][\u4e00-\u9fff]{2,5})+$/
const COLUMN =
  /(?:走基层|调研行|进行时|在行动|在路上|大家谈|访谈录?|话开局|开局|手记|特写|调研|纪行|画卷|之歌|快评|锐评|巡礼|巡展|印记|掠影|人物|风景|足迹|田野上|飘扬|发布会|[\u4e00-\u9fff]{2}中国行|学习教育|主题教育|见闻|专题|专栏|特别(?:报道|策划|节目)|系列(?:报道|谈)|追踪|巡礼|风采|的故事|答卷|新征程|新时代|新篇章|新作为|新变化|新气象|新伟业|一线|观察|纪事|寻访记|榜样|进展)$|^(?:聚焦|关注|喜迎|奋进|我们的节日|新春走基层|学习宣传贯彻|走进)|^(?:深入)?学习贯彻[^，]*精神$/
