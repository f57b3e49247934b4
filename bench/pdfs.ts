// `npm run pdfs`: prints the seeds as newspaper pages into test/sources/pdf/, for the tests of the reader of PDF files.
// Needs Chromium; set CHROMIUM to its path if it is not called `chromium`.

import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import type { Article } from "../src/library/article.js"
import { readArticles } from "../src/sources/read.js"

const html = (text: string): string => text.replace(/[&<>]/gu, (char) => `&#${char.codePointAt(0)};`)

const STYLE = `@page{size:A3;margin:14mm} body{font:13px "Noto Serif CJK SC",serif;margin:0}
  .standing{display:flex;justify-content:space-between;border-bottom:1px solid;margin-bottom:10px;font-size:12px}
  .page{break-after:page;position:relative;height:390mm}.foot{position:absolute;bottom:0;width:100%;text-align:center;font-size:11px}
  h1{font-size:28px;margin:6px 0 2px;font-weight:900} h2{font-size:16px;margin:4px 0;text-align:center;font-weight:bold}
  .sub{font-size:17px;margin:0 0 6px} p{text-indent:2em;margin:0;line-height:1.5;text-align:justify} section{margin-bottom:14px}`

function story({ headline, subtitle, paragraphs, headings }: Article, columns: number): string {
  const body = paragraphs.map(({ text }, i) => {
    const heads = headings.filter(({ before }) => before === i).map((head) => `<h2>${html(head.text)}</h2>`)
    return `${heads.join("")}<p>${html(text)}</p>`
  })
  const sub = subtitle === null ? "" : `<div class="sub">${html(subtitle)}</div>`
  return `<section><h1>${html(headline)}</h1>${sub}<div style="column-count:${columns};column-gap:7mm">${body.join("")}</div></section>`
}

const page = (stories: readonly string[], number: number): string =>
  `<div class="page"><div class="standing"><span>湘阴报</span><span>2022年11月15日 星期二</span><span>第${number}版 要闻</span></div>${stories.join("")}<div class="foot">新闻热线：0730-0000000　责任编辑：张三　美编：李四</div></div>`

const { articles } = await readArticles("seeds")
const folder = resolve("test/sources/pdf")
mkdirSync(folder, { recursive: true })
/** As many columns as newspapers use, another number for each article. */
const COLUMNS = [5, 3, 4, 1, 2, 3]
const stories = articles.map((article, i) => story(article, COLUMNS[i] ?? 1))
const source = join(mkdtempSync(join(tmpdir(), "wenbao-")), "page.html")
const pages = [page(stories.slice(0, 2), 1), page(stories.slice(2), 2)]
writeFileSync(source, `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${pages.join("")}`)
const target = join(folder, "pages.pdf")
execFileSync(
  process.env.CHROMIUM ?? "chromium",
  [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-pdf-header-footer",
    `--print-to-pdf=${target}`,
    `file://${source}`,
  ],
  { stdio: "ignore" },
)
console.log(target)
