// Dates that names of files and folders say, and numbers in them that are none.

import { mkdir, mkdtemp, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { expect, it } from "vitest"
import { dateOfName } from "../../src/sources/file-date.js"
import { readArticles } from "../../src/sources/read.js"
import { FILES, LIXIAN } from "./files.js"

it.each([
  ["2022-11-15 要闻.docx", "2022-11-15"],
  ["20221115_03.pdf", "2022-11-15"],
  ["湘阴报2022年11月15日第3版.txt", "2022-11-15"],
  ["2022.1.5.txt", "2022-01-05"],
  ["2022/11/15/稿.txt", "2022-11-15"],
  ["2022年/11月/稿.txt", "2022-11"],
  ["2022-11/20221115.txt", "2022-11-15"],
  ["稿件.zip/2022-11-15.txt", "2022-11-15"],
  ["2022-11-31.txt", undefined],
  ["2022-11-15 改 2022-11-16.txt", undefined],
  ["2022/稿.txt", "2022"],
  ["湘阴报/2022年/稿.txt", "2022"],
  ["2022/2022-11-15.txt", "2022-11-15"],
  ["2021/2022-11-15.txt", undefined],
  ["2022.txt", undefined],
  ["13812022111500.txt", undefined],
  ["000_8f9908dbbf6e8ecf.txt", undefined],
  ["第2022期.txt", undefined],
])("%s says %s", (name, date) => {
  expect(dateOfName(name)).toBe(date)
})

it("an article is of the date that it says itself, and else of its file's", async () => {
  const root = await mkdtemp(join(tmpdir(), "wenbao-"))
  const files = { "2022/11/稿.txt": FILES["稿.txt"]?.(LIXIAN), "2021-01-01.md": FILES["稿.md"]?.(LIXIAN) }
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), bytes ?? "")
  }
  const { articles } = await readArticles(root)
  expect(articles.map(({ file, date }) => [file, date])).toEqual([
    [join("2021-01-01.md"), "2022-11-14"],
    [join("2022", "11", "稿.txt"), "2022-11"],
  ])
})

it("the day of a dateline makes whole what the file's folders say, and nothing else does", async () => {
  const root = await mkdtemp(join(tmpdir(), "wenbao-"))
  const text = (dateline: string) => `${LIXIAN.headline}\n${dateline}${LIXIAN.paragraphs.join("\n")}`
  const files = {
    "2022/11/a.txt": text("本报长沙11月14日讯 "),
    "2022/12/b.txt": text("本报长沙11月30日讯 "),
    "2022/c.txt": text("本报长沙11月14日讯 "),
    "2022/d.txt": text("本报长沙12月31日讯 "),
    "e.txt": text("本报长沙11月14日讯 "),
    "f.jsonl": JSON.stringify({ id: "f", headline: "一", body: "本报长沙11月14日讯 今天。", date: "2022年11月" }),
  }
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), content)
  }
  const { articles } = await readArticles(root)
  expect(Object.fromEntries(articles.map(({ file, date }) => [file.replaceAll("\\", "/"), date]))).toEqual({
    "2022/11/a.txt": "2022-11-14",
    "2022/12/b.txt": "2022-12",
    "2022/c.txt": "2022-11-14",
    "2022/d.txt": "2022",
    "e.txt": null,
    "f.jsonl": "2022-11-14",
  })
})
