// The catalogue beside the plain one that looks at every article: the same answers, whatever comes, changes and goes.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Article } from "../../src/library/article.js"
import { type Catalogue, createCatalogue } from "../../src/library/catalogue.js"
import { finish } from "../../src/library/steps.js"
import { articleOf } from "../articles.js"
import { createCatalogue as createPlain } from "./plain-catalogue.js"

const PIECES = [
  "汝城县",
  "澧县",
  "路网",
  "重庆",
  "长沙",
  "“",
  "》",
  "的",
  "2,000",
  "一万三千",
  "GDP",
  "rc",
  "rucheng",
  "。",
  "𠮷",
]
const DATES = [null, "2022", "2022-11", "2022-11-14", "2023-01-02", "2024-05-06"]

const texts = (most: number) => fc.array(fc.constantFrom(...PIECES), { maxLength: most }).map((each) => each.join(""))
const maybe = (text: fc.Arbitrary<string>) => fc.option(text)

/** An article's number says where it stands in its file; its file may change, and all else. */
const articles: fc.Arbitrary<Article> = fc
  .record({
    number: fc.nat({ max: 600 }),
    file: fc.constantFrom("a.txt", "b.txt", "c/d.txt"),
    isKeyed: fc.boolean(),
    headline: texts(5),
    kicker: maybe(texts(2)),
    subtitle: maybe(texts(2)),
    date: fc.constantFrom(...DATES),
    place: maybe(texts(1)),
    byline: maybe(texts(1)),
    paragraphs: fc.array(texts(60), { maxLength: 4 }),
  })
  .map(({ number, isKeyed, paragraphs, ...rest }) => ({
    ...articleOf(`${number}`, paragraphs),
    ...rest,
    key: number % 2 === 0 ? `k${number}` : `${number}`,
    line: number + 1,
  }))

const asked = fc.oneof(
  texts(2),
  texts(1),
  fc.constantFrom(
    "",
    "城",
    "r",
    "rcx",
    "ruche",
    "lx",
    "cq",
    "chongqing",
    "zhongqing",
    "没有这个",
    "0",
    "gdp",
    "汝城县 路网",
    " 的 ",
  ),
)

interface Change {
  article: Article
  removes: boolean
}

const changes = (most: number): fc.Arbitrary<Change[]> =>
  fc.array(fc.record({ article: articles, removes: fc.integer({ max: 3 }).map((dice) => dice === 0) }), {
    minLength: most / 2,
    maxLength: most,
    size: "max",
  })

/** Both catalogues after the same changes; the one that is tested has made its sounds. */
function both(list: readonly Change[]): { tested: Catalogue; plain: ReturnType<typeof createPlain> } {
  const [tested, plain] = [createCatalogue(), createPlain()]
  for (const { article, removes } of list)
    for (const each of [tested, plain]) {
      if (removes) each.remove(article)
      else each.add(article)
    }
  finish(tested.preparing())
  return { tested, plain }
}

function expectSame(tested: Catalogue, plain: ReturnType<typeof createPlain>, questions: readonly string[]): void {
  const ids = (found: readonly Article[]) => found.map(({ id }) => id)
  expect(ids(tested.all())).toEqual(ids(plain.all()))
  expect(tested.size).toBe(plain.all().length)
  for (const article of plain.all()) {
    expect(tested.keyed(article.key)).toBe(article)
    expect(tested.named(article.headline)[0]?.headline).toBeDefined()
  }
  for (const question of questions) {
    expect([question, ids(tested.named(question))]).toEqual([question, ids(plain.named(question))])
    expect([question, ids(tested.titled(question))]).toEqual([question, ids(plain.titled(question))])
    expect([question, ids(tested.holding(question))]).toEqual([question, ids(plain.holding(question))])
    for (const limit of [3, 25, 1000])
      expect([question, ids(tested.complete(question, limit))]).toEqual([
        question,
        ids(plain.complete(question, limit)),
      ])
  }
}

describe("the catalogue answers as the plain one", () => {
  it("after any articles have come, changed and gone", () => {
    fc.assert(
      fc.property(changes(900), fc.array(asked, { minLength: 8, maxLength: 12 }), (list, questions) => {
        const { tested, plain } = both(list)
        expectSame(tested, plain, questions)
      }),
      { numRuns: 12, endOnFailure: true },
    )
  })

  it("as restored from what was saved, and after more changes", () => {
    fc.assert(
      fc.property(
        changes(700),
        changes(100),
        fc.array(asked, { minLength: 6, maxLength: 6 }),
        (list, more, questions) => {
          const { tested, plain } = both(list)
          const restored = createCatalogue({ saved: finish(tested.saving()), articles: tested.all() })
          expectSame(restored, plain, questions)
          for (const { article, removes } of more)
            for (const each of [restored, plain]) {
              if (removes) each.remove(article)
              else each.add(article)
            }
          finish(restored.preparing())
          expectSame(restored, plain, questions)
        },
      ),
      { numRuns: 6, endOnFailure: true },
    )
  })
})

/** So many articles that they fill several blocks, a day each, the oldest first. */
const many = (count: number): Article[] =>
  Array.from({ length: count }, (_, i) => ({
    ...articleOf(`${i}`, [`第${i}篇说的是湘阴县。`], `汝城县第${i}条路`),
    date: new Date(Date.UTC(2000, 0, 1 + i)).toISOString().slice(0, 10),
  }))

function filled(articles: readonly Article[]): Catalogue {
  const catalogue = createCatalogue()
  for (const article of articles) catalogue.add(article)
  return catalogue
}

describe("the catalogue", () => {
  it("completes without pinyin what has none yet, and with it once it has been made", () => {
    const catalogue = filled(many(300))
    const steps = catalogue.preparing()
    expect(catalogue.complete("rucheng", 25)).toEqual([])
    expect(catalogue.complete("汝城", 25)).toHaveLength(25)
    for (let i = 0; i < 10; i++) steps.next()
    expect(catalogue.complete("rucheng", 25)).toHaveLength(10)
    finish(steps)
    expect(catalogue.complete("rucheng", 25).map(({ id }) => id)).toEqual(
      catalogue.complete("汝城", 25).map(({ id }) => id),
    )
  })

  it("makes the sounds of what comes while it makes others, too", () => {
    const articles = many(400)
    const catalogue = filled(articles.slice(0, 200))
    const steps = catalogue.preparing()
    for (const article of articles.slice(200)) {
      steps.next()
      catalogue.add(article)
    }
    for (const article of articles.slice(0, 150)) catalogue.remove(article)
    finish(steps)
    expect(catalogue.complete("rcxd", 1000)).toHaveLength(250)
  })

  it("leaves the list it has given as it is when articles come and go", () => {
    const articles = many(200)
    const catalogue = filled(articles.slice(0, 199))
    const before = catalogue.all()
    const kept = [...before]
    for (const article of articles) catalogue.add(article)
    for (const article of articles.slice(0, 20)) catalogue.remove(article)
    expect(before).toEqual(kept)
    expect(catalogue.all()).toHaveLength(180)
    expect(catalogue.all()).toBe(catalogue.all())
  })

  it("looks at no paragraph when it is restored, nor when it is asked then", () => {
    const articles = many(300)
    const catalogue = filled(articles)
    finish(catalogue.preparing())
    const saved = finish(catalogue.saving())
    const undecoded = catalogue.all().map((article) =>
      Object.defineProperty({ ...article }, "paragraphs", {
        get() {
          throw new Error("The paragraphs were looked at.")
        },
      }),
    )
    const restored = createCatalogue({ saved, articles: undecoded })
    for (const typed of ["湘阴", "第7条", "rucheng", "rcx"])
      expect(restored.complete(typed, 25).map(({ id }) => id)).toEqual(
        catalogue.complete(typed, 25).map(({ id }) => id),
      )
    finish(restored.preparing())
  })

  it("saves what was there at the first step, whatever changes during the others", () => {
    const articles = many(300)
    const catalogue = filled(articles)
    finish(catalogue.preparing())
    const before = catalogue.all()
    const steps = catalogue.saving()
    steps.next()
    for (const article of articles.slice(0, 100)) catalogue.remove(article)
    const restored = createCatalogue({ saved: finish(steps), articles: before })
    expect(restored.complete("rcx", 1000)).toEqual(before)
    expect(restored.complete("湘阴", 1000)).toEqual(before)
  })

  it("refuses what was saved of other articles", () => {
    const catalogue = filled(many(3))
    expect(() => createCatalogue({ saved: finish(catalogue.saving()), articles: many(2) })).toThrow(
      /of 3 articles, and 2/u,
    )
  })
})
