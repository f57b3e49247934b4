// Newspaper pages as PDF (bench/pdfs.ts prints them from the seeds): articles of one to five columns, two to a page and more.

import { readFileSync } from "node:fs"
import fc from "fast-check"
import { expect, it } from "vitest"
import { piecesOfPages } from "../../src/sources/layout.js"
import { pdf } from "../../src/sources/pdf.js"
import { Damaged } from "../../src/sources/reader.js"
import { seedLibrary } from "../seeds.js"

const PAGES = readFileSync("test/sources/pdf/pages.pdf")

it("the seeds printed in columns come back as they were: every headline, subtitle and paragraph, in order", async () => {
  const { drafts, faults } = await pdf.read(PAGES, "pages.pdf")
  expect(faults).toEqual([])
  const seeds = (await seedLibrary()).articles()
  expect(drafts.map(({ headline }) => headline).toSorted()).toEqual(seeds.map(({ headline }) => headline).toSorted())
  for (const { headline, subtitle, paragraphs } of seeds) {
    const draft = drafts.find((each) => each.headline === headline)
    expect(draft?.subtitle).toBe(subtitle)
    expect(draft?.paragraphs.map(({ text }) => text)).toEqual(paragraphs.map(({ text }) => text))
    expect(draft?.date).toBe("2022-11-15")
  }
  expect(drafts[0]?.headings.map(({ text }) => text)).toEqual(["攻项目：强园兴工揭榜挂帅", "优环境：筑巢引凤用心用情"])
})

it("cut short or with bytes changed it is refused as damaged or read in part, never anything else", async () => {
  const broken = fc.oneof(
    fc.nat(PAGES.length).map((length) => PAGES.subarray(0, length)),
    fc.array(fc.tuple(fc.nat(PAGES.length - 1), fc.nat(255)), { minLength: 1, maxLength: 50 }).map((changes) => {
      const bytes = Uint8Array.from(PAGES)
      for (const [at, byte] of changes) bytes[at] = byte
      return bytes
    }),
    fc.uint8Array({ maxLength: 300 }),
  )
  await fc.assert(
    fc.asyncProperty(broken, async (bytes) => {
      const found = await pdf.read(bytes, "a.pdf").catch((error: unknown) => error)
      if (found instanceof Error) expect(found).toBeInstanceOf(Damaged)
    }),
    { numRuns: 12 },
  )
})

it("pictures of pages, which have no text, are told to be such", async () => {
  const empty =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n"
  await expect(pdf.read(Buffer.from(empty), "a.pdf")).rejects.toThrow("扫描")
})

const line = (text: string, x: number, y: number, size = 10) => ({ text, x, y, width: text.length * size, size })
const texts = (...pages: Parameters<typeof piecesOfPages>[0]) => piecesOfPages(pages).map(({ text }) => text)

it("columns are read one after the other, a headline before those that it stands over", () => {
  const page = [
    line("右一右一右一右一", 120, 80),
    line("　　左一左一左一", 10, 80),
    line("标题在上", 10, 100, 20),
    line("左二左二左二左二", 10, 65),
    line("右二右二右二", 120, 65),
  ]
  expect(texts(page)).toEqual(["标题在上", "　　左一左一左一左二左二左二左二右一右一右一右一右二右二右二"])
})

it("what stands at the same place of every page is left out, but for the date", () => {
  const page = (number: number) => [
    line(`湘阴报　第${number}版`, 10, 200),
    line(`2022年11月${number}日`, 120, 200),
    line(`正文${"甲乙".repeat(number)}。`, 10, 100),
  ]
  expect(texts(page(1), page(2))).toEqual(["2022年11月1日", "正文甲乙。", "2022年11月2日", "正文甲乙甲乙。"])
})
