// What makes an answer less sure: each feature by a question that sets it, beside one that does not.

import { describe, expect, it } from "vitest"
import { seedLibrary } from "../seeds.js"

/** What a feature counts in the confidence of a question; 0 where it is not there. */
async function counts(question: string, feature: string): Promise<number> {
  const { confidence } = await (await seedLibrary()).explain(question)
  return confidence?.contributions.find((each) => each.feature === feature)?.value ?? 0
}

describe("the passage lacks", () => {
  it.each([
    ["stranger", "北京恢复耕地多少亩", "澧县恢复耕地多少亩", "a place that the article does not name"],
    ["stranger", "王镇江是县委书记吗", "李镇江是县委书记吗", "a person who only has a name in common"],
    ["postLacking", "汝城县长是谁", "湘阴县长是谁", "a post that it does not mention"],
    ["valueNowhere", "张儒万今年多大年纪", "张儒万收入增加多少元", "any figure of the kind"],
    ["valueNowhere", "涟源食品安全投诉电话多少", "涟源有多少个村", "a telephone number"],
    ["wordLacking", "澧县的外星人", "澧县的柑橘", "a word with all its characters"],
    ["unknown", "澧县的外星人", "澧县的柑橘", "a word that no paragraph has"],
  ])("%s: %s, not %s (%s)", async (feature, lacking, having) => {
    expect(await counts(lacking, feature)).toBeGreaterThan(0)
    expect(await counts(having, feature)).toBe(0)
  })

  it("and each of it makes the answer less sure", async () => {
    const sure = async (question: string) => (await (await seedLibrary()).ask(question)).confidence
    expect(await sure("北京恢复耕地多少亩")).toBeLessThan(await sure("澧县恢复耕地多少亩"))
    expect(await sure("汝城县长是谁")).toBeLessThan(await sure("湘阴县长是谁"))
  })
})

it.each(["1", "-1", "①", "2022"])("%s, figures alone, is no question", async (question) => {
  expect((await (await seedLibrary()).ask(question)).answered).toBe(false)
})
