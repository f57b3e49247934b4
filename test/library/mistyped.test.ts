// Headlines that are typed with mistakes, where nothing else is found; on the seeds, and on many others.

import { beforeAll, describe, expect, it } from "vitest"
import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import { createMiniSearchHeadlines } from "../../src/engines/minisearch/headlines.js"
import { createLibrary } from "../../src/library/create.js"
import { keepingNewest } from "../../src/library/headline-lookup.js"
import { finish } from "../../src/library/steps.js"
import { articleOf } from "../articles.js"
import { seedLibrary } from "../seeds.js"

const ROAD = "汝城县除患消疾铺就优质路网"

beforeAll(async () => (await seedLibrary()).settle(async () => {}), 60_000)

describe("a headline is completed from", () => {
  it.each([
    ["a character that is wrong", "汝城县除患消病铺就优质路网"],
    ["words that are left out", "除患消疾优质路网"],
    ["a character too many", "汝城县除患消疾病铺就优质路网"],
    ["other punctuation", "汝城县除患，消疾铺就优质的路网"],
  ])("%s (%s)", async (_, typed) => {
    const library = await seedLibrary()
    expect(library.complete(typed, 25).map(({ headline }) => headline)).toEqual([ROAD])
    expect((await library.titled(typed))[0]?.headline).toBe(ROAD)
  })

  it.each(["没有这个", "比特币", "比特币的价格", "优质的服务", "今天天气怎么样", "城县患疾就质网"])(
    "nothing that is not like it (%s)",
    async (typed) => {
      expect((await seedLibrary()).complete(typed, 25)).toEqual([])
    },
  )
})

describe("the lookup of headlines", () => {
  const lookup = createMiniSearchHeadlines()
  lookup.add("mine", "2022年9月18日矿山整治推进会召开")
  lookup.add("phone", "iphone新品发布会今晚举行")
  lookup.add("gone", "澧县超额完成耕地恢复任务")

  it("takes no number for another", () => {
    expect(lookup.find("2022年9月18日矿山整改推进会召开", 5)).toEqual(["mine"])
    expect(lookup.find("2022年5月18日矿山整治推进会召开", 5)).toEqual([])
  })

  it("knows a word with letters wrong", () => {
    expect(lookup.find("iphnoe新品发布会", 5)).toEqual(["phone"])
  })

  it("has the last headline of an id, and none that was removed", () => {
    expect(lookup.find("澧县超额完成耕地任务", 5)).toEqual(["gone"])
    lookup.add("gone", "湘阴县产业项目建设提速")
    expect(lookup.find("澧县超额完成耕地任务", 5)).toEqual([])
    expect(lookup.find("湘阴产业项目建设提速", 5)).toEqual(["gone"])
    lookup.remove("gone")
    lookup.remove("gone")
    expect(lookup.find("湘阴产业项目建设提速", 5)).toEqual([])
  })

  it("is kept to the newest, whatever comes and goes", () => {
    const kept = new Map<string, string>()
    const looked = new Map<string, string>()
    const recorded = {
      add: (id: string, folded: string) => void kept.set(id, folded),
      remove: (id: string) => void kept.delete(id),
      find: () => [],
    }
    const articles = Array.from({ length: 30 }, (_, i) => articleOf(`${i}`, [], `第${i}篇`))
    finish(keepingNewest(recorded, looked, articles.slice(10), 15))
    expect([...kept.keys()]).toEqual(articles.slice(10, 25).map(({ id }) => id))
    const renamed = articles.map((article) => ({ ...article, headline: `另一${article.headline}` }))
    finish(keepingNewest(recorded, looked, [...articles.slice(0, 12), ...renamed.slice(12)], 15))
    expect(kept.size).toBe(15)
    expect(kept.get("0")).toBe("第0篇")
    expect(kept.get("14")).toBe("另一第14篇")
  })
})

it("a headline that comes while the bot runs can be mistyped once that has settled", async () => {
  const library = createLibrary(createArchiveEngine(), { headlines: createMiniSearchHeadlines() })
  const breathe = async () => {}
  const added = [articleOf("new", ["鄢陵县今年种植花木3.2万亩。"], "鄢陵县花木种植面积再创新高")]
  await (await library.change({ added, removed: [] }, breathe)).settled
  await library.settle(breathe)
  expect(library.complete("鄢陵县花木种置面积再创新高", 25)).toEqual(added)
  await (await library.change({ added: [], removed: ["new"] }, breathe)).settled
  expect(library.complete("鄢陵县花木种置面积再创新高", 25)).toEqual([])
})
