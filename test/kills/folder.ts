// The folder of articles that comes, changes and goes between kills: the same few states again and again, so that what each
// of them is to be answered with is asked once.

import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { writeNamed } from "../../bench/corpus/write.js"
import { createCorpus, type MadeArticle } from "../../bench/corpus.js"
import type { Chance } from "../../bench/pages/chance.js"
import { readArticles } from "../../src/sources/read.js"

/** What lies in the folder, by name. */
export type State = ReadonlyMap<string, string>

export interface Folder {
  path: string
  states: readonly State[]
  /** What to ask of it: words of articles that are always there, and of those that come and go. */
  questions: readonly string[]
}

/** Paragraphs that stay, of those that come and go in bulk, and in each of the pages: two of three may be there. */
const STAYING = 5_200
const GOING = 400
const PAGES = 8

/** Makes a folder in its first state. */
export async function makeFolder(path: string): Promise<Folder> {
  mkdirSync(path, { recursive: true })
  const { articles } = await readArticles("seeds")
  const made = [...createCorpus(articles).articles(STAYING + 3 * GOING + 200)]
  const take = (paragraphs: number): MadeArticle[] => {
    const taken: MadeArticle[] = []
    for (let count = 0; count < paragraphs && made.length > 0; ) {
      taken.push(...made.splice(0, 1))
      count += taken.at(-1)?.paragraphs.length ?? 0
    }
    return taken
  }
  const staying = [take(STAYING / 2), take(STAYING / 2)]
  const going = [take(GOING), take(GOING), take(GOING)]
  const [first = [], second = [], third = []] = going
  for (const [i, each] of staying.entries()) await writeNamed(each, path, `${i + 1}-留.jsonl`)
  const pages = made.splice(0, PAGES)
  const bulk: readonly (readonly MadeArticle[])[] = [
    first,
    [...first, ...second],
    third,
    [...second, ...third],
    [],
    first,
  ]
  const states = bulk.map(
    (articles, i): State =>
      new Map([
        ...(articles.length > 0 ? [["3-来去.jsonl", lines(articles)] as const] : []),
        // Among those that stay, so that what comes behind it moves in the order.
        ...(i % 2 === 1 ? [["2-中.jsonl", lines(third.map(renamed))] as const] : []),
        ...pages.flatMap((article, p) =>
          (p + i) % 3 === 0 ? [] : [[`页/${p}.txt`, page(article, p % 2 === 0 ? i % 2 : 0)] as const],
        ),
      ]),
  )
  const asked = [
    ...staying.map((each) => each.slice(100, 103)),
    ...going.map((each) => each.slice(7, 9)),
    pages.slice(0, 4),
  ]
  const folder = { path, states, questions: asked.flat().map(questionOf) }
  const [state] = states
  if (state) become(folder, state)
  return folder
}

const lines = (articles: readonly MadeArticle[]): string => articles.map((each) => `${JSON.stringify(each)}\n`).join("")

const renamed = (article: MadeArticle): MadeArticle => ({ ...article, id: `中-${article.id}` })

/** A page with one article; of another version a paragraph more. */
function page({ headline, paragraphs }: MadeArticle, version: number): string {
  const more = version === 0 ? [] : [`${headline}的消息传开以后，读者纷纷来信。`]
  return `${headline}\n\n${[...paragraphs, ...more].join("\n\n")}\n`
}

/** The first clause of an article's last paragraph. */
const questionOf = ({ paragraphs }: MadeArticle): string => (paragraphs.at(-1) ?? "").split(/[，。]/u, 1).join("")

/** Brings the folder into a state, file after file: written anew, moved into place, added to, removed. */
export function become({ path }: Folder, state: State, chance?: Chance): void {
  mkdirSync(join(path, "页"), { recursive: true })
  const steps = [...names(path), ...state.keys()].filter((name, i, all) => all.indexOf(name) === i)
  for (const name of chance ? chance.shuffled(steps) : steps) {
    const [file, content] = [join(path, name), state.get(name)]
    const before = names(path).includes(name) ? readFileSync(file, "utf8") : undefined
    if (content === before) continue
    if (content === undefined) rmSync(file)
    else if (before !== undefined && content.startsWith(before)) appendFileSync(file, content.slice(before.length))
    else if (chance?.happens(0.5)) {
      writeFileSync(join(path, ".beside"), content)
      renameSync(join(path, ".beside"), file)
    } else writeFileSync(file, content)
  }
}

/** Of the files that come and go. */
const names = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) => /^页\/|^2-中|^3-/u.test(name))
