// Which words a question names that no article has: what a refusal tells the reader.

import type { Question } from "./question.js"
import type { Statistics } from "./statistics.js"
import { backgroundIdf, SPECIFIC_IDF, type Token, tokensOf } from "./terms.js"

/** More would be a list, not a reason. */
const MOST = 3
/** A word is no longer, in characters; what is was run together. */
const LONGEST = 16

/** The specific words of a question that the library lacks, rarest first. */
export function missingWords({ sought, words }: Question, statistics: Statistics): string[] {
  // What the library calls otherwise it does not lack.
  const otherwise = new Set(words.flatMap(({ term, variants }) => (variants.length > 0 ? [term] : [])))
  const lacks = (word: string) => /[\p{L}\p{N}]/u.test(word) && !statistics.knows(word) && !otherwise.has(word)
  const missing = runs(tokensOf(sought), ({ word }) => lacks(word))
  return [...new Set(missing)]
    .filter((word) => word.length > 1 && word.length <= LONGEST && backgroundIdf(word) >= SPECIFIC_IDF)
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
