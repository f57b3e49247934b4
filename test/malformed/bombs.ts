// Archives and Word files that unpack to far more than they are, say what is not so, or hold themselves.

import { writeFileSync } from "node:fs"
import { deflateRawSync } from "node:zlib"
import { docx, FILES, LIXIAN } from "../sources/files.js"
import type { Family, Malformed } from "./families.js"
import { type Entry, packed } from "./packed.js"

const MEGABYTE = 2 ** 20
const zeros = (megabytes: number) => Buffer.alloc(megabytes * MEGABYTE)
const spaces = (megabytes: number) => Buffer.alloc(megabytes * MEGABYTE, " ")
const good = FILES["稿.txt"]?.(LIXIAN) ?? Buffer.alloc(0)

const file = (name: string, content: () => Uint8Array, refused?: true): Malformed => ({
  name,
  put: (path) => writeFileSync(path, content()),
  ...(refused && { refused }),
})
const archive = (name: string, entries: () => readonly Entry[], refused?: true) =>
  file(name, () => packed(entries()), refused)

/** 42.zip: archives of archives, five deep. */
function nested(deep: number): Uint8Array {
  let inner: Uint8Array = packed([{ name: "0.txt", bytes: zeros(30) }])
  for (let level = 0; level < deep; level++)
    inner = packed(Array.from({ length: 8 }, (_, i) => ({ name: `${level}-${i}.zip`, bytes: inner })))
  return inner
}

const KINDS = ["txt", "md", "html", "csv", "jsonl", "docx", "pdf", "zip"]

const archives: Malformed[] = [
  ...[1, 2, 3].map((deep) => file(`层${deep}.zip`, () => nested(deep), true)),
  ...KINDS.flatMap((kind) => [
    archive(`大-${kind}.zip`, () => [{ name: `零.${kind}`, bytes: zeros(200) }], true),
    archive(`谎-${kind}.zip`, () => [{ name: `零.${kind}`, bytes: zeros(200), says: { unpacked: 100 } }], true),
    archive(`多谎-${kind}.zip`, () => [{ name: `空.${kind}`, bytes: good, says: { unpacked: 0xfffffff0 } }], true),
    archive(`满-${kind}.zip`, () => [{ name: `空白.${kind}`, bytes: spaces(15) }], true),
  ]),
  archive(
    "叠.zip",
    () => [
      { name: "零0.txt", bytes: zeros(30) },
      ...Array.from({ length: 20_000 }, (_, i) => ({ name: `零${i + 1}.txt`, bytes: good, sameAs: 0 })),
    ],
    true,
  ),
  archive("叠少.zip", () => [
    { name: "白0.txt", bytes: spaces(30) },
    ...Array.from({ length: 30 }, (_, i) => ({ name: `白${i + 1}.txt`, bytes: good, sameAs: 0 })),
  ]),
  archive("个多.zip", () => Array.from({ length: 60_000 }, (_, i) => ({ name: `${i}.txt`, bytes: good }))),
  archive(
    "夹多.zip",
    () => Array.from({ length: 60_000 }, (_, i) => ({ name: `${i}/`, bytes: new Uint8Array() })),
    true,
  ),
  archive("校验.zip", () => [{ name: "一.txt", bytes: good, says: { crc: 1 } }], true),
  archive("位置.zip", () => [{ name: "一.txt", bytes: good, says: { offset: 0xfffffff0 } }], true),
  archive("位置己.zip", () => [{ name: "一.txt", bytes: good, says: { offset: 20 } }], true),
  archive("长短.zip", () => [{ name: "一.txt", bytes: good, says: { packed: 0x7fffffff } }], true),
  archive("短.zip", () => [{ name: "一.txt", bytes: good, says: { packed: 10 } }], true),
  archive("法.zip", () => [{ name: "一.txt", bytes: good, says: { method: 12 } }], true),
  archive("法零.zip", () => [{ name: "一.txt", bytes: good, says: { method: 0 } }], true),
  archive("密.zip", () => [{ name: "一.txt", bytes: good, says: { flags: 1 } }], true),
  archive("强密.zip", () => [{ name: "一.txt", bytes: good, says: { flags: 0x41 } }], true),
  file("数多.zip", () => packed([{ name: "一.txt", bytes: good }], { says: 60_000 })),
  file("数少.zip", () =>
    packed(
      [
        { name: "一.txt", bytes: good },
        { name: "二.txt", bytes: good },
      ],
      { says: 1 },
    ),
  ),
  file("前缀.zip", () => packed([{ name: "一.txt", bytes: good }], { prefix: Buffer.from("MZ".repeat(1_000)) })),
  file("自己.zip", quine, true),
  file(
    "尾.zip",
    () => Buffer.concat([Buffer.alloc(22, 0), Buffer.from("PK\u0005\u0006"), Buffer.alloc(18, 0xff)]),
    true,
  ),
  file("尾多.zip", () => Buffer.from("PK\u0005\u0006".repeat(20_000)), true),
  archive("慢.zip", () =>
    Array.from({ length: 200 }, (_, i) => ({ name: `${i}.md`, bytes: Buffer.from(`${"> ".repeat(5_000)}甲`) })),
  ),
]

/** An archive whose only file is a deflated block that copies the archive itself. */
function quine(): Uint8Array {
  const inner = packed([{ name: "自己.zip", bytes: new Uint8Array(10) }])
  return packed([{ name: "自己.zip", bytes: inner }])
}

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

/** A Word file with this in place of its text. */
function word(document: string | Uint8Array, says?: Entry["says"]): Uint8Array {
  const parts = { ...unzippedDocx(), "word/document.xml": Buffer.from(document) }
  return packed(
    Object.entries(parts).map(([name, bytes]) => ({
      name,
      bytes,
      ...(says && name === "word/document.xml" && { says }),
    })),
  )
}
function unzippedDocx(): Record<string, Uint8Array> {
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006"
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  const parts = {
    "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
  }
  return Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)]))
}
const document = (body: string, before = "") =>
  `<?xml version="1.0"?>${before}<w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>`
const run = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const laughs = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("")

const words: Malformed[] = [
  file("空白大.docx", () => word(spaces(2_000)), true),
  file("空白.docx", () => word(spaces(31)), true),
  file("段空.docx", () => word(document("<w:p/>".repeat(5 * MEGABYTE)))),
  file("段.docx", () => word(document(run("甲").repeat(500_000)))),
  file("段长.docx", () => word(document(run("澧县耕地".repeat(2 * MEGABYTE))))),
  file("谎.docx", () => word(spaces(1_000), { unpacked: 1_000 }), true),
  file("笑.docx", () => word(document(run("&l9;"), `<!DOCTYPE d [<!ENTITY l0 "lol">${laughs}]>`))),
  file("外.docx", () => word(document(run("&x;"), '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))),
  file("递归.docx", () => word(document(run("&x;"), '<!DOCTYPE d [<!ENTITY x "&x;">]>'))),
  ...[1_000, 10_000, 100_000].map((deep) =>
    file(`深${deep}.docx`, () =>
      word(document(`${"<w:tbl><w:tr><w:tc>".repeat(deep)}${"</w:tc></w:tr></w:tbl>".repeat(deep)}`)),
    ),
  ),
  file("性多.docx", () => word(document(`<w:p ${Array.from({ length: 500_000 }, (_, i) => `a${i}="1"`).join(" ")}/>`))),
  file("非码.docx", () => word(Buffer.concat([Buffer.from(document(run("甲"))), Uint8Array.of(0xff)])), true),
  file("无.docx", () => packed([{ name: "a.xml", bytes: good }]), true),
  file("环.docx", () => {
    const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return packed([
      {
        name: "_rels/.rels",
        bytes: Buffer.from(
          `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="_rels/.rels"/></Relationships>`,
        ),
      },
    ])
  }),
  file("样式环.docx", () =>
    docx([
      { style: "a3", text: LIXIAN.headline },
      ...Array.from({ length: 50_000 }, () => ({ style: "1", text: "题" })),
    ]),
  ),
  file("压.docx", () => deflateRawSync(zeros(10)), true),
]

export const bombs: Family = { name: "archives and Word files that are bombs", files: [...archives, ...words] }
