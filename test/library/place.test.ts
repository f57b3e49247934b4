// Where an article is from: the place it names most, told by what stands behind its name.

import { expect, it } from "vitest"
import { placeOf } from "../../src/library/place.js"
import { articleOf } from "../articles.js"
import { seedLibrary } from "../seeds.js"

it("the seeds' articles are from where they say", async () => {
  const places = (await seedLibrary()).articles().map((article) => [article.headline, placeOf(article)])
  expect(Object.fromEntries(places)).toEqual({
    勇立潮头踏歌行: "湘阴",
    金色田园千重浪: "澧县",
    "护航“舌尖上的安全”": "涟源",
    楠竹山镇河长制工作成效显著: "湘潭",
    汝城县除患消疾铺就优质路网: "汝城",
    道县强力根治农民工欠薪: "道县",
  })
})

it.each(["全县上下共同努力，该县各部门到县里报到，两县联动，在县城召开会议。", "本县今年粮食丰收。", "治河有方。"])(
  "a text that names no place (%s) is from nowhere",
  (text) => {
    expect(placeOf(articleOf("1", [text], "工作成效显著"))).toBeUndefined()
  },
)

it("what the file says comes first, then what the text names, then where it was sent from", () => {
  const sent = { place: "长沙", dateline: "本报长沙11月14日讯" }
  const named = articleOf("1", ["本报长沙11月14日讯 汝城县投资1030万元。"], "除患消疾铺就优质路网")
  expect(placeOf({ ...named, ...sent })).toBe("汝城")
  expect(placeOf({ ...named, ...sent, place: "郴州" })).toBe("郴州")
  expect(placeOf({ ...articleOf("2", ["本报长沙11月14日讯 今天天气晴好。"]), ...sent })).toBe("长沙")
})
