// Files of every kind that are whole, cut short at many lengths, or with bytes changed.

import { readFileSync, writeFileSync } from "node:fs"
import { gbk } from "../sources/encodings.js"
import { FILES, LIXIAN, RUCHENG, zip } from "../sources/files.js"
import type { Family, Malformed } from "./families.js"
import { chance } from "./random.js"

const story = { ...LIXIAN, paragraphs: [...LIXIAN.paragraphs, ...RUCHENG.paragraphs] }
const text = [story.headline, story.subtitle, story.byline, ...story.paragraphs].join("\n\n")
const PDF = readFileSync("test/sources/pdf/pages.pdf")

/** A file of each kind, by the name that it has. */
const WHOLE: Readonly<Record<string, Uint8Array>> = {
  ...Object.fromEntries(Object.entries(FILES).map(([name, write]) => [name, write(story)])),
  "汉.txt": gbk(text),
  "包.zip": zip({
    "一.txt": text,
    "二.docx": FILES["稿.docx"]?.(story) ?? "",
    "三.html": FILES["网页.html"]?.(story) ?? "",
  }),
  "版.pdf": PDF,
}
/** What stands around the article of the web page. */
const chrome = "首页 频道"
const CUTS = 30
const CHANGES = 40

function* brokenOf([name, whole]: [string, Uint8Array], seed: number): Generator<Malformed> {
  const { below } = chance(seed)
  const dot = name.lastIndexOf(".")
  const named = (what: string, i: number) =>
    `${name.slice(0, dot)}-${what}${String(i).padStart(2, "0")}${name.slice(dot)}`
  const put = (bytes: Uint8Array) => (path: string) => writeFileSync(path, bytes)
  const partOf = name === "版.pdf" ? {} : { partOf: `${text}\n${chrome}` }
  for (let i = 0; i < CUTS; i++)
    yield { name: named("断", i), put: put(whole.subarray(0, Math.floor((whole.length * i) / CUTS))), ...partOf }
  for (let i = 0; i < CHANGES; i++) {
    const bytes = Uint8Array.from(whole)
    for (let change = 0; change <= i; change++) bytes[below(bytes.length)] = below(256)
    yield { name: named("改", i), put: put(bytes) }
  }
  yield { name: named("乱", 0), put: put(chance(seed).bytes(5_000)), refused: true }
}

export const cut: Family = {
  name: "cut short, or with bytes changed",
  files: Object.entries(WHOLE).flatMap((whole, i) => [...brokenOf(whole, i)]),
}
