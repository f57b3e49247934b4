// `npm run train -- ARTICLES.jsonl QUESTIONS.jsonl [ARTICLES QUESTIONS …]`: learns what the evidence weighs and prints it
// for src/library/weights.ts and point.ts. Three logistic regressions: the gold paragraph against the other candidates, a sentence
// that holds an answer against the others, and, with every second article gone, whether the first passage answers.

import { readFileSync } from "node:fs"
import { parseQuestions } from "../src/cli/eval.js"
import type { Scored } from "../src/cli/score.js"
import { createMiniSearchEngine } from "../src/engines/minisearch/minisearch.js"
import type { Article } from "../src/library/article.js"
import type { Candidate, Engine } from "../src/library/engine.js"
import { FEATURES, featuresOf } from "../src/library/evidence.js"
import { fold, foldSentences } from "../src/library/fold.js"
import { SENTENCE_FEATURES, sentenceEvidence } from "../src/library/point.js"
import { type Question, readQuestion } from "../src/library/question.js"
import { CONFIDENCE_FEATURES, confidenceFeatures, rank } from "../src/library/rank.js"
import { readArticles } from "../src/library/read.js"
import { createStatistics } from "../src/library/statistics.js"
import { termsOf } from "../src/library/terms.js"

/** A row of features and whether it is to score high, weighted so that each question counts the same. */
interface Row {
  features: number[]
  target: 0 | 1
  weight: number
}

const CANDIDATES = 20

interface QuestionSet {
  articles: Article[]
  questions: Scored[]
}

async function readSet(articles: string, questions: string): Promise<QuestionSet> {
  const reading = await readArticles(articles)
  return { articles: reading.articles, questions: parseQuestions(readFileSync(questions, "utf8")) }
}

/** An index over the articles, and what a question finds in it. */
function indexed(articles: readonly Article[]) {
  const engine: Engine = createMiniSearchEngine()
  const statistics = createStatistics()
  const texts = new Map(articles.map(({ id, paragraphs }) => [id, paragraphs.map(({ text }) => foldSentences(text))]))
  for (const { id, paragraphs } of articles) {
    const bodies = paragraphs.map(({ text }) => termsOf(fold(text)))
    for (const body of bodies) statistics.add(body)
    engine.add(bodies.map((body, paragraph) => ({ articleId: id, paragraph, body, title: [] })))
  }
  const settingOf = ({ articleId, paragraph }: Candidate) => {
    const all = texts.get(articleId) ?? []
    return {
      paragraph: all[paragraph] ?? { text: "", sentences: [] },
      title: "",
      article: all.map(({ text }) => text).join("\n"),
    }
  }
  const find = (text: string): { question: Question; candidates: Candidate[] } => {
    const question = readQuestion(text, statistics)
    const terms = { words: question.words.map(({ term }) => term), bigrams: question.bigrams.map(({ term }) => term) }
    return { question, candidates: engine.candidates(terms, CANDIDATES) }
  }
  return { find, settingOf }
}

const isGold = ({ article, paragraph }: Scored, candidate: Candidate): boolean =>
  candidate.articleId === article && candidate.paragraph === (paragraph ?? 0)

/** For each question, the gold candidate's features less those of each other one. */
function passagePairs({ articles, questions }: QuestionSet): Row[] {
  const { find, settingOf } = indexed(articles)
  return questions.flatMap((asked) => {
    const { question, candidates } = find(asked.question)
    const featured = candidates.map((candidate) => {
      const features = featuresOf(question, candidate, settingOf(candidate))
      return { gold: isGold(asked, candidate), values: FEATURES.map((name) => features[name]) }
    })
    return differences(featured)
  })
}

/** What a question has to choose from: the features of each, and which ones are right. */
interface Choice {
  features: number[][]
  gold: boolean[]
}

function sentenceChoices({ articles, questions }: QuestionSet): Choice[] {
  const { find, settingOf } = indexed(articles)
  const squeeze = (text: string) => fold(text).replace(/\s+/gu, "")
  return questions.flatMap((asked) => {
    const { question } = find(asked.question)
    const { paragraph } = settingOf({
      articleId: asked.article ?? "",
      paragraph: asked.paragraph ?? 0,
      scores: { words: 0, bigrams: 0, title: 0 },
    })
    const gold = paragraph.sentences.map(({ text }) =>
      asked.answers.some((answer) => squeeze(text).includes(squeeze(answer))),
    )
    const features = sentenceEvidence(question, paragraph).map((each) =>
      SENTENCE_FEATURES.map((name) => each.features[name]),
    )
    return gold.includes(true) && gold.includes(false) ? [{ features, gold }] : []
  })
}

function differences(featured: readonly { gold: boolean; values: number[] }[]): Row[] {
  const gold = featured.find((each) => each.gold)
  const others = featured.filter((each) => !each.gold)
  if (!gold) return []
  return others.map(({ values }) => ({
    features: gold.values.map((value, i) => value - (values[i] ?? 0)),
    target: 1,
    weight: 1 / others.length,
  }))
}

/** Every second article gone: the best passage's features, and whether the question's article is still there. */
function confidenceRows({ articles, questions }: QuestionSet): Row[] {
  const kept = articles.filter((_, i) => i % 2 === 0)
  const there = new Set(kept.map(({ id }) => id))
  const { find, settingOf } = indexed(kept)
  return questions.flatMap((asked) => {
    const { question, candidates } = find(asked.question)
    const ranked = rank(question, candidates, settingOf)
    const [first] = ranked
    if (!first) return []
    const features = confidenceFeatures(question, first, ranked)
    const target = there.has(asked.article ?? "") ? 1 : 0
    return [{ features: [...CONFIDENCE_FEATURES.map((name) => features[name]), 1], target, weight: 1 }]
  })
}

/** Steps of gradient descent; by then the loss no longer changes in its fourth decimal. */
const STEPS = 1500
const RATE = 2
/** Keeps the weights of features that say the same small. */
const L2 = 1e-3

/** Logistic regression by gradient descent on features brought to the same scale. The last feature is the bias, if any. */
function learn(rows: readonly Row[], { bias }: { bias: boolean }): number[] {
  const width = rows[0]?.features.length ?? 0
  const total = rows.reduce((sum, { weight }) => sum + weight, 0)
  const scale = Array.from({ length: width }, (_, i) =>
    Math.max(
      1e-9,
      Math.sqrt(rows.reduce((sum, { features, weight }) => sum + weight * (features[i] ?? 0) ** 2, 0) / total),
    ),
  )
  const scaled = rows.map((row) => ({
    ...row,
    features: Float64Array.from(row.features, (x, i) => x / (scale[i] ?? 1)),
  }))
  const weights = new Float64Array(width)
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(width)
    for (const { features, target, weight } of scaled) {
      let z = 0
      for (let i = 0; i < width; i++) z += (features[i] ?? 0) * (weights[i] ?? 0)
      const error = (weight / total) * (1 / (1 + Math.exp(-z)) - target)
      for (let i = 0; i < width; i++) gradient[i] = (gradient[i] ?? 0) + error * (features[i] ?? 0)
    }
    for (let i = 0; i < width; i++) {
      const penalty = bias && i === width - 1 ? 0 : 2 * L2 * (weights[i] ?? 0)
      weights[i] = (weights[i] ?? 0) - RATE * ((gradient[i] ?? 0) + penalty)
    }
  }
  return [...weights].map((weight, i) => weight / (scale[i] ?? 1))
}

/** Logistic regression that chooses among several: the weights that make the right ones likely, by gradient descent. */
function learnChoice(choices: readonly Choice[]): number[] {
  const width = choices[0]?.features[0]?.length ?? 0
  const scale = Array.from({ length: width }, (_, i) =>
    deviation(choices.map(({ features }) => features.map((values) => values[i] ?? 0))),
  )
  const scaled = choices.map(({ features, gold }) => ({
    features: features.map((values) => Float64Array.from(values, (x, i) => x / (scale[i] ?? 1))),
    gold,
  }))
  const weights = new Float64Array(width)
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(width)
    for (const { features, gold } of scaled) {
      const chances = features.map((values) => Math.exp(values.reduce((z, x, i) => z + x * (weights[i] ?? 0), 0)))
      const all = chances.reduce((sum, chance) => sum + chance, 0)
      const right = chances.reduce((sum, chance, k) => sum + (gold[k] ? chance : 0), 0)
      for (const [k, values] of features.entries()) {
        const chance = chances[k] ?? 0
        const error = (chance / all - (gold[k] ? chance / right : 0)) / scaled.length
        for (let i = 0; i < width; i++) gradient[i] = (gradient[i] ?? 0) + error * (values[i] ?? 0)
      }
    }
    for (let i = 0; i < width; i++)
      weights[i] = (weights[i] ?? 0) - RATE * ((gradient[i] ?? 0) + 2 * L2 * (weights[i] ?? 0))
  }
  return [...weights].map((weight, i) => weight / (scale[i] ?? 1))
}

/** The standard deviation of values within their groups. */
function deviation(groups: readonly number[][]): number {
  const squares = groups.flatMap((group) => {
    const mean = group.reduce((sum, value) => sum + value, 0) / group.length
    return group.map((value) => (value - mean) ** 2)
  })
  return Math.max(1e-9, Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length))
}

function show(name: string, features: readonly string[], weights: readonly number[]): void {
  console.log(`${name} = {`)
  for (const [i, feature] of features.entries()) console.log(`  ${feature}: ${(weights[i] ?? 0).toFixed(2)},`)
  console.log("}")
}

function pairs(list: readonly string[]): [string, string][] {
  return list.flatMap((first, i): [string, string][] => (i % 2 === 0 ? [[first, list[i + 1] ?? ""]] : []))
}

const files = process.argv.slice(2)
if (files.length < 2 || files.length % 2 === 1) {
  console.error("要成对的文件：npm run -s train -- ARTICLES.jsonl QUESTIONS.jsonl [ARTICLES QUESTIONS …]")
  process.exit(1)
}
const sets = await Promise.all(pairs(files).map(([articles, questions]) => readSet(articles, questions)))
show("PASSAGE_WEIGHTS", FEATURES, learn(sets.flatMap(passagePairs), { bias: false }))
show("SENTENCE_WEIGHTS", SENTENCE_FEATURES, learnChoice(sets.flatMap(sentenceChoices)))
show("CONFIDENCE_WEIGHTS", [...CONFIDENCE_FEATURES, "bias"], learn(sets.flatMap(confidenceRows), { bias: true }))
