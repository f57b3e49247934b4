// A folder whose files come, change and go: what is served, and what is told.

import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Article } from "../../src/library/article.js"
import { writeKept } from "../../src/sources/feeds/kept.js"
import type { Progressed } from "../../src/sources/progressed.js"
import { createShelf, type LookOptions, type Shelf, type ShelfOptions } from "../../src/sources/shelf.js"
import type { Change, Counts } from "../../src/sources/taking.js"
import { docx, zip } from "./files.js"

const story = (place: string, figure = "1030") =>
  `${place}除患消疾铺就优质路网\n\n“原先我们路过此处，有点提心吊胆，现在路况好多了。”过往司机纷纷慨叹。\n\n对此，${place}今年投资${figure}万元，完成中大修工程3公里，以及急弯改造、修坡护栏等项目，司机们都说好。\n`
const bulk = (...ids: string[]) =>
  ids.map((id) => JSON.stringify({ id, headline: `标题${id}`, paragraphs: [`第${id}篇的正文。`] })).join("\n")

/** A shelf over a folder, and what is served by what it tells. */
function reader(root: string, options: ShelfOptions = {}, served = new Map<string, Article>()) {
  const shelf = createShelf(root, options)
  async function look({ taking, ...looking }: LookOptions & { taking?: (change: Change) => Promise<void> } = {}) {
    const [added, removed]: [Article[], string[]] = [[], []]
    const take = async (change: Change) => {
      await taking?.(change)
      for (const article of change.added) served.set(article.id, article)
      for (const id of change.removed) served.delete(id)
      added.push(...change.added)
      removed.push(...change.removed)
    }
    const told = await shelf.look({ ...looking, take })
    expect(told).toMatchObject({ added: added.length, removed: removed.length })
    expect(shelf.size).toBe(served.size)
    return { ...told, articles: added, gone: removed }
  }
  return { shelf, served, look, headlines: () => [...served.values()].map(({ headline }) => headline) }
}

async function shelved(files: Readonly<Record<string, string>>, options: ShelfOptions = {}) {
  const root = await mkdtemp(join(tmpdir(), "wenbao-"))
  const put = async (name: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), content)
  }
  for (const [name, content] of Object.entries(files)) await put(name, content)
  const reading = reader(root, options)
  return { root, put, first: await reading.look(), ...reading }
}

const counts = ({ added, changed, removed }: Counts): Counts => ({ added, changed, removed })
const NOTHING = { added: 0, changed: 0, removed: 0 }

describe("a look at a folder", () => {
  it("finds nothing where nothing has changed, not even in a file that was only touched", async () => {
    const { root, look } = await shelved({ "汝城.txt": story("汝城县") })
    expect(counts(await look())).toEqual(NOTHING)
    await utimes(join(root, "汝城.txt"), 1, 1)
    expect(counts(await look())).toEqual(NOTHING)
    expect(counts(await look({ again: () => true }))).toEqual(NOTHING)
  })

  it("finds files that are new, changed and gone, in folders too", async () => {
    const { root, put, look, headlines } = await shelved({ "汝城.txt": story("汝城县"), "道县.txt": story("道县") })
    await put("2022/11/澧县.txt", story("澧县"))
    await put("汝城.txt", story("汝城县", "2060"))
    await rm(join(root, "道县.txt"))
    const found = await look()
    expect(counts(found)).toEqual({ added: 2, changed: 1, removed: 1 })
    expect(headlines().toSorted()).toEqual(["汝城县除患消疾铺就优质路网", "澧县除患消疾铺就优质路网"])
    expect(found.articles[1]?.paragraphs[1]?.text).toContain("2060")
  })

  it("follows a renamed file: its article keeps its id and has the new name", async () => {
    const { root, first, look } = await shelved({ "汝城.txt": story("汝城县") })
    await rename(join(root, "汝城.txt"), join(root, "新名.txt"))
    const found = await look()
    expect(counts(found)).toEqual({ added: 1, changed: 1, removed: 0 })
    expect(found.articles[0]).toMatchObject({ id: first.articles[0]?.id, file: "新名.txt" })
  })

  it("takes of a changed file only the articles that have changed", async () => {
    const { put, look } = await shelved({ "库.jsonl": bulk("1", "2", "3") })
    await put("库.jsonl", bulk("1", "3", "4"))
    const found = await look()
    // The third stands on another line now.
    expect(found.articles.map(({ id }) => id)).toEqual(["3", "4"])
    expect(found.gone).toEqual(["2"])
  })

  it("serves the version before one that cannot be read, says why, and says when it is mended", async () => {
    const { put, shelf, look, headlines } = await shelved({ "库.jsonl": bulk("1"), "稿.txt": story("汝城县") })
    await put("稿.txt", new Uint8Array([0xff, 0xfe, 0x00]))
    const found = await look()
    expect(counts(found)).toEqual(NOTHING)
    expect(found.faults).toMatchObject([{ kind: "encoding", file: "稿.txt" }])
    expect(headlines()).toContain("汝城县除患消疾铺就优质路网")
    expect(shelf.sources()).toMatchObject([
      { file: "库.jsonl", articles: 1, former: false },
      { file: "稿.txt", articles: 1, former: true, faults: [{ kind: "encoding" }] },
    ])
    expect((await look()).faults).toEqual([])
    await put("稿.txt", story("汝城县", "99"))
    expect(await look()).toMatchObject({ mended: ["稿.txt"], faults: [], changed: 1 })
    expect(shelf.sources()[1]).toMatchObject({ former: false, faults: [] })
  })

  it("serves what a file had that is empty now, until the file goes", async () => {
    const { root, put, look, headlines } = await shelved({ "稿.txt": story("汝城县"), "库.jsonl": bulk("1") })
    await put("稿.txt", "")
    expect((await look()).faults).toEqual([{ kind: "emptied", file: "稿.txt" }])
    expect(headlines()).toHaveLength(2)
    await rm(join(root, "稿.txt"))
    expect(counts(await look())).toEqual({ added: 0, changed: 0, removed: 1 })
  })

  it("serves all it had where the folder is gone, and goes on when it is back", async () => {
    const { root, look, headlines } = await shelved({ "汝城.txt": story("汝城县") })
    await rename(root, `${root}.away`)
    expect(await look()).toMatchObject({ removed: 0, faults: [{ kind: "missing", path: root }] })
    expect(headlines()).toHaveLength(1)
    await rename(`${root}.away`, root)
    expect(counts(await look())).toEqual(NOTHING)
  })

  it("gives an id to another article where the first to have it goes", async () => {
    const { root, shelf, look, headlines } = await shelved({
      "a.jsonl": bulk("1"),
      "b.jsonl": bulk("1").replace("标题", "别的"),
    })
    expect(headlines()).toEqual(["标题1"])
    expect(shelf.sources()[1]?.faults).toMatchObject([{ kind: "duplicate-id" }])
    await rm(join(root, "a.jsonl"))
    expect(await look()).toMatchObject({ articles: [{ headline: "别的1" }], removed: 0, faults: [] })
  })

  it("leaves a file alone that is still being written, and one that an editor is just putting in place", async () => {
    const { root, put, look, headlines } = await shelved({ "汝城.txt": story("汝城县") })
    await put("稿.docx", docx([{ text: "道县强力根治农民工欠薪", style: "1" }, "一段正文。"]).slice(0, 300))
    await rm(join(root, "汝城.txt"))
    expect(await look({ settled: true })).toMatchObject({ unsettled: true, faults: [], removed: 0 })
    await put("稿.docx", docx([{ text: "道县强力根治农民工欠薪", style: "1" }, "一段正文。"]))
    await put("汝城.txt", story("汝城县"))
    expect(await look({ settled: true })).toMatchObject({ unsettled: true, faults: [], removed: 0 })
    const found = await look({ settled: true })
    expect(found).toMatchObject({ unsettled: false, faults: [], removed: 0 })
    expect(headlines().toSorted()).toEqual(["汝城县除患消疾铺就优质路网", "道县强力根治农民工欠薪"])
    await rm(join(root, "汝城.txt"))
    await look({ settled: true })
    expect(counts(await look({ settled: true }))).toEqual({ added: 0, changed: 0, removed: 1 })
  })

  it("does not read what is hidden, or what has no end", async () => {
    const { shelf, first } = await shelved({
      ".隐藏.txt": story("甲县"),
      ".git/x.txt": story("乙县"),
      "~$稿.docx": "x",
    })
    expect(first.faults).toMatchObject([{ kind: "no-articles" }])
    expect(shelf.sources()).toEqual([])
  })
})

/** Resolves to all that a shelf knows, as it is after it has been written and read. */
async function kept(shelf: Shelf) {
  const saved = await shelf.saved()
  return { ...saved, ...structuredClone(saved) }
}

describe("the texts, which the shelf lets go of,", () => {
  it("are read again where an id that is made of words moves on", async () => {
    const { root, put, look, served } = await shelved({
      "a.txt": story("汝城县"),
      "b.txt": story("汝城县"),
      "c.txt": story("汝城县"),
    })
    const ids = [...served.keys()]
    await rm(join(root, "a.txt"))
    const found = await look()
    expect(counts(found)).toEqual({ added: 2, changed: 2, removed: 1 })
    expect(found.gone).toEqual([ids[2]])
    expect([...served.values()].map(({ id, file }) => [id, file])).toEqual([
      [ids[0], "b.txt"],
      [ids[1], "c.txt"],
    ])
    await put("a.txt", story("汝城县"))
    await look()
    const fresh = reader(root)
    await fresh.look()
    expect([...served]).toEqual([...fresh.served])
  })

  it("are not needed of a file that cannot be read any more: its article keeps the id it has", async () => {
    const { root, put, look, served } = await shelved({ "a.txt": story("汝城县"), "b.txt": story("汝城县") })
    const ids = [...served.keys()]
    await put("b.txt", new Uint8Array([0xff, 0xfe, 0x00]))
    await look()
    await rm(join(root, "a.txt"))
    await look()
    expect([...served.values()].map(({ id, file }) => [id, file])).toEqual([[ids[1], "b.txt"]])
    await put("b.txt", story("汝城县"))
    await look()
    expect([...served.values()].map(({ id, file }) => [id, file])).toEqual([[ids[0], "b.txt"]])
  })

  it("of a file with the same id that cannot be read any more are not served, and are when it is mended", async () => {
    const other = bulk("1", "2").replaceAll("标题", "别的")
    const { root, put, look, shelf, headlines } = await shelved({ "a.jsonl": bulk("1"), "b.jsonl": other })
    await put("b.jsonl", new Uint8Array([0xff, 0xfe, 0x00]))
    await look()
    await rm(join(root, "a.jsonl"))
    await look()
    expect(headlines()).toEqual(["别的2"])
    expect(shelf.sources()).toMatchObject([{ file: "b.jsonl", articles: 1, former: true }])
    await put("b.jsonl", other)
    await look()
    expect(headlines().toSorted()).toEqual(["别的1", "别的2"])
  })

  it("keep ids apart that are given and look as if they were made of words", async () => {
    const { first, root, put, look, served } = await shelved({ "b.txt": story("汝城县") })
    const [made] = first.articles
    await put("a.jsonl", bulk(made?.id ?? ""))
    await look()
    const fresh = reader(root)
    await fresh.look()
    expect(served).toEqual(fresh.served)
    expect(served.size).toBe(2)
  })
})

describe("what a look takes", () => {
  const MANY = bulk(...Array.from({ length: 9_000 }, (_, i) => String(i)))

  it("comes in portions, in the order of the files, and what is gone comes last", async () => {
    const { put, look } = await shelved({ "a.jsonl": bulk("x"), "b.jsonl": MANY })
    await put("b.jsonl", MANY.replaceAll("正文", "新的正文".repeat(20)).replace(/^.*\n/u, ""))
    await put("a.jsonl", bulk("y"))
    const portions: [number, number][] = []
    const { articles } = await look({
      taking: async ({ added, removed }) => void portions.push([added.length, removed.length]),
    })
    expect(portions.length).toBeGreaterThan(3)
    expect(portions.findIndex(([, gone]) => gone > 0)).toBe(portions.length - 1)
    expect(articles.map(({ id }) => id)).toEqual(["y", ...Array.from({ length: 8_999 }, (_, i) => String(i + 1))])
  })

  it("stays when it is cut short, and the next look has the rest: no more, no less", async () => {
    const { root, put, look, shelf, served } = await shelved({ "a.jsonl": bulk("x"), "c.txt": story("汝城县") })
    await put("a.jsonl", bulk("y"))
    await put("b.jsonl", MANY.replaceAll("正文", "正文".repeat(40)))
    const stop = new AbortController()
    const cut = await look({ signal: stop.signal, taking: async () => stop.abort() })
    expect(cut.added).toBeGreaterThan(1)
    expect(cut.added).toBeLessThan(9_000)
    expect(cut.removed).toBe(0)
    const again = reader(root, { saved: await kept(shelf) }, new Map(served))
    for (const each of [again.look, look]) {
      expect(counts(await each())).toEqual({ added: 9_001 - cut.added, changed: 0, removed: 1 })
      expect(counts(await each())).toEqual(NOTHING)
    }
    expect(again.served).toEqual(served)
  })

  it("comes again where it was not served", async () => {
    const { put, look, served } = await shelved({ "a.jsonl": bulk("1"), "b.jsonl": bulk("2") })
    await put("a.jsonl", bulk("1").replace("正文", "新的正文"))
    const refused = look({ taking: () => Promise.reject(new Error("没有地方")) })
    await expect(refused).rejects.toThrow("没有地方")
    expect(counts(await look())).toEqual({ added: 1, changed: 1, removed: 0 })
    expect(served.get("1")?.paragraphs[0]?.text).toContain("新的正文")
  })

  it("is told as it goes on, in files, bytes and articles", async () => {
    const root = await mkdtemp(join(tmpdir(), "wenbao-"))
    const long = MANY.replaceAll("正文", "正文".repeat(40))
    await writeFile(join(root, "a.jsonl"), long)
    await writeFile(join(root, "b.jsonl"), bulk("x"))
    const told: Progressed[] = []
    await reader(root).look({ progress: (progressed) => void told.push(progressed) })
    const all = Buffer.byteLength(long) + Buffer.byteLength(bulk("x"))
    expect(told.at(-1)).toEqual({ files: { done: 2, all: 2 }, bytes: { done: all, all }, articles: 9_001 })
    const parts = told.filter(({ files }) => files.done === 0)
    expect(parts.length).toBeGreaterThan(2)
    expect(parts.map(({ bytes }) => bytes.done)).toEqual(parts.map(({ bytes }) => bytes.done).toSorted((a, b) => a - b))
  })
})

describe("whatever happens to a folder", () => {
  const NAMES = ["a.jsonl", "b.txt", "c.jsonl", "d.txt"]
  const content = fc.oneof(
    fc.constant(undefined),
    fc.constantFrom("汝城县", "道县").map((place) => story(place)),
    fc.constantFrom(["1"], ["2", "1"], ["1", "2", "3"], ["3", "3"]).map((ids) => bulk(...ids)),
    fc.constantFrom("1", "2").map((id) => bulk(id).replace("正文", "别的正文")),
  )
  const step = fc.record({
    file: fc.constantFrom(...NAMES),
    content,
    cutAt: fc.option(fc.nat(2), { nil: undefined }),
    isSaved: fc.boolean(),
  })

  it("what is served in the end is what a shelf serves that sees it for the first time, with the same ids", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const root = await mkdtemp(join(tmpdir(), "wenbao-"))
        let running = reader(root)
        for (const { file, content, cutAt, isSaved } of steps) {
          if (content === undefined) await rm(join(root, file), { force: true })
          // What is no article of a file of this name leaves the former ones served, which is another matter.
          else if (file.endsWith(".txt") === content.startsWith("{")) continue
          else await writeFile(join(root, file), content)
          const stop = new AbortController()
          let left = cutAt ?? Number.POSITIVE_INFINITY
          const taking = async () => {
            if (left-- === 0) stop.abort()
          }
          await running.look({ signal: stop.signal, taking })
          if (isSaved) running = reader(root, { saved: await kept(running.shelf) }, running.served)
        }
        await running.look()
        const fresh = reader(root)
        await fresh.look()
        expect(running.served).toEqual(fresh.served)
        expect(running.shelf.sources()).toEqual(fresh.shelf.sources())
      }),
      { numRuns: 60 },
    )
  })
})

describe("a shelf that goes on from what another has saved", () => {
  const FILES = {
    "a.jsonl": bulk("1", "2"),
    "b.jsonl": bulk("2", "3"),
    "稿/c.txt": story("汝城县"),
    "d.txt": story("汝城县"),
  }

  it("reads nothing that is as it was, and tells only what is not", async () => {
    const { root, put, shelf, served } = await shelved({ ...FILES, "坏.txt": "\u0000\u0001" })
    const other = reader(root, { saved: await kept(shelf) }, served)
    expect(other.shelf.sources()).toEqual(shelf.sources())
    expect(other.shelf.faults()).toEqual(shelf.faults())
    const read: number[] = []
    const found = await other.look({ progress: ({ files }) => void read.push(files.all) })
    expect(found).toMatchObject({ ...NOTHING, faults: [], mended: [] })
    expect(read).toEqual([])
    await rm(join(root, "a.jsonl"))
    await put("坏.txt", story("道县"))
    expect(await other.look()).toMatchObject({ added: 2, changed: 1, removed: 1, mended: ["坏.txt", "b.jsonl"] })
    const fresh = reader(root)
    await fresh.look()
    expect(new Map(other.served)).toEqual(fresh.served)
  })

  it("still serves the former version of what cannot be read", async () => {
    const { root, put, look, shelf, served } = await shelved(FILES)
    await put("d.txt", "")
    await look()
    const other = reader(root, { saved: await kept(shelf) }, served)
    expect(await other.look()).toMatchObject({ ...NOTHING, faults: [] })
    expect(other.shelf.sources().find(({ file }) => file === "d.txt")).toMatchObject({ former: true, articles: 1 })
  })

  it("has the files of archives, and ids that are made with a number, where they were", async () => {
    const packed = zip({ "x/一.txt": story("汝城县"), "二.txt": story("汝城县") })
    const { root, put, look, shelf, served } = await shelved(FILES)
    await put("包.zip", packed)
    await look()
    const other = reader(root, { saved: await kept(shelf) }, served)
    expect(counts(await other.look({ again: () => true }))).toEqual(NOTHING)
  })

  it.each([
    ["of another version", (saved: object) => ({ ...saved, version: 0 })],
    ["of another folder", (saved: object) => ({ ...saved, path: "/elsewhere" })],
    ["with a column cut short", (saved: { lines: Uint32Array }) => ({ ...saved, lines: saved.lines.slice(1) })],
    ["with lines that are no JSON", (saved: object) => ({ ...saved, files: Buffer.from("[[") })],
    ["without names", (saved: object) => ({ ...saved, names: new Uint8Array() })],
    ["that is none", () => "x"],
  ])("passes over what was saved %s, and reads everything", async (_, spoil) => {
    const { root, shelf } = await shelved(FILES)
    const other = reader(root, { saved: spoil(await kept(shelf)) })
    expect(await other.look()).toMatchObject({ added: 5, changed: 0, removed: 0 })
  })

  it("reads lists of feeds again: what is kept of the feeds changes beside them", async () => {
    const feeds = await mkdtemp(join(tmpdir(), "wenbao-"))
    const { root, shelf, served } = await shelved({ ...FILES, "feeds.txt": "https://example.com/rss" }, { feeds })
    const draft = { headline: "新的一条", kicker: null, subtitle: null, date: null, byline: null, section: null }
    const rest = { place: null, dateline: null, source: null, url: null, line: 1, headings: [], captions: [] }
    const drafts = [{ ...draft, ...rest, paragraphs: [{ text: "订阅源里新来的一段。", line: 1 }] }]
    const address = "https://example.com/rss"
    await writeKept(feeds, { address, wait: 1, items: [{ guid: "1", drafts }] }, 1_000)
    const other = reader(root, { feeds, saved: await kept(shelf) }, served)
    expect(await other.look()).toMatchObject({ added: 1, changed: 0, removed: 0 })
    expect(counts(await other.look())).toEqual(NOTHING)
  })
})
