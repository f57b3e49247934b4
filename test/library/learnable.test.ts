// Names that a newspaper uses and no dictionary has, as the seed page has them.

import { beforeAll, describe, expect, it } from "vitest"
import { learnableNames } from "../../src/library/learnable.js"
import { seedLibrary } from "../seeds.js"

const article = (headline: string, ...texts: string[]) => ({
  headline,
  kicker: null,
  subtitle: null,
  paragraphs: texts.map((text, line) => ({ text, line })),
})
const namesIn = (headline: string, ...texts: string[]) => [...learnableNames([article(headline, ...texts)])]

describe("the names of the seed page", () => {
  let names: Set<string>
  beforeAll(async () => {
    names = learnableNames((await seedLibrary()).articles())
  })

  it.each([
    ["towns and villages, each by itself", ["大堰垭镇", "戴家河村", "楠竹山镇", "蔡津村", "桥头河"]],
    ["zones", ["湘阴高新区", "湘江新区"]],
    ["rivers, harbours, bridges and roads", ["云湖河", "虞公港", "樟树港", "樟树港湘江大桥", "金雷大道"]],
    ["organisations", ["湘阴高新区管委会", "湖南金诺动力设备制造有限公司", "江楠管家科技信息服务有限公司"]],
    ["what is coined in quotation marks", ["五个一", "两非", "奔跑奖", "蜗牛奖", "强省会", "非粮化", "湘阴速度"]],
  ])("have %s", (_, expected) => {
    expect([...names]).toEqual(expect.arrayContaining(expected))
  })

  it.each(["澧县", "汝城县", "赛马", "身份证"])("lack %s, which is in the dictionary", (word) => {
    expect(names).not.toContain(word)
  })

  it.each(["该县", "我县", "这是澧县", "样板河", "项目落户湘江新区", "基本农田保护区", "示范乡镇", "获省"])(
    "lack %s, which is no name",
    (text) => {
      expect(names).not.toContain(text)
    },
  )
})

describe("a quotation", () => {
  it("that is short is a coinage", () => {
    expect(namesIn("标题", "推行“码上办”服务。")).toContain("码上办")
  })

  it("that is longer must come again, or stand in a headline", () => {
    expect(namesIn("标题", "“让数据多跑路了”。")).toEqual([])
    expect(namesIn("标题", "“让数据多跑路了”。", "做到“让数据多跑路了”。")).toEqual(["让数据多跑路了"])
    expect(namesIn("做到“让数据多跑路了”", "正文。")).toEqual(["让数据多跑路了"])
  })

  it("with punctuation or without Han characters is none", () => {
    expect(namesIn("标题", "“5+2”“白+黑”，“好，走”，“ABC”。")).toEqual([])
  })
})

it("a name of common nouns alone must come again, or stand where only a place can", () => {
  expect(namesIn("标题", "打造样板河。")).toEqual([])
  expect(namesIn("标题", "在桥头河建设基地。")).toEqual(["桥头河"])
})
