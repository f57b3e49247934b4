// What a typed text means after an earlier question and its answer: values in, values out.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { asksForMore, followUp, type Turn } from "../../src/library/follow-up.js"

const turn = (question: string, rest: Partial<Turn> = {}): Turn => ({
  question,
  answered: true,
  clause: "",
  said: "",
  passage: "",
  place: undefined,
  ...rest,
})

const PLACES = new Set(["湘阴", "澧县", "汝城", "涟源"])
const isPlace = (word: string) => PLACES.has(word)
const meaning = (last: Turn, typed: string) =>
  followUp(typed, { last, answered: last.answered ? last : undefined }, isPlace)

describe("something in the place of its like", () => {
  it.each([
    ["a place for a place", "澧县复耕多少亩", "那湘阴呢", "湘阴复耕多少亩"],
    ["a place that the dictionary has as something else", "楠竹山镇划分了多少个区块", "涟源呢", "涟源划分了多少个区块"],
    ["a place that the dictionary cuts up", "澧县复耕多少亩", "那么道县呢？", "道县复耕多少亩"],
    ["a time for a time", "湘阴今年引进了多少个产业项目", "那去年呢", "湘阴去年引进了多少个产业项目"],
    ["a time where there was none", "湘阴引进了多少个产业项目", "2018年呢", "2018年湘阴引进了多少个产业项目"],
    ["a person for a person", "张儒万复耕了多少亩", "那李凡呢", "李凡复耕了多少亩"],
    ["a thing for the thing that ends like it", "湘阴有多少个奔跑奖", "蜗牛奖呢", "湘阴有多少个蜗牛奖"],
    ["a project for a project, whole", "樟树港湘江大桥与金雷大道项目总投资多少", "那虞公港呢", "虞公港项目总投资多少"],
    [
      "a place before everything where nothing is like it",
      "优质晚稻亩产多少公斤",
      "湘阴呢",
      "湘阴优质晚稻亩产多少公斤",
    ],
    ["another figure of the same subject", "澧县复耕多少亩", "亩产呢", "澧县亩产多少"],
    ["an office of the same place", "澧县复耕多少亩", "县长呢", "澧县县长是谁"],
    ["in other words", "澧县复耕多少亩", "换成湘阴", "湘阴复耕多少亩"],
    ["with 怎么样", "澧县复耕多少亩", "湘阴怎么样", "湘阴复耕多少亩"],
    ["in traditional script, kept as typed", "澧縣復耕多少畝", "那湘陰呢", "湘陰復耕多少畝"],
    ["full width and polite", "澧县复耕多少亩", "　请问，那么湘阴呢？？", "湘阴复耕多少亩"],
  ])("%s", (_, last, typed, expected) => {
    expect(meaning(turn(last), typed)).toMatchObject({ question: expected, form: "marked" })
  })

  it("leaves 那 where it is part of a name", () => {
    expect(meaning(turn("澧县复耕多少亩"), "那不勒斯呢")?.question).toBe("那不勒斯复耕多少亩")
  })

  it("follows up a refused question, too, if it was one", () => {
    const answered = turn("澧县复耕多少亩")
    const refused = turn("长沙有几条地铁线路", { answered: false })
    expect(followUp("那湘阴呢", { last: refused, answered }, isPlace)?.question).toBe("湘阴有几条地铁线路")
    const thanks = turn("谢谢", { answered: false })
    expect(followUp("那湘阴呢", { last: thanks, answered }, isPlace)?.question).toBe("湘阴复耕多少亩")
  })
})

describe("a subject put in", () => {
  const secretary = turn("湘阴县委书记是谁", { said: "湘阴县委书记李镇江与县长刘世奇分别挂帅。", place: "湘阴" })
  const rice = turn("优质晚稻亩产多少公斤", {
    clause: "优质晚稻亩产650公斤",
    said: "“优质晚稻亩产650公斤。”",
    passage: "11月14日，戴家河村村民张儒万最后一批稻谷出售。“优质晚稻亩产650公斤。”",
    place: "澧县",
  })
  it.each([
    ["a broad question", turn("湘阴引进了多少个产业项目"), "投资多少", "湘阴投资多少", "open"],
    [
      "when",
      turn("樟树港湘江大桥与金雷大道项目总投资多少"),
      "什么时候开工",
      "樟树港湘江大桥与金雷大道什么时候开工",
      "open",
    ],
    ["which year", turn("汝城106国道投资多少"), "哪一年开工的", "汝城106国道哪一年开工的", "open"],
    ["the place of who was asked for", secretary, "投资多少", "湘阴投资多少", "open"],
    ["the place of the article where nothing is named", rice, "投资多少", "澧县投资多少", "open"],
    ["nothing but asking: where", turn("澧县复耕多少亩"), "在哪里", "澧县复耕在哪里", "marked"],
    ["nothing but asking: why", turn("澧县复耕多少亩"), "为什么呢？", "为什么澧县复耕", "marked"],
    ["whoever said the clause shown", rice, "是谁说的", "优质晚稻亩产650公斤是谁说的", "marked"],
    ["whoever was asked for", secretary, "他是哪里人", "李镇江是哪里人", "marked"],
    ["the person of the passage", rice, "她是哪里人", "张儒万是哪里人", "marked"],
    ["the person of the question", turn("张儒万是哪个村的"), "他复耕了多少亩", "张儒万复耕了多少亩", "marked"],
    ["the village of the passage", rice, "这个村在哪里", "戴家河村在哪里", "marked"],
    ["the place", secretary, "那里有多少人", "湘阴有多少人", "marked"],
    ["what belongs to the place", secretary, "当地的县长是谁", "湘阴的县长是谁", "open"],
    ["the thing by its noun", turn("虞公港一期工程获得谁的批复"), "该工程投资多少", "虞公港工程投资多少", "marked"],
    ["it", turn("汝城106国道投资多少"), "它在哪里", "汝城106国道在哪里", "marked"],
  ] as const)("%s", (_, last, typed, question, form) => {
    expect(meaning(last, typed)).toMatchObject({ question, form })
  })

  it("is of the last question that was answered", () => {
    const answered = turn("澧县复耕多少亩")
    const refused = turn("比特币现在多少钱", { answered: false })
    expect(followUp("投资多少", { last: refused, answered }, isPlace)?.question).toBe("澧县投资多少")
  })

  it("is doubted where the text has specific words of its own", () => {
    expect(meaning(turn("澧县复耕多少亩"), "亩产多少公斤")).toMatchObject({ form: "doubtful", own: ["亩产"] })
  })
})

describe("a text that stands on its own", () => {
  it.each([
    "湘阴县委书记是谁",
    "李凡是哪家公司的总经理",
    "北京冬奥会什么时候开幕",
    "比特币现在多少钱",
    "什么是窃听",
    "《林投姐》的导演是谁",
    "真君庙供奉的是谁",
    "锣鼓经是什么",
    "崇陵规模如何",
    "创新中心在哪里",
    "向宠是什么时期的人",
    "这个鲤鱼门天后庙建于哪一年？",
    "谢谢",
    "你是谁",
    "你能做什么",
    "澧县",
    "？",
    "",
    "澧县复耕多少亩",
  ])("is left alone: %s", (typed) => {
    const found = meaning(turn("澧县复耕多少亩", { place: "澧县" }), typed)
    expect(found === undefined || found.form === "doubtful").toBe(true)
  })

  it("is what a follow-up has become: understanding it again changes nothing", () => {
    const other = turn("汝城106国道投资多少", { place: "汝城" })
    for (const [last, typed] of [
      ["澧县复耕多少亩", "那湘阴呢"],
      ["湘阴引进了多少个产业项目", "投资多少"],
      ["张儒万是哪个村的", "他复耕了多少亩"],
    ] as const)
      expect(meaning(other, meaning(turn(last), typed)?.question ?? "")).toBeUndefined()
  })

  it("never throws, whatever is typed after whatever", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), (last, typed) => {
        expect(() => meaning(turn(last), `${typed}呢`)).not.toThrow()
        expect(() => meaning(turn(last), `${typed}是谁`)).not.toThrow()
      }),
    )
  })
})

describe("asking for more", () => {
  it.each(["还有呢", "還有嗎？", "继续", "更多", "更多段落", "More", "ｍｏｒｅ", "那还有呢？", "还有别的吗"])(
    "%s",
    (typed) => {
      expect(asksForMore(typed)).toBe(true)
    },
  )
  it.each(["还有多少亩", "更多企业落户哪里", "继续教育学院在哪里", "moreover", "呢", ""])("not %s", (typed) => {
    expect(asksForMore(typed)).toBe(false)
  })
})
