// PDF files with more pages, more text, deeper trees and longer ways round than any newspaper (ISO 32000-1).

import { writeFileSync } from "node:fs"
import { deflateSync } from "node:zlib"
import type { Family, Malformed } from "./families.js"

const MEGABYTE = 2 ** 20

/** A file of these objects, numbered from 1, the first of which is its catalogue. */
function pdf(objects: readonly (string | Uint8Array)[]): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from("%PDF-1.7\n")]
  const offsets: number[] = []
  let at = 9
  for (const [i, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n")])
    offsets.push(at)
    parts.push(part)
    at += part.length
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("")
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`
  return Buffer.concat([
    ...parts,
    Buffer.from(`${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`),
  ])
}

const stream = (content: string | Uint8Array, more = ""): Uint8Array => {
  const packed = deflateSync(content)
  return Buffer.concat([
    Buffer.from(`<</Length ${packed.length}/Filter/FlateDecode${more}>>stream\n`),
    packed,
    Buffer.from("\nendstream"),
  ])
}
/** Packed over and over. */
const layered = (content: Uint8Array, layers: number): Uint8Array => {
  let packed: Uint8Array = content
  for (let layer = 0; layer < layers; layer++) packed = deflateSync(packed)
  return Buffer.concat([
    Buffer.from(`<</Length ${packed.length}/Filter[${"/FlateDecode".repeat(layers)}]>>stream\n`),
    packed,
    Buffer.from("\nendstream"),
  ])
}
const CATALOG = "<</Type/Catalog/Pages 2 0 R>>"
const FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
const page = (contents: string, more = "") =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents ${contents}/Resources<</Font<</F 5 0 R>>${more}>>>>`
/** A file of one page with this on it. */
const single = (contents: Uint8Array | string, resources = "", ...more: (string | Uint8Array)[]) =>
  pdf([CATALOG, "<</Type/Pages/Count 1/Kids[3 0 R]>>", page("4 0 R", resources), contents, FONT, ...more])
const shown = (text: string) => `BT /F 10 Tf 50 700 Td (${text}) Tj ET\n`

const file = (name: string, content: () => Uint8Array, refused?: true): Malformed => ({
  name,
  put: (path) => writeFileSync(path, content()),
  ...(refused && { refused }),
})

const manyPages = (count: number) =>
  pdf([
    CATALOG,
    `<</Type/Pages/Count ${count}/Kids[${"3 0 R ".repeat(count)}]>>`,
    page("4 0 R"),
    stream(shown("Hello")),
    FONT,
  ])

/** Every page a node with the next below it. */
function deepTree(deep: number): Uint8Array {
  const nodes = Array.from({ length: deep }, (_, i) => `<</Type/Pages/Count 1/Kids[${i + 3} 0 R]>>`)
  return pdf([CATALOG, ...nodes, "<</Type/Page/MediaBox[0 0 600 800]>>"])
}

const many = Array.from(
  { length: 20_000 },
  (_, i) => `BT /F 10 Tf ${i % 600} ${(i * 7) % 800} Td (word${i}) Tj ET`,
).join("\n")

const files: Malformed[] = [
  file("页十万.pdf", () => manyPages(100_000), true),
  file("页一万.pdf", () => manyPages(10_000), true),
  file("页谎.pdf", () =>
    pdf([CATALOG, "<</Type/Pages/Count 2000000000/Kids[3 0 R]>>", page("4 0 R"), stream(shown("Hello")), FONT]),
  ),
  file("页负.pdf", () =>
    pdf([CATALOG, "<</Type/Pages/Count -1/Kids[3 0 R]>>", page("4 0 R"), stream(shown("Hello")), FONT]),
  ),
  file("树环.pdf", () => pdf([CATALOG, "<</Type/Pages/Count 10/Kids[2 0 R 2 0 R]>>"]), true),
  ...[100, 10_000, 100_000].map((deep) => file(`树深${deep}.pdf`, () => deepTree(deep), true)),
  file("录环.pdf", () => pdf(["1 0 R"]), true),
  file(
    "长环.pdf",
    () =>
      pdf([
        CATALOG,
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        page("4 0 R"),
        "<</Length 4 0 R>>stream\nBT ET\nendstream",
        FONT,
      ]),
    true,
  ),
  file("容环.pdf", () =>
    pdf([CATALOG, "<</Type/Pages/Count 1/Kids[3 0 R]>>", page("[3 0 R 3 0 R 4 0 R]"), stream(shown("Hello")), FONT]),
  ),
  file("表自己.pdf", () =>
    single(
      stream("/X Do"),
      "/XObject<</X 6 0 R>>",
      stream("/X Do /X Do", "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X 6 0 R>>>>"),
    ),
  ),
  file("表倍.pdf", () => {
    const form = (i: number) =>
      stream("/X Do ".repeat(10), `/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X ${i + 1} 0 R>>>>`)
    return single(
      stream("/X Do"),
      "/XObject<</X 6 0 R>>",
      ...Array.from({ length: 12 }, (_, i) => form(i + 6)),
      stream(shown("a"), "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</Font<</F 5 0 R>>>>"),
    )
  }),
  file("压百.pdf", () => single(stream(Buffer.alloc(100 * MEGABYTE, " "))), true),
  file("压两千.pdf", () => single(layered(Buffer.alloc(2_000 * MEGABYTE, " "), 1)), true),
  file("压层.pdf", () => single(layered(deflateSync(Buffer.alloc(2_000 * MEGABYTE, " ")), 3)), true),
  file("压多层.pdf", () => single(layered(Buffer.from(shown("Hello")), 1_000))),
  file("字多.pdf", () => single(stream(many))),
  file("字多页.pdf", () =>
    pdf([CATALOG, `<</Type/Pages/Count 500/Kids[${"3 0 R ".repeat(500)}]>>`, page("4 0 R"), stream(many), FONT]),
  ),
  file("串长.pdf", () => single(stream(shown("a".repeat(30 * MEGABYTE))))),
  file("栈.pdf", () => single(stream("q ".repeat(10 * MEGABYTE))), true),
  file("组深.pdf", () => single(stream(`BT /F 10 Tf ${"[".repeat(MEGABYTE)} TJ ET`))),
  file(
    "典深.pdf",
    () => pdf([`<</Type/Catalog/Pages 2 0 R/A ${"<</A ".repeat(200_000)}`, "<</Type/Pages/Count 0/Kids[]>>"]),
    true,
  ),
  file(
    "象多.pdf",
    () => pdf([CATALOG, "<</Type/Pages/Count 0/Kids[]>>", ...Array.from({ length: 500_000 }, () => "null")]),
    true,
  ),
  file("字典名.pdf", () => single(stream(shown("Hello")), "/__proto__<<>>/constructor<<>>")),
  file(
    "密.pdf",
    () =>
      Buffer.from(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj trailer<</Root 1 0 R/Encrypt<</Filter/Standard/V 4/R 4/P -1/O(a)/U(b)>>/ID[(a)(b)]>>",
      ),
    true,
  ),
  file("表无.pdf", () => Buffer.from(`%PDF-1.7\n${"1 0 obj null endobj\n".repeat(1_000_000)}`), true),
  file(
    "尾环.pdf",
    () => Buffer.from("%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"),
    true,
  ),
  file("非字.pdf", () => single(stream("BT /F 1e308 Tf 1e308 -1e308 Td (a) Tj (b) Tj ET"))),
  file("宽.pdf", () => single(stream("BT /F 10 Tf 1e30 Tc 0 0 Td (abc) Tj 1e30 TL T* (d) Tj ET"))),
]

export const pdfs: Family = { name: "PDF files that are bombs", files }
