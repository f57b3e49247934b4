// `npm run broadcasts -- FOLDER`: an archive of broadcast news as Markdown (github.com/DuckBurnIncense/xin-wen-lian-bo, a
// file a day) → articles in the bulk format, a line each, on standard output. They are what `npm run pages` is measured on.

import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** A day's news after its table of contents: under `###` a headline, its text as HTML paragraphs, then a link. */
function articlesOf(day: string, date: string): { headline: string; paragraphs: string[]; date: string }[] {
  const [, news = ""] = day.split("## 详细新闻")
  return news.split(/^### /m).flatMap((part) => {
    const [first = "", ...rest] = part.split("\n")
    const headline = textOf(first)
    const paragraphs = rest
      .join("\n")
      .replace(/\[查看原文\][^\n]*/g, "")
      .split(/<\/?p\b[^>]*>|<br\s*\/?>|\n/)
      .map(textOf)
      .filter(Boolean)
    return headline === "" || paragraphs.length === 0 ? [] : [{ headline, paragraphs, date }]
  })
}

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/&nbsp;|&ensp;|&emsp;/g, " ")
    .replace(/&ldquo;|&rdquo;|&quot;/g, (mark) => (mark === "&rdquo;" ? "”" : mark === "&ldquo;" ? "“" : '"'))
    .replace(/&amp;/g, "&")
    .replace(/^\s*央视网消息（[^）]*）[:：]\s*/, "")
    .trim()
}

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error("要一个文件夹：npm run -s broadcasts -- xin-wen-lian-bo/news > articles.jsonl")
  process.exit(1)
}
const seen = new Set<string>()
const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\d{8}\.md$/.test(name))
for (const name of names.sort()) {
  const [, year, month, day] = /(\d{4})(\d\d)(\d\d)\.md$/.exec(name) ?? []
  const date = `${year}-${month}-${day}`
  for (const [i, article] of articlesOf(readFileSync(join(folder, name), "utf8"), date).entries()) {
    const key = `${article.headline}\n${article.paragraphs[0]}`
    if (seen.has(key)) continue
    seen.add(key)
    console.log(JSON.stringify({ id: `${date}-${i}`, ...article }))
  }
}
