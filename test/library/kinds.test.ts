// What kind of answer a question asks for, and which clause holds one.

import { describe, expect, it } from "vitest"
import { kindOf } from "../../src/library/kinds.js"

describe("the words of a question tell the kind of its answer", () => {
  it.each([
    ["澧县复耕多少亩", "quantity", "超额完成恢复耕地1.3万亩", "两季水稻高产丰收"],
    ["蔡津村恢复撂荒地多少亩", "quantity", "恢复撂荒地300余亩", "较往年亩均增收近1000元"],
    ["几天完成拆迁", "quantity", "9天完成5栋商房屋拆迁", "四证齐发"],
    ["投入了多少钱", "quantity", "投入180万在全市18个乡镇", "完成中大修工程3公里"],
    ["什么时候开工", "date", "10月28日开工", "项目建成后"],
    ["哪年创建成功", "date", "2018年成功创建", "食品安全工作成效显著"],
    ["县委书记是谁", "person", "湘阴县委书记李镇江说", "铆足干劲"],
    ["基地建在哪里", "place", "在桥头河建设基地", "实现源头可追溯"],
    ["为什么小心翼翼", "reason", "由于坡度长", "现在路况好多了"],
    ["怎么推进项目", "means", "通过制定目标书", "阔步前行"],
    ["一案双查是什么意思", "definition", "既查处欠薪问题,即双查", "限期解决"],
  ])("%s: %s", (question, name, holding, other) => {
    const kind = kindOf(question)
    expect(kind?.name).toBe(name)
    expect(kind?.holds(holding)).toBe(true)
    expect(kind?.holds(other)).toBe(false)
  })

  it("no kind is guessed where the words do not tell", () => {
    expect(kindOf("澧县耕地")).toBeUndefined()
  })

  it("holding is told the same however often it is asked", () => {
    const kind = kindOf("澧县复耕多少亩")
    for (let i = 0; i < 3; i++) expect(kind?.holds("1.3万亩")).toBe(true)
  })
})
