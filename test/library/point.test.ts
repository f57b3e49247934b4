// Which sentence of a paragraph answers, and which part of it a reader sees first. All text is the seed page's.

import { describe, expect, it } from "vitest"
import { fold, foldSentences } from "../../src/library/fold.js"
import { answerFocus, answerSentence } from "../../src/library/point.js"
import { readQuestion } from "../../src/library/question.js"
import { seedLibrary } from "../seeds.js"
import { statisticsOver } from "./counted.js"

/** The paragraph of the seed page that has these words. */
async function paragraphWith(words: string): Promise<string> {
  const paragraphs = (await seedLibrary()).articles().flatMap((article) => article.paragraphs)
  const found = paragraphs.find(({ text }) => text.includes(words))
  if (!found) throw new Error(`the seeds lack ${words}`)
  return found.text
}

async function pointed(asked: string, words: string) {
  const text = await paragraphWith(words)
  const articles = (await seedLibrary()).articles()
  const statistics = statisticsOver(articles.flatMap(({ paragraphs }) => paragraphs.map((each) => fold(each.text))))
  const question = readQuestion(asked, statistics)
  const sentence = answerSentence(question, foldSentences(text))
  if (!sentence) throw new Error("a paragraph without sentences")
  const focus = answerFocus(question, text, sentence)
  return {
    text,
    focus,
    sentence: text.slice(sentence.start, sentence.end),
    bold: text.slice(focus.range.start, focus.range.end),
  }
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
    expect(answerSentence(readQuestion("谁", statisticsOver()), foldSentences(""))).toBeUndefined()
  })
})

describe("what a reader sees first", () => {
  it.each([
    ["澧县恢复耕地多少亩", "0.941万亩", "超额完成恢复耕地1.3万亩"],
    ["张儒万复耕了多少亩柑橘", "张儒万笑得", "将150多亩柑橘复耕"],
    ["中联重科标杆工厂几天完成拆迁", "四证齐发", "中联重科新材料标杆工厂项目9天完成5栋1800平方米商房屋拆迁"],
    [
      "湘阴高新区给企业减了多少税",
      "减免退税税费",
      "为各类企业减免退税税费近4亿元、协助企业融资6.5亿元、担保贷款4.35亿元、招聘员工2868人",
    ],
    ["李凡是哪家公司的总经理", "企业开工提前了5个月", "湖南金诺动力设备制造有限公司总经理李凡说"],
  ])("%s: a value or a name stands in one clause", async (asked, words, bold) => {
    expect((await pointed(asked, words)).bold).toBe(bold)
  })

  it("a statement runs on, from the clause that announces it", async () => {
    const { bold, focus } = await pointed("“五个一”工作模式是什么", "五个一")
    expect(bold).toMatch(/^即1名县级领导挂帅.*1张任务清单抓落实/u)
    expect(focus.holds).toBe(true)
  })

  it("a short sentence is shown whole where nothing tells which part is asked for", async () => {
    const { bold, focus } = await pointed("楠竹山镇 成立公司", "江楠管家")
    expect(bold).toContain("江楠管家科技信息服务有限公司")
    expect(bold).not.toMatch(/。$/u)
    expect(focus.holds).toBe(false)
  })

  it.each([
    "湘阴怎么推进项目建设",
    "一案双查是什么意思",
    "湘阴项目建设",
    "澧县整治撂荒地",
    "涟源是否创建食品安全示范市",
    "为什么要整治欠薪",
  ])("%s: no more than a glance takes in, between the borders of clauses", async (asked) => {
    const { passages } = await (await seedLibrary()).ask(asked)
    expect(passages.some(({ focus }) => focus.length > 0)).toBe(true)
    for (const { text, focus } of passages)
      for (const { start, end } of focus) {
        expect(end - start).toBeLessThanOrEqual(70)
        expect(start === 0 || /[，,；;。：:！？!?”’」』）)…\n—]/u.test(text[start - 1] ?? "")).toBe(true)
        expect(end === text.length || /[，,；;。：:！？!?…\n—]/u.test(text.slice(end - 1, end + 1))).toBe(true)
      }
  })
})
