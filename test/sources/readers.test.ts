// The contract of all readers: the same article, whatever kind of file it comes in; and no input, however it is broken,
// does more than cost itself.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { isoDate } from "../../src/library/calendar.js"
import { DecodeError } from "../../src/library/decode.js"
import { describeFault } from "../../src/sources/faults.js"
import { Damaged, type Found } from "../../src/sources/reader.js"
import { EXTENSIONS, readerOf } from "../../src/sources/readers.js"
import { gbk } from "./encodings.js"
import { docx, FILES, LIXIAN, RUCHENG } from "./files.js"

async function read(name: string, bytes: Uint8Array): Promise<Found> {
  const reader = await readerOf(name)
  if (!reader) throw new Error(`no reader for ${name}`)
  return reader.read(bytes, name)
}
const texts = ({ drafts }: Found) =>
  drafts.map(({ headline, paragraphs }) => ({ headline, paragraphs: paragraphs.map(({ text }) => text) }))

it("has a file here for every kind that is read", () => {
  const kinds = new Set(Object.keys(FILES).map((name) => name.slice(name.lastIndexOf("."))))
  // Of .pdf and .zip in tests of their own.
  const aliases = [".markdown", ".htm", ".xhtml", ".shtml", ".zip", ".pdf"]
  expect(EXTENSIONS.filter((extension) => !kinds.has(extension) && !aliases.includes(extension))).toEqual([])
})

describe.each(Object.entries(FILES))("%s", (name, write) => {
  it.each([LIXIAN, RUCHENG])("gives $headline as it is", async (story) => {
    const found = await read(name, write(story))
    expect(found.faults).toEqual([])
    expect(texts(found)).toEqual([{ headline: story.headline, paragraphs: story.paragraphs }])
    expect(found.drafts[0]?.subtitle ?? undefined).toBe(story.subtitle)
    expect(found.drafts[0]?.byline ?? undefined).toBe(story.byline)
    const lines = found.drafts[0]?.paragraphs.map(({ line }) => line) ?? []
    expect(lines.every((line, i) => Number.isInteger(line) && line >= 1 && line >= (lines[i - 1] ?? 1))).toBe(true)
  })

  it("nothing in it is nothing", async () => {
    const found = await read(name, new Uint8Array()).catch((error: unknown) => error)
    if (found instanceof Error) expect(found).toBeInstanceOf(Damaged)
    else expect((found as Found).drafts).toEqual([])
  })

  it("cut short, or with bytes changed, is refused by a known fault or read in part; never anything else", async () => {
    const whole = write(LIXIAN)
    const broken = fc.oneof(
      fc.nat(whole.length).map((length) => whole.slice(0, length)),
      fc
        .array(fc.tuple(fc.nat(Math.max(0, whole.length - 1)), fc.nat(255)), { minLength: 1, maxLength: 8 })
        .map((changes) => {
          const bytes = Uint8Array.from(whole)
          for (const [at, byte] of changes) bytes[at] = byte
          return bytes
        }),
      fc.uint8Array({ maxLength: 200 }),
    )
    await fc.assert(
      fc.asyncProperty(broken, async (bytes) => {
        const found = await read(name, bytes).catch((error: unknown) => error)
        checkRefusedOrRead(found)
      }),
      { numRuns: 60 },
    )
  })
})

/** Refused by a known fault, or read without the loss of a character. */
function checkRefusedOrRead(found: unknown) {
  if (found instanceof Error) expect(found, String(found.stack)).toSatisfy(isKnown)
  else for (const text of stringsIn((found as Found).drafts)) expect(text).not.toMatch(/\ufffd|\p{Cs}/u)
}
function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value]
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : []
}
const isKnown = (error: unknown) => error instanceof Damaged || error instanceof DecodeError

describe("what anybody may write", () => {
  // What means something to one format or another, and text between it.
  const WORDS = [
    ..."<>&;\"'`=/\\!?[](){}*_~#|,.:-+^$@%\n\r\t 　甲乙。“”——０１𠮷é",
    ..."<p>,</p>,<div,<table>,<td>,<a href=,<img,<!--,-->,<![CDATA[,<script>,</script>,<br/>,<html>,<body>,<meta charset=gbk>,&#0;,&#xd800;,&#x1b;,&nbsp;,&amp".split(
      ",",
    ),
    ..."---\n,title: ,&a ,*a ,!!js ,> ,- ,1. ,# ,```,![甲](,[甲]: ,| 甲 | 乙 |\n|-|-|\n".split(","),
    ...'{"id":1|"headline":"题"|"paragraphs":["|"]}|"body":"|\\ud800|\\u0000|__proto__|标题,正文\n|title\tbody\n|""'.split(
      "|",
    ),
    "第3版 要闻\n",
    "（下转第3版）",
    "本报讯（记者 周文）",
    "%PDF-1.7",
  ]
  const writing = fc.array(fc.constantFrom(...WORDS), { maxLength: 120 }).map((words) => words.join(""))

  it.each(EXTENSIONS.filter((extension) => !/zip|docx|pdf/u.test(extension)))(
    "is read or refused as %s",
    async (extension) => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(writing, fc.string({ unit: "grapheme" })), async (text) => {
          fc.pre(!text.includes("\ufffd"))
          checkRefusedOrRead(await read(`a${extension}`, Buffer.from(text)).catch((error: unknown) => error))
        }),
        { numRuns: 60 },
      )
    },
  )

  it("is read or refused as the text of a Word file", async () => {
    await fc.assert(
      fc.asyncProperty(writing, async (text) => {
        const whole = text.replace(/[^\P{Cc}\n\t]/gu, "")
        checkRefusedOrRead(await read("a.docx", docx(whole.split("\n"))).catch((error: unknown) => error))
      }),
      { numRuns: 60 },
    )
  })
})

it("a saved page whose body has lost its tag is read all the same", async () => {
  const page = Buffer.from(FILES["网页.html"]?.(LIXIAN) ?? "").toString()
  const { drafts } = await read("a.html", Buffer.from(page.replace("</head><body>", "</head<body>")))
  expect(drafts).toMatchObject([{ headline: LIXIAN.headline, byline: LIXIAN.byline }])
})

describe("headings that a document tells", () => {
  const sections = [LIXIAN.paragraphs[0] ?? "", RUCHENG.paragraphs[1] ?? ""]

  it("of the highest level name articles, others are section heads", async () => {
    const md = `# 一\n\n${sections[0]}\n\n## 攻项目\n\n${sections[1]}\n\n# 二\n\n${sections[1]}\n`
    const styled = docx([
      { style: "1", text: "一" },
      sections[0] ?? "",
      { style: "2", text: "攻项目" },
      sections[1] ?? "",
      { style: "1", text: "二" },
      sections[1] ?? "",
    ])
    for (const found of [await read("a.md", Buffer.from(md)), await read("a.docx", styled)])
      expect(found.drafts.map(({ headline, headings, paragraphs }) => [headline, headings, paragraphs.length])).toEqual(
        [
          ["一", [{ before: 1, text: "攻项目" }], 2],
          ["二", [], 1],
        ],
      )
  })

  it("below a title of the whole are all section heads", async () => {
    const md = `---\n标题: 一\n---\n# 攻项目\n\n${sections[0]}\n`
    const { drafts } = await read("a.md", Buffer.from(md))
    expect(drafts).toMatchObject([{ headline: "一", headings: [{ before: 0, text: "攻项目" }] }])
  })
})

describe("what a file says of its article", () => {
  it("in front matter", async () => {
    const md = `---\ntitle: 一\n日期: 2022/11/14\nsource: 湖南日报\nurl: https://example.com/1\n---\n${LIXIAN.paragraphs[0]}`
    expect((await read("a.md", Buffer.from(md))).drafts[0]).toMatchObject({
      date: "2022-11-14",
      source: "湖南日报",
      url: "https://example.com/1",
      paragraphs: [{ line: 7 }],
    })
  })

  it("in the head of a page, in the encoding that it names", async () => {
    const head = `<meta charset="gb2312"><meta name="PubDate" content="2022-11-14 08:30"><meta name="ContentSource" content="湖南日报"><link rel="canonical" href="https://example.com/1">`
    const page = `<html><head>${head}<title>${LIXIAN.headline} - 湘阴新闻网</title></head><body><div class="content"><p>${LIXIAN.paragraphs.join("</p><p>")}</p></div></body></html>`
    const { drafts } = await read("a.html", gbk(page))
    expect(drafts).toMatchObject([
      { headline: LIXIAN.headline, date: "2022-11-14", source: "湖南日报", url: "https://example.com/1" },
    ])
  })

  it.each([
    [
      "a.md",
      `---\ntitle: 一\nauthor: [周文, 李红]\ncategory: 要闻\n地点: 澧县\n---\n${LIXIAN.paragraphs[0]}`,
      { byline: "周文 李红", section: "要闻", place: "澧县" },
    ],
    [
      "a.csv",
      `标题,正文,作者,栏目,地点\n一,"本报讯（记者 王明）${LIXIAN.paragraphs[0]}",周文,要闻,澧县\n`,
      { byline: "周文", section: "要闻", place: "澧县" },
    ],
    [
      "a.csv",
      `标题,正文\n一,"本报长沙11月14日讯（记者 王明）${LIXIAN.paragraphs[0]}"\n`,
      { byline: "记者 王明", section: null, place: "长沙" },
    ],
    [
      "a.jsonl",
      JSON.stringify({
        id: 1,
        headline: "一",
        body: LIXIAN.paragraphs[0],
        署名: "周文",
        section: "要闻",
        place: "澧县",
      }),
      { byline: "周文", section: "要闻", place: "澧县" },
    ],
    [
      "a.html",
      `<html><head><meta name="author" content="周文"><meta property="article:section" content="要闻"></head><body><h1>一</h1><p>${LIXIAN.paragraphs.join("</p><p>")}</p></body></html>`,
      { byline: "周文", section: "要闻", place: null },
    ],
    [
      "a.html",
      `<html><body><h1>一</h1><p>2022-11-14 08:30 来源：湖南日报 作者：周文</p><p>${LIXIAN.paragraphs.join("</p><p>")}</p></body></html>`,
      { byline: "周文", section: null, source: "湖南日报" },
    ],
    [
      "a.html",
      `<html><head><script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"周文"},"articleSection":["要\\u95fb"]}</script></head><body><h1>一</h1><p>${LIXIAN.paragraphs.join("</p><p>")}</p></body></html>`,
      { section: "要闻" },
    ],
    [
      "a.md",
      `第3版 要闻\n\n# 一\n\n本报记者 周文\n\n${LIXIAN.paragraphs.join("\n\n")}\n`,
      { headline: "一", byline: "本报记者 周文", section: "要闻" },
    ],
    [
      "a.html",
      `<html><body><h1>一</h1><div class="author">作者：周文　来源：湖南日报</div><p>${LIXIAN.paragraphs.join("</p><p>")}</p></body></html>`,
      { byline: "周文", section: null },
    ],
  ])("who wrote it, where it stands, where it is about (%#: %s)", async (name, text, known) => {
    const { drafts } = await read(name, Buffer.from(text))
    expect(drafts).toMatchObject([known])
    expect(drafts[0]?.paragraphs.map((each) => each.text).join()).not.toContain("周文")
  })

  it("a picture's caption is no paragraph", async () => {
    const md = `# 一\n\n${LIXIAN.paragraphs[0]}\n\n![湘阴高新区](a.jpg)\n`
    const page = `<article><h1>一</h1><p>${LIXIAN.paragraphs[0]}</p><figure><img src="a.jpg"><figcaption>湘阴高新区</figcaption></figure><p>${LIXIAN.paragraphs[1]}</p></article>`
    for (const [name, text] of [
      ["a.md", md],
      ["a.html", page],
    ] as const)
      expect((await read(name, Buffer.from(text))).drafts).toMatchObject([{ captions: ["湘阴高新区"] }])
  })
})

describe("a table", () => {
  it("costs a row that lacks what an article needs, by its line", async () => {
    const csv = `id,标题,正文\n1,一,"第一段。\n第二段。"\n2,,正文\n3,三,正文\n`
    const { drafts, faults } = await read("a.csv", Buffer.from(csv))
    expect(drafts.map(({ id, line, paragraphs }) => [id, line, paragraphs.length])).toEqual([
      ["1", 2, 2],
      ["3", 5, 1],
    ])
    expect(faults).toEqual([{ kind: "record", file: "a.csv", line: 4, field: "headline", expected: "string" }])
  })

  it("without a headline or a text says which column is wanted", async () => {
    const { drafts, faults } = await read("a.csv", Buffer.from("姓名,正文\n张三,三\n"))
    expect(drafts).toEqual([])
    expect(faults).toMatchObject([{ kind: "column", file: "a.csv", column: "标题" }])
    expect(faults.map(describeFault)).toEqual([expect.stringContaining("把那一列的名字改成“标题”")])
  })

  it("that is broken is refused", async () => {
    await expect(read("a.csv", Buffer.from('标题,正文\n"一,二\n'))).rejects.toBeInstanceOf(Damaged)
  })
})

describe("a date", () => {
  it.each([
    ["2022-11-14", "2022-11-14"],
    ["2022-11-14T08:30:00+08:00", "2022-11-14"],
    ["2022年11月14日 08:30", "2022-11-14"],
    ["2022/1/4", "2022-01-04"],
    ["2022年11月", "2022-11"],
    ["2022", "2022"],
    ["2024-02-29", "2024-02-29"],
    ["2023-02-29", undefined],
    ["2022-13-01", undefined],
    ["20221114", undefined],
    ["去年", undefined],
  ])("%s is %s", (written, iso) => {
    expect(isoDate(written)).toBe(iso)
  })
})
