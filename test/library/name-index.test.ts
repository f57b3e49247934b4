// The index of names in columns: it finds what the former one found, which tagged all texts and kept a Map for each key;
// it keeps up with texts that come and go; it goes on from what was saved.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { LONGEST } from "../../src/library/likeness.js"
import { type Bounds, createNameIndex, type NameIndex } from "../../src/library/name-index.js"
import { createNameTable, type NameTable } from "../../src/library/name-table.js"
import { BOUNDS, createNames } from "../../src/library/names.js"
import { FEWEST_INITIALS, soundOf } from "../../src/library/pinyin.js"
import type { Statistics } from "../../src/library/statistics.js"
import { finish } from "../../src/library/steps.js"
import { type TalliedText, type Tally, tallyOf } from "../../src/library/tally.js"
import { wordsOf } from "../../src/library/terms.js"
import { seedLibrary } from "../seeds.js"
import { statisticsOver } from "./counted.js"
import { indexingNames, type NameIndex as Reference } from "./reference/names.js"

/** Names that sound the same or much the same, are cut by the dictionary, are short places, and ordinary words. */
const PARTS =
  "澧县 礼县 理县 湘阴县 相阴县 湘阴 涟源市 涟源 年源市 汝城县 汝城 汶城县 张儒万 張如万 李镇江 李真江 楠竹山镇 南竹山镇 桥头河镇 蔡津村 蔡京村 戴家河村 戴家村 大堰垭镇 大堰小垭镇 焦虹桥 焦洪桥 长沙市 长沙 校长 重庆 北京 背景 公式 攻势 公事 复耕 多少 行长 银行 引航 乐清市 乐清 石 市 是 十".split(
    " ",
  )
const JOINTS = ["", "", "", "的", "，", "在", "和", "投资", "2000亩", "GDP"]

const textOf = fc
  .array(fc.tuple(fc.constantFrom(...PARTS), fc.constantFrom(...JOINTS)), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.flat().join(""))
const paragraph = textOf.map((text): TalliedText => ({ text, words: wordsOf(text) }))
const title = textOf.map((text): TalliedText => ({ text, words: [] }))
const texts = fc.array(fc.oneof(paragraph, paragraph, title), { minLength: 1, maxLength: 12 })

interface Library {
  statistics: Statistics
  table: NameTable
  index: NameIndex
  add(tally: Tally): void
  remove(tally: Tally): void
}

function libraryOf(statistics: Statistics, bounds: Bounds = BOUNDS): Library {
  const table = createNameTable()
  const index = createNameIndex(table, statistics.word, bounds)
  return {
    statistics,
    table,
    index,
    add: (tally) => finish(table.counting(tally, 1, index.changed)),
    remove: (tally) => finish(table.counting(tally, -1, index.changed)),
  }
}

function statisticsOf(all: readonly TalliedText[]): Statistics {
  return statisticsOver(all.flatMap(({ text, words }) => (words.length > 0 ? [text] : [])))
}

const referenceOf = (statistics: Statistics, all: readonly TalliedText[]): Reference =>
  finish(
    indexingNames(
      { word: statistics.word, words: () => new Set(all.flatMap(({ words }) => words)) },
      all.map(({ text }) => text),
    ),
  )

const anyName = () => true

/** What an index has for what may be typed, for its pinyin and its initials. */
function foundBy(index: NameIndex | Reference, typed: readonly string[]) {
  return typed.map((part) => {
    const syllables = soundOf(part)
    const initials = syllables.map((syllable) => syllable[0]).join("")
    return {
      part,
      homophone: index.homophone(syllables),
      soundsLike: [...index.soundsLike(syllables, anyName)],
      oneOff: index.oneOff(part),
      word: index.word(syllables.join("")),
      initials: initials.length < FEWEST_INITIALS ? undefined : index.initials(initials),
    }
  })
}

/** Parts of texts that may be typed for a name, and names that the texts may not have. */
function typedFrom(all: readonly TalliedText[]): string[] {
  const parts = new Set(PARTS)
  for (const { text } of all)
    for (const { 0: run } of text.matchAll(/\p{Script=Han}+/gu))
      for (let at = 0; at < run.length; at += 3) parts.add(run.slice(at, at + 2 + (at % (LONGEST - 1))))
  return [...parts]
}

describe("the index of names", () => {
  it("finds what the former one found, in batches or at once, indexed before or after", () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.boolean(), (all, cut, before) => {
        const statistics = statisticsOf(all)
        const library = libraryOf(statistics)
        if (before) finish(library.index.making())
        const at = cut % all.length
        library.add(tallyOf(all.slice(0, at)))
        library.add(tallyOf(all.slice(at)))
        finish(library.index.making())
        const typed = typedFrom(all)
        expect(foundBy(library.index, typed)).toEqual(foundBy(referenceOf(statistics, all), typed))
      }),
      { numRuns: 30 },
    )
  })

  it("finds in the seeds what the former one found", async () => {
    const articles = (await seedLibrary()).articles()
    const all = articles.flatMap(({ headline, paragraphs }) => [
      { text: headline, words: [] },
      ...paragraphs.map(({ text }) => ({ text, words: wordsOf(text) })),
    ])
    const statistics = statisticsOf(all)
    const library = libraryOf(statistics)
    for (const each of all) library.add(tallyOf([each]))
    finish(library.index.making())
    const typed = typedFrom(all)
    expect(foundBy(library.index, typed)).toEqual(foundBy(referenceOf(statistics, all), typed))
  })

  it("has of texts that come and go those that are there, wherever their order does not decide", () => {
    fc.assert(
      fc.property(texts, texts, fc.nat(), (stay, go, made) => {
        const statistics = statisticsOf(stay)
        const library = libraryOf(statistics)
        const all = [...go, ...stay]
        for (const [i, each] of all.entries()) {
          if (i === made % all.length) finish(library.index.making())
          library.add(tallyOf([each]))
        }
        library.remove(tallyOf(go))
        finish(library.index.making())
        const typed = typedFrom(all)
        const before = foundBy(referenceOf(statistics, stay), typed)
        for (const [i, found] of foundBy(library.index, typed).entries()) {
          const known = before[i]
          expect(sorted(found.soundsLike)).toEqual(sorted(known?.soundsLike ?? []))
          expect(sorted(found.oneOff)).toEqual(sorted(known?.oneOff ?? []))
          expect(found.homophone === undefined).toBe(known?.homophone === undefined)
          expect(found.word === undefined).toBe(known?.word === undefined)
          expect(found.initials === undefined).toBe(known?.initials === undefined)
        }
      }),
      { numRuns: 25 },
    )
  })

  it("counts each word exactly, and nothing where all that came has gone", () => {
    fc.assert(
      fc.property(texts, texts, (stay, go) => {
        const { table, add, remove } = libraryOf(statisticsOver())
        for (const each of [...stay, ...go]) add(tallyOf([each]))
        remove(tallyOf(go))
        const once = libraryOf(statisticsOver())
        once.add(tallyOf(stay))
        for (let number = 0; number < table.size; number++) {
          const known = once.table.find(table.word(number))
          expect(table.count(number)).toBe(known < 0 ? 0 : once.table.count(known))
        }
        remove(tallyOf(stay))
        expect(Array.from({ length: table.size }, (_, number) => table.has(number))).not.toContain(true)
      }),
      { numRuns: 25 },
    )
  })

  it("goes on from what was saved, and what was saved stays as it was whatever comes", () => {
    fc.assert(
      fc.property(texts, texts, (first, second) => {
        const statistics = statisticsOf([...first, ...second])
        const whole = createNames(statistics)
        finish(whole.adding(tallyOf(first)))
        const saved = whole.save()
        const copy = structuredClone(saved)
        const restored = createNames(statistics, structuredClone(saved))
        for (const names of [whole, restored]) finish(names.adding(tallyOf(second)))
        expect(restored.save()).toEqual(whole.save())
        expect(saved).toEqual(copy)
      }),
      { numRuns: 25 },
    )
  })
})

describe("an index that cannot hold all words", () => {
  /** Made-up villages, the first in the most texts. */
  const villages = Array.from(
    { length: 60 },
    (_, i) => `${"甲乙丙丁戊己"[i % 6]}${"东南西北中上下左右前"[i % 10]}${"松竹梅兰菊"[i % 5]}村`,
  )
  const allTexts = villages.flatMap((name, i) =>
    Array.from({ length: 1 + Math.floor((villages.length - i) / 6) }, () => ({ text: name, words: wordsOf(name) })),
  )
  const bounds = { names: 12, others: 12 }

  it("holds those that most texts have, and takes others in as more have them", () => {
    const library = libraryOf(statisticsOf(allTexts), bounds)
    library.add(tallyOf(allTexts))
    finish(library.index.making())
    const { names, others, fewest } = library.index.holds
    expect(names).toBeGreaterThan(0)
    expect(names).toBeLessThanOrEqual(bounds.names)
    expect(others).toBeLessThanOrEqual(bounds.others)
    const held = (name: string) => [...library.index.soundsLike(soundOf(name), anyName)].includes(name)
    const numbers = Array.from({ length: library.table.size }, (_, number) => number).filter(library.table.isName)
    expect(numbers.length).toBeGreaterThan(bounds.names)
    for (const number of numbers)
      expect(held(library.table.word(number))).toBe(library.table.count(number) >= fewest.names)

    const rare = library.table.word(numbers.find((number) => library.table.count(number) < fewest.names) ?? -1)
    for (let i = 0; i < fewest.names; i++) library.add(tallyOf([{ text: rare, words: wordsOf(rare) }]))
    expect(held(rare)).toBe(true)
  })

  it("is made anew where it has come to hold too many, while it answers", () => {
    const names = createNames(statisticsOf(allTexts), undefined, bounds)
    finish(names.preparing())
    for (const each of allTexts) finish(names.adding(tallyOf([each])))
    const full = names.save().index
    expect(full.names).toBeGreaterThan(bounds.names * 1.25)
    const steps = names.preparing()
    steps.next()
    expect(names.save().index.names).toBe(full.names)
    finish(names.preparing())
    finish(steps)
    const { index } = names.save()
    expect(index.names).toBeLessThanOrEqual(bounds.names)
    expect(index.fewest.names).toBeGreaterThan(1)
  })
})

const sorted = (list: Iterable<string>): string[] => [...list].sort()
