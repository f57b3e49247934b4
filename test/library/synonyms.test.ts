// Synonyms: what a line may look like, which expressions a question has, and that the table that comes with the program
// says each thing once.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { COMMON_SYNONYMS } from "../../src/library/common-synonyms.js"
import { fold } from "../../src/library/fold.js"
import { commonSynonyms, createSynonyms, parseSynonyms, type Synonyms } from "../../src/library/synonyms.js"

const groupsOf = (text: string) => parseSynonyms(text, "words.txt").groups
const variantsIn = (synonyms: Synonyms, question: string) =>
  Object.fromEntries(synonyms.in(fold(question)).map(({ typed, variants }) => [typed, variants]))

describe("a line", () => {
  it.each([
    ["橘子 柑橘", { asked: ["橘子", "柑橘"] }],
    ["橘子\t柑橘　桔子", { asked: ["橘子", "柑橘", "桔子"] }],
    ["橘子、柑橘，桔子；甘橘", { asked: ["橘子", "柑橘", "桔子", "甘橘"] }],
    ["\u{FEFF}  橘子 柑橘  ", { asked: ["橘子", "柑橘"] }],
    ["醫院 診所", { asked: ["医院", "诊所"] }],
    ["橘子 橘子 柑橘", { asked: ["橘子", "柑橘"] }],
    ["修路 => 道路整治 公路养护", { asked: ["修路"], printed: ["道路整治", "公路养护"] }],
    ["修路＝＞道路整治", { asked: ["修路"], printed: ["道路整治"] }],
    ["搬 => 搬迁", { asked: ["搬"], printed: ["搬迁"] }],
    ["Wi-Fi 无线网 # 单位里这样叫", { asked: ["wi-fi", "无线网"] }],
    ["1#楼 一号楼", { asked: ["1#楼", "一号楼"] }],
  ])("%j is a group", (line, group) => {
    expect(parseSynonyms(line, "words.txt")).toEqual({ groups: [group], faults: [] })
  })

  it.each(["", "   ", "# 农作物", "　＃ 农作物", "\u{FEFF}# 农作物"])("%j says nothing", (line) => {
    expect(parseSynonyms(line, "words.txt")).toEqual({ groups: [], faults: [] })
  })

  it.each([
    ["橘子", "alone", "橘子"],
    ["橘子 橘子", "alone", "橘子"],
    ["修路=道路整治", "alone", "修路=道路整治"],
    ["修路 → 道路整治", "sign", "→"],
    ["人社局 = 劳动局", "sign", "="],
    ["=> 道路整治", "arrow", ""],
    ["修路 =>", "arrow", ""],
    ["修路 => 养路 => 护路", "arrow", ""],
    ["搬 搬迁", "short", "搬"],
    ["搬迁 => 搬", "short", "搬"],
  ])("%j is wrong (%s), and the lines around it are used", (line, wrong, expression) => {
    const { groups, faults } = parseSynonyms(`橘子 柑橘\r\n${line}\r\n打扫 保洁`, "words.txt")
    expect(faults).toEqual([{ kind: "synonyms", file: "words.txt", line: 2, wrong, expression }])
    expect(groups).toEqual([{ asked: ["橘子", "柑橘"] }, { asked: ["打扫", "保洁"] }])
  })
})

describe("the expressions of a question", () => {
  it("are found in their place, with what else each may be called", () => {
    const synonyms = createSynonyms(groupsOf("修路 => 道路整治\n橘子 柑橘 桔子"))
    expect(synonyms.in("谁在修路卖橘子")).toEqual([
      { start: 2, end: 4, typed: "修路", variants: ["道路整治"] },
      { start: 5, end: 7, typed: "橘子", variants: ["柑橘", "桔子"] },
    ])
  })

  it("are not found the other way of an arrow", () => {
    expect(createSynonyms(groupsOf("修路 => 道路整治")).in("道路整治得怎么样")).toEqual([])
  })

  it("are the longest", () => {
    const synonyms = createSynonyms(groupsOf("工资 薪酬\n拖欠工资 欠薪"))
    expect(variantsIn(synonyms, "拖欠工资怎么办")).toEqual({ 拖欠工资: ["欠薪"] })
  })

  it("of several groups have the variants of all", () => {
    const synonyms = createSynonyms(groupsOf("修路 养路\n修路 => 道路整治 养路"))
    expect(variantsIn(synonyms, "修路")).toEqual({ 修路: ["养路", "道路整治"] })
    expect(variantsIn(synonyms, "养路")).toEqual({ 养路: ["修路"] })
  })

  it.each([
    ["怎么看病人多不多", "看病"],
    ["搬运工有几个", "搬"],
    ["覆盖率是多少", "盖"],
  ])("of %s are none that cut a word of the dictionary (%s)", (question, typed) => {
    const synonyms = createSynonyms(groupsOf(`${typed} => 别的说法`))
    expect(synonyms.in(typed)).toHaveLength(1)
    expect(synonyms.in(question)).toEqual([])
  })

  it("may cut what the segmentation only guesses: 县人 社局", () => {
    expect(variantsIn(createSynonyms(groupsOf("人社局 劳动局")), "道县人社局在哪")).toEqual({ 人社局: ["劳动局"] })
  })

  it("lie within any text, none overlapping another", () => {
    const synonyms = createSynonyms(commonSynonyms())
    const words = commonSynonyms().flatMap(({ asked }) => asked)
    const texts = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: "binary", maxLength: 4 })))
    fc.assert(
      fc.property(texts, (parts) => {
        const folded = fold(parts.join(""))
        let end = 0
        for (const found of synonyms.in(folded)) {
          expect(found.start).toBeGreaterThanOrEqual(end)
          expect(folded.slice(found.start, found.end)).toBe(found.typed)
          expect(found.variants).not.toContain(found.typed)
          end = found.end
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe("the table that comes with the program", () => {
  const { groups, faults } = parseSynonyms(COMMON_SYNONYMS, "common-synonyms.ts")
  const mutual = groups.filter(({ printed }) => !printed)

  it("has some hundred groups, and no line that is wrong", () => {
    expect(faults).toEqual([])
    expect(groups.length).toBeGreaterThanOrEqual(300)
    expect(groups.length).toBeLessThanOrEqual(500)
  })

  it("has no expression in two groups that both go both ways: they would be one group or none", () => {
    const expressions = mutual.flatMap(({ asked }) => asked)
    expect(expressions.filter((each, i) => expressions.indexOf(each) !== i)).toEqual([])
  })

  it("has no arrow that adds nothing: to what a group already says, or from a word to itself", () => {
    const said = (asked: string, printed: string) =>
      asked === printed || mutual.some((group) => group.asked.includes(asked) && group.asked.includes(printed))
    const idle = groups.filter(({ asked, printed }) =>
      printed?.every((each) => asked.every((from) => said(from, each))),
    )
    expect(idle).toEqual([])
  })

  it("asks with single characters only where they are a whole word, and looks for none", () => {
    const single = groups.flatMap(({ asked }) => asked).filter((each) => each.length === 1)
    expect(single.sort()).toEqual(["娃", "拆", "搬", "盖"])
  })

  it("has every expression in simplified script", () => {
    for (const line of COMMON_SYNONYMS.split("\n").filter((each) => !each.startsWith("#")))
      expect(fold(line)).toBe(line.toLowerCase())
  })

  it.each([
    ["汝城县修路花了多少钱", "修路", "公路养护"],
    ["种橘子的地后来种了什么", "橘子", "柑橘"],
    ["河道谁来打扫", "打扫", "保洁"],
    ["怎么讨薪", "讨薪", "欠薪"],
    ["劳動局在哪", "劳动局", "人社局"],
    ["桥什么时候动工", "动工", "开工"],
  ])("knows for %s that %s may be printed as %s", (question, typed, printed) => {
    expect(variantsIn(createSynonyms(commonSynonyms()), question)[typed]).toContain(printed)
  })
})
