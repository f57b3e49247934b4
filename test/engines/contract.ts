// What every engine must do, whatever it is made of. A new engine runs this suite; a deviation is listed with its reason.

import { describe, expect, it } from "vitest"
import type { Candidate, Engine, IndexedParagraph } from "../../src/library/engine.js"
import { fold } from "../../src/library/fold.js"
import { termsOf } from "../../src/library/terms.js"
import { seedLibrary } from "../seeds.js"

const SENTENCES: Readonly<Record<string, string[]>> = {
  lixian: ["超额完成恢复耕地1.3万亩，完成进度排名全省第一。", "将150多亩柑橘复耕，种植优质水稻。"],
  rucheng: ["该县投资1030万元，完成中大修工程3公里。", "106国道汝城县通往粤港澳大湾区的必经之路。"],
  daoxian: ["公司当场支付其工程款和农民工工资共计2.1万余元。"],
}

const paragraphsOf = (articleId: string, texts: readonly string[], title = ""): IndexedParagraph[] =>
  texts.map((text, paragraph) => ({
    articleId,
    paragraph,
    body: termsOf(fold(text)),
    title: termsOf(fold(title)).words,
  }))

const rowsOf = (id: string): IndexedParagraph[] => paragraphsOf(id, SENTENCES[id] ?? [])

const find = (engine: Engine, text: string, limit = 10): Candidate[] => engine.candidates(termsOf(fold(text)), limit)
const places = (candidates: readonly Candidate[]) =>
  candidates.map(({ articleId, paragraph }) => `${articleId}/${paragraph}`)
const total = ({ scores }: Candidate) => scores.words + scores.bigrams + scores.title

/** The same places in the same order, scores equal to nine decimals: a running mean may round its last digits. */
function expectSame(found: readonly Candidate[], expected: readonly Candidate[]): void {
  expect(places(found)).toEqual(places(expected))
  for (const [i, { scores }] of found.entries())
    for (const field of ["words", "bigrams", "title"] as const)
      expect(scores[field]).toBeCloseTo(expected[i]?.scores[field] ?? Number.NaN, 9)
}

function filled(create: () => Engine, ids = Object.keys(SENTENCES)): Engine {
  const engine = create()
  for (const id of ids) engine.add(paragraphsOf(id, SENTENCES[id] ?? []))
  return engine
}

export function engineContract(name: string, create: () => Engine): void {
  describe(`${name} keeps the engine's contract`, () => {
    it("finds the paragraph that has the terms, best first", () => {
      const found = find(filled(create), "恢复耕地1.3万亩")
      expect(places(found)[0]).toBe("lixian/0")
      expect(found.map(total)).toEqual(found.map(total).toSorted((a, b) => b - a))
    })

    it("returns no more than asked for", () => {
      expect(find(filled(create), "完成工程", 1)).toHaveLength(1)
      expect(find(filled(create), "完成工程", 0)).toEqual([])
    })

    it("counts paragraphs", () => {
      const engine = filled(create)
      expect(engine.size).toBe(5)
      engine.remove(rowsOf("lixian"))
      expect(engine.size).toBe(3)
    })

    it("scores after a removal as if the article had never been there", () => {
      const engine = filled(create)
      engine.remove(rowsOf("daoxian"))
      const never = filled(create, ["lixian", "rucheng"])
      for (const text of ["完成工程款", "耕地", "该县投资多少万元"]) expectSame(find(engine, text), find(never, text))
    })

    it("scores the seed page after the removal of any article as if it had never been there", async () => {
      const page = (await seedLibrary()).articles()
      const rows = page.map(({ id, headline, paragraphs }) => {
        const texts = paragraphs.map(({ text }) => text)
        return paragraphsOf(id, texts, headline)
      })
      for (const gone of page.keys()) {
        const [engine, never] = [create(), create()]
        for (const each of rows) engine.add(each)
        engine.remove(rows[gone] ?? [])
        for (const [i, each] of rows.entries()) if (i !== gone) never.add(each)
        for (const text of ["澧县复耕多少亩", "湘阴产业项目", "汝城投资多少万元"])
          expectSame(find(engine, text, 50), find(never, text, 50))
      }
    })

    it("scores the same however often an article went and came again", () => {
      const engine = filled(create)
      for (let again = 0; again < 20; again++) {
        engine.remove(rowsOf("lixian"))
        engine.add(rowsOf("lixian"))
      }
      expectSame(find(engine, "完成恢复耕地"), find(filled(create), "完成恢复耕地"))
    })

    it("holds an article that is added and removed little by little as one that comes at once", () => {
      const rows = paragraphsOf("lixian", SENTENCES.lixian ?? [])
      const [engine, whole] = [filled(create, ["rucheng"]), filled(create, ["rucheng", "lixian"])]
      for (const row of rows) engine.add([row])
      expectSame(find(engine, "恢复耕地柑橘复耕"), find(whole, "恢复耕地柑橘复耕"))
      for (const [i, row] of rows.entries()) {
        engine.remove([row])
        expect(engine.size).toBe(2 + rows.length - 1 - i)
      }
      expectSame(find(engine, "完成工程耕地"), find(filled(create, ["rucheng"]), "完成工程耕地"))
    })

    it("leaves everything as it is when what it does not have is removed", () => {
      const engine = filled(create)
      engine.remove(paragraphsOf("nowhere", SENTENCES.lixian ?? []))
      engine.remove(rowsOf("rucheng").map((row) => ({ ...row, paragraph: row.paragraph + 7 })))
      expect(engine.size).toBe(5)
      expect(find(engine, "完成工程款")).toEqual(find(filled(create), "完成工程款"))
    })

    it("finds nothing for terms that no paragraph has, and the rest of a query without them", () => {
      expect(find(filled(create), "比特币")).toEqual([])
      const { words, bigrams } = termsOf(fold("恢复耕地"))
      const unknown = termsOf(fold("比特币"))
      expect(
        filled(create).candidates(
          { words: [...words, ...unknown.words], bigrams: [...bigrams, ...unknown.bigrams] },
          10,
        ),
      ).toEqual(find(filled(create), "恢复耕地"))
    })

    it("orders equal scores by article, then paragraph, in whatever order they were added", () => {
      const same = ["湘阴县吹响了冲锋号。", "湘阴县吹响了冲锋号。"]
      for (const order of [
        ["b", "a"],
        ["a", "b"],
      ]) {
        const engine = create()
        for (const id of order) engine.add(paragraphsOf(id, same))
        expect(places(find(engine, "湘阴冲锋号"))).toEqual(["a/0", "a/1", "b/0", "b/1"])
      }
    })

    it("tells how many paragraphs have a term, in each field", () => {
      const engine = filled(create)
      engine.add(paragraphsOf("nanzhushan", ["完成完成。"], "完成"))
      expect(engine.frequency("words", "完成")).toBe(3)
      expect(engine.frequency("title", "完成")).toBe(1)
      expect(engine.frequency("bigrams", "1.3")).toBe(0)
      engine.remove(rowsOf("lixian"))
      expect(engine.frequency("bigrams", "耕地")).toBe(0)
      expect(engine.frequency("words", "完成")).toBe(2)
      expect(engine.frequency("words", "比特币")).toBe(0)
    })

    it("counts a repeated term once", () => {
      const engine = filled(create)
      const [once] = engine.candidates({ words: ["投资"], bigrams: [] }, 1)
      const [thrice] = engine.candidates({ words: ["投资", "投资", "投资"], bigrams: [] }, 1)
      expect(thrice).toEqual(once)
    })

    it("finds by the title what the paragraph does not say", () => {
      const engine = create()
      engine.add(paragraphsOf("nanzhushan", ["将全镇划分32个区块。"], "楠竹山镇河长制工作成效显著"))
      const [found] = find(engine, "楠竹山镇")
      expect(found?.scores.title).toBeGreaterThan(0)
    })

    it.each([
      { query: "a blank", text: " " },
      { query: "punctuation alone", text: "。？！" },
      { query: "an emoji", text: "🙂" },
      { query: "a lone high surrogate", text: "\uD800" },
      { query: "a lone low surrogate before a letter", text: "\uDC00x" },
      { query: "one letter", text: "q" },
      { query: "one character", text: "澧" },
      { query: "10,000 characters no paragraph has together", text: "没有这个词".repeat(2_000) },
      { query: "10,000 characters of a common word", text: "完成".repeat(5_000) },
    ])("answers $query without an exception, each candidate with a score", ({ text }) => {
      for (const candidate of find(filled(create), text)) expect(total(candidate)).toBeGreaterThan(0)
    })

    it("has nothing for an empty query, and an empty engine has nothing for any", () => {
      expect(find(filled(create), "")).toEqual([])
      expect(find(create(), "恢复耕地")).toEqual([])
    })
  })
}
