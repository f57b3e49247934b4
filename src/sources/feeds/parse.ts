// A feed's text → what it says, alike for RSS 2.0, RSS 1.0, Atom and JSON Feed.

import {
  type AtomFeed,
  DetectError,
  type JsonFeed,
  MalformedError,
  ParseError,
  parseFeed,
  type RdfFeed,
  type RssFeed,
} from "feedsmith"
import { parseMarkup } from "../markup.js"
import { Damaged } from "../reader.js"

/** An item as the feed has it. */
export interface Item {
  /** What the feed tells it by: guid, id, rdf:about. */
  guid?: string | undefined
  title?: string | undefined
  /** As written. */
  date?: string | undefined
  /** Absolute or not. */
  link?: string | undefined
  /** What may be its text, or a part of it: HTML, or plain. */
  texts: Text[]
}

export interface Text {
  text: string
  /** `text`, `html`, `xhtml`; undefined where the feed does not say. */
  type?: string | undefined
}

export interface Feed {
  title?: string | undefined
  /** The page that the feed is of. */
  home?: string | undefined
  /** For how long it stays as it is. Minutes. */
  ttl?: number | undefined
  /** In the order of the feed. */
  items: Item[]
}

/**
 * What a feed says, its first `most` items. Entities that a feed declares are not expanded.
 * @throws Damaged where it is no feed, or only a part of one.
 */
export function parse(text: string, most: number): Feed {
  const parsed = parsedAs(text, most)
  // The parser takes what it has got of a feed that breaks off; the rest would be missed until it changes again.
  if (parsed.format !== "json" && !ROOT_END.test(text.slice(-TAIL))) throw new Damaged("没有收完整，后面断了")
  switch (parsed.format) {
    case "rss":
      return ofRss(parsed.feed)
    case "rdf":
      return ofRdf(parsed.feed)
    case "atom":
      return ofAtom(parsed.feed)
    case "json":
      return ofJson(parsed.feed)
    default:
      return parsed satisfies never
  }
}

const ROOT_END = /<\/(?:[\w-]+:)?(?:rss|feed|rdf)\s*>/iu
/** Caches write remarks below the feed. Characters. */
const TAIL = 4_096

function parsedAs(text: string, maxItems: number) {
  try {
    return parseFeed(text, { maxItems })
  } catch (error) {
    if (error instanceof DetectError || error instanceof MalformedError || error instanceof ParseError)
      throw new Damaged(noFeed(text, error))
    throw error
  }
}

/** What came in place of a feed; a page may say itself where its feed is. */
function noFeed(text: string, error: Error): string {
  if (text.trim() === "") return "是空的"
  if (!/^\s*(?:<!doctype\s+html|<html|<head|<body)/iu.test(text))
    return error instanceof MalformedError && error.cause instanceof Error
      ? `里面的 XML 写错了：${error.cause.message.slice(0, MOST_SAID)}`
      : "不是 RSS、Atom 或 JSON Feed"
  const link = parseMarkup(text.slice(0, PAGE_HEAD)).querySelector(
    'link[type="application/rss+xml"], link[type="application/atom+xml"], link[type="application/feed+json"]',
  )
  const found = link?.getAttribute("href") ?? ""
  return found === ""
    ? "是一个网页，不是订阅源"
    : `是一个网页，不是订阅源；网页上说订阅源在 ${found.slice(0, MOST_SAID)}`
}

/** Characters, of a page and of what others say. */
const PAGE_HEAD = 65_536
const MOST_SAID = 200

const said = (...texts: (Text | string | undefined)[]): Text[] =>
  texts.flatMap((each) => {
    const text = typeof each === "string" ? { text: each } : each
    return text !== undefined && text.text.trim() !== "" ? [text] : []
  })

const ofRss = ({ title, link, ttl, items = [] }: RssFeed.Feed<string>): Feed => ({
  ...{ title, home: link, ttl },
  items: items.map((item) => {
    const { value, isPermaLink = true } = item.guid ?? {}
    return {
      guid: value,
      title: item.title ?? item.dc?.titles?.[0],
      date: item.pubDate ?? item.dc?.dates?.[0] ?? item.atom?.published ?? item.atom?.updated,
      link:
        item.link ?? linkOf(item.atom?.links) ?? (isPermaLink && /^https?:/iu.test(value ?? "") ? value : undefined),
      texts: said(item.content?.encoded, contentOf(item.atom?.content), item.description),
    }
  }),
})

const ofRdf = ({ title, link, items = [] }: RdfFeed.Feed<string>): Feed => ({
  ...{ title, home: link },
  items: items.map((item) => ({
    guid: item.rdf?.about,
    title: item.title ?? item.dc?.titles?.[0],
    date: item.dc?.dates?.[0],
    link: item.link ?? item.rdf?.about,
    texts: said(item.content?.encoded, contentOf(item.atom?.content), item.description),
  })),
})

const ofAtom = ({ title, links, entries = [] }: AtomFeed.Feed<string>): Feed => ({
  ...{ title: title?.value, home: linkOf(links) },
  items: entries.map((entry) => ({
    guid: entry.id,
    title: entry.title?.value,
    date: entry.published ?? entry.updated,
    link: linkOf(entry.links),
    texts: said(contentOf(entry.content), contentOf(entry.summary)),
  })),
})

const ofJson = ({ title, home_page_url: home, items = [] }: JsonFeed.Feed<string>): Feed => ({
  ...{ title, home },
  items: items.map((item) => ({
    guid: item.id,
    title: item.title,
    date: item.date_published ?? item.date_modified,
    link: item.url ?? item.external_url,
    texts: [
      ...said(item.content_html).map(({ text }) => ({ text, type: "html" })),
      ...said(item.content_text, item.summary).map(({ text }) => ({ text, type: "text" })),
    ],
  })),
})

const linkOf = (links: readonly { href?: string; rel?: string }[] | undefined): string | undefined =>
  links?.find(({ rel = "alternate" }) => rel === "alternate")?.href

/** Text of an Atom construct; what is no text (a picture in base64) is none. */
function contentOf(content: { value?: string; type?: string } | undefined): Text | undefined {
  const { value, type } = content ?? {}
  const isText = type === undefined || /^(?:text|html|xhtml|text\/.+|application\/xhtml\+xml)$/iu.test(type)
  return value !== undefined && isText ? { text: value, type } : undefined
}
