// `npm run eval -- QUESTIONS.jsonl`: asks a question set and scores the answers.

import type { OpenLibrary } from "../library/create.js"
import type { Library } from "../library/library.js"
import { answerLine } from "./ask.js"
import { type Judged, type Scored, type Scoring, score } from "./score.js"

/**
 * The questions of a set, a JSON object a line.
 * @throws SyntaxError naming the line that is not one.
 */
export function parseQuestions(text: string): Scored[] {
  return text.split("\n").flatMap((line, i) => {
    if (line.trim() === "") return []
    const value = parseJson(line)
    if (isQuestion(value)) return [value]
    throw new SyntaxError(`第 ${i + 1} 行不是问题，应当像 {"id": "1", "question": "…", "answers": ["…"]}`)
  })
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isQuestion(value: unknown): value is Scored {
  if (typeof value !== "object" || value === null) return false
  if (!("question" in value) || !("answers" in value)) return false
  const { question, answers } = value
  return typeof question === "string" && Array.isArray(answers) && answers.every((answer) => typeof answer === "string")
}

/** Asks every question, one after the other. */
export async function evaluate(library: Library, questions: readonly Scored[]): Promise<Scoring> {
  const answers = []
  for (const { question } of questions) answers.push(answerLine(await library.ask(question)))
  return score(questions, answers)
}

/**
 * Takes every second article out of the library; the questions it answered become unanswerable. That measures refusing:
 * nothing but the missing article tells the two halves apart.
 */
export function halve(library: OpenLibrary, questions: readonly Scored[]): Scored[] {
  const gone = new Set(library.articles().flatMap(({ id }, i) => (i % 2 === 1 ? [id] : [])))
  for (const id of gone) library.remove(id)
  return questions.map((question) => (gone.has(question.article ?? "") ? { ...question, answers: [] } : question))
}

/** What went wrong, for people: the question, what was wanted, what came first. */
export function describeMiss({ question, answer, rank }: Judged): string {
  const [first] = answer.passages
  const came = first ? `《${first.headline}》${first.text.slice(0, 60)}` : "（没有段落）"
  return [
    `${question.id}  ${question.question}  → ${question.answers.join(" | ") || "（库里没有答案）"}`,
    `  ${answer.answered ? "答了" : "没答"}，把握 ${answer.confidence.toFixed(2)}，正确段落排第 ${rank || "–"}；第一条：${came}`,
  ].join("\n")
}
