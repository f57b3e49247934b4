// `npm run fit -- CORPUS.jsonl [--pages 150] [--seed 1] [--heads 0]`: learns what the cues of headlines weigh
// (src/library/page/cues.ts) and the clues of broken paragraphs (src/library/page/mend.ts), and prints both tables. The
// pages are those of `npm run pages`; measure on another corpus and the other half of the heads.

import { readFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { CUES } from "../src/library/page/cues.js"
import { candidatesOf } from "../src/library/page/headlines.js"
import { type Line, readLines, settleTitles, withoutFurniture } from "../src/library/page/lines.js"
import { CLUES, joints, mend } from "../src/library/page/mend.js"
import { dropRepeats } from "../src/library/page/repeats.js"
import { chanceOf } from "./pages/chance.js"
import { compose, kindsOf, type Page, poolOf, sourceOf } from "./pages/compose.js"
import { storiesOf } from "./pages/stories.js"
import { learn, type Row } from "./regression.js"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pages: { type: "string", default: "150" },
    seed: { type: "string", default: "1" },
    heads: { type: "string", default: "0" },
  },
})
const [file] = positionals
if (file === undefined) {
  console.error("要一份文章：npm run -s fit -- ARTICLES.jsonl（格式见 docs/articles.md 的 .jsonl）")
  process.exit(1)
}
const stories = storiesOf(readFileSync(file, "utf8"), file)
const pool = poolOf(stories)

function pagesOf(seed: number): Page[] {
  const kinds = kindsOf(sourceOf(stories, values.heads === "0" ? 0 : 1))
  return kinds.flatMap((kind, k) =>
    Array.from({ length: Number(values.pages) }, (_, p) => compose(pool, kind, chanceOf(seed * 7_000_003 + k * 20_011 + p))),
  )
}

const printed = (page: Page): Line[] => dropRepeats(withoutFurniture(readLines(page.text)))

/** Each title that may be a headline, under what it sees in the last pass with the weights there are now. */
function headlineRows(pages: readonly Page[]): Row[] {
  return pages.flatMap((page) => {
    const lines = settleTitles(mend(printed(page)))
    const headlines = new Set(page.articles.map(({ headline }) => headline))
    return candidatesOf(lines).flatMap(({ run, place }): Row[] => {
      if (run === 0) return []
      const target = headlines.has(place.text) ? 1 : 0
      return [{ features: [...CUES.map((cue) => cue.of(place)), 1], target, weight: 1 }]
    })
  })
}

/** Each place where two lines may be one paragraph. */
function jointRows(pages: readonly Page[]): Row[] {
  return pages.flatMap((page) => {
    const broken = new Set(page.broken)
    return joints(printed(page)).map(({ open, next, features }): Row => ({
      features: [...features, 1],
      target: broken.has(open.text + next.text) ? 1 : 0,
      weight: 1,
    }))
  })
}

/** The weights, and how many rows they tell right. */
function show(names: readonly string[], rows: readonly Row[]): void {
  const weights = learn(rows)
  const right = rows.filter(({ features, target }) => {
    const sum = features.reduce((total, value, i) => total + value * (weights[i] ?? 0), 0)
    return (sum > 0 ? 1 : 0) === target
  })
  console.log(`${rows.length} rows, ${((100 * right.length) / rows.length).toFixed(2)}% right`)
  for (const [i, name] of [...names, "bias"].entries()) console.log(`  ${name.padEnd(16)} ${(weights[i] ?? 0).toFixed(2)}`)
}

const pages = pagesOf(Number(values.seed))
show(
  CUES.map(({ name }) => name),
  headlineRows(pages),
)
show(
  CLUES.map(({ name }) => name),
  jointRows(pages),
)
