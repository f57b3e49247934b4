// `npm run eval -- QUESTIONS.jsonl`: asks a question set, or what readers have judged, and scores the answers.

import { readJudgement } from "../keep/feedback.js"
import type { OpenLibrary } from "../library/create.js"
import type { Library } from "../library/library.js"
import { answerLine } from "./ask.js"
import { askedAgain } from "./feedback.js"
import { type Result, type Scoring, type SetQuestion, score } from "./score.js"

/**
 * The questions of a set, a JSON object a line.
 * @throws SyntaxError naming the line that is not one.
 */
export const parseQuestions = (text: string): SetQuestion[] =>
  parseLines(text).map(({ value, line }) => asked(value, line))

/**
 * The questions of a set, among which lines of the readers' feedback may stand, or of feedback alone. A crash may cut
 * a line of feedback short: `cut` has the numbers of those.
 * @throws SyntaxError naming the line that is neither.
 */
export function parseSet(text: string): { questions: SetQuestion[]; cut: number[] } {
  const lines = parseLines(text).map((each) => ({ ...each, judgement: readJudgement(each.value) }))
  const judgements = lines.flatMap(({ judgement }) => judgement ?? [])
  const isCut = ({ value }: { value: unknown }) => value === undefined && judgements.length > 0
  const others = lines.filter((each) => !each.judgement && !isCut(each))
  return {
    questions: [...others.map(({ value, line }) => asked(value, line)), ...askedAgain(judgements)],
    cut: lines.filter(isCut).map(({ line }) => line),
  }
}

/** The values of the lines that are not blank, undefined where one is not JSON, with their numbers from 1. */
const parseLines = (text: string): { value: unknown; line: number }[] =>
  text.split("\n").flatMap((line, i) => (line.trim() === "" ? [] : [{ value: parseJson(line), line: i + 1 }]))

function asked(value: unknown, line: number): SetQuestion {
  const fields = typeof value === "object" && value !== null ? new Map(Object.entries(value)) : new Map()
  if (!fields.has("question") || !fields.has("answers"))
    throw new SyntaxError(`第 ${line} 行不是问题，应当像 {"id": "1", "question": "…", "answers": ["…"]}`)
  const field = <T>(name: string, is: (given: unknown) => given is T, like: string): T => {
    const given: unknown = fields.get(name)
    if (is(given)) return given
    throw new SyntaxError(`第 ${line} 行的 ${name} 不对，应当像 ${like}`)
  }
  const given = <T>(name: string, is: (given: unknown) => given is T, like: string): Record<string, T> =>
    fields.get(name) === undefined || fields.get(name) === null ? {} : { [name]: field(name, is, like) }
  const article = given("article", isId, '"4d587eb23e"').article
  return {
    id: String(given("id", isId, '"1"').id ?? line),
    question: field("question", isText, '"澧县恢复耕地多少亩"'),
    answers: field("answers", isTexts, '["1.3万亩"]，没有答案写 []'),
    ...(article !== undefined && { article: String(article) }),
    ...given("paragraph", isIndex, "0"),
    ...given("headline", isText, '"金色田园千重浪"'),
    ...given("kind", isText, '"quantity"'),
  }
}

const isText = (given: unknown): given is string => typeof given === "string"
const isTexts = (given: unknown): given is string[] => Array.isArray(given) && given.every(isText)
/** As in articles in bulk, an id may be a number. */
const isId = (given: unknown): given is string | number => isText(given) || typeof given === "number"
const isIndex = (given: unknown): given is number => Number.isInteger(given) && Number(given) >= 0

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Asks every question, one after the other. */
export async function evaluate(library: Library, questions: readonly SetQuestion[]): Promise<Scoring> {
  const answers = []
  for (const { question } of questions) answers.push(answerLine(await library.ask(question)))
  return score(questions, answers)
}

/**
 * Takes every second article out of the library; the questions it answered become unanswerable. That measures refusing:
 * nothing but the missing article tells the two halves apart.
 */
export function halve(library: OpenLibrary, questions: readonly SetQuestion[]): SetQuestion[] {
  const gone = new Set(library.articles().flatMap(({ id }, i) => (i % 2 === 1 ? [id] : [])))
  for (const id of gone) library.remove(id)
  return questions.map((question) => (gone.has(question.article ?? "") ? { ...question, answers: [] } : question))
}

const wanted = ({ answers, judged }: SetQuestion): string =>
  judged?.good === false ? "（读者说不对的那一段不该排第一）" : answers.join(" | ") || "（库里没有答案）"

/** What went wrong, for people: the question, what was wanted, what came first. */
export function describeMiss({ question, answer, rank }: Result): string {
  const [first] = answer.passages
  const came = first ? `《${first.headline}》${first.text.slice(0, 60)}` : "（没有段落）"
  return [
    `${question.id}  ${question.question}  → ${wanted(question)}`,
    `  ${answer.answered ? "答了" : "没答"}，把握 ${answer.confidence.toFixed(2)}，正确段落排第 ${rank || "–"}；第一条：${came}`,
  ].join("\n")
}
