// `npm run fit -- CORPUS.jsonl [--pages 150] [--seed 1] [--heads 0] [--only choice|joints|bigrams]`: learns what the cues
// of headlines weigh (src/library/page/cues.ts), those of which title is the headline (foremost.ts) and the clues of broken
// paragraphs (mend.ts), and prints the tables. The pages are those of `npm run pages`; measure on another corpus and the
// other half of the heads. `--only bigrams` prints those that most paragraphs hold (common-bigrams.ts).

import { readFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { bigramsIn } from "../src/library/page/cohesion.js"
import { COMMON_BIGRAMS } from "../src/library/page/common-bigrams.js"
import { BIAS, CUES, type Place } from "../src/library/page/cues.js"
import { PREFERENCES } from "../src/library/page/foremost.js"
import { candidatesOf } from "../src/library/page/headlines.js"
import { rejoin } from "../src/library/page/jumps.js"
import { type Line, readLines, settleTitles, withoutFurniture } from "../src/library/page/lines.js"
import { CLUES, joints, mend } from "../src/library/page/mend.js"
import { dropRepeats } from "../src/library/page/repeats.js"
import { chanceOf } from "./pages/chance.js"
import { compose, kindsOf, type Page, poolOf, sourceOf } from "./pages/compose.js"
import { storiesOf } from "./pages/stories.js"
import { type Choice, learn, learnChoice, type Row } from "./regression.js"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pages: { type: "string", default: "150" },
    seed: { type: "string", default: "1" },
    heads: { type: "string", default: "0" },
    only: { type: "string", default: "" },
  },
})
const [file] = positionals
if (file === undefined) {
  console.error("要一份文章：npm run -s fit -- ARTICLES.jsonl（格式见 docs/articles.md 的 .jsonl）")
  process.exit(1)
}
const stories = storiesOf(readFileSync(file, "utf8"), file)
if (values.only === "bigrams") {
  for (const line of commonBigrams(stories.flatMap(({ paragraphs }) => paragraphs))) console.log(line)
  process.exit()
}
const pool = poolOf(stories)

/** The bigrams of two Han characters that most texts hold, the commonest first, fifty to a line. */
function commonBigrams(texts: readonly string[]): string[] {
  const held = new Map<string, number>()
  for (const text of texts)
    for (const bigram of new Set(bigramsIn(text)))
      if (/^\p{Script=Han}{2}$/u.test(bigram)) held.set(bigram, (held.get(bigram) ?? 0) + 1)
  const commonest = [...held].sort(([, a], [, b]) => b - a).slice(0, COMMON_BIGRAMS.length)
  return Array.from({ length: Math.ceil(commonest.length / 50) }, (_, row) =>
    commonest
      .slice(row * 50, row * 50 + 50)
      .map(([bigram]) => bigram)
      .join(""),
  )
}

function pagesOf(seed: number): Page[] {
  const kinds = kindsOf(sourceOf(stories, values.heads === "0" ? 0 : 1))
  return kinds.flatMap((kind, k) =>
    Array.from({ length: Number(values.pages) }, (_, p) =>
      compose(pool, kind, chanceOf(seed * 7_000_003 + k * 20_011 + p)),
    ),
  )
}

const printed = (page: Page): Line[] => dropRepeats(withoutFurniture(rejoin(readLines(page.text))))

const FITTED = CUES.filter(({ held }) => !held)

/** What a place scores by the cues that are set by hand. */
const heldScore = (place: Place) => CUES.reduce((sum, { held, weight, of }) => sum + (held ? weight * of(place) : 0), 0)

/** Each title that may be a headline, as the last pass sees it with the weights there are so far. */
function headlineRows(pages: readonly Prepared[], weights: readonly number[]): Row[] {
  const features = (place: Place) => [...FITTED.map((cue) => cue.of(place)), 1]
  const weigh = (place: Place) =>
    features(place).reduce((sum, value, i) => sum + value * (weights[i] ?? 0), heldScore(place))
  return pages.flatMap(({ lines, headlines }) =>
    candidatesOf(lines, weigh).flatMap(({ run, place }): Row[] =>
      run === 0 ? [] : [{ features: features(place), ...worth(headlines.has(place.text)), offset: heldScore(place) }],
    ),
  )
}

/** Most pages have few section heads or none: there a headline that is missed is two articles lost. */
function worth(isHeadline: boolean): Pick<Row, "target" | "weight"> {
  return isHeadline ? { target: 1, weight: 2 } : { target: 0, weight: 1 }
}

/** Runs of several titles of which one is a headline, and which one that is. */
function choices(pages: readonly Prepared[]): Choice[] {
  return pages.flatMap(({ lines, headlines }) => {
    const candidates = candidatesOf(lines)
    return [...new Set(candidates.map(({ run }) => run))].flatMap((first): Choice[] => {
      const run = candidates.filter((candidate) => candidate.run === first)
      const gold = run.map(({ place }) => headlines.has(place.text))
      if (run.length < 2 || gold.filter(Boolean).length !== 1) return []
      return [{ features: run.map(({ place }) => PREFERENCES.map(({ of }) => of(place))), gold, weight: 1 }]
    })
  })
}

/** A page as the splitter has it when it looks for headlines. */
interface Prepared {
  lines: Line[]
  headlines: ReadonlySet<string>
}

function prepared(page: Page): Prepared {
  return {
    lines: settleTitles(mend(printed(page))),
    headlines: new Set(page.articles.map(({ headline }) => headline)),
  }
}

/** What one pass sees depends on what the pass before it thought, so that the weights are learnt several times over. */
const ROUNDS = 3

function fitHeadlines(pages: readonly Prepared[]): void {
  const names = FITTED.map(({ name }) => name)
  let weights = [...FITTED.map(({ weight }) => weight), BIAS]
  for (let round = 0; round < ROUNDS; round++) weights = show(names, headlineRows(pages, weights))
}

/** Each place where two lines may be one paragraph. */
function jointRows(pages: readonly Page[]): Row[] {
  return pages.flatMap((page) => {
    const broken = new Set(page.broken)
    return joints(printed(page)).map(
      ({ open, next, features }): Row => ({
        features: [...features, 1],
        target: broken.has(open.text + next.text) ? 1 : 0,
        weight: 1,
      }),
    )
  })
}

/** The weights, and how many rows they tell right. */
function show(names: readonly string[], rows: readonly Row[]): number[] {
  const weights = learn(rows)
  const right = rows.filter(({ features, target, offset = 0 }) => {
    const sum = features.reduce((total, value, i) => total + value * (weights[i] ?? 0), offset)
    return (sum > 0 ? 1 : 0) === target
  })
  console.log(`${rows.length} rows, ${((100 * right.length) / rows.length).toFixed(2)}% right`)
  for (const [i, name] of [...names, "bias"].entries())
    console.log(`  ${name.padEnd(16)} ${(weights[i] ?? 0).toFixed(2)}`)
  return weights
}

const pages = pagesOf(Number(values.seed))
const ready = pages.map(prepared)
if (values.only !== "joints") {
  if (values.only === "") fitHeadlines(ready)
  const runs = choices(ready)
  const weights = learnChoice(runs)
  console.log(`${runs.length} runs of several titles`)
  for (const [i, { name }] of PREFERENCES.entries()) console.log(`  ${name.padEnd(16)} ${(weights[i] ?? 0).toFixed(2)}`)
}
show(
  CLUES.map(({ name }) => name),
  jointRows(pages),
)
