// The contract of feeds: the same article as from a saved page, whatever kind of feed it comes in; and no feed, however it
// is broken, does more than cost itself.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { dayOf } from "../../../src/sources/feeds/dates.js"
import { readFeed } from "../../../src/sources/feeds/read-feed.js"
import { html as htmlReader } from "../../../src/sources/html.js"
import { Damaged, type Draft } from "../../../src/sources/reader.js"
import { big5, gbk, utf16 } from "../encodings.js"
import { FILES, LIXIAN, RUCHENG } from "../files.js"
import { atom, encoded, escaped, json, rdf, rss } from "./feeds.js"

const ADDRESS = "http://feeds.example.com/rss/yw.xml"
const read = (text: string | Uint8Array, charset?: string) =>
  readFeed({
    bytes: typeof text === "string" ? Buffer.from(text) : text,
    address: ADDRESS,
    ...(charset !== undefined && { charset }),
  })
const drafts = (text: string | Uint8Array, charset?: string): Draft[] =>
  read(text, charset).items.flatMap((item) => item.drafts)
const textsOf = (draft?: Pick<Draft, "paragraphs">) => draft?.paragraphs.map(({ text }) => text)

const KINDS: Record<string, (stories: readonly (typeof LIXIAN)[]) => string | Uint8Array> = {
  "RSS 2.0 with HTML in the description": rss,
  "RSS 2.0 with content:encoded": encoded,
  "Atom with xhtml content": atom,
  "RSS 1.0 in GBK": (stories) => gbk(rdf(stories)),
  "JSON Feed": json,
}

describe.each(Object.entries(KINDS))("%s", (_, write) => {
  it("gives the same as a saved page does, with its day, source and link", async () => {
    const found = drafts(write([LIXIAN, RUCHENG]))
    for (const [i, story] of [LIXIAN, RUCHENG].entries()) {
      const [page] = (await htmlReader.read(FILES["网页.html"]?.(story) ?? new Uint8Array(), "网页.html")).drafts
      // Lines are those of the text itself.
      const lines = { line: expect.any(Number), paragraphs: expect.any(Array) }
      expect(found[i]).toEqual({
        ...{ ...page, ...lines, date: "2022-11-14", source: "湘阴报-要闻" },
        url: `http://www.example.com/2022/11/${i}.html`,
      })
      expect(textsOf(found[i])).toEqual(textsOf(page))
      expect(textsOf(found[i])).toEqual(story.paragraphs)
    }
    expect(found).toHaveLength(2)
  })

  it("with nothing in it is nothing", () => {
    expect(read(write([]))).toMatchObject({ items: [], unread: 0 })
  })

  it("cut short is refused, wherever: what is missing would be missed until the feed changes", () => {
    const whole = Buffer.from(write([LIXIAN, RUCHENG]))
    for (let length = 0; length < whole.length - 15; length += 7)
      expect(() => read(whole.subarray(0, length))).toThrow(Damaged)
  })

  it("with bytes changed is refused by a known fault or read in part; never anything else", () => {
    const whole = Uint8Array.from(Buffer.from(write([LIXIAN])))
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(changes, (each) => {
        const bytes = Uint8Array.from(whole)
        for (const [at, byte] of each) bytes[at] = byte
        try {
          for (const { headline } of drafts(bytes)) expect(headline.includes("\ufffd")).toBe(false)
        } catch (error) {
          expect(error).toBeInstanceOf(Damaged)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe("an encoding", () => {
  const text = rss([LIXIAN])
  const [first] = LIXIAN.paragraphs
  const declared = (encoding: string) => text.replace("UTF-8", encoding)

  it.each<[string, Uint8Array, string?]>([
    ["that the declaration names", gbk(declared("gb2312"))],
    ["that the server names, which counts more", gbk(declared("utf-8")), "gbk"],
    ["that the server names wrongly: the declaration is right", gbk(declared("gbk")), "utf-8"],
    ["that the server does not know", gbk(declared("gbk")), "ISO-8859-1"],
    ["that nobody names", gbk(text.replace(/<\?xml.*\?>\s*/u, ""))],
    ["that a mark tells, whatever is named", utf16(declared("gbk"), "le", true), "utf-8"],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`)],
  ])("%s is read", (_, bytes, charset) => {
    expect(textsOf(drafts(bytes, charset)[0])?.[0]).toBe(first)
  })

  it("Big5 is read as it declares itself", () => {
    const story = { headline: "立法院三讀通過", paragraphs: ["立法院今天三讀通過修正草案，將於明年一月一日施行。"] }
    const feed = rss([story])
      .replace("UTF-8", "big5")
      .replaceAll("湘阴报", "聯合報")
      .replaceAll("-要闻", "")
      .replace("要闻", "")
    expect(drafts(big5(feed))[0]).toMatchObject({
      headline: story.headline,
      source: "聯合報",
    })
  })

  it("bytes that are no text are refused with where they fail", () => {
    const bytes = Buffer.concat([Buffer.from("<rss version='2.0'>\n"), Uint8Array.of(0xe4, 0xbd, 0xff, 0xff)])
    expect(() => read(bytes)).toThrow(/第 2 行第 \d 字节/u)
  })

  it("control characters that slipped in are left out", () => {
    expect(drafts(text.replace("金色", "金\u0008色\u000b"))[0]?.headline).toBe(LIXIAN.headline)
  })
})

describe("the text of an item", () => {
  const [first = "", second = ""] = LIXIAN.paragraphs
  const item = (inner: string, head = "") =>
    `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>报</title>${head}<item>${inner}</item></channel></rss>`
  const described = (description: string, title = "标题") =>
    drafts(item(`<title>${title}</title><description>${description}</description>`))[0]

  it("is the fullest that it has, and a teaser where it has no more", () => {
    const both = `<title>标题</title><description><![CDATA[<p>${first}</p><p>${second}</p>]]></description><content:encoded><![CDATA[<p>${first.slice(0, 20)}…</p><img src="a.jpg" alt="${second.repeat(9)}">]]></content:encoded>`
    expect(textsOf(drafts(item(both))[0])).toEqual([first, second])
    expect(textsOf(described(`${first.slice(0, 20)}…`))).toEqual([`${first.slice(0, 20)}…`])
  })

  it.each<[string, string]>([
    ["HTML in CDATA", `<![CDATA[<div>${first}<br/>${second}</div>]]>`],
    ["HTML escaped", escaped(`<p>${first}</p><p>${second}</p>`)],
    ["HTML not escaped at all", `<p>${first}</p><p>${second}</p>`],
    ["plain lines", `\n${first}\r\n\r\n${second}\n`],
    ["lines with nothing but a link in them", `<![CDATA[${first}\n${second}<a href="http://a/"></a>]]>`],
    ["paragraphs that are told by their indent alone", `　　${first}　　${second}`],
    [
      "HTML with what nobody reads",
      `<![CDATA[<style>p{}</style><script>alert(1)</script><p>${first}</p><!-- 广告 --><p>${second}</p>]]>`,
    ],
  ])("is cut into its paragraphs: %s", (_, description) => {
    expect(textsOf(described(description))).toEqual([first, second])
  })

  it("is what is read, never what is run or linked", () => {
    const draft = described(`<![CDATA[<p onclick="x()">${first}<img src="http://a/x" onerror="y()"></p>]]>`)
    expect(textsOf(draft)).toEqual([first])
    expect(JSON.stringify(draft)).not.toMatch(/onclick|onerror|<|http/u)
  })

  it("is without what a paper's own system puts around it: the picture's table, the place in print", () => {
    const picture =
      '<TABLE class="pci_c" width="400"><TBODY><TR><TD align="center"><IMG src="http://a/b.jpg"></TD></TR> <TR><TD><p>　　澧县田间。<BR/>　　本报记者 周文摄 </p></TD></TR></TBODY></TABLE>'
    const text = `<P>　　${first}</P><P>　　<strong>攻项目：强园兴工揭榜挂帅</strong></P><P>　　${second}</P> <br><span id='paper_num'>　　《 湘阴报 》（ 2022年11月14日 03 版）</span>`
    const draft = described(`<![CDATA[${picture}${text}]]>`)
    expect(textsOf(draft)?.slice(-2)).toEqual([first, second])
    expect(draft?.headings.map((heading) => heading.text)).toEqual(["攻项目：强园兴工揭榜挂帅"])
  })

  it("a title's markup and references are read", () => {
    expect(described(first, "<![CDATA[<b>湘阴</b>&amp;澧县]]>")?.headline).toBe("湘阴&澧县")
    expect(described(first, "湘阴&amp;amp;澧县")?.headline).toBe("湘阴&澧县")
    expect(described(first, "3 &lt; 5，5 > 3")?.headline).toBe("3 < 5，5 > 3")
  })

  it("without a title is named by its own words", () => {
    expect(drafts(item(`<description>${first}</description>`))[0]?.headline).toBe(
      "这是澧县开展耕地“非农化”“非粮化”专项整治工作以来的一个…",
    )
  })

  it("that is nested too deeply costs itself", () => {
    const deep = `${"<div>".repeat(10_000)}${first}`
    const broken = rss([{ headline: "深", paragraphs: ["x"] }, RUCHENG]).replace(/<p style[^>]*>　　x<\/p>/u, deep)
    expect(read(broken)).toMatchObject({ items: [{ drafts: [{ headline: RUCHENG.headline }] }], unread: 1 })
  })
})

describe("the link of an item", () => {
  const linked = (inner: string) =>
    drafts(
      `<rss version="2.0"><channel><title>报</title><link>/news/</link><item><title>标题</title><description>正文。</description>${inner}</item></channel></rss>`,
    )[0]?.url

  it.each([
    ["<link>http://www.example.com/1.html</link>", "http://www.example.com/1.html"],
    ["<link>1.html</link>", "http://feeds.example.com/news/1.html"],
    ["<link>//www.example.com/1.html?a=1&amp;b=2</link>", "http://www.example.com/1.html?a=1&b=2"],
    ["<guid>http://www.example.com/1.html</guid>", "http://www.example.com/1.html"],
    ['<guid isPermaLink="false">http://www.example.com/1.html</guid>', null],
    ["<link>javascript:alert(1)</link>", null],
    ["", null],
  ])("%s is %s", (inner, url) => {
    expect(linked(inner)).toBe(url)
  })
})

describe("what tells an item", () => {
  const guids = (...entries: Parameters<typeof rss>[0]) => read(rss(entries)).items.map(({ guid }) => guid)

  it("is its guid, so that a corrected text is the same item; else its link", () => {
    expect(guids({ ...LIXIAN, guid: "a" }, { ...RUCHENG, link: "http://a/2" })).toEqual(["a", "http://a/2"])
  })

  it("is no guid or link that several items have", () => {
    const same = { guid: "http://a/", link: "http://a/" }
    expect(new Set(guids({ ...LIXIAN, ...same }, { ...RUCHENG, ...same })).size).toBe(2)
  })
})

describe("the day of an item", () => {
  it.each([
    ["Wed, 01 May 2024 23:30:00 +0800", "2024-05-01"],
    ["Wed, 01 May 2024 23:30:00 GMT", "2024-05-01"],
    ["1 May 24 08:30 CST", "2024-05-01"],
    ["Wed, 01-May-2024 08:30:00", "2024-05-01"],
    ["Sept 1 2024", undefined],
    ["Sun, 01 Sept 2024 08:30:00 +0800", "2024-09-01"],
    ["星期三, 01 五月 2024 08:30:00 +0800", "2024-05-01"],
    ["周三, 01 5月 2024 08:30:00 GMT", "2024-05-01"],
    ["Wed May 01 08:30:00 CST 2024", "2024-05-01"],
    ["2024-05-01T23:30:00-05:00", "2024-05-01"],
    ["2024-05-01 08:30:00", "2024-05-01"],
    ["2024/5/1 8:30:00", "2024-05-01"],
    ["2024年5月1日 08:30", "2024-05-01"],
    ["Thu, 31 Feb 2024 08:30:00 +0800", undefined],
    ["昨天", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("%s is %s", (written, day) => {
    expect(dayOf(written)).toBe(day)
  })
})
