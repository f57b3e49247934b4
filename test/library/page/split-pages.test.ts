import { readFileSync } from "node:fs"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { PageArticle } from "../../../src/library/article.js"
import { shapeOf } from "../../../src/library/page/lines.js"
import { split } from "../../../src/library/page/split.js"

const read = (name: string) => readFileSync(new URL(`./pages/${name}.txt`, import.meta.url), "utf8")
const headlines = (articles: readonly PageArticle[]) => articles.map((article) => article.headline)
const headingsOf = (article: PageArticle | undefined) => article?.headings.map((heading) => heading.text)
const textsOf = (article: PageArticle | undefined) => article?.paragraphs.map((paragraph) => paragraph.text)

describe("a county page with furniture, indents and no blank lines between paragraphs", () => {
  const articles = split(read("county"))
  const [canal, , bamboo] = articles

  it("finds its four headlines, whether an end mark parts two articles or a blank line", () => {
    expect(headlines(articles)).toEqual([
      "一渠清水润新田",
      "青溪县新增三条城乡公交线路",
      "竹器厂里的“云订单”",
      "县图书馆延长开放时间",
    ])
  })

  it("keeps a pair of section heads of one pattern inside their article", () => {
    expect(headingsOf(canal)).toEqual(["修渠：十八公里换新装", "管渠：一把闸门有人守"])
  })

  it("dates its articles by the standing line", () => {
    expect(new Set(articles.map((article) => article.date))).toEqual(new Set(["2023-05-18"]))
  })

  it("keeps a short lead and a short quotation as body text", () => {
    expect(textsOf(canal)?.[0]).toBe("五月的青溪，秧苗泛绿。")
    expect(textsOf(bamboo)).toContain("“一个都不能少”")
  })

  it("joins the line without an indent to the paragraph above it", () => {
    expect(textsOf(bamboo)?.at(-1)).toBe("下一步，云岭乡将建设竹产业园，力争三年内竹产业年产值突破两亿元。")
  })

  it("leaves bylines, page numbers, editors and jump notes out, and sets the caption aside", () => {
    const text = articles.flatMap((article) => textsOf(article) ?? []).join("\n")
    expect(text).not.toMatch(/何晓|第2版|下转|^本报记者/m)
    expect(canal?.captions).toEqual(["图为管水员在石塘灌区干渠巡查。（通讯员 吴小青 摄）"])
    expect(articles[1]?.paragraphs[0]?.text.startsWith("本报讯（记者 周文）5月16日")).toBe(true)
  })
})

describe("a page of briefs without a blank line", () => {
  it("finds every headline", () => {
    expect(headlines(split(read("briefs")))).toEqual([
      "江北镇开展防溺水宣传",
      "白沙村葡萄喜获丰收",
      "市第三中学新教学楼封顶",
      "城东社区：老年食堂开张了",
      "高速公路南出口改造完工",
    ])
  })

  it("reads Windows line ends and indents alike", () => {
    const page = read("briefs")
    expect(split(page.replaceAll("\n", "\r\n"))).toEqual(split(page))
    expect(headlines(split(page.replace(/^(?=.{30})/gm, "　　")))).toEqual(headlines(split(page)))
  })
})

describe("a page of two features", () => {
  const [river, reservoir] = split(read("feature"))

  it("gives the kicker to the article that follows it", () => {
    expect(headlines(split(read("feature")))).toEqual(["春风又绿柳河岸", "守着水库四十年"])
    expect(river?.kicker).toBeNull()
    expect(reservoir?.kicker).toBe("行走柳河·人物篇（三）")
    expect(reservoir?.subtitle).toBe("——记柳河县双龙水库管理员")
  })

  it("joins what broke inside a quotation's sentence and leaves what was cut off", () => {
    expect(textsOf(river)?.some((text) => text.endsWith("最终把污水全部接进污水处理厂。"))).toBe(true)
    expect(textsOf(river)?.at(-1)).toMatch(/每年投入$/)
  })

  it("drops the block that comes again in another article", () => {
    expect(reservoir?.headings).toEqual([])
    expect(reservoir?.paragraphs).toHaveLength(3)
  })
})

describe("files that are no page", () => {
  it("makes an empty file no article", () => {
    expect(split("")).toEqual([])
    expect(split("\n　　\n****\n")).toEqual([])
  })

  it("takes a first line that is a headline, however the text goes on", () => {
    const [article, ...rest] = split("“一个都不能少”\n柳河县把教育资助送到每个困难家庭。\n今年资助学生1200人。\n")
    expect(rest).toEqual([])
    expect(article?.headline).toBe("“一个都不能少”")
    expect(article?.paragraphs).toHaveLength(2)
  })

  it("gives plain prose its first clause for a headline and loses nothing", () => {
    const [article, ...rest] = split(read("plain"))
    expect(rest).toEqual([])
    expect(article?.headline).toBe("清晨六点，老街的豆腐坊已经飘出热气")
    expect(article?.paragraphs.map(({ line }) => line)).toEqual([1, 2, 3])
  })
})

describe("repeats", () => {
  it("keeps the longer of two copies in the first one's place, with the line it stands on", () => {
    const whole = "全县聘请河道保洁员312名，每人负责一公里左右的河段，每天巡河不少于两次。"
    const page = `柳河县聘请河道保洁员\n${whole.slice(0, 27)}\n小学生也当上了“小河长”。\n${whole}\n`
    const [article] = split(page)
    expect(article?.paragraphs).toEqual([
      { text: whole, line: 4 },
      { text: "小学生也当上了“小河长”。", line: 3 },
    ])
  })
})

describe("any text at all", () => {
  const pieces = fc.constantFrom(
    "柳河县新增三条公交线路",
    "——柳河县治水记",
    "抓项目：一张蓝图绘到底",
    "本报记者 何晓",
    "（下转第3版）",
    "行走柳河·人物篇（三）",
    "“一个都不能少”",
    "柳河穿城而过，是全县32万人的母亲河。",
    "全县聘请河道保洁员312名，每人负责一公里左右的河段，每天巡河不少于两",
    "次。",
    "　　五年前，河水发黑，岸边堆满垃圾，居民不敢开窗。",
    "图为柳河。（何晓 摄）",
    "一、强化责任",
    "",
    "————",
    "2023年5月18日 星期四",
  )
  const pages = fc.array(fc.oneof(pieces, fc.string({ maxLength: 40, unit: "grapheme" })), { maxLength: 30 })

  it("splits without throwing, and every paragraph begins on the line it names", () => {
    fc.assert(
      fc.property(pages, (page) => {
        const text = page.join("\n")
        const lines = text.split(/\r\n|\r|\n/)
        for (const { text: paragraph, line } of split(text).flatMap((article) => article.paragraphs)) {
          expect(paragraph.startsWith((lines[line - 1] ?? "").trim())).toBe(true)
        }
      }),
    )
  })

  it("loses no line but bylines, furniture and repeats", () => {
    fc.assert(
      fc.property(pages, (page) => {
        const text = page.join("\n")
        const kept = split(text).flatMap((article) => [
          article.headline,
          article.kicker ?? "",
          article.subtitle ?? "",
          ...article.paragraphs.map((paragraph) => paragraph.text),
          ...article.headings.map((heading) => heading.text),
          ...article.captions,
        ])
        for (const line of text.split(/\r\n|\r|\n/).map((raw) => raw.trim())) {
          if (line === "" || ["byline", "furniture"].includes(shapeOf(line))) continue
          expect(kept.some((block) => block.includes(line))).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe("a page of lines that all begin alike", () => {
  it("keeps the different ones and drops the equal ones, however many there are", () => {
    const line = (at: number) => `柳河县新增公交线路方便群众出行的第${at}号公告已经在县政府门户网站公布。`
    const numbers = Array.from({ length: 300 }, (_, at) => at)
    const [article] = split(["公告", ...numbers.map(line), ...numbers.map(line)].join("\n"))
    expect(article?.paragraphs.map(({ text }) => text)).toEqual(numbers.map(line))
  })
})
