// A folder whose files come, change and go: what is served, and what is told.

import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { describe, expect, it } from "vitest"
import { createShelf, type Look } from "../../src/sources/shelf.js"
import { docx } from "./files.js"

const story = (place: string, figure = "1030") =>
  `${place}除患消疾铺就优质路网\n\n“原先我们路过此处，有点提心吊胆，现在路况好多了。”过往司机纷纷慨叹。\n\n对此，${place}今年投资${figure}万元，完成中大修工程3公里，以及急弯改造、修坡护栏等项目，司机们都说好。\n`
const bulk = (...ids: string[]) =>
  ids.map((id) => JSON.stringify({ id, headline: `标题${id}`, paragraphs: [`第${id}篇的正文。`] })).join("\n")

async function shelved(files: Readonly<Record<string, string>>) {
  const root = await mkdtemp(join(tmpdir(), "wenbao-"))
  const put = async (name: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), content)
  }
  for (const [name, content] of Object.entries(files)) await put(name, content)
  const shelf = createShelf(root)
  const first = await shelf.look()
  return { root, put, shelf, first, headlines: () => shelf.articles().map(({ headline }) => headline) }
}

const counts = ({ added, changed, removed }: Look) => ({ added: added.length, changed, removed: removed.length })
const NOTHING = { added: 0, changed: 0, removed: 0 }

describe("a look at a folder", () => {
  it("finds nothing where nothing has changed, not even in a file that was only touched", async () => {
    const { root, shelf } = await shelved({ "汝城.txt": story("汝城县") })
    expect(counts(await shelf.look())).toEqual(NOTHING)
    await utimes(join(root, "汝城.txt"), 1, 1)
    expect(counts(await shelf.look())).toEqual(NOTHING)
    expect(counts(await shelf.look({ again: () => true }))).toEqual(NOTHING)
  })

  it("finds files that are new, changed and gone, in folders too", async () => {
    const { root, put, shelf, headlines } = await shelved({ "汝城.txt": story("汝城县"), "道县.txt": story("道县") })
    await put("2022/11/澧县.txt", story("澧县"))
    await put("汝城.txt", story("汝城县", "2060"))
    await rm(join(root, "道县.txt"))
    const look = await shelf.look()
    expect(counts(look)).toEqual({ added: 2, changed: 1, removed: 1 })
    expect(headlines()).toEqual(["澧县除患消疾铺就优质路网", "汝城县除患消疾铺就优质路网"])
    expect(look.added[1]?.paragraphs[1]?.text).toContain("2060")
  })

  it("follows a renamed file: its article keeps its id and has the new name", async () => {
    const { root, shelf, first } = await shelved({ "汝城.txt": story("汝城县") })
    await rename(join(root, "汝城.txt"), join(root, "新名.txt"))
    const look = await shelf.look()
    expect(counts(look)).toEqual({ added: 1, changed: 1, removed: 0 })
    expect(look.added[0]).toMatchObject({ id: first.added[0]?.id, file: "新名.txt" })
  })

  it("takes of a changed file only the articles that have changed", async () => {
    const { put, shelf } = await shelved({ "库.jsonl": bulk("1", "2", "3") })
    await put("库.jsonl", bulk("1", "3", "4"))
    const look = await shelf.look()
    // The third stands on another line now.
    expect(look.added.map(({ id }) => id)).toEqual(["3", "4"])
    expect(look.removed).toEqual(["2"])
  })

  it("serves the version before one that cannot be read, says why, and says when it is mended", async () => {
    const { put, shelf, headlines } = await shelved({ "库.jsonl": bulk("1"), "稿.txt": story("汝城县") })
    await put("稿.txt", new Uint8Array([0xff, 0xfe, 0x00]))
    const look = await shelf.look()
    expect(counts(look)).toEqual(NOTHING)
    expect(look.faults).toMatchObject([{ kind: "encoding", file: "稿.txt" }])
    expect(headlines()).toContain("汝城县除患消疾铺就优质路网")
    expect(shelf.sources()).toMatchObject([
      { file: "库.jsonl", articles: 1, former: false },
      { file: "稿.txt", articles: 1, former: true, faults: [{ kind: "encoding" }] },
    ])
    expect((await shelf.look()).faults).toEqual([])
    await put("稿.txt", story("汝城县", "99"))
    expect(await shelf.look()).toMatchObject({ mended: ["稿.txt"], faults: [], changed: 1 })
    expect(shelf.sources()[1]).toMatchObject({ former: false, faults: [] })
  })

  it("serves what a file had that is empty now, until the file goes", async () => {
    const { root, put, shelf, headlines } = await shelved({ "稿.txt": story("汝城县"), "库.jsonl": bulk("1") })
    await put("稿.txt", "")
    expect((await shelf.look()).faults).toEqual([{ kind: "emptied", file: "稿.txt" }])
    expect(headlines()).toHaveLength(2)
    await rm(join(root, "稿.txt"))
    expect(counts(await shelf.look())).toEqual({ added: 0, changed: 0, removed: 1 })
  })

  it("serves all it had where the folder is gone, and goes on when it is back", async () => {
    const { root, shelf, headlines } = await shelved({ "汝城.txt": story("汝城县") })
    await rename(root, `${root}.away`)
    expect(await shelf.look()).toMatchObject({ removed: [], faults: [{ kind: "missing", path: root }] })
    expect(headlines()).toHaveLength(1)
    await rename(`${root}.away`, root)
    expect(counts(await shelf.look())).toEqual(NOTHING)
  })

  it("gives an id to another article where the first to have it goes", async () => {
    const { root, shelf } = await shelved({ "a.jsonl": bulk("1"), "b.jsonl": bulk("1").replace("标题", "别的") })
    expect(shelf.articles().map(({ headline }) => headline)).toEqual(["标题1"])
    expect(shelf.sources()[1]?.faults).toMatchObject([{ kind: "duplicate-id" }])
    await rm(join(root, "a.jsonl"))
    expect(await shelf.look()).toMatchObject({ added: [{ headline: "别的1" }], removed: [], faults: [] })
  })

  it("leaves a file alone that is still being written, and one that an editor is just putting in place", async () => {
    const { root, put, shelf, headlines } = await shelved({ "汝城.txt": story("汝城县") })
    await put("稿.docx", docx([{ text: "道县强力根治农民工欠薪", style: "1" }, "一段正文。"]).slice(0, 300))
    await rm(join(root, "汝城.txt"))
    expect(await shelf.look({ settled: true })).toMatchObject({ unsettled: true, faults: [], removed: [] })
    await put("稿.docx", docx([{ text: "道县强力根治农民工欠薪", style: "1" }, "一段正文。"]))
    await put("汝城.txt", story("汝城县"))
    expect(await shelf.look({ settled: true })).toMatchObject({ unsettled: true, faults: [], removed: [] })
    const look = await shelf.look({ settled: true })
    expect(look).toMatchObject({ unsettled: false, faults: [], removed: [] })
    expect(headlines().toSorted()).toEqual(["汝城县除患消疾铺就优质路网", "道县强力根治农民工欠薪"])
    await rm(join(root, "汝城.txt"))
    await shelf.look({ settled: true })
    expect(counts(await shelf.look({ settled: true }))).toEqual({ added: 0, changed: 0, removed: 1 })
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
