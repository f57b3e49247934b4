// Feeds as newspapers' programs write them, holding the same stories as test/sources/files.ts.

import type { Story } from "../files.js"

export const escaped = (text: string): string =>
  text.replace(/[&<>"]/gu, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[char] ?? "&quot;")

/** A story's text as a site's editor leaves it. */
export const html = ({ subtitle, byline, paragraphs }: Story): string =>
  [subtitle, byline, ...paragraphs]
    .filter((text) => text !== undefined)
    .map((text) => `<p style="text-indent: 2em;">　　${escaped(text)}</p>`)
    .join("\n")

export const plain = ({ subtitle, byline, paragraphs }: Story): string =>
  [subtitle, byline, ...paragraphs].filter((text) => text !== undefined).join("\n\n")

export interface Entry extends Story {
  guid?: string
  link?: string
  date?: string
}

const DATE = "Mon, 14 Nov 2022 08:30:00 +0800"

/** RSS 2.0, the text as HTML in the description. */
export const rss = (entries: readonly Entry[], head = ""): string => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0">
<channel>
<title><![CDATA[湘阴报-要闻]]></title>
<link>http://www.example.com/</link>
<description>要闻</description>
<language>zh-cn</language>
${head}
${entries
  .map(
    (entry, i) => `<item>
<title><![CDATA[${entry.headline}]]></title>
<link>${escaped(entry.link ?? `http://www.example.com/2022/11/${i}.html`)}</link>
<description><![CDATA[${html(entry)}]]></description>
<author>湘阴报</author>
<pubDate>${entry.date ?? DATE}</pubDate>
${entry.guid === undefined ? "" : `<guid isPermaLink="false">${escaped(entry.guid)}</guid>`}
</item>`,
  )
  .join("\n")}
</channel>
</rss>
`

/** RSS 2.0 with a summary in the description and all of the text in content:encoded, as WordPress writes it. */
export const encoded = (entries: readonly Entry[]): string => `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
	<title>湘阴报-要闻</title>
	<atom:link href="http://www.example.com/feed/" rel="self" type="application/rss+xml" />
	<link>http://www.example.com</link>
	<lastBuildDate>${DATE}</lastBuildDate>
	${entries
    .map(
      (entry, i) => `<item>
		<title>${escaped(entry.headline)}</title>
		<link>http://www.example.com/2022/11/${i}.html</link>
		<dc:creator><![CDATA[周文]]></dc:creator>
		<pubDate>${DATE}</pubDate>
		<guid isPermaLink="false">http://www.example.com/?p=${i}</guid>
		<description><![CDATA[<p>${escaped((entry.paragraphs[0] ?? "").slice(0, 40))}&#8230;</p>]]></description>
		<content:encoded><![CDATA[${html(entry)}]]></content:encoded>
	</item>`,
    )
    .join("\n")}
</channel>
</rss>`

/** Atom with xhtml content. */
export const atom = (entries: readonly Entry[]): string => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
  <title type="text">湘阴报-要闻</title>
  <link rel="self" href="http://www.example.com/atom.xml"/>
  <link href="http://www.example.com/"/>
  <updated>2022-11-14T08:30:00+08:00</updated>
  <id>tag:example.com,2022:feed</id>
  ${entries
    .map(
      (entry, i) => `<entry>
    <title type="html">${escaped(escaped(entry.headline))}</title>
    <link rel="alternate" type="text/html" href="/2022/11/${i}.html"/>
    <id>tag:example.com,2022:${i}</id>
    <published>2022-11-14T00:30:00+08:00</published>
    <updated>2022-11-15T08:30:00+08:00</updated>
    <summary>${escaped((entry.paragraphs[0] ?? "").slice(0, 40))}</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${html(entry)}</div></content>
  </entry>`,
    )
    .join("\n")}
</feed>`

/** RSS 1.0 as older sites have it, in GBK: plain text. */
export const rdf = (entries: readonly Entry[]): string => `<?xml version="1.0" encoding="gb2312"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://www.example.com/rss.rdf"><title>湘阴报-要闻</title><link>http://www.example.com/</link><description>要闻</description>
<items><rdf:Seq>${entries.map((_, i) => `<rdf:li rdf:resource="http://www.example.com/2022/11/${i}.html"/>`).join("")}</rdf:Seq></items>
</channel>
${entries
  .map(
    (entry, i) => `<item rdf:about="http://www.example.com/2022/11/${i}.html">
<title>${escaped(entry.headline)}</title>
<link>http://www.example.com/2022/11/${i}.html</link>
<description>${escaped(plain(entry))}</description>
<dc:date>2022-11-14T08:30:00+08:00</dc:date>
</item>`,
  )
  .join("\n")}
</rdf:RDF>`

export const json = (entries: readonly Entry[]): string =>
  JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: "湘阴报-要闻",
    home_page_url: "http://www.example.com/",
    items: entries.map((entry, i) => ({
      id: String(i),
      url: `http://www.example.com/2022/11/${i}.html`,
      title: entry.headline,
      content_html: html(entry),
      date_published: "2022-11-14T08:30:00+08:00",
    })),
  })
