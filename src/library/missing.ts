// Which words a question names that no article has: what a refusal tells the reader.

import type { Question } from "./question.js"
import type { Statistics } from "./statistics.js"
import { backgroundIdf, type Token, tokensOf } from "./terms.js"

/** Words more common than this in general Chinese (现在 3.95, 投资 3.89, 意思 5.8) make no question specific. */
export const SPECIFIC_IDF = 6
/** More would be a list, not a reason. */
const MOST = 3

/** The specific words of a question that the library lacks, rarest first. */
export function missingWords({ sought }: Question, statistics: Statistics): string[] {
  return runs(tokensOf(sought), ({ word }) => /[\p{L}\p{N}]/u.test(word) && !statistics.knows(word))
    .filter((word) => word.length > 1 && backgroundIdf(word) >= SPECIFIC_IDF)
    .sort((a, b) => backgroundIdf(b) - backgroundIdf(a))
    .slice(0, MOST)
}

/**
 * Words that pass. The dictionary cuts unknown words up: a single character is joined to the word before it (比特 + 币),
 * and what follows a single character that may begin a name to that (肖 + 某).
 */
export function runs(tokens: readonly Token[], passes: (token: Token) => boolean): string[] {
  const found: string[] = []
  let end = -1
  let mayBeginName = false
  for (const token of tokens) {
    const { word, tag, start } = token
    if (!passes(token)) continue
    const last = found.at(-1)
    if (last !== undefined && start === end && (word.length === 1 || mayBeginName))
      found[found.length - 1] = last + word
    else found.push(word)
    mayBeginName = word.length === 1 && (tag === "nr" || tag === "x")
    end = start + word.length
  }
  return found
}
