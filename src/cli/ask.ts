// `npm run ask`: one answer for people, or a line of JSON for each line of standard input.

import type { Answer, Library } from "../library/library.js"

/** An answer as others read it; its shape is a contract (docs/developing.md). */
export interface AnswerLine {
  question: string
  answered: boolean
  /** How sure the first passage answers the question, 0–1. */
  confidence: number
  passages: {
    headline: string
    text: string
    highlights: string[]
    score: number
    articleId: string
    paragraph: number
  }[]
}

export function answerLine({ question, answered, confidence, passages }: Answer): AnswerLine {
  return {
    question,
    answered,
    confidence: rounded(confidence),
    passages: passages.map(({ article, paragraph, text, highlights, score }) => ({
      headline: article.headline,
      text,
      highlights: highlights.map(({ start, end }) => text.slice(start, end)),
      score: rounded(score),
      articleId: article.id,
      paragraph,
    })),
  }
}

/** Answers each line of a stream, in order; `write` is awaited before the next. */
export async function answerLines(
  library: Library,
  lines: AsyncIterable<string>,
  write: (line: string) => Promise<void>,
): Promise<void> {
  for await (const line of lines) await write(JSON.stringify(answerLine(await library.ask(line))))
}

/** Six decimals: enough to order by, short enough to read. */
const rounded = (value: number): number => Number(value.toFixed(6))
