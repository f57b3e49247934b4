// A folder as it really is: with files that cannot be read, and all the others served.

import { mkdir, mkdtemp, rename, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { describe, expect, it } from "vitest"
import { readArticles } from "../../src/sources/read.js"
import { zip } from "./files.js"

const RUCHENG = `汝城县除患消疾铺就优质路网

“原先我们路过此处，有点提心吊胆，现在路况好多了。”初冬时节，106国道汝城县六里坳盘山路段车来车往，过往司机纷纷慨叹。

106国道汝城县通往粤港澳大湾区的必经之路，由于坡度长、弯道多，司机们经过时都小心翼翼。对此，该县投资1030万元，完成中大修工程3公里，以及急弯改造、修坡护栏等项目。
`
const LIXIAN = `金色田园千重浪

——澧县耕地保护工作侧记

这是澧县开展耕地“非农化”“非粮化”专项整治工作以来的一个缩影。截至今年10月底，澧县在完成流出耕地整改任务0.941万亩的基础上，超额完成恢复耕地1.3万亩，完成进度排名全省第一。
`
const bulk = (id: string, headline: string) =>
  JSON.stringify({ id, headline, paragraphs: ["公司当场支付其工程款和农民工工资共计2.1万余元。"] })

async function folder(files: Record<string, string | Uint8Array> = {}): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "wenbao-"))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), content)
  }
  return root
}

const headlines = async (path: string) => (await readArticles(path)).articles.map(({ headline }) => headline)

describe("a folder of articles", () => {
  it("is read at any depth, in the order of the files' names, each article with its file and line", async () => {
    const root = await folder({
      "2022/11/汝城.txt": RUCHENG,
      "2022/10/澧县.txt": LIXIAN,
      "道县.jsonl": bulk("dx-1", "道县强力根治农民工欠薪"),
    })
    const { articles, faults, files } = await readArticles(root)
    expect(faults).toEqual([])
    expect(files).toBe(3)
    expect(articles.map(({ headline, file, line }) => ({ headline, file, line }))).toEqual([
      { headline: "金色田园千重浪", file: join("2022", "10", "澧县.txt"), line: 1 },
      { headline: "汝城县除患消疾铺就优质路网", file: join("2022", "11", "汝城.txt"), line: 1 },
      { headline: "道县强力根治农民工欠薪", file: "道县.jsonl", line: 1 },
    ])
  })

  it("may be one file", async () => {
    const root = await folder({ "汝城.txt": RUCHENG, "澧县.txt": LIXIAN })
    const { articles, faults } = await readArticles(join(root, "澧县.txt"))
    expect(faults).toEqual([])
    expect(articles.map(({ headline, file }) => ({ headline, file }))).toEqual([
      { headline: "金色田园千重浪", file: "澧县.txt" },
    ])
  })

  it("takes extensions in capitals", async () => {
    expect(await headlines(await folder({ "澧县.TXT": LIXIAN }))).toEqual(["金色田园千重浪"])
  })

  it("is read without hidden files and what is in hidden folders", async () => {
    const root = await folder({ "澧县.txt": LIXIAN, ".草稿.txt": RUCHENG, ".git/汝城.txt": RUCHENG, ".DS_Store": "x" })
    expect(await readArticles(root)).toMatchObject({ articles: [{ headline: "金色田园千重浪" }], faults: [], files: 1 })
  })

  it("is read though a folder above it is hidden", async () => {
    const root = await folder({ ".报社/稿件/澧县.txt": LIXIAN })
    expect(await headlines(join(root, ".报社"))).toEqual(["金色田园千重浪"])
  })

  it("gives articles ids that survive renamed and moved files", async () => {
    const root = await folder({ "汝城.txt": RUCHENG, "澧县.txt": LIXIAN })
    const ids = async () => new Map((await readArticles(root)).articles.map(({ headline, id }) => [headline, id]))
    const before = await ids()
    await mkdir(join(root, "旧"))
    await rename(join(root, "汝城.txt"), join(root, "旧", "一.txt"))
    await rename(join(root, "澧县.txt"), join(root, "二.txt"))
    expect(await ids()).toEqual(before)
  })

  it("gives the same article in two files two ids", async () => {
    const { articles } = await readArticles(await folder({ "一.txt": LIXIAN, "二.txt": LIXIAN }))
    expect(new Set(articles.map(({ id }) => id)).size).toBe(2)
  })

  it("keeps given ids, with a short key for buttons", async () => {
    const { articles } = await readArticles(
      await folder({ "道县.jsonl": `${bulk("dx-1", "短")}\n${bulk("道县/2022-11-14/第三版", "长")}` }),
    )
    expect(articles.map(({ id, key }) => ({ id, key }))).toEqual([
      { id: "dx-1", key: "dx-1" },
      { id: "道县/2022-11-14/第三版", key: expect.stringMatching(/^[0-9a-f]{10}$/u) },
    ])
  })
})

describe("what cannot be read costs itself alone:", () => {
  it.each([
    { what: "an unknown extension", name: "版面.doc", content: "PK", fault: { kind: "format", files: ["版面.doc"] } },
    { what: "no extension", name: "说明", content: "x", fault: { kind: "format", files: ["说明"] } },
    {
      what: "bytes in no encoding",
      name: "坏.txt",
      content: new Uint8Array([0xe4, 0xbd, 0xff, 0xff, 0x0a]),
      fault: { kind: "encoding", file: "坏.txt", detail: expect.stringContaining("另存为 UTF-8") },
    },
    {
      what: "bulk input in no encoding",
      name: "坏.jsonl",
      content: new Uint8Array([0x7b, 0xff, 0xff]),
      fault: { kind: "encoding", file: "坏.jsonl", detail: expect.stringContaining("既不是 UTF-8 也不是 GB18030") },
    },
  ])("$what", async ({ name, content, fault }) => {
    const { articles, faults } = await readArticles(await folder({ "澧县.txt": LIXIAN, [name]: content }))
    expect(faults).toEqual([fault])
    expect(articles.map(({ headline }) => headline)).toEqual(["金色田园千重浪"])
  })

  it("a link that leads nowhere, and one that leads to itself", async () => {
    const root = await folder({ "澧县.txt": LIXIAN })
    await symlink(join(root, "不在.txt"), join(root, "断.txt"))
    await symlink("环.txt", join(root, "环.txt"))
    const { articles, faults } = await readArticles(root)
    expect(faults).toHaveLength(2)
    expect(faults).toContainEqual({ kind: "unreadable", file: "环.txt", code: "ELOOP" })
    expect(JSON.stringify(faults)).toContain("断.txt")
    expect(articles.map(({ headline }) => headline)).toEqual(["金色田园千重浪"])
  })

  it("lines of bulk input, each by its number", async () => {
    const lines = [bulk("dx-1", "道县强力根治农民工欠薪"), "{", bulk("dx-1", "重复"), "[]", bulk("dx-2", "第二篇")]
    const { articles, faults } = await readArticles(await folder({ "道县.jsonl": lines.join("\n") }))
    expect(faults.map((fault) => [fault.kind, "line" in fault && fault.line])).toEqual([
      ["json", 2],
      ["record", 4],
      ["duplicate-id", 3],
    ])
    expect(articles.map(({ headline }) => headline)).toEqual(["道县强力根治农民工欠薪", "第二篇"])
  })

  it("an id that another file has taken", async () => {
    const root = await folder({ "一.jsonl": bulk("dx-1", "先到"), "二.jsonl": bulk("dx-1", "后到") })
    const { articles, faults } = await readArticles(root)
    expect(faults).toEqual([{ kind: "duplicate-id", file: "二.jsonl", line: 1, id: "dx-1" }])
    expect(articles.map(({ headline }) => headline)).toEqual(["先到"])
  })
})

describe("nothing to read", () => {
  it("names a folder that is not there", async () => {
    const path = join(await folder(), "不在")
    expect(await readArticles(path)).toEqual({ articles: [], faults: [{ kind: "missing", path }], files: 0 })
  })

  it.each([
    ["an empty folder", {}, []],
    ["a folder of hidden files", { ".草稿.txt": LIXIAN }, []],
    ["an empty file", { "空.txt": "" }, ["空.txt"]],
    ["an empty bulk file", { "空.jsonl": "\n\n" }, ["空.jsonl"]],
    ["an empty archive", { "空.zip": zip({}) }, ["空.zip"]],
  ])("says that there are no articles in %s, and which files it means", async (_, content, empty) => {
    const path = await folder(content)
    const { articles, faults, files } = await readArticles(path)
    expect([articles, files]).toEqual([[], 0])
    expect(faults).toEqual([
      ...(empty.length > 0 ? [{ kind: "empty", files: empty }] : []),
      { kind: "no-articles", path },
    ])
  })
})
