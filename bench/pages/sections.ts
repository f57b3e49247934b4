// Section heads for articles whose source has none. An article's heads are all of one make, as in newspapers: set phrases
// of printed features, words of the section itself, or parts of other articles' headlines that speak of the like.

import type { Device, Piece } from "./article.js"
import type { Chance } from "./chance.js"
import { COUPLETS, SINGLE } from "./heads.js"
import type { Story } from "./stories.js"

/** Where heads come from: the half of the lists that is used, and parts of headlines. */
export interface HeadSource {
  half: 0 | 1
  titles: readonly string[]
}

/** Parts of headlines: what stands between spaces, dashes and colons. */
export function titleParts(stories: readonly Story[]): string[] {
  return stories
    .flatMap(({ headline, subtitle }) => [...headline.split(/[\s：]/), subtitle?.text ?? ""])
    .filter((part) => part.length >= 5 && part.length <= 16 && !/[“”，]/.test(part))
}

/** Paragraphs below which an article has no sections. */
const LONG_ENOUGH = 5

/** Heads of `lines` lines each. */
export function withSections(source: HeadSource, lines: 1 | 2): Device {
  return (printed, _, chance) => {
    const { body } = printed
    if (body.length < LONG_ENOUGH) return
    const starts = startsOf(body.length, chance)
    const heads = chance.one([printedHeads, ownHeads, othersHeads])(source, lines, sectionsOf(body, starts), chance)
    for (const [section, start] of [...starts.entries()].toReversed()) {
      const head = (heads[section] ?? []).map((text): Piece => ({ text, kind: "title" }))
      printed.body.splice(start, 0, ...head)
    }
  }
}

/** Where sections begin: after a lead of at least one paragraph. */
function startsOf(paragraphs: number, chance: Chance): number[] {
  const starts: number[] = []
  let at = chance.between(1, Math.min(3, paragraphs - 3))
  while (at < paragraphs && starts.length < 4) {
    starts.push(at)
    at += chance.between(1, 4)
  }
  return starts
}

function sectionsOf(body: readonly Piece[], starts: readonly number[]): string[] {
  return starts.map((start, i) =>
    body
      .slice(start, starts[i + 1] ?? body.length)
      .map(({ text }) => text)
      .join(""),
  )
}

/** Makes the heads of an article's sections; one for which nothing is found has none. */
type Maker = (source: HeadSource, lines: 1 | 2, sections: readonly string[], chance: Chance) => string[][]

const printedHeads: Maker = ({ half }, lines, sections, chance) => {
  const ofHalf = <T>(list: readonly T[]) => list.filter((_, i) => i % 2 === half)
  const heads = lines === 1 ? chance.one(ofHalf(SINGLE)).map((head) => [head]) : chance.one(ofHalf(COUPLETS))
  return sections.map((_, i) => heads[i] ?? [])
}

/** What the section itself says: of its clauses those whose words come again in it most. */
const ownHeads: Maker = (_, lines, sections) =>
  sections.map((section) => {
    const times = new Map<string, number>()
    for (const bigram of bigramsOf(section)) times.set(bigram, (times.get(bigram) ?? 0) + 1)
    const clauses = [...new Set(section.split(/[，。；：！？、“”（）]/))].filter((clause) => CLAUSE.test(clause))
    return clauses
      .map((clause) => {
        const own = bigramsOf(clause)
        return { clause, weight: own.reduce((sum, bigram) => sum + (times.get(bigram) ?? 0), 0) / own.length }
      })
      .sort((a, b) => b.weight - a.weight)
      .slice(0, lines)
      .map(({ clause }) => clause)
  })

/** What can stand alone: Chinese words and figures, tied to nothing before or behind. */
const CLAUSE =
  /^(?![这那该其此也还就都但而并且又将从在以对把被让使为是有的了和与及或他她它们我你不当随就给向])[\u4e00-\u9fff\d]{6,15}(?<![省市县说示出到时后中的上下前等和与为是以了])$/

/** Of the parts of headlines looked at, how many. */
const LOOKED_AT = 400

const othersHeads: Maker = ({ titles }, lines, sections, chance) =>
  sections.map((section) => {
    const bigrams = new Set(bigramsOf(section))
    const shares = Array.from({ length: LOOKED_AT }, () => chance.one(titles)).map((title) => {
      const own = bigramsOf(title)
      return { title, share: own.filter((bigram) => bigrams.has(bigram)).length / own.length }
    })
    const best = shares.sort((a, b) => b.share - a.share).map(({ title }) => title)
    return [...new Set(best)].slice(0, lines)
  })

function bigramsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))
}
