// jieba's own dictionary as a source of words: each with its part of speech, drawn as often as it is used.

import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { Chance } from "../pages/chance.js"

export interface Dictionary {
  /** A word of this part of speech (jieba's tag), drawn by its frequency; undefined where there are none. */
  draw(tag: string, chance: Chance): string | undefined
  /** All its words of this part of speech. */
  words(tag: string): readonly string[]
}

/** What a word of the dictionary must be made of to be drawn. */
const HAN_WORD = /^\p{Script=Han}{2,}$/u

interface Weighted {
  words: string[]
  /** For each word the frequencies of it and all before it. */
  until: number[]
}

export function readDictionary(): Dictionary {
  const path = createRequire(import.meta.url).resolve("nodejieba/submodules/cppjieba/dict/jieba.dict.utf8")
  return parseDictionary(readFileSync(path, "utf8"))
}

/** Reads lines of `word frequency tag`. Words of a single character, and such as are not Chinese, are left out. */
export function parseDictionary(text: string): Dictionary {
  const classes = new Map<string, Weighted>()
  for (const line of text.split("\n")) {
    const [word = "", frequency = "", tag = ""] = line.trimEnd().split(" ")
    if (!HAN_WORD.test(word) || tag === "") continue
    const known = classes.get(tag) ?? { words: [], until: [] }
    known.words.push(word)
    known.until.push((known.until.at(-1) ?? 0) + Math.max(1, Number(frequency)))
    classes.set(tag, known)
  }
  return {
    words: (tag) => classes.get(tag)?.words ?? [],
    draw(tag, chance) {
      const known = classes.get(tag)
      if (!known) return undefined
      return known.words[firstAbove(known.until, chance.next() * (known.until.at(-1) ?? 0))]
    },
  }
}

/** The index of the first of rising values that is above this. */
function firstAbove(values: readonly number[], value: number): number {
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}
