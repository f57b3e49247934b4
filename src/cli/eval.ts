// `npm run eval -- QUESTIONS.jsonl`: asks a question set, or what readers have judged, and scores the answers.

import { readJudgement } from "../keep/feedback.js"
import type { OpenLibrary } from "../library/create.js"
import type { Library } from "../library/library.js"
import { answerLine } from "./ask.js"
import { askedAgain } from "./feedback.js"
import { type Judged, type Scored, type Scoring, score } from "./score.js"

/**
 * The questions of a set, a JSON object a line.
 * @throws SyntaxError naming the line that is not one.
 */
export const parseQuestions = (text: string): Scored[] =>
  parseLines(text).flatMap(({ value, line }) => asked(value, line))

/**
 * The questions of a set, among which lines of the readers' feedback may stand, or of feedback alone. A crash may cut
 * a line of feedback short: `cut` has the numbers of those.
 * @throws SyntaxError naming the line that is neither.
 */
export function parseSet(text: string): { questions: Scored[]; cut: number[] } {
  const lines = parseLines(text).map((each) => ({ ...each, judgement: readJudgement(each.value) }))
  const judgements = lines.flatMap(({ judgement }) => judgement ?? [])
  const isCut = ({ value }: { value: unknown }) => value === undefined && judgements.length > 0
  const others = lines.filter((each) => !each.judgement && !isCut(each))
  return {
    questions: [...others.flatMap(({ value, line }) => asked(value, line)), ...askedAgain(judgements)],
    cut: lines.filter(isCut).map(({ line }) => line),
  }
}

/** The values of the lines that are not blank, undefined where one is not JSON, with their numbers from 1. */
const parseLines = (text: string): { value: unknown; line: number }[] =>
  text.split("\n").flatMap((line, i) => (line.trim() === "" ? [] : [{ value: parseJson(line), line: i + 1 }]))

function asked(value: unknown, line: number): Scored[] {
  if (isQuestion(value)) return [value]
  throw new SyntaxError(`第 ${line} 行不是问题，应当像 {"id": "1", "question": "…", "answers": ["…"]}`)
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

const wanted = ({ answers, judged }: Scored): string =>
  judged?.good === false ? "（读者说不对的那一段不该排第一）" : answers.join(" | ") || "（库里没有答案）"

/** What went wrong, for people: the question, what was wanted, what came first. */
export function describeMiss({ question, answer, rank }: Judged): string {
  const [first] = answer.passages
  const came = first ? `《${first.headline}》${first.text.slice(0, 60)}` : "（没有段落）"
  return [
    `${question.id}  ${question.question}  → ${wanted(question)}`,
    `  ${answer.answered ? "答了" : "没答"}，把握 ${answer.confidence.toFixed(2)}，正确段落排第 ${rank || "–"}；第一条：${came}`,
  ].join("\n")
}
