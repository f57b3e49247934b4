// `npm run pages -- CORPUS.jsonl [--pages 100] [--seed 1] [--heads 0|1] [--misses]`: composes pages of each kind from articles
// in the bulk format, splits them, and prints how many headlines, paragraphs and joins come out right. A headline is right
// when every character is. The same arguments make the same pages.

import { readFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { chanceOf } from "./pages/chance.js"
import { compose, kindsOf, poolOf, sourceOf } from "./pages/compose.js"
import { add, type Counts, f1, measure, nothing, precision, recall } from "./pages/measure.js"
import { storiesOf } from "./pages/stories.js"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pages: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    heads: { type: "string", default: "1" },
    kind: { type: "string" },
    misses: { type: "boolean", default: false },
  },
})
const [file] = positionals
if (file === undefined) {
  console.error("要一份文章：npm run -s pages -- ARTICLES.jsonl（格式见 docs/articles.md 的 .jsonl）")
  process.exit(1)
}
const stories = storiesOf(readFileSync(file, "utf8"), file)
const pool = poolOf(stories)
const kinds = kindsOf(sourceOf(stories, values.heads === "0" ? 0 : 1)).filter(({ name }) =>
  name.includes(values.kind ?? ""),
)
const figure = (share: number) => share.toFixed(3).replace(/^0/, "")
const row = (name: string, { headlines, paragraphs, joins }: Counts) => {
  const cells = [
    precision(headlines),
    recall(headlines),
    f1(headlines),
    f1(paragraphs),
    precision(joins),
    recall(joins),
  ]
  const shown = cells.map((cell, i) => (i > 3 && joins.there === 0 ? "" : figure(cell)))
  return `| ${name} | ${shown.join(" | ")} |`
}

console.log("| 版面 | 标题 P | R | F1 | 段落 F1 | 接段 P | R |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
const all = nothing()
for (const [k, kind] of kinds.entries()) {
  const counts = nothing()
  for (let p = 0; p < Number(values.pages); p++) {
    const page = compose(pool, kind, chanceOf(Number(values.seed) * 1_000_003 + k * 10_007 + p))
    for (const { what, headline } of measure(page, counts))
      if (values.misses) console.log(`${kind.name} ${p} ${what === "missed" ? "漏" : "错"} ${headline}`)
  }
  add(all, counts)
  console.log(row(kind.name, counts))
}
console.log(row("合计", all))
