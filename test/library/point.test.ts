// Which sentence of a paragraph answers. All text is the seed page's.

import { describe, expect, it } from "vitest"
import { fold, foldSentences } from "../../src/library/fold.js"
import { answerSentence } from "../../src/library/point.js"
import { readQuestion } from "../../src/library/question.js"
import { createStatistics } from "../../src/library/statistics.js"
import { termsOf } from "../../src/library/terms.js"
import { seedLibrary } from "../seeds.js"

/** The paragraph of the seed page that has these words. */
async function paragraphWith(words: string): Promise<string> {
  const paragraphs = (await seedLibrary()).articles().flatMap((article) => article.paragraphs)
  const found = paragraphs.find(({ text }) => text.includes(words))
  if (!found) throw new Error(`the seeds lack ${words}`)
  return found.text
}

async function pointed(asked: string, words: string) {
  const text = await paragraphWith(words)
  const statistics = createStatistics()
  for (const { paragraphs } of (await seedLibrary()).articles())
    for (const paragraph of paragraphs) statistics.add(termsOf(fold(paragraph.text)))
  const question = readQuestion(asked, statistics)
  const sentence = answerSentence(question, foldSentences(text))
  if (!sentence) throw new Error("a paragraph without sentences")
  return { sentence: text.slice(sentence.start, sentence.end) }
}

describe("the sentence that answers", () => {
  it.each([
    ["道县农民工拿到了多少欠款", "娄底一农民工", "2.1万余元", "a sentence without any sum does not answer 多少欠款"],
    ["湘阴县评了几个蜗牛奖", "红黑榜", "8个", "the sentence that repeats 湘阴 alone is not it"],
    ["樟树港湘江大桥建设项目什么时候开工", "12.15亿元", "10月28日", "a date beside what the question names"],
    ["106国道 投资", "必经之路", "1030万元", "its subject stands in the sentence before: 对此，该县"],
    ["楠竹山镇划分了多少区块", "江楠管家", "32个", "it names no 楠竹山镇: the paragraph's subject goes without saying"],
  ])("%s: in the paragraph on %s, %s: %s", async (asked, words, answer) => {
    expect((await pointed(asked, words)).sentence).toContain(answer)
  })

  it("an empty paragraph has none", () => {
    expect(answerSentence(readQuestion("谁", createStatistics()), foldSentences(""))).toBeUndefined()
  })
})
