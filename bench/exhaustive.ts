// BM25 over every paragraph, to hold engines to: one pass collects the postings of the terms that are asked for, then
// each question scores all that hold any of its terms. Nothing is left out, so it is plain rather than quick.
//
// Over each of the fields words, bigrams and title Σ idf·tf·(k+1) ÷ (tf + k·(1 − b + b·length ÷ average)), idf = ln(1 + (N − n + ½) ÷ (n + ½)) with n the
// paragraphs that have the term in that field, length the number of different terms of the field, the average over all paragraphs; a repeated term of the question counts once.

import type { IndexedParagraph } from "../src/library/engine.js"
import type { Terms } from "../src/library/terms.js"

const K = 1.2
const B = 0.75
const FIELDS = ["words", "bigrams", "title"] as const
type Field = (typeof FIELDS)[number]

/** A paragraph's place among those given, from 0, and its score. */
export interface Scored {
  paragraph: number
  score: number
}

export interface Exhaustive {
  /** Takes the next paragraph. */
  add(paragraph: Pick<IndexedParagraph, "body" | "title">): void
  /** The best of all paragraphs for the question with this number, best first, equals in the order they were given. */
  best(question: number, limit: number): Scored[]
  readonly size: number
}

/** Scores these questions, and no others. */
export function createExhaustive(questions: readonly Terms[]): Exhaustive {
  const words = new Set(questions.flatMap((question) => question.words))
  const fields: Record<Field, FieldPostings> = {
    words: postingsOf(words),
    bigrams: postingsOf(new Set(questions.flatMap(({ bigrams }) => bigrams))),
    title: postingsOf(words),
  }
  let size = 0
  return {
    get size() {
      return size
    },
    add({ body, title }) {
      fields.words.add(size, body.words)
      fields.bigrams.add(size, body.bigrams)
      fields.title.add(size, title)
      size++
    },
    best(number, limit) {
      const question = questions[number] ?? { words: [], bigrams: [] }
      const scores = new Float64Array(size)
      for (const field of FIELDS) fields[field].score(question[field === "title" ? "words" : field], scores)
      return best(scores, limit)
    },
  }
}

interface FieldPostings {
  add(paragraph: number, terms: readonly string[]): void
  /** Adds to each paragraph's score what this field gives it for these terms. */
  score(terms: readonly string[], scores: Float64Array): void
}

function postingsOf(asked: ReadonlySet<string>): FieldPostings {
  const postings = new Map([...asked].map((term) => [term, { paragraphs: numbers(), frequencies: numbers() }]))
  const lengths = numbers()
  let total = 0
  return {
    add(paragraph, terms) {
      const counts = new Map<string, number>()
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
      const length = counts.size
      lengths.push(length)
      total += length
      for (const [term, frequency] of counts) {
        const posting = postings.get(term)
        posting?.paragraphs.push(paragraph)
        posting?.frequencies.push(frequency)
      }
    },
    score(terms, scores) {
      const all = lengths.length
      for (const term of new Set(terms)) {
        const posting = postings.get(term)
        const having = posting?.paragraphs.length ?? 0
        const idf = Math.log(1 + (all - having + 0.5) / (having + 0.5))
        for (let i = 0; posting && i < having; i++) {
          const paragraph = posting.paragraphs.at(i)
          const frequency = posting.frequencies.at(i)
          const length = lengths.at(paragraph) / (total / all)
          const score = (idf * frequency * (K + 1)) / (frequency + K * (1 - B + B * length))
          scores[paragraph] = (scores[paragraph] ?? 0) + score
        }
      }
    },
  }
}

/** The highest scores above 0, the highest first. */
function best(scores: Float64Array, limit: number): Scored[] {
  const found: Scored[] = []
  for (const [paragraph, score] of scores.entries()) {
    const last = found[limit - 1]
    if (score <= 0 || (last && score <= last.score)) continue
    const at = found.findIndex((each) => each.score < score)
    found.splice(at < 0 ? found.length : at, 0, { paragraph, score })
    found.length = Math.min(found.length, limit)
  }
  return found
}

/** A list of whole numbers that takes four bytes for each. */
function numbers() {
  let values = new Uint32Array(16)
  let length = 0
  return {
    get length() {
      return length
    },
    at: (index: number): number => values[index] ?? 0,
    push(value: number): void {
      if (length === values.length) {
        const larger = new Uint32Array(length * 2)
        larger.set(values)
        values = larger
      }
      values[length++] = value
    },
  }
}
