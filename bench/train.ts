// `npm run train -- ARTICLES.jsonl QUESTIONS.jsonl [ARTICLES QUESTIONS …]`: learns what the evidence weighs and prints it
// for src/library/weights.ts and point.ts. Three logistic regressions: which of the candidates is the gold paragraph,
// which of its sentences holds an answer, and, with every second article gone, whether the first passage answers.

import { readFileSync } from "node:fs"
import { parseQuestions } from "../src/cli/eval.js"
import type { Scored } from "../src/cli/score.js"
import { createMiniSearchEngine } from "../src/engines/minisearch/minisearch.js"
import type { Article } from "../src/library/article.js"
import type { Candidate } from "../src/library/engine.js"
import { FEATURES, featuresOf } from "../src/library/evidence.js"
import { fold } from "../src/library/fold.js"
import { SENTENCE_FEATURES, sentenceEvidence } from "../src/library/point.js"
import { CONFIDENCE_FEATURES, confidenceFeatures, rank } from "../src/library/rank.js"
import { readArticles } from "../src/library/read.js"
import { createRecall, type Recall } from "../src/library/recall.js"
import { commonSynonyms, createSynonyms } from "../src/library/synonyms.js"
import { sentences } from "../src/text/sentences.js"
import { type Choice, learn, learnChoice, type Row } from "./regression.js"

interface QuestionSet {
  articles: Article[]
  questions: Scored[]
  /** How much a question of it counts beside one of another set. */
  weight: number
}

async function readSet(articles: string, questions: string): Promise<QuestionSet> {
  const reading = await readArticles(articles)
  return { articles: reading.articles, questions: parseQuestions(readFileSync(questions, "utf8")), weight: 1 }
}

/** A newspaper's paragraphs are shorter than an encyclopedia's; cut ones have this many characters at least. */
const SHORTEST = 90
/** Cut, the sets teach what a paragraph's surroundings weigh. More than this costs the whole ones. */
const CUT_WEIGHT = 0.1

/** The set with its paragraphs cut at sentence ends; questions whose answer stands in one part of one paragraph. */
function cut({ articles, questions }: QuestionSet): QuestionSet {
  const parts = new Map(
    articles.map((article) => [article.id, article.paragraphs.flatMap(({ text }) => cutText(text))]),
  )
  return {
    articles: articles.map((article) => ({
      ...article,
      paragraphs: (parts.get(article.id) ?? []).map((text) => ({ text, line: article.line })),
    })),
    questions: questions.flatMap((question) => {
      const holding = (parts.get(question.article ?? "") ?? []).flatMap((text, i) =>
        question.answers.some((answer) => squeezed(text).includes(squeezed(answer))) ? [i] : [],
      )
      const [paragraph] = holding
      return paragraph !== undefined && holding.length === 1 ? [{ ...question, paragraph }] : []
    }),
    weight: CUT_WEIGHT,
  }
}

function cutText(text: string): string[] {
  const parts = [""]
  for (const { start, end } of sentences(text)) {
    const last = parts.length - 1
    if ((parts[last] ?? "").length >= SHORTEST) parts.push(text.slice(start, end))
    else parts[last] += text.slice(start, end)
  }
  return parts.filter((part) => part.trim() !== "")
}

const squeezed = (text: string): string => fold(text).replace(/\s+/gu, "")

/** Articles of a set have their id as headline: it says nothing, and is left out. */
function recallOver(articles: readonly Article[]): Recall {
  const recall = createRecall(createMiniSearchEngine(), createSynonyms(commonSynonyms()))
  for (const article of articles)
    recall.add({ ...article, headline: article.headline === article.id ? "" : article.headline })
  return recall
}

const isGold = ({ article, paragraph }: Scored, candidate: Candidate): boolean =>
  candidate.articleId === article && candidate.paragraph === (paragraph ?? 0)

function passageChoices({ articles, questions, weight }: QuestionSet): Choice[] {
  const recall = recallOver(articles)
  return questions.flatMap((asked) => {
    const { question, candidates, settingOf } = recall.find(fold(asked.question))
    const gold = candidates.map((candidate) => isGold(asked, candidate))
    if (!gold.includes(true) || !gold.includes(false)) return []
    const features = candidates.map((candidate) => {
      const evidence = featuresOf(question, candidate, settingOf(candidate))
      return FEATURES.map((name) => evidence[name])
    })
    return [{ features, gold, weight }]
  })
}

function sentenceChoices({ articles, questions, weight }: QuestionSet): Choice[] {
  const recall = recallOver(articles)
  return questions.flatMap((asked) => {
    const { question, settingOf } = recall.find(fold(asked.question))
    const { paragraph } = settingOf({
      articleId: asked.article ?? "",
      paragraph: asked.paragraph ?? 0,
      scores: { words: 0, bigrams: 0, title: 0 },
    })
    const gold = paragraph.sentences.map(({ text }) =>
      asked.answers.some((answer) => squeezed(text).includes(squeezed(answer))),
    )
    const features = sentenceEvidence(question, paragraph).map((each) =>
      SENTENCE_FEATURES.map((name) => each.features[name]),
    )
    return gold.includes(true) && gold.includes(false) ? [{ features, gold, weight }] : []
  })
}

/** With every second article gone, and then the others: the best passage's features, and whether the article is there. */
function confidenceRows({ articles, questions }: QuestionSet): Row[] {
  return [0, 1].flatMap((half) => {
    const kept = articles.filter((_, i) => i % 2 === half)
    const there = new Set(kept.map(({ id }) => id))
    const recall = recallOver(kept)
    return questions.flatMap((asked): Row[] => {
      const { question, candidates, settingOf } = recall.find(fold(asked.question))
      const ranked = rank(question, candidates, settingOf)
      const [first] = ranked
      if (!first) return []
      const features = confidenceFeatures(question, first, ranked)
      const target = there.has(asked.article ?? "") ? 1 : 0
      return [{ features: [...CONFIDENCE_FEATURES.map((name) => features[name]), 1], target }]
    })
  })
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
show("PASSAGE_WEIGHTS", FEATURES, learnChoice([...sets, ...sets.map(cut)].flatMap(passageChoices)))
show("SENTENCE_WEIGHTS", SENTENCE_FEATURES, learnChoice(sets.flatMap(sentenceChoices)))
// Confidence rests on the ranking that weights.ts has now: learn it again after new PASSAGE_WEIGHTS are put there.
show("CONFIDENCE_WEIGHTS", [...CONFIDENCE_FEATURES, "bias"], learn(sets.flatMap(confidenceRows)))
