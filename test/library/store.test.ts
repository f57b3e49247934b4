import { beforeAll, describe, expect, it } from "vitest"
import type { Article } from "../../src/library/article.js"
import { createArticleStore } from "../../src/library/store.js"
import { readArticles } from "../../src/sources/read.js"

let page: Article[]
beforeAll(async () => {
  page = (await readArticles("seeds")).articles
})

const filled = (articles: readonly Article[]) => {
  const store = createArticleStore()
  for (const article of articles) store.add(article)
  return store
}
/** An article with the name of another paper's. */
const again = (article: Article, i: number): Article => ({ ...article, id: `${article.id}-${i}` })

describe("the store of articles", () => {
  it("gives what it was given, field for field", () => {
    const store = filled(page)
    expect([...store.all()]).toEqual(page)
    for (const article of page) {
      expect({ ...store.get(article.id) }).toEqual(article)
      expect(JSON.parse(JSON.stringify(store.get(article.id)))).toEqual(article)
    }
  })

  it("replaces an article, and knows none that is gone; who has it still reads it", () => {
    const store = filled(page)
    const [first, second] = page
    if (!first || !second) throw new Error("the page has six articles")
    const held = store.get(first.id)
    store.remove(first.id)
    store.add({ ...second, headline: "另一个标题" })
    expect(store.get(first.id)).toBeUndefined()
    expect(store.get(second.id)?.headline).toBe("另一个标题")
    expect(store.size).toBe(page.length - 1)
    expect(held?.paragraphs).toEqual(first.paragraphs)
  })

  it("goes on from what was saved", () => {
    const restored = createArticleStore(filled(page).save(page))
    expect([...restored.all()]).toEqual(page)
    for (const article of page.slice(0, 3)) restored.remove(article.id)
    for (const article of page.slice(0, 2)) restored.add(article)
    expect([...restored.all()]).toEqual([...page.slice(3), ...page.slice(0, 2)])
  })

  it("gives room back: of articles that are replaced for ever few bytes are kept", () => {
    const store = createArticleStore()
    for (let round = 0; round < 60; round++)
      for (let copy = 0; copy < 50; copy++) for (const article of page) store.add(again(article, copy))
    const { chunks } = store.save(store.all())
    const copies = page.flatMap((article) => Array.from({ length: 50 }, (_, i) => again(article, i)))
    const once = filled(copies).save(copies)
    const bytes = (list: readonly Uint8Array[]) => list.reduce((sum, chunk) => sum + chunk.length, 0)
    expect(bytes(chunks)).toBeLessThan(4 * bytes(once.chunks) + 8 * 1024 * 1024)
    for (const article of page) expect(store.get(`${article.id}-7`)?.paragraphs).toEqual(article.paragraphs)
  })
})
