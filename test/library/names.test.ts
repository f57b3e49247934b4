// Names as people type them: what is taken for a name of the library, what is only offered, and what stays as it is.

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import { createLibrary } from "../../src/library/create.js"
import { soundOf } from "../../src/library/pinyin.js"
import { articleOf } from "../articles.js"
import { seedLibrary } from "../seeds.js"

const ask = async (question: string) => (await seedLibrary()).ask(question)

describe("a name that sounds the same is taken, and said to be", () => {
  it.each([
    ["礼县复耕多少亩", "礼县", "澧县", "a homophone, though 礼县 is a county too"],
    ["相阴县委书记是谁", "相阴县", "湘阴县", "the longest name that sounds the same"],
    ["張如萬是哪個村的", "張如萬", "张儒万", "shown as it was typed"],
    ["李真江是谁", "李真江", "李镇江", "a person's name that the dictionary cuts in two; zh for z"],
    ["南竹山镇成立了什么公司", "南竹山镇", "楠竹山镇", "a place's name that the dictionary cuts in two"],
    ["年源市有多少个村", "年源市", "涟源市", "n for l, in a name of three characters"],
    ["蔡京村恢复撂荒地多少亩", "蔡京村", "蔡津村", "ing for in"],
    [
      "理县恢复耕地多少亩",
      "理县",
      "澧县",
      "a county that the dictionary takes for a noun, and it is answered either way",
    ],
    ["涟原得过什么奖", "涟原", "涟源", "a place without what its name ends in"],
  ])("%s: %s → %s (%s)", async (question, typed, taken) => {
    const answer = await ask(question)
    expect(answer.answered).toBe(true)
    expect(answer.corrections).toEqual([{ typed, taken }])
    expect(answer.suggestions).toEqual([])
  })
})

it("a word that only a headline has is not taken for itself", async () => {
  expect((await ask("《金色田园千重浪》写了什么")).corrections).toEqual([])
})

describe("a name that is only much like it is offered, not taken", () => {
  it.each([
    ["汶城县投资多少", "汝城县投资多少", "one character wrong"],
    ["张儒方是哪个村的", "张儒万是哪个村的", "one character wrong, at the end"],
    ["張儒方是哪個村的", "张儒万是哪個村的", "the rest stays as it was typed"],
    ["涟源县有多少村", "涟源市有多少村", "one kind of place for another"],
    ["戴家村在哪里", "戴家河村在哪里", "a character missing"],
    ["大堰小垭镇在哪里", "大堰垭镇在哪里", "a character too many"],
  ])("%s: %s (%s)", async (question, meant) => {
    const answer = await ask(question)
    expect(answer.corrections).toEqual([])
    expect(answer.suggestions[0]).toBe(meant)
    expect((await ask(meant)).answered).toBe(true)
  })
})

describe("what is no mistake is left alone", () => {
  it.each([
    ["涟水县有多少个村有网格员", "a county of its own"],
    ["桃源县有多少亩", "a county of its own"],
    ["比特币现在多少钱", "nothing like a name of the library"],
    ["澧县复耕多少亩", "all of it is known"],
    ["焦洪桥介绍了什么", "both spellings are printed"],
    ["北京冬奥会什么时候开幕", "ordinary words"],
    ["湘阴给企业减了多少税", "湘阴 and what follows it, not a wrong 湘阴县"],
  ])("%s: %s", async (question) => {
    const { corrections, suggestions } = await ask(question)
    expect(corrections).toEqual([])
    expect(suggestions).toEqual([])
  })
})

describe("pinyin is read as words of the library", () => {
  it.each([
    ["rucheng 国道投资", "rucheng", "汝城"],
    ["ru cheng 国道投资", "ru cheng", "汝城"],
    ["Ru-cheng 国道投资", "Ru-cheng", "汝城"],
    ["RuCheng国道投资", "RuCheng", "汝城"],
    ["rǔchéng 国道投资", "rǔchéng", "汝城"],
    ["ru3cheng2 国道投资", "ru3cheng2", "汝城"],
    ["rcx投资多少", "rcx", "汝城县"],
    ["lixian fugeng duoshao mu", "lixian fugeng duoshao mu", "澧县复耕多少亩"],
    ["xiangyin xianwei shuji shi shei", "xiangyin xianwei shuji shi shei", "湘阴县委书记是谁"],
    ["zhangruwan shi nage cun de", "zhangruwan shi nage cun de", "张儒万是哪个村的"],
  ])("%s: %s → %s", async (question, typed, taken) => {
    const answer = await ask(question)
    expect(answer.answered).toBe(true)
    expect(answer.corrections).toEqual([{ typed, taken }])
  })

  it.each(["GDP是多少", "KTV在哪里", "A380 投资", "iphone多少钱", "How many acres?", "1 a 2"])(
    "%s is not pinyin",
    async (question) => {
      expect((await ask(question)).corrections).toEqual([])
    },
  )

  it("an English word that the library has is never read as pinyin", async () => {
    const library = createLibrary(createArchiveEngine())
    library.add(articleOf("1", ["汝城县投资1030万元整治国道"]))
    expect((await library.ask("rucheng投资")).corrections).toHaveLength(1)
    library.add(articleOf("2", ["RUCHENG是一款软件"]))
    expect((await library.ask("rucheng投资")).corrections).toEqual([])
  })
})

describe("the names of a library", () => {
  it("come and go with its articles", async () => {
    const library = createLibrary(createArchiveEngine())
    library.add(articleOf("1", ["汝城县投资1030万元整治国道"]))
    const about = async () => (await library.ask("如城县投资多少")).corrections.map(({ taken }) => taken)
    expect(await about()).toEqual(["汝城县"])
    library.remove("1")
    expect(await about()).toEqual([])
  })

  it("never change a question made of words that it has, wherever it is cut", async () => {
    const library = await seedLibrary()
    const sentences = library.articles().flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))
    const part = fc
      .tuple(fc.constantFrom(...sentences), fc.nat(), fc.integer({ min: 2, max: 12 }))
      .map(([text, at, length]) => text.slice(at % text.length, (at % text.length) + length))
    await fc.assert(
      fc.asyncProperty(part, async (question) => {
        expect((await library.ask(question)).corrections).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

describe("the sound of a word", () => {
  it.each([
    ["汝城", "ru cheng"],
    ["长沙", "chang sha"],
    ["校长", "xiao zhang"],
    ["绿地", "lv di"],
  ])("%s is %s", (word, sound) => {
    expect(soundOf(word).join(" ")).toBe(sound)
  })
})
