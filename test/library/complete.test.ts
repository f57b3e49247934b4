// What articles a few typed characters bring, on the seeds.

import { beforeAll, describe, expect, it } from "vitest"
import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import { createLibrary } from "../../src/library/create.js"
import { articleOf } from "../articles.js"
import { seedLibrary } from "../seeds.js"

const found = async (typed: string) => (await seedLibrary()).complete(typed, 25).map(({ headline }) => headline)

const FIELDS = "金色田园千重浪"
const ROAD = "汝城县除患消疾铺就优质路网"

beforeAll(async () => (await seedLibrary()).settle(async () => {}), 60_000)

describe("an article is found by", () => {
  it.each([
    ["the beginning of its headline", "金色", FIELDS],
    ["characters inside it", "路网", ROAD],
    ["its subtitle", "耕地保护", FIELDS],
    ["a place that only its text names", "大堰垭", FIELDS],
    ["pinyin", "jinsetian", FIELDS],
    ["initials", "jstyqcl", FIELDS],
    ["a place in pinyin", "rucheng", ROAD],
    ["a place in pinyin that only its text names", "yuhuqu", "楠竹山镇河长制工作成效显著"],
    ["a name that sounds the same", "儒城", ROAD],
  ])("%s (%s)", async (_, typed, headline) => {
    expect((await found(typed))[0]).toBe(headline)
  })
})

it("nothing typed brings all, the newest first", async () => {
  const library = createLibrary(createArchiveEngine())
  const dated = ["2024-01-01", "2024-03-01", null, "2024-02-01"]
  for (const [i, date] of dated.entries()) library.add({ ...articleOf(`${i}`, ["段落。"], `第${i}篇`), date })
  expect(library.complete("", 3).map(({ date }) => date)).toEqual(["2024-03-01", "2024-02-01", "2024-01-01"])
  expect(library.complete(" ", 25)).toHaveLength(4)
})

it("what no article has brings none", async () => {
  expect(await found("比特币")).toEqual([])
})
