// The exhaustive search over an archive, and how its vocabulary grows: one pass over all paragraphs.

import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fold } from "../../src/library/fold.js"
import { termsOf, wordsOf } from "../../src/library/terms.js"
import { paragraphsIn } from "../corpus/read.js"
import { createExhaustive } from "../exhaustive.js"
import { createGrowth, type Heaps } from "../growth.js"
import { type Job, tell } from "./job.js"

/** What is left in the folder of what is kept. */
export const REFERENCE_FILE = "reference.json"

export interface Reference {
  /** Of each question, best first. */
  best: Best[][]
  characters: number
  growth: { words: Heaps; bigrams: Heaps }
}

/** A paragraph, known by its number and by its article and place. */
export interface Best {
  number: number
  key: string
  score: number
}

/** More than are compared: of equals any may be among the first ten. */
const BEST = 20
/** Between two words of how far it is. */
const EVERY = 1_000

export async function measureReference({ corpus, kept, questions }: Job): Promise<void> {
  const exhaustive = createExhaustive(questions.map((question) => termsOf(fold(question))))
  const growth = { words: createGrowth(), bigrams: createGrowth() }
  const keys: string[] = []
  let characters = 0
  for await (const { articleId, paragraph, headline, text, number } of paragraphsIn(corpus)) {
    const body = termsOf(fold(text))
    exhaustive.add({ body, title: wordsOf(fold(headline)) })
    growth.words.add(body.words)
    growth.bigrams.add(body.bigrams)
    keys.push(`${articleId} ${paragraph}`)
    characters += text.length
    if (number % EVERY === 0) await tell({ kind: "progress", paragraphs: number, doing: "exhaustive search" })
  }
  const reference: Reference = {
    best: questions.map((_, i) =>
      exhaustive
        .best(i, BEST)
        .map(({ paragraph, score }) => ({ number: paragraph, key: keys[paragraph] ?? "", score })),
    ),
    characters,
    growth: { words: growth.words.fit(), bigrams: growth.bigrams.fit() },
  }
  await writeFile(join(kept, REFERENCE_FILE), JSON.stringify(reference))
}
