// A running library over a folder that changes.

import { appendFile, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, describe, expect, it, vi } from "vitest"
import { createLive } from "../../src/cli/live.js"
import { loadLibrary } from "../../src/cli/load.js"
import { createLibraries } from "../../src/library/libraries.js"
import { createBreather } from "../../src/library/steps.js"
import { createIsolation } from "../../src/sources/isolation.js"

const story = (place: string, figure: string) =>
  `${place}种植花木\n\n${place}今年种植花木${figure}万亩，比去年增加两成，花农的收入明显提高，县里还修了三条路。\n`

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function running(files: Readonly<Record<string, string>> = { "甲.txt": story("鄢陵县", "3.2") }) {
  const root = await mkdtemp(join(tmpdir(), "wenbao-"))
  const put = (name: string, content: string) => writeFile(join(root, name), content)
  await mkdir(join(root, "县报"))
  for (const [name, content] of Object.entries(files)) await put(name, content)
  const breathe = createBreather(() => performance.now())
  const isolation = createIsolation({ program: new URL("../../dist/src/sources/worker.js", import.meta.url) })
  const { library, create, shelf } = await loadLibrary(root, { breathe, isolation })
  const libraries = createLibraries({ all: library, create, breathe, failed: console.error })
  const lines: string[] = []
  const note = (line: string) => lines.push(line)
  const log = { debug: note, info: note, warn: note, error: note }
  const live = createLive({ path: root, shelf, change: libraries.change, log })
  const stop = new AbortController()
  const run = live.run(stop.signal)
  ends.push(async () => {
    stop.abort()
    await run
  })
  const answered = async (question: string) => {
    const { answered, passages } = await library.ask(question)
    return answered ? passages[0]?.text : undefined
  }
  return { root, put, libraries, live, lines, answered }
}

// Several threads and processes are started, one after the other.
vi.setConfig({ testTimeout: 60_000 })

/** Until it is so; how long that takes is the benchmark's matter. */
const soon = (value: () => Promise<unknown> | unknown) => expect.poll(value, { timeout: 15_000, interval: 50 })

describe("a watched folder", () => {
  it("serves files that are added, changed, renamed and removed", async () => {
    const { root, put, lines, libraries, answered } = await running()
    await put("乙.txt", story("沭阳县", "5.6"))
    await soon(() => answered("沭阳县种植花木多少亩")).toContain("5.6万亩")
    await put("乙.txt", story("沭阳县", "7.8"))
    await soon(() => answered("沭阳县种植花木多少亩")).toContain("7.8万亩")
    await rename(join(root, "乙.txt"), join(root, "县报", "丙.txt"))
    await soon(() => libraries.all.articles().map(({ file }) => file)).toContain(join("县报", "丙.txt"))
    expect(await answered("沭阳县种植花木多少亩")).toContain("7.8万亩")
    await rm(join(root, "县报", "丙.txt"))
    await soon(() => answered("沭阳县种植花木多少亩")).toBeUndefined()
    expect(lines.at(-1)).toBe("文章有变化：去掉 1 篇；现在共 1 篇。")
  })

  it("serves the whole of a file that was written piece by piece", async () => {
    const { root, put, answered } = await running()
    const whole = story("沭阳县", "5.6")
    await put("乙.txt", "")
    for (const piece of whole.match(/[\s\S]{1,12}/gu) ?? []) {
      await appendFile(join(root, "乙.txt"), piece)
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    await soon(() => answered("沭阳县种植花木多少亩")).toContain("县里还修了三条路")
  })

  it("goes on with the version before a bad one, and says so", async () => {
    const { put, lines, answered } = await running()
    await put("甲.txt", "\u0000\u0001\u0002")
    await soon(() => lines.join("\n")).toContain("改好之前，仍用它原来的内容")
    expect(await answered("鄢陵县种植花木多少亩")).toContain("3.2万亩")
    await put("甲.txt", story("鄢陵县", "4.4"))
    await soon(() => answered("鄢陵县种植花木多少亩")).toContain("4.4万亩")
    expect(lines).toContain("甲.txt：现在读好了。")
  })

  it("looks when it is told to, beside the watching", async () => {
    const { put, live, answered } = await running()
    await put("乙.txt", story("沭阳县", "5.6"))
    await live.look()
    expect(await answered("沭阳县种植花木多少亩")).toContain("5.6万亩")
  })
})

describe("the libraries of its folders", () => {
  it("answer from their own articles alone, and follow what changes", async () => {
    const { root, put, libraries, live } = await running()
    expect(libraries.shelves()).toEqual([])
    await put("县报/乙.txt", story("沭阳县", "5.6"))
    await live.look()
    expect(libraries.shelves()).toEqual([{ name: "县报", articles: 1 }])
    const library = await libraries.open("县报")
    if (!library) throw new Error("it is there")
    expect(await libraries.open("县报")).toBe(library)
    expect((await library.ask("鄢陵县种植花木多少亩")).answered).toBe(false)
    expect((await library.ask("沭阳县种植花木多少亩")).answered).toBe(true)
    await rename(join(root, "甲.txt"), join(root, "县报", "甲.txt"))
    await live.look()
    expect((await library.ask("鄢陵县种植花木多少亩")).answered).toBe(true)
    await rename(join(root, "县报", "乙.txt"), join(root, "乙.txt"))
    await live.look()
    expect((await library.ask("沭阳县种植花木多少亩")).answered).toBe(false)
    expect((await libraries.all.ask("沭阳县种植花木多少亩")).answered).toBe(true)
    expect(await libraries.open("没有这个")).toBeUndefined()
  })
})
