// One story as a page prints it: its lines, and beside them what they are, which is what the splitter has to find out.

import { tokensOf } from "../../src/library/terms.js"
import type { Chance } from "./chance.js"
import { headlineOf, type Story } from "./stories.js"

/** A line of an article's body. */
export interface Piece {
  text: string
  /**
   * `paragraph`: a paragraph begins; `rest`: the rest of one that broke; `title`: a section head; `note`: what is neither,
   * such as a caption.
   */
  kind: "paragraph" | "rest" | "title" | "note"
  /** The paragraph that begins here, whole, where the page prints it in more pieces than this. */
  whole?: string
}

export interface Printed {
  above: string[]
  headline: string
  below: string[]
  body: Piece[]
  /** Lines after the text: who wrote it, who edited it. */
  end: string[]
}

/** A story with its headline as its source printed it, and nothing but text. */
export function print(story: Story): Printed {
  const body = story.paragraphs.map((text): Piece => ({ text, kind: "paragraph" }))
  return { above: [], headline: headlineOf(story), below: [], body, end: [] }
}

/** The paragraphs that a reader should find under the headline. */
export function paragraphsOf(printed: Printed): string[] {
  return printed.body.flatMap(({ kind, text, whole }) => (kind === "paragraph" ? [whole ?? text] : []))
}

/** What can be done to an article in print, each named by what the page then has. */
export type Device = (printed: Printed, story: Story, chance: Chance) => void

/**
 * Its own headline with kicker above and subtitle below, as far as the source tells them. What stands behind a space is the
 * second half of a headline in two, unless it is clearly the longer one and both say something by themselves: then it may
 * be a subtitle.
 */
export const asTold: Device = (printed, { headline, kicker, subtitle }) => {
  const longer =
    subtitle !== null &&
    headline.length >= 8 &&
    subtitle.text.length > 1.4 * headline.length &&
    isClause(subtitle.text) &&
    isClause(headline)
  const below = subtitle !== null && (subtitle.dashed || longer) ? subtitle : null
  printed.headline = below === null && subtitle !== null ? `${headline} ${subtitle.text}` : headline
  if (kicker !== null) printed.above.push(kicker)
  if (below !== null) printed.below.push(below.dashed ? `——${below.text}` : below.text)
}

/** Whether a half of a title names who or what it speaks of: 李强签署国务院令 公布《…条例》 is one sentence in two lines. */
function isClause(text: string): boolean {
  const [first] = tokensOf(text)
  return first !== undefined && !/^(?:v|p|d|c)/.test(first.tag)
}

/** The section heads that the source has. */
export const withOwnHeads: Device = (printed, { heads }) => {
  for (const { before, text } of heads.toReversed()) printed.body.splice(before, 0, { text, kind: "title" })
}

/** Only the first sentences of its first paragraph, as the shortest briefs have. */
export const inBrief: Device = (printed) => {
  const [first] = printed.body
  const [text = ""] = /^(?:[^。]{1,80}。){1,2}/.exec(first?.text ?? "") ?? []
  if (first?.kind === "paragraph" && text.length >= 30) printed.body = [{ ...first, text }]
}

/** The first clause or sentence as a paragraph of its own, where it is short. */
export const withShortLead: Device = (printed, _, chance) => {
  const [first, ...rest] = printed.body
  if (first?.kind !== "paragraph") return
  const [, lead = "", text = ""] = /^([^。！？“”]{5,28}[。！？])(.{20,})$/.exec(first.text) ?? []
  const [, clause = "", after = ""] = /^([^，。“”（）]{5,16})，(.{20,})$/.exec(first.text) ?? []
  const mark = chance.one(["。", "。", "……", "！"])
  const parts = lead !== "" ? [lead, text] : clause !== "" ? [clause + mark, after] : []
  if (parts.length > 0) printed.body = [...parts.map((part): Piece => ({ text: part, kind: "paragraph" })), ...rest]
}

/** Quotations of the text as paragraphs of their own, and one of its quoted expressions between two paragraphs. */
export const withQuotedLines: Device = (printed, _, chance) => {
  printed.body = printed.body.flatMap((piece): Piece[] => {
    const [, before = "", quoted = ""] = /^(.{8,}?[说道：。])(“[^”]{6,60}[。！？]”.*)$/.exec(piece.text) ?? []
    if (piece.kind !== "paragraph" || before === "") return [piece]
    return [
      { text: before, kind: "paragraph" },
      { text: quoted, kind: "paragraph" },
    ]
  })
  const expressions = printed.body.flatMap(({ text }) => text.match(/“[^“”，。]{4,14}”/g) ?? [])
  if (expressions.length === 0 || printed.body.length < 3) return
  const place = chance.between(1, printed.body.length - 1)
  printed.body.splice(place, 0, { text: chance.one(expressions), kind: "paragraph" })
}

/** A picture's caption, made of a clause of the text, with its credit. */
export const withCaption: Device = (printed, _, chance) => {
  const clauses = printed.body
    .flatMap(({ text }) => text.split(/[，。；：“”！？]/))
    .filter((clause) => clause.length > 7)
  if (clauses.length === 0) return
  const what = chance.one(clauses)
  const name = nameOf(chance)
  const caption = chance.one([
    `${what}。${name} 摄`,
    `${what}（通讯员 ${name} 摄）`,
    `图为${what}。`,
    `${what}。本报记者 ${name} 摄`,
    `▲${what}`,
    `${what}（由相关单位供图）`,
  ])
  printed.body.splice(chance.between(0, printed.body.length), 0, { text: caption, kind: "note" })
}

/** Who wrote it, on a line of its own, above the text or below it. */
export const withByline: Device = (printed, _, chance) => {
  const [one, two, three] = [nameOf(chance), nameOf(chance), nameOf(chance)]
  const byline = chance.one([
    `本报记者 ${one}`,
    `本报记者 ${one} 通讯员 ${two}`,
    `□本报记者 ${one} 通讯员 ${two} ${three}`,
    `记者 ${one} 通讯员 ${two} 报道`,
    `■ 全媒体记者 ${one} ${two}`,
    `通讯员 ${one} ${two}`,
    `（记者 ${one}）`,
    `${one} ${two}`,
    `新华社记者 ${one}、${two}`,
    `文/图 本报记者 ${one}`,
  ])
  if (chance.happens(0.7)) printed.below.push(byline)
  else printed.end.push(chance.happens(0.5) ? `（${one} ${two}）` : byline)
}

/** Where and when it was written, at the head of the text or on a line of its own. */
export const withDateline: Device = (printed, { date }, chance) => {
  const [first] = printed.body
  if (first?.kind !== "paragraph") return
  const [, month = 1, day = 1] = date.split("-").map(Number)
  const place = chance.one(["长沙", "北京", "岳阳", "常德", "南昌", "贵阳"])
  const dateline = chance.one([
    `本报${place}${month}月${day}日讯（记者 ${nameOf(chance)}）`,
    `本报讯（记者 ${nameOf(chance)} 通讯员 ${nameOf(chance)}）`,
    `新华社${place}${month}月${day}日电（记者${nameOf(chance)}、${nameOf(chance)}）`,
    "本报讯 ",
    `${month}月${day}日，记者获悉，`,
  ])
  if (chance.happens(0.15)) printed.below.push(`新华社${place}${month}月${day}日电`)
  else printed.body[0] = { ...first, text: `${dateline}${first.text}` }
}

const SURNAMES = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹曾彭肖蔡潘田董袁于余"]
const GIVEN = [..."伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华文辉建玉宁晓志海云雪松婷浩宇鑫"]

export function nameOf(chance: Chance): string {
  return chance.one(SURNAMES) + chance.one(GIVEN) + (chance.happens(0.6) ? chance.one(GIVEN) : "")
}
