// What else an expression may be called: an asker's 修路 is the newspaper's 道路整治. Groups come as text that an
// operator can write, a group a line; a faulty line costs itself, by number.

import { COMMON_SYNONYMS } from "./common-synonyms.js"
import type { Fault, SynonymFault } from "./fault.js"
import { fold } from "./fold.js"
import { type Token, tokensOf } from "./terms.js"

/** Asking with one of `asked` also looks for `printed`; without `printed` all of `asked` stand for each other. Folded. */
export interface SynonymGroup {
  asked: string[]
  printed?: string[]
}

/** An expression found in a question, as the range of the folded question that it takes. */
export interface Expression {
  start: number
  end: number
  typed: string
  /** What else it may be called, folded, without itself. */
  variants: string[]
}

export interface Synonyms {
  /** The longest expressions of a folded question that are known, in its order, none overlapping another. */
  in(folded: string): Expression[]
}

/**
 * Reads `a b c` (each stands for the others) and `a b => c d` (asked with a or b, printed as c or d), a group a line.
 * What follows `#` is a comment; commas of any kind part expressions too; the script may be traditional.
 */
export function parseSynonyms(text: string, file: string): { groups: SynonymGroup[]; faults: Fault[] } {
  const groups: SynonymGroup[] = []
  const faults: Fault[] = []
  for (const [i, line] of text.split(/\r\n|[\r\n]/u).entries()) {
    const content = fold(line).replace(/(?:^|\s)#.*$/u, "")
    if (content.trim() === "") continue
    const sides = content.split("=>").map(expressionsIn)
    const wrong = wrongWith(sides)
    const [asked = [], printed] = sides
    if (wrong) faults.push({ kind: "synonyms", file, line: i + 1, ...wrong })
    else groups.push({ asked, ...(printed && { printed }) })
  }
  return { groups, faults }
}

const expressionsIn = (side: string): string[] => [...new Set(side.split(/[\s,、;]+/u).filter(Boolean))]

/** What is wrong with a line's sides, and which expression it is about. */
function wrongWith(sides: readonly string[][]): { wrong: SynonymFault; expression: string } | undefined {
  const [asked = [], printed] = sides
  const unnamed = sides.flat().find((each) => !/[\p{L}\p{N}]/u.test(each))
  if (unnamed !== undefined) return { wrong: "sign", expression: unnamed }
  if (sides.length > 2 || sides.some((side) => side.length === 0)) return { wrong: "arrow", expression: "" }
  if (!printed && asked.length < 2) return { wrong: "alone", expression: asked[0] ?? "" }
  // 搬 asked with is a word of its own; looked for, it would be found in 搬运 and 照搬.
  const short = (printed ?? asked).find((each) => [...each].length < 2)
  return short === undefined ? undefined : { wrong: "short", expression: short }
}

/** The groups that come with the program. */
export const commonSynonyms = (): SynonymGroup[] => parseSynonyms(COMMON_SYNONYMS, "common-synonyms.ts").groups

export function createSynonyms(groups: Iterable<SynonymGroup>): Synonyms {
  const variantsOf = new Map<string, Set<string>>()
  /** How long the expressions are that begin with a character, the longest first. */
  const lengthsOf = new Map<string, number[]>()
  for (const { asked, printed = asked } of groups)
    for (const each of asked) {
      const variants = variantsOf.get(each) ?? new Set()
      for (const variant of printed) if (variant !== each) variants.add(variant)
      variantsOf.set(each, variants)
      const lengths = new Set(lengthsOf.get(each.charAt(0))).add(each.length)
      lengthsOf.set(
        each.charAt(0),
        [...lengths].sort((a, b) => b - a),
      )
    }
  return {
    in(folded) {
      const found: Expression[] = []
      let tokens: Token[] | undefined
      for (let start = 0; start < folded.length; ) {
        const length = lengthsOf.get(folded.charAt(start))?.find((each) => {
          if (!variantsOf.has(folded.slice(start, start + each))) return false
          tokens ??= tokensOf(folded)
          return standsAlone(start, start + each, tokens)
        })
        const typed = folded.slice(start, start + (length ?? 1))
        if (length !== undefined)
          found.push({ start, end: start + length, typed, variants: [...(variantsOf.get(typed) ?? [])] })
        start += typed.length
      }
      return found
    },
  }
}

/** Whether a range cuts no word of the dictionary: 看病 is not in 看病人. What jieba only guesses (县人, 社局) may be cut. */
const standsAlone = (start: number, end: number, tokens: readonly Token[]): boolean =>
  !tokens.some(({ word, tag, start: from }) => {
    const to = from + word.length
    return tag !== "x" && ((from < start && start < to) || (from < end && end < to))
  })
