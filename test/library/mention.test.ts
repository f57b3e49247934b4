// What a refusal may say of the nearest article: names and rare nouns of the question, and a sentence that has them.

import { describe, expect, it } from "vitest"
import { mentionOf } from "../../src/library/mention.js"
import { readQuestion } from "../../src/library/question.js"
import { seedLibrary } from "../seeds.js"
import { statisticsOver } from "./counted.js"

/** The mention of a question in the article with this headline, its sentence as text. */
async function mentioned(question: string, headline: string, first = 0) {
  const article = (await seedLibrary()).articles().find((each) => each.headline === headline)
  if (!article) throw new Error(`the seeds lack 《${headline}》`)
  const mention = mentionOf(readQuestion(question, statisticsOver()), article, first)
  if (!mention) return undefined
  const { words, paragraph, sentence } = mention
  return { words, paragraph, text: article.paragraphs[paragraph]?.text.slice(sentence.start, sentence.end) }
}

describe("a mention", () => {
  it.each([
    ["澧县有多少人口", "金色田园千重浪", ["澧县"]],
    ["汝城到长沙多远", "勇立潮头踏歌行", ["长沙"]],
    ["汝城到长沙多远", "汝城县除患消疾铺就优质路网", ["汝城"]],
    ["湘阴县委书记多大年纪", "勇立潮头踏歌行", ["湘阴县委书记"]],
    ["李镇江的老家在哪", "勇立潮头踏歌行", ["李镇江"]],
    ["湘阴湘阴比特币湘阴", "勇立潮头踏歌行", ["湘阴"]],
    ["漣源有多少人口", "护航“舌尖上的安全”", ["涟源"]],
  ])("%s in 《%s》 is of %j", async (question, headline, words) => {
    const mention = await mentioned(question, headline)
    expect(mention?.words).toEqual(words)
    for (const word of words) expect(mention?.text).toContain(word)
  })

  it("shows the sentence that has most of the words, of the passage found before another", async () => {
    const headline = "勇立潮头踏歌行"
    const whole = await mentioned("湘阴县委书记多大年纪", headline)
    expect(whole?.text).toMatch(/湘阴县委书记/u)
    const article = (await seedLibrary()).articles().find((each) => each.headline === headline)
    const last = article?.paragraphs.findLastIndex(({ text }) => text.includes("湘阴")) ?? 0
    expect(last).toBeGreaterThan(0)
    expect((await mentioned("湘阴有多少人口", headline, last))?.paragraph).toBe(last)
  })

  it.each([
    ["比特币现在多少钱", "现在 is too common to be worth one"],
    ["水稻多少钱", "so is a noun of every paper"],
    ["北京冬奥会什么时候开幕", "nothing of it is there"],
    ["。", "nothing is asked"],
  ])("%s has none: %s", async (question) => {
    expect(await mentioned(question, "金色田园千重浪")).toBeUndefined()
  })
})

describe("an answer", () => {
  it("that is refused has the mention of its first passage's article", async () => {
    const { answered, passages, mention } = await (await seedLibrary()).ask("长沙地铁有几条线路")
    expect(answered).toBe(false)
    expect(mention?.words).toEqual(["长沙"])
    expect(mention?.article).toBe(passages[0]?.article)
  })

  it("that is given has none", async () => {
    expect(await (await seedLibrary()).ask("澧县恢复耕地多少亩")).not.toHaveProperty("mention")
  })
})
