// What a web page says of its article beside it: in its head, in what its CMS has left, and in the lines around the headline.

import { isoDate } from "../library/calendar.js"
import { labelled } from "../library/page/bylines.js"
import { type About, type Piece, tidy } from "./document.js"
import type { Markup } from "./markup.js"

/** What the head of a page says, by the names that sites and Chinese CMS use; and where the page was saved from. */
export function aboutOf(document: Markup, source: string): About & { site?: string | undefined } {
  const meta = metasOf(document)
  const text = (selector: string) => tidy(document.querySelector(selector)?.textContent ?? "") || undefined
  const founder = founderOf(source)
  const url = [
    meta("og:url"),
    founder("url"),
    document.querySelector('link[rel="canonical"]')?.getAttribute("href") ?? undefined,
    SAVED.map((pattern) => pattern.exec(source.slice(0, HEAD))?.[1]).find((each) => each !== undefined),
    /\bvar msg_link = "(https?:[^"\s]+)"/u.exec(source)?.[1]?.replaceAll("&amp;", "&"),
  ].find((each) => each !== undefined && /^https?:\/\/\S+$/u.test(each))
  return {
    headline: meta("articletitle") ?? founder("title") ?? text("#activity-name"),
    kicker: founder("introtitle"),
    subtitle: founder("subtitle"),
    date: [
      meta("article:published_time", "publishdate", "pubdate", "publish-date", "firstpublishedtime"),
      meta("weibo: article:create_at", "date", "dc.date", "og:release_date"),
      founder("date"),
      text("#publish_time"),
      postedOf(source),
    ].find((each) => isoDate(each) !== undefined),
    byline: meta("author", "article:author", "dc.creator", "byl") ?? founder("author"),
    section:
      meta("article:section", "articlesection", "columnname", "channel") ?? founder("nodename") ?? sectionOf(document),
    source: sourceNamed(meta("contentsource", "source") ?? founder("sourcename")) ?? text("#js_name"),
    site: meta("og:site_name"),
    url,
  }
}

/** What a page's JSON-LD calls its section (schema.org/articleSection). */
function sectionOf(document: Markup): string | undefined {
  for (const { textContent } of document.querySelectorAll('script[type="application/ld+json"]')) {
    const [, quoted] =
      /"articleSection"\s*:\s*\[?\s*("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})){1,60}")/u.exec(
        textContent ?? "",
      ) ?? []
    const section: unknown = quoted === undefined ? undefined : JSON.parse(quoted)
    if (typeof section === "string" && tidy(section) !== "") return tidy(section)
  }
  return undefined
}

/** The first contents of a page's metas by their name, in lower case. */
function metasOf(document: Markup): (...names: string[]) => string | undefined {
  const metas = new Map<string, string>()
  for (const meta of document.querySelectorAll("meta")) {
    const name = (
      meta.getAttribute("property") ??
      meta.getAttribute("name") ??
      meta.getAttribute("itemprop") ??
      ""
    ).toLowerCase()
    const content = tidy(meta.getAttribute("content") ?? "")
    if (name !== "" && content !== "" && !metas.has(name)) metas.set(name, content)
  }
  return (...names) => names.map((name) => metas.get(name)).find((each) => each !== undefined)
}

/** Browsers (`saved from url=(0042)https://…`) and SingleFile say where a page is from at its beginning. */
const HEAD = 4_096
const SAVED = [/<!-- saved from url=\(\d+\)(\S+) -->/u, /Page saved with SingleFile\s+url:\s*(\S+)/u]

/**
 * What Founder's CMS of newspapers writes into a comment: `<!--enpproperty <title>…</title><date>…</date> /enpproperty-->`,
 * or `<founder-title>` and so on.
 */
function founderOf(source: string): (field: string) => string | undefined {
  const from = source.indexOf("<!--enpproperty")
  const to = source.indexOf("-->", from)
  const comment = from < 0 || to < 0 ? "" : source.slice(from, to)
  return (field) => {
    for (const name of [field, `founder-${field}`]) {
      const start = comment.indexOf(`<${name}>`)
      const end = comment.indexOf(`</${name}>`, start)
      const written = start < 0 || end < 0 ? "" : comment.slice(start + name.length + 2, end)
      const text = tidy(written.replace(/<[^<>]*>/gu, "").replaceAll("&nbsp;", " "))
      if (text !== "") return text
    }
    return undefined
  }
}

/** When an article of WeChat was posted: its script has it in seconds since 1970; what day that was in China. */
function postedOf(source: string): string | undefined {
  const [, seconds] = /\bvar ct = ["'](\d{10})["']/u.exec(source) ?? []
  if (seconds === undefined) return undefined
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(Number(seconds) * 1_000)
}

/** Without the words before and behind it: 来源：人民网-文化频道 原创稿. */
function sourceNamed(told: string | undefined): string | undefined {
  const [, named] = /^(?:(?:文章|信息|稿件)?来源(?:于|自)?\s*[:：]\s*)?(\S.*?)(?:\s+原创稿)?$/u.exec(told ?? "") ?? []
  return named
}

const bare = (text: string): string => tidy(text).replace(/\s+/gu, "")

/** In characters. Shorter ones are sections of a site: 新闻动态. */
const LEAST_OF_HEADLINE = 6
/** How many lines above the text its headline may stand. */
const NEAR = 12

/**
 * The headline of a page without one in its head: what its title begins with and the page itself says as well, the site's
 * name being behind it; else the heading that stands last above the text, which begins at `at` of the pieces of the whole page.
 */
export function headlineOf(title: string, page: readonly Piece[], at: number): string | undefined {
  const whole = bare(title)
  const said = page
    .map(({ text }) => tidy(text))
    .filter((text) => bare(text).length >= LEAST_OF_HEADLINE && whole.startsWith(bare(text)))
    .toSorted((a, b) => bare(b).length - bare(a).length)[0]
  if (said !== undefined) return said
  const above = page.slice(Math.max(0, at - NEAR / 2), at + 1).filter(({ kind }) => kind === "heading")
  const highest = Math.min(...above.map(({ level = 1 }) => level))
  const heading = above.findLast(({ level = 1 }) => level === highest)
  if (heading) return tidy(heading.text)
  const [named = ""] = tidy(title).split(
    /\s*[_|｜]\s*|\s+[-–—]\s+|-{2,}|-(?=[^-]{0,12}(?:网|报|新闻|政府|在线|客户端)?[^-]{0,4}$)/u,
  )
  return named || undefined
}

const DAY = /(?<!\d)((?:19|20)\d{2})\s*[-年/.\s]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})(?!\d)/u
const SOURCE =
  /(?:来源|稿源)(?:于|自)?\s*[:：]\s*([^\s:：|｜丨]{2,30}?)(?=作者|编辑|责任编辑|责编|记者|发布|时间|日期|浏览|点击|阅读|字号|字体|\d{4}|[\s|｜丨]|$)/u
/** Longer ones are sentences. */
const MOST_OF_LINE = 120

const TIME = /\d{1,2}[:：]\d{2}(?:[:：]\d{2})?/gu
/** In characters: 作者：…, 编辑：…, 字号 and the like beside day and source. */
const MOST_BESIDE = 24

/** Whether a line says when and from where a text is, and hardly anything else. */
export function isImprint(text: string): boolean {
  if (text.length > MOST_OF_LINE || /[。！？]/u.test(text)) return false
  const beside = text.replace(DAY, "").replace(SOURCE, "").replace(TIME, "")
  return (
    beside.length < text.length &&
    beside.replace(/[^\p{L}\p{N}]/gu, "").length <= MOST_BESIDE &&
    /^(?:\P{L}|时间|日期|发布|更新|来源|稿源|作者|编辑|记者|文章|信息|年|月|日|于|自)*/u.exec(text)?.[0] !== ""
  )
}

/** When and from where a text is, and who wrote it, by the lines between headline and text, or right above the headline. */
export function imprintOf(
  page: readonly Piece[],
  headline: string,
  at: number,
): Pick<About, "byline" | "date" | "source"> {
  const texts = page.map(({ text }) => tidy(text))
  const named = texts.findLastIndex((text, i) => i <= at && bare(text) === bare(headline))
  const from = named < 0 ? Math.max(0, at - NEAR) : named + 1
  const between = texts.slice(from, Math.max(from, at))
  const above = texts.slice(Math.max(0, from - 4), Math.max(0, from - 1))
  const lines = [...between, ...above].filter((text) => text.length <= MOST_OF_LINE)
  const day = lines.map((line) => DAY.exec(line)).find((each) => each !== null)
  const source = lines.map((line) => SOURCE.exec(line)?.[1]).find((each) => each !== undefined)
  const byline = lines.filter(isImprint).flatMap((line) => labelled(line).byline ?? [])[0]
  return { byline, date: day ? isoDate(day.slice(1, 4).join("-")) : undefined, source }
}
