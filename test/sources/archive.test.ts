// Archives of articles: what is in them is read, and nothing that one may hold does harm.

import { mkdtemp, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { strToU8, zipSync } from "fflate"
import { expect, it } from "vitest"
import { filesOf } from "../../src/sources/archive.js"
import { readArticles } from "../../src/sources/read.js"
import { Damaged } from "../../src/sources/reader.js"
import { FILES, LIXIAN, RUCHENG, zip } from "./files.js"

async function folder(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "wenbao-"))
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(root, name), bytes)
  return root
}

const page = FILES["稿.txt"]?.(LIXIAN) ?? new Uint8Array()
const word = FILES["稿.docx"]?.(RUCHENG) ?? new Uint8Array()

it("gives the articles of its files, each named by its place; what a system puts in besides is passed over", async () => {
  const packed = zip({
    "11月/澧县.txt": page,
    "汝城.docx": word,
    "__MACOSX/._汝城.docx": "x",
    ".DS_Store": "x",
    "~$汝城.docx": "x",
  })
  const { articles, faults, files } = await readArticles(await folder({ "稿件.zip": packed }))
  expect(faults).toEqual([])
  expect(files).toBe(2)
  expect(articles.map(({ headline, file }) => [headline, file])).toEqual([
    [LIXIAN.headline, "稿件.zip/11月/澧县.txt"],
    [RUCHENG.headline, "稿件.zip/汝城.docx"],
  ])
})

it("what in it cannot be read costs itself, by name", async () => {
  const packed = zip({ "好.txt": page, "坏.docx": "PK", "图.jpg": "x", "里.zip": zip({ "一.txt": page }) })
  const { articles, faults } = await readArticles(await folder({ "稿件.zip": packed }))
  expect(articles).toHaveLength(1)
  expect(faults).toEqual([
    { kind: "damaged", file: "稿件.zip/坏.docx", reason: expect.any(String) },
    { kind: "damaged", file: "稿件.zip/里.zip", reason: expect.stringContaining("压缩包") },
    { kind: "format", files: ["稿件.zip/图.jpg"] },
  ])
})

it("names of places elsewhere on the disk are only names", async () => {
  const packed = zip({ "../../etc/外面.txt": page, "/root/里.txt": page })
  const { articles } = await readArticles(await folder({ "稿件.zip": packed }))
  expect(articles.map(({ file }) => file)).toEqual(["稿件.zip/../../etc/外面.txt", "稿件.zip//root/里.txt"])
})

it("names may be in GBK, as Chinese Windows writes them", async () => {
  // 澧.txt in GBK; the flag that says UTF-8 is not set.
  const packed = Buffer.from(zipSync({ "XX.txt": page }))
  for (let at = packed.indexOf("XX.txt"); at >= 0; at = packed.indexOf("XX.txt", at + 1)) packed.set([0xe5, 0xa7], at)
  const names: string[] = []
  for await (const { name } of filesOf(packed)) names.push(name)
  expect(names).toEqual([`${new TextDecoder("gb18030").decode(Uint8Array.of(0xe5, 0xa7))}.txt`])
})

it("one that unpacks to far more than it says, or is, is refused", async () => {
  const zeros = new Uint8Array(33 * 1024 * 1024)
  const bomb = zipSync({ "a.txt": zeros })
  const { faults } = await readArticles(await folder({ "炸弹.zip": bomb }))
  expect(faults).toMatchObject([{ kind: "too-large", file: "炸弹.zip/a.txt" }, { kind: "no-articles" }])
  // It says that the file is small: unpacking stops there.
  const lying = Buffer.from(zipSync({ "a.txt": new Uint8Array(1024 * 1024) }))
  const directory = lying.lastIndexOf("PK\u0001\u0002", undefined, "latin1")
  lying.writeUInt32LE(10, directory + 24)
  const said = await readArticles(await folder({ "谎.zip": lying }))
  expect(said.faults).toMatchObject([{ kind: "damaged", file: "谎.zip/a.txt" }, { kind: "no-articles" }])
})

it("a Word file that is a bomb is refused before it is read", async () => {
  const bomb = zipSync(
    { "word/document.xml": new Uint8Array(130 * 1024 * 1024), "[Content_Types].xml": strToU8("<x/>") },
    { level: 9 },
  )
  const { faults } = await readArticles(await folder({ "炸弹.docx": bomb }))
  expect(faults).toMatchObject([
    { kind: "damaged", file: "炸弹.docx", reason: expect.stringContaining("MB") },
    { kind: "no-articles" },
  ])
})

it("what is no archive is refused", async () => {
  for (const bytes of [new Uint8Array(), Buffer.from("PK\u0003\u0004"), Buffer.from("不是压缩包")])
    await expect(filesOf(bytes).next()).rejects.toBeInstanceOf(Damaged)
})
