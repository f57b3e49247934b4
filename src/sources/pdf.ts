// .pdf: the pages of a newspaper as they were printed, or a document that was exported.

import { getDocumentProxy } from "unpdf"
import { draftsOf } from "./document.js"
import { type Placed, piecesOfPages } from "./layout.js"
import { Damaged, MEGABYTE, type Reader } from "./reader.js"

/** Where the mark of the format stands. Bytes. */
const HEADER = 1_024
/** A newspaper has some ten thousand runs to a page; a year of it in one file is more than is read at once. */
const MOST_PAGES = 2_000
const MOST_RUNS = 2_000_000

export const pdf: Reader = {
  most: 128 * MEGABYTE,
  isolated: 0,
  async read(bytes) {
    // Without it the parser goes through all of the file in search of one (ISO 32000-1, 7.5.2, and what readers allow).
    if (!Buffer.from(bytes.subarray(0, HEADER)).includes("%PDF-")) throw new Damaged("不是 PDF")
    const pages = await placedIn(bytes)
    if (pages.every((page) => page.length === 0)) throw new Damaged("里面没有文字，多半是扫描的图片；要先做文字识别")
    return { drafts: draftsOf(piecesOfPages(pages)), faults: [] }
  },
}

/** The runs of text of each page. */
async function placedIn(bytes: Uint8Array): Promise<Placed[][]> {
  try {
    // What is given to the parser is taken from us.
    const document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 })
    if (document.numPages > MOST_PAGES) throw new Damaged(`有 ${document.numPages} 页，最多读 ${MOST_PAGES} 页`)
    const pages: Placed[][] = []
    let runs = 0
    for (let number = 1; number <= document.numPages; number++) {
      const { items } = await (await document.getPage(number)).getTextContent()
      runs += items.length
      if (runs > MOST_RUNS) throw new Damaged(`到第 ${number} 页已有 ${MOST_RUNS} 处以上的文字`)
      pages.push(items.flatMap((item) => ("str" in item ? placed(item) : [])))
    }
    await document.destroy()
    return pages
  } catch (error) {
    if (error instanceof Damaged) throw error
    const message = error instanceof Error ? error.message : String(error)
    throw new Damaged(/password/iu.test(message) ? "有密码，先去掉密码" : `不是完整的 PDF：${message}`)
  }
}

/** A run that stands upright; what is turned on its side is no text of an article. */
function placed({ str, transform, width }: { str: string; transform: unknown[]; width: number }): Placed[] {
  const [across, slant, , height, x, y] = transform.map(Number)
  if (x === undefined || y === undefined || slant !== 0 || !across || !height) return []
  return [{ text: asWritten(str), x, y, width, size: Math.abs(height) }]
}

/**
 * What fonts map to signs that only look like it: radicals for characters (⽉ for 月, ⻓ for 长), one long dash for two;
 * and the spaces that stretch a line to its column.
 */
const asWritten = (text: string): string =>
  text
    .replace(/[\u2e80-\u2fdf]/gu, (sign) => RADICALS.get(sign) ?? sign.normalize("NFKC"))
    .replaceAll("\u2e3a", "——")
    .replace(/(?<=[\p{Script=Han}\p{P}])\s+(?=[\p{Script=Han}\p{P}\d])|(?<=\d)\s+(?=\p{Script=Han})/gu, "")

/** The radicals that are characters as they stand (Unicode, EquivalentUnifiedIdeograph.txt). */
const RADICALS: ReadonlyMap<string, string> = new Map(
  (
    "⼾户 ⺁厂 ⺄乙 ⺌小 ⺎兀 ⺓幺 ⺝月 ⺟母 ⺠民 ⺡水 ⺢水 ⺩王 ⺫目 ⺬示 ⺭示 ⺮竹 ⺱网 ⺲网 ⺳网 ⺶羊 ⺷羊 ⺼肉 ⻁虎 ⻂衣 ⻃西 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻌辶 ⻎辶 ⻐钅 " +
    "⻑長 ⻒镸 ⻓长 ⻔门 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟飠 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻬齐 ⻮齿 ⻰龙 ⻳龟"
  )
    .split(" ")
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
)
