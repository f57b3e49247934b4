// Numbers that say the same are matched as the same, and what only looks like a number stays.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { fold } from "../../src/library/fold.js"
import { seedLibrary } from "../seeds.js"

describe("numbers are matched by what they say", () => {
  it.each([
    ["13000", ["1.3万", "1万3千", "1万3", "一万三千", "一万三", "13,000", "１３０００"]],
    ["1030", ["1,030", "一千零三十"]],
    ["10300000元", ["1030万元", "1,030萬元", "一千零三十万元"]],
    ["1215000000元", ["12.15亿元", "十二亿一千五百万元", "12亿1500万元"]],
    ["1200000000000", ["1.2万亿", "一万二千亿"]],
    ["30%", ["百分之三十", "百分之30"]],
    ["3.5%", ["百分之三点五", "百分之3.5"]],
    ["100%", ["百分之百", "百分之一百"]],
    ["占30%", ["占三成", "占百分之三十"]],
    ["2022年", ["二〇二二年", "二零二二年"]],
    ["106国道", ["一〇六国道", "一百零六国道"]],
    ["11月23日", ["十一月二十三日"]],
    ["20000里", ["两万里", "二万里"]],
    ["150亩", ["150多亩", "150余亩", "一百五十多亩"]],
    ["21000元", ["2.1万余元", "2.1万元", "两万一千元"]],
    ["100000亩", ["10多万亩", "十余万亩"]],
    ["多少亩", ["多少万亩"]],
  ])("%s", (folded, written) => {
    expect(written.map(fold)).toEqual(written.map(() => folded))
  })

  it.each([
    "三一重工",
    "万达广场",
    "五一",
    "千万别去",
    "万一",
    "十分满意",
    "有一点",
    "百姓",
    "四有两责",
    "一案双查",
    "二三十人",
    "十七八岁",
    "几十万人",
    "数百人",
    "石田三成",
    "达成一致",
    "三五成群",
    "百分点",
    "民国十八年",
    "5千克",
    "一二三年级",
    "1.2.3万",
    "一百,二百",
  ])("%s stays", (text) => {
    expect(fold(text)).toBe(text)
  })

  it("a run of numerals that is no number is left alone, however long", () => {
    const run = "千".repeat(20_000)
    expect(fold(`${run}人`)).toBe(`${run}人`)
  })

  it("every whole number is the same in Chinese as in figures", () => {
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 99_999_999 }), (number) => {
        expect(fold(`${chinese(number)}人`)).toBe(`${number}人`)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ["digits", `${"1".repeat(5000)},1`],
    ["digits and points", `${"1.1".repeat(2000)},1`],
    ["numerals", `${"一".repeat(5000)},一`],
    ["digits and scales", `${"1多万".repeat(2000)},1`],
    ["a share", `百分之${"3".repeat(5000)},1`],
  ])("a long run of %s is folded at once, however it ends", (_, text) => {
    expect(fold(text)).not.toBe("")
  })

  const piece = fc.constantFrom(
    ..."一 两 〇 零 三 九 十 百 千 万 亿 多 余 几 第 1 30 1.3 2,000 ٣ , . 点 年 成 占 % 百分之 多少 亩 元 。".split(
      " ",
    ),
  )

  it("folded again changes nothing, whatever stands beside a numeral", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const once = fold(pieces.join(""))
        expect(fold(once)).toBe(once)
      }),
      { numRuns: 5_000 },
    )
  })

  it("each on its own, whatever other numbers the text has", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const text = pieces.join("")
        expect(fold(`${text}。二十天`)).toBe(`${fold(text)}。20天`)
      }),
      { numRuns: 5_000 },
    )
  })
})

describe("a question finds a number however it is typed", () => {
  it.each([
    ["哪里恢复耕地一万三千亩", "1.3万亩"],
    ["哪里恢复耕地13,000亩", "1.3万亩"],
    ["投资一千零三十万元的是哪个县", "1030万元"],
    ["谁把150亩柑橘复耕", "150多亩"],
    ["流出面积九千四百亩的县", "0.94万亩"],
    ["澧县恢复耕地多少万亩", "1.3万亩"],
  ])("%s: %s", async (question, number) => {
    const { answered, passages } = await (await seedLibrary()).ask(question)
    expect(answered).toBe(true)
    expect(passages[0]?.text).toContain(number)
  })

  it("and a number that no article has is named as it was typed", async () => {
    const { missing } = await (await seedLibrary()).ask("谁出售了七万八千吨稻谷")
    expect(missing).toContain("七万八千吨")
  })
})

/** A number below a hundred million in Chinese numerals. */
function chinese(number: number): string {
  if (number >= 10_000) {
    const rest = number % 10_000
    return `${chinese(Math.floor(number / 10_000))}万${rest === 0 ? "" : (rest < 1_000 ? "零" : "") + chinese(rest)}`
  }
  const digits = [...String(number)].map((digit, i, all) =>
    digit === "0" ? "零" : "零一二三四五六七八九"[Number(digit)] + (["", "十", "百", "千"][all.length - 1 - i] ?? ""),
  )
  return digits.join("").replace(/零+/gu, "零").replace(/零$/u, "")
}
