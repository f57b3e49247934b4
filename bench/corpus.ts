// An archive of any size to measure with, the same for the same seed. The clauses of real sentences (the seeds', or those
// of `--from`) are put together anew: their words of two characters and more give way to words of the same part of
// speech, drawn from jieba's dictionary by its frequencies; figures to figures of the same shape; names in part to names
// newly coined (corpus/names.ts). An article keeps to a few words and names of its own, as real ones do. KEPT, REUSED and
// COINED are chosen so that the vocabulary grows as that of real text, faster than that of broadcast news and slower than
// that of an encyclopedia. Over the first 480,000 words, as the index cuts them (`npm run corpus`):
//   different words; V = K·n^β   different bigrams; V = K·n^β
//   33,500; 19.1·n^.58           117,000; 10.2·n^.70             the news that docs/articles.md names (--growth)
//   48,400; 5.9·n^.69            183,000; 3.7·n^.81              made of the seeds
//   63,700; 3.9·n^.75            191,000; 2.7·n^.84              CMRC and DRCD dev (--growth)
// Made of more sentences than the seeds have it is nearer to the encyclopedia: 60,000 and 214,000 of those of CMRC dev.
//
// What it is not: it says nothing, so nothing can be judged by it but speed, memory and whether an index finds what
// exhaustive search finds. Its function words and turns are those of its source alone and come again and again; topics,
// reprints and the drift of a language over years are missing. A source in traditional characters is a poor one: the
// dictionary has none.

import type { Article } from "../src/library/article.js"
import { type Dictionary, readDictionary } from "./corpus/dictionary.js"
import { createNames, type Names } from "./corpus/names.js"
import { type Part, type Template, templateOf, templatesOf } from "./corpus/templates.js"
import { type Chance, chanceOf } from "./pages/chance.js"

/** An article in bulk format (docs/articles.md). */
export interface MadeArticle {
  id: string
  headline: string
  date: string
  paragraphs: string[]
}

export interface Corpus {
  /** Articles, one after the other, with this many paragraphs in all. More paragraphs begin with the same ones. */
  articles(paragraphs: number): Generator<MadeArticle>
  /** The names it mentions, and such as it never does. */
  names(): Names
}

/** Paragraphs of an article: 2 to 8. */
const PARAGRAPHS = { least: 2, most: 8 }
/** Characters of a paragraph, at least: it ends with the clause that reaches them. */
const CHARACTERS = { least: 40, most: 145 }
/** Clauses of a sentence. */
const CLAUSES = { least: 1, most: 4 }
/** The years that articles are spread over. */
const YEARS = { first: 2005, last: 2024 }
/** How often a word stays, and how often one that goes gives way to a word that the article has already. */
const KEPT = 0.3
const REUSED = 0.3
/** How often a name is coined, not from the dictionary. */
const COINED = 0.7

export function createCorpus(source: readonly Pick<Article, "id" | "headline" | "paragraphs">[], seed = 1): Corpus {
  const dictionary = readDictionary()
  const body = source.flatMap(({ paragraphs }) => paragraphs.flatMap(({ text }) => templatesOf(text, dictionary)))
  const headlines = source
    .filter(({ id, headline }) => headline !== id)
    .map(({ headline }) => templateOf(headline, dictionary))
  if (body.length === 0) throw new RangeError("The source has no sentences to put together anew.")
  return {
    names: () => createNames(dictionary),
    *articles(paragraphs) {
      const chance = chanceOf(seed)
      const names = createNames(dictionary)
      for (let made = 0, number = 1; made < paragraphs; number++) {
        const writer = createWriter({ dictionary, names, chance, year: chance.between(YEARS.first, YEARS.last) })
        const all = Array.from({ length: chance.between(PARAGRAPHS.least, PARAGRAPHS.most) }, () =>
          paragraph(writer, body, chance),
        )
        const headline = writer.fill(pick(headlines.length > 0 ? headlines : body, chance))
        const article = { id: `a${number}`, headline, date: writer.date, paragraphs: all.slice(0, paragraphs - made) }
        made += article.paragraphs.length
        yield article
      }
    },
  }
}

function paragraph(writer: Writer, templates: readonly Template[], chance: Chance): string {
  const enough = chance.between(CHARACTERS.least, CHARACTERS.most)
  let text = ""
  while (text.length < enough) {
    const clauses = Array.from({ length: chance.between(CLAUSES.least, CLAUSES.most) }, () =>
      writer.fill(pick(templates, chance)),
    )
    text += `${clauses.join("，")}。`
  }
  return text
}

/** Fills templates for one article. */
interface Writer {
  date: string
  fill(template: Template): string
}

interface WriterOptions {
  dictionary: Dictionary
  names: Names
  chance: Chance
  year: number
}

function createWriter({ dictionary, names, chance, year }: WriterOptions): Writer {
  const used = new Map<string, string[]>()
  function again(key: string, draw: () => string): string {
    const known = used.get(key) ?? []
    used.set(key, known)
    if (known.length > 0 && chance.happens(REUSED)) return pick(known, chance)
    const drawn = draw()
    known.push(drawn)
    return drawn
  }
  function written(part: Part): string {
    switch (part.kind) {
      case "text":
        return part.text
      case "word":
        return chance.happens(KEPT) ? part.own : again(part.tag, () => dictionary.draw(part.tag, chance) ?? "")
      case "name":
        return again(part.tag, () =>
          chance.happens(COINED) ? names.mention(part.of, chance) : (dictionary.draw(part.tag, chance) ?? ""),
        )
      case "figure":
        return figure(part, year, chance)
      default:
        return part satisfies never
    }
  }
  const day = `${chance.between(1, 12)}`.padStart(2, "0")
  return {
    date: `${year}-${day}-${`${chance.between(1, 28)}`.padStart(2, "0")}`,
    fill: ({ parts }) => parts.map(written).join(""),
  }
}

/** A figure of so many digits, as one may stand before this unit. */
function figure({ digits, decimals, unit }: Part & { kind: "figure" }, year: number, chance: Chance): string {
  if (unit === "年" && digits === 4) return `${year - Math.floor(chance.next() ** 3 * 30)}`
  if (unit === "月" && digits < 3) return `${chance.between(1, 12)}`
  if ((unit === "日" || unit === "号") && digits < 3) return `${chance.between(1, 28)}`
  // As many figures begin with 1 as do in print (Benford's law): the logarithm is uniform.
  const whole = Math.floor(10 ** (digits - 1 + chance.next()))
  return decimals > 0 ? `${whole}.${chance.between(1, 10 ** decimals - 1)}` : `${whole}`
}

function pick<T>(list: readonly T[], chance: Chance): T {
  const chosen = list[Math.floor(chance.next() * list.length)]
  if (chosen === undefined) throw new RangeError("nothing to choose from")
  return chosen
}
