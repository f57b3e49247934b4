// Which texts tell the same, and which order equals come in.

import { describe, expect, it } from "vitest"
import type { Article } from "../../src/library/article.js"
import { FEATURES, type Features } from "../../src/library/evidence.js"
import { fold, foldSentences } from "../../src/library/fold.js"
import type { Ranked } from "../../src/library/rank.js"
import { newestFirst, tellingOf, tellsNoMore, tellsTheSame } from "../../src/library/reprints.js"
import { articleOf } from "../articles.js"

const TEXT =
  "该县投资1030万元，完成106国道中大修工程3公里，以及急弯改造、修坡护栏等项目，并聘请养护员巡查路面，及时清理塌方落石。"
const telling = (text: string) => tellingOf(fold(text))

describe("a text tells the same as another", () => {
  it.each([
    ["with words changed", TEXT.replace("及时清理", "随时清除")],
    [
      "in traditional characters and full-width figures",
      "該縣投資１０３０萬元，完成１０６國道中大修工程３公里，以及急彎改造、修坡護欄等項目，並聘請養護員巡查路面，及時清理塌方落石。",
    ],
    ["with its end cut off", TEXT.slice(0, 40)],
    ["with something added", `${TEXT}群众纷纷点赞。`],
  ])("%s", (_, other) => {
    expect(tellsTheSame(telling(TEXT), telling(other))).toBe(true)
    expect(tellsTheSame(telling(other), telling(TEXT))).toBe(true)
  })

  it("and no more only where neither is much longer", () => {
    expect(tellsNoMore(telling(TEXT), telling(TEXT.replace("及时", "")))).toBe(true)
    expect(tellsNoMore(telling(TEXT), telling(TEXT.slice(0, 40)))).toBe(false)
  })

  it.each([
    ["with another figure", TEXT.replace("3公里", "5公里")],
    ["of another place", `汝城县${TEXT}`, `桂东县${TEXT}`],
    ["of the same subject", "该县今年聘请养护员三百余名，分段巡查106国道，急弯处都装上了护栏，司机们说路好走多了。"],
    ["that is but a phrase of it", "急弯改造等项目及"],
  ])("never %s", (_, other, text = TEXT) => {
    expect(tellsTheSame(telling(text), telling(other))).toBe(false)
  })

  it("never where its article is about another place", () => {
    expect(
      tellsTheSame(
        tellingOf(fold(TEXT), () => "汝城"),
        tellingOf(fold(TEXT), () => "桂东"),
      ),
    ).toBe(false)
    expect(
      tellsTheSame(
        tellingOf(fold(TEXT), () => "汝城"),
        tellingOf(fold(TEXT), undefined),
      ),
    ).toBe(true)
  })
})

describe("equals, newest first", () => {
  const features = Object.fromEntries(FEATURES.map((name) => [name, 0])) as Features
  const ranked = (articleId: string, score: number, text: string): Ranked => ({
    candidate: { articleId, paragraph: 0, scores: { words: 0, bigrams: 0, title: 0 } },
    setting: { paragraph: foldSentences(text), title: "", before: "", article: "", elsewhere: 0, position: 0 },
    features,
    score,
  })
  const order = (dates: Record<string, string | null>, passages: readonly Ranked[]) => {
    const articles = new Map<string, Article>(
      Object.entries(dates).map(([id, date]) => [id, { ...articleOf(id, [""]), date }]),
    )
    return newestFirst(passages, (id) => articles.get(id)).map(({ candidate }) => candidate.articleId)
  }

  it("passages of one score change places, others keep theirs", () => {
    const passages = [ranked("a", 3, "一"), ranked("b", 2, "二"), ranked("c", 2, "三"), ranked("d", 1, "四")]
    expect(order({ a: "2020", b: "2021", c: "2022-11", d: "2023" }, passages)).toEqual(["a", "c", "b", "d"])
    expect(order({ a: null, b: null, c: "2022-11", d: null }, passages)).toEqual(["a", "c", "b", "d"])
  })

  it("passages that tell the same do so across what stands between them", () => {
    const passages = [ranked("a", 3, TEXT), ranked("b", 2, "二"), ranked("c", 1, TEXT.replace("及时", "随时"))]
    expect(order({ a: "2021", b: "2022", c: "2023" }, passages)).toEqual(["c", "b", "a"])
    expect(order({ a: "2023", b: "2022", c: "2021" }, passages)).toEqual(["a", "b", "c"])
    expect(order({ a: null, b: null, c: null }, passages)).toEqual(["a", "b", "c"])
  })
})
