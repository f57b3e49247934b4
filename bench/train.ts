// `npm run train -- ARTICLES.jsonl QUESTIONS.jsonl [ARTICLES QUESTIONS …]`: learns what the evidence weighs and prints it
// for src/library/weights.ts and point.ts. Three logistic regressions: which of the candidates is the gold paragraph,
// which of its sentences holds an answer, and whether the first passage answers where the answer is there or is not.

import type { SetQuestion } from "../src/cli/score.js"
import { CONFIDENCE_FEATURES, confidenceFeatures } from "../src/library/confidence.js"
import type { Candidate } from "../src/library/engine.js"
import { FEATURES, featuresOf } from "../src/library/evidence.js"
import { fold } from "../src/library/fold.js"
import { SENTENCE_FEATURES, sentenceEvidence } from "../src/library/point.js"
import { ranking } from "../src/library/rank.js"
import type { Recall } from "../src/library/recall.js"
import { finish } from "../src/library/steps.js"
import { type Choice, learn, learnChoice, type Row } from "./regression.js"
import { cut, exchanged, foldedTight, type QuestionSet, readSet, recallOver, untitled } from "./sets.js"

/**
 * Cut, the sets teach what a paragraph's surroundings weigh, and how it looks when an article has all but the answer. How
 * much a question of theirs counts beside one of the whole sets: more costs the whole ones.
 */
const CUT = { passage: 0.1, confidence: 0.2 }
/** The same for questions whose names were exchanged: more, and those whose answer is there suffer. */
const EXCHANGED = 0.1

const isGold = ({ article, paragraph }: SetQuestion, candidate: Candidate): boolean =>
  candidate.articleId === article && candidate.paragraph === (paragraph ?? 0)

function passageChoices({ articles, questions }: QuestionSet, weight: number): Choice[] {
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

function sentenceChoices({ articles, questions }: QuestionSet): Choice[] {
  const recall = recallOver(articles)
  return questions.flatMap((asked) => {
    const { question, settingOf } = recall.find(fold(asked.question))
    const { paragraph } = settingOf({
      articleId: asked.article ?? "",
      paragraph: asked.paragraph ?? 0,
      scores: { words: 0, bigrams: 0, title: 0 },
    })
    const gold = paragraph.sentences.map(({ text }) =>
      asked.answers.some((answer) => foldedTight(text).includes(foldedTight(answer))),
    )
    const features = sentenceEvidence(question, paragraph).map((each) =>
      SENTENCE_FEATURES.map((name) => each.features[name]),
    )
    return gold.includes(true) && gold.includes(false) ? [{ features, gold, weight: 1 }] : []
  })
}

/** The best passage's features for a question, and whether it can answer. */
function confidenceRow(recall: Recall, asked: string, target: 0 | 1, weight: number): Row[] {
  const { question, candidates, settingOf } = recall.find(fold(asked))
  const ranked = finish(ranking(question, candidates, settingOf))
  const [first] = ranked
  if (!first) return []
  const features = confidenceFeatures(question, first, ranked)
  return [{ features: [...CONFIDENCE_FEATURES.map((name) => features[name]), 1], target, weight }]
}

/** With every second article gone, and then the others. */
function halved({ articles, questions }: QuestionSet): Row[] {
  return [0, 1].flatMap((half) => {
    const kept = articles.filter((_, i) => i % 2 === half)
    const there = new Set(kept.map(({ id }) => id))
    const recall = recallOver(kept)
    return questions.flatMap(({ question, article }) =>
      confidenceRow(recall, question, there.has(article ?? "") ? 1 : 0, 1),
    )
  })
}

/** Articles of several paragraphs, with the one that answers, and without. */
function withAndWithoutAnswer({ articles, questions }: QuestionSet): Row[] {
  const recall = recallOver(articles)
  const byId = new Map(articles.map((article) => [article.id, untitled(article)]))
  return questions.flatMap(({ question, article: id, paragraph }) => {
    const article = byId.get(id ?? "")
    if (!article || article.paragraphs.length < 2) return []
    const there = confidenceRow(recall, question, 1, CUT.confidence)
    recall.add({ ...article, paragraphs: article.paragraphs.filter((_, i) => i !== paragraph) })
    const gone = confidenceRow(recall, question, 0, CUT.confidence)
    recall.add(article)
    return [...there, ...gone]
  })
}

function ofOthers(set: QuestionSet): Row[] {
  const recall = recallOver(set.articles)
  return exchanged(set).flatMap((question) => confidenceRow(recall, question, 0, EXCHANGED))
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
const cuts = sets.map(cut)
const passages = [
  ...sets.flatMap((set) => passageChoices(set, 1)),
  ...cuts.flatMap((set) => passageChoices(set, CUT.passage)),
]
show("PASSAGE_WEIGHTS", FEATURES, learnChoice(passages))
show("SENTENCE_WEIGHTS", SENTENCE_FEATURES, learnChoice(sets.flatMap(sentenceChoices)))
// Confidence rests on the ranking that weights.ts has now: learn it again after new PASSAGE_WEIGHTS are put there.
const answers = [...sets.flatMap(halved), ...cuts.flatMap(withAndWithoutAnswer), ...sets.flatMap(ofOthers)]
show("CONFIDENCE_WEIGHTS", [...CONFIDENCE_FEATURES, "bias"], learn(answers))
