// What is made of a question set to learn from.

import { describe, expect, it } from "vitest"
import { cut, exchanged, foldedTight, type QuestionSet, recallOver } from "../../bench/sets.js"
import { articleOf } from "../articles.js"

const LONG =
  "湘阴县今年引进四十三个产业项目，总投资超过三百亿元，其中五十亿元以上的项目有三个，开工率和投产率都排在全市前列。" +
  "县委书记李镇江介绍，领导干部带头联系企业，一个项目一个专班，从签约到开工全程帮办代办，把审批时间压缩了一半以上。" +
  "樟树港湘江大桥十月二十八日开工建设，建成之后从县城到长沙的车程缩短到四十分钟，两岸群众盼望了二十年的大桥有了着落。" +
  "虞公港一期工程的四个泊位也已经获得批复，预计后年投入使用，届时每年的吞吐能力将达到一千万吨，服务周边五个县市区。"

const set = (): QuestionSet => ({
  articles: [articleOf("a", [LONG]), articleOf("b", ["澧县复耕一万三千亩，戴家河村的张儒万把柑橘林改种了水稻。"])],
  questions: [
    { id: "1", question: "湘阴县今年引进多少个项目", answers: ["四十三个"], article: "a", paragraph: 0 },
    { id: "2", question: "湘阴大桥何时开工", answers: ["十月二十八日"], article: "a", paragraph: 0 },
    { id: "3", question: "张儒万种什么", answers: ["水稻"], article: "b", paragraph: 0 },
    { id: "4", question: "湘阴县什么开工了", answers: ["开工"], article: "a", paragraph: 0 },
    { id: "5", question: "澧县复耕多少亩", answers: ["一万三千亩"], article: "b", paragraph: 0 },
  ],
})

describe("cut", () => {
  it("leaves every word in its place and each question with the one part that answers it", () => {
    const { articles, questions } = cut(set())
    const texts = articles[0]?.paragraphs.map(({ text }) => text) ?? []
    expect(texts.length).toBeGreaterThan(1)
    expect(texts.join("")).toBe(LONG)
    for (const { article, paragraph, answers } of questions) {
      const text = articles.find(({ id }) => id === article)?.paragraphs[paragraph ?? -1]?.text ?? ""
      expect(text).toContain(answers[0])
    }
  })

  it("drops a question whose answer stands in several parts", () => {
    expect(cut(set()).questions.map(({ id }) => id)).toEqual(["1", "2", "3", "5"])
  })
})

describe("exchanged", () => {
  it("asks of what the article does not have, and leaves the set as it was", () => {
    const given = set()
    const questions = exchanged(given)
    expect(given).toEqual(set())
    expect(questions).toContain("湘阴县复耕多少亩")
    const asked = given.questions.map((each) => foldedTight(each.question))
    for (const question of questions) expect(asked).not.toContain(question)
  })
})

it("headlines that are only an id say nothing", () => {
  const recall = recallOver([articleOf("甲乙丙", ["正文。"])])
  expect(recall.article("甲乙丙")?.headline).toBe("")
})
