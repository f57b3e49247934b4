import { describe, expect, it } from "vitest"
import { bigramsOf, cohesion, restatement } from "../../../src/library/page/cohesion.js"

const PAGE = [
  "澧县在完成流出耕地整改任务的基础上，超额完成恢复耕地任务。",
  "澧县各镇街加大撂荒地复耕，恢复撂荒地耕地三百余亩。",
  "涟源市建立农产品质量安全智慧监管体系，加强食品源头管控。",
  "汝城县司机路过六里坳盘山路段，纷纷慨叹。",
  "澧县恢复耕地",
]
const { lines, idf } = bigramsOf(PAGE)
const [first = [], second = [], other = [], , headline = []] = lines

describe("cohesion", () => {
  it("is higher between two paragraphs of an article than between two articles", () => {
    expect(cohesion(idf, first, second)).toBeGreaterThan(10 * cohesion(idf, second, other))
  })

  it("is 1 for a stretch with itself and 0 where there is nothing to compare", () => {
    expect(cohesion(idf, first, first)).toBeCloseTo(1)
    expect(cohesion(idf, first, [])).toBe(0)
  })

  it("gives no weight to function characters, which all articles share", () => {
    expect(bigramsOf(["的是在了", "的是在了"]).idf).toEqual([])
  })
})

describe("restatement", () => {
  it("is the share of a headline that its text says again", () => {
    expect(restatement(idf, headline, first)).toBeCloseTo(0.8, 0)
    expect(restatement(idf, headline, other)).toBe(0)
  })

  it("takes full-width and capital letters and digits for the same", () => {
    const forms = bigramsOf(["１０６国道ＡＢ", "106国道ab"])
    expect(restatement(forms.idf, forms.lines[0] ?? [], forms.lines[1] ?? [])).toBe(1)
  })
})
