// The reading of articles beside the bot: how far it has come, and when the library is kept again.

import { describe, expect, it } from "vitest"
import { fillBeside } from "../../src/cli/filling.js"
import type { Figures } from "../../src/cli/progress.js"
import { createArchiveEngine } from "../../src/engines/archive/archive.js"
import { createLibrary } from "../../src/library/create.js"
import { articleOf } from "../articles.js"

/** A filling that ends when it is told to, over a library of so many articles. */
function filling(articles: number, figures?: Figures) {
  const library = createLibrary(createArchiveEngine())
  for (let i = 0; i < articles; i++) library.add(articleOf(`a${i}`, [`第${i}段`]))
  const said: string[] = []
  const note = (line: string) => void said.push(line)
  let kept = 0
  let [end, fail] = [(_: string[]) => {}, (_: Error) => {}]
  const filled = new Promise<string[]>((resolve, reject) => {
    end = resolve
    fail = reject
  })
  const keep = async () => {
    kept++
  }
  const beside = fillBeside({
    opened: { library, fill: () => filled, keep },
    alone: (work) => work(),
    change: async (change) => void (await library.change(change, () => Promise.resolve())),
    figures: () => figures,
    ready: ({ articles }) => note(`ready with ${articles}`),
    log: { debug: note, info: note, warn: note, error: note },
  })
  return { library, beside, end, fail, said, kept: () => kept }
}

const FIGURES: Figures = { files: { done: 1, all: 2 }, articles: 3, rate: 1, left: 40 }

describe("how far the reading has come", () => {
  it("is told while it goes on, with what is there and the time that is left", async () => {
    const { library, beside, end, said } = filling(3, FIGURES)
    expect(beside.reading()).toEqual({ articles: 3, left: 40 })
    library.add(articleOf("b", ["又一段"]))
    expect(beside.reading()).toEqual({ articles: 4, left: 40 })
    expect(said).toEqual([])
    end(["甲.txt：读不了。"])
    await beside.done
    expect(beside.reading()).toBeUndefined()
    expect(said).toEqual(["甲.txt：读不了。", "ready with 4"])
  })

  it("is told before there are any figures", () => {
    expect(filling(0).beside.reading()).toEqual({ articles: 0, left: 0 })
  })

  it("is told no more when it has failed: nothing else will come", async () => {
    const { beside, fail, said } = filling(3, FIGURES)
    fail(new Error("no memory"))
    await expect(beside.done).rejects.toThrow("no memory")
    expect(beside.reading()).toBeUndefined()
    expect(said).toEqual([])
  })
})

describe("the library is kept again", () => {
  it("when two in a hundred articles have changed, not before, and then after as many again", async () => {
    const { beside, kept } = filling(200)
    await beside.changed(3)
    expect(kept()).toBe(0)
    await beside.changed(1)
    expect(kept()).toBe(1)
    await beside.changed(3)
    expect(kept()).toBe(1)
    await beside.changed(1)
    expect(kept()).toBe(2)
  })
})
