// `npm run ask -- --why`: why a question is answered as it is, for people or as JSON.

import { cutText } from "../chat/excerpt.js"
import type {
  Contribution,
  ExplainedConfidence,
  ExplainedPassage,
  Explanation,
  TermPlaces,
} from "../library/explain.js"
import type { Kind } from "../library/kinds.js"
import type { Library } from "../library/library.js"
import { width } from "../text/width.js"

/** The columns of a terminal as people leave it. */
const COLUMNS = 80
/** How much of a passage tells which one it is: a line of Chinese. */
const FIRST_CHARACTERS = 38

/** Explains each line of a stream, in order; `write` is awaited before the next. */
export async function explainLines(
  library: Library,
  lines: AsyncIterable<string>,
  { json }: { json: boolean },
  write: (line: string) => Promise<void>,
): Promise<void> {
  for await (const line of lines) {
    const explanation = await library.explain(line)
    await write(json ? JSON.stringify(explanation, rounded) : `${describeExplanation(explanation)}\n`)
  }
}

/** Numbers to six decimals, as in the JSON of an answer. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value

/** An explanation on a terminal: numbers at the left, where Chinese cannot move them. */
export function describeExplanation(explanation: Explanation): string {
  const { passages, confidence, answered } = explanation
  const [first, ...others] = passages.map((passage, i) => describePassage(passage, i + 1))
  return [
    describeQuestion(explanation),
    ...(first === undefined ? [] : [first]),
    ...(confidence ? [describeConfidence(confidence, answered)] : []),
    ...others,
  ].join("\n\n")
}

const NONE = "（没有）"

const KINDS: Readonly<Record<Kind["name"], string>> = {
  reason: "原因",
  year: "年份",
  era: "年代",
  day: "日子",
  span: "时长",
  age: "年龄",
  clock: "钟点",
  contact: "电话号码",
  when: "时间",
  share: "比例",
  rank: "名次",
  money: "金额",
  weight: "重量",
  length: "长度",
  area: "面积",
  quantity: "数量",
  organisation: "单位",
  person: "人",
  language: "语言",
  colour: "颜色",
  place: "地点",
  title: "作品",
  called: "名称",
  means: "办法",
  meaning: "意思",
  list: "有哪些",
  thing: "哪一个",
  definition: "是什么",
  whether: "是不是",
}

function describeQuestion(explanation: Explanation): string {
  const { question, folded, sought, words, bigrams, kind, corrections, missing, answered, shown } = explanation
  const weights = (terms: Explanation["words"]) =>
    terms.length > 0 ? terms.map(({ term, weight }) => `${term} ${fixed(weight, 2)}`) : [NONE]
  const verdict = answered ? `回答，一起给出前 ${shown} 段` : "不答：没有找到"
  return [
    textField("问题", question),
    ...(folded === question ? [] : [textField("当作", folded)]),
    textField("要找", sought || NONE),
    field("问的是", [kind === null ? "看不出是哪一类" : KINDS[kind]]),
    field("词", weights(words)),
    field("字对", weights(bigrams)),
    ...(corrections.length > 0
      ? [
          field(
            "改作",
            corrections.map(({ typed, taken }) => `${typed} → ${taken}`),
          ),
        ]
      : []),
    ...(missing.length > 0 ? [field("都没有", missing)] : []),
    field("结果", [verdict]),
  ].join("\n")
}

function describePassage(passage: ExplainedPassage, number: number): string {
  const { headline, paragraph, text, score, listed, words, bigrams, contributions } = passage
  const lowered = listed < score ? [`（列在得分较低的一段后面，答案里记作 ${fixed(listed, 3)}）`] : []
  return [
    `${number}  ${fixed(score, 3)}  《${line(headline)}》第 ${paragraph + 1} 段`,
    ...lowered.map((note) => INDENT + note),
    INDENT + cutText(line(text), FIRST_CHARACTERS),
    ...describePlaces("词", words),
    ...describePlaces("字对", bigrams),
    ...contributions.map(describeContribution),
  ].join("\n")
}

const describePlaces = (name: string, { text, title, otherwise, lacking }: TermPlaces): string[] =>
  [
    { label: "有", terms: text },
    { label: "标题有", terms: title },
    { label: "换说法", terms: otherwise.map(({ term, found }) => `${term}＝${found}`) },
    { label: "没有", terms: lacking },
  ].flatMap(({ label, terms }) => (terms.length > 0 ? [field(name + label, terms, { indent: INDENT })] : []))

function describeConfidence(confidence: ExplainedConfidence, answered: boolean): string {
  const { contributions, bias, logit, probability, threshold } = confidence
  return [
    `${INDENT}第 1 条有多大把握`,
    ...contributions.map(describeContribution),
    `${signed(bias)}                    bias`,
    `${signed(logit)}  合计`,
    `${INDENT}把握 1 / (1 + e^−合计) = ${fixed(probability, 3)}，到 ${fixed(threshold, 3)} 就回答：${answered ? "回答" : "不答"}`,
  ].join("\n")
}

const describeContribution = ({ feature, value, weight, contribution }: Contribution): string =>
  `${signed(contribution)} = ${fixed(value, 3).padStart(6)} × ${fixed(weight, 2).padStart(5)}   ${feature}`

const signed = (value: number): string => `${value < 0 ? "" : "+"}${fixed(value, 3)}`.padStart(10)
const fixed = (value: number, digits: number): string => value.toFixed(digits).replace("-", "−")

const INDENT = "   "
/** Columns for a label. */
const LABEL = 12

/** A label and what belongs to it, in as many lines as it takes. */
function field(label: string, items: readonly string[], { indent = "", gap = "  " } = {}): string {
  const room = COLUMNS - indent.length - LABEL
  const lines: string[] = []
  for (const item of items) {
    const longer = `${lines.at(-1)}${gap}${item}`
    if (lines.length > 0 && width(longer) <= room) lines[lines.length - 1] = longer
    else lines.push(item)
  }
  const head = indent + label + " ".repeat(LABEL - width(label))
  return head + lines.join(`\n${" ".repeat(indent.length + LABEL)}`)
}

/** The same for a text, which may be cut anywhere. */
const textField = (label: string, text: string): string => field(label, [...line(text)], { gap: "" })

/** Text on one line, without what could steer the terminal. */
const line = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ")
