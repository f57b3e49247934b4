// .docx: what a reporter sends: one article, or several under first-level headings.

import mammoth from "mammoth"
import { boundsOf } from "./archive.js"
import { draftsOf } from "./document.js"
import { parseMarkup, piecesOf } from "./markup.js"
import { Damaged, MEGABYTE, type Reader } from "./reader.js"

/** Pictures are not looked at; a Word file of text alone is far smaller. */
const MOST_UNPACKED = 128 * MEGABYTE

/** Styles beyond those that mammoth knows, as Word names them in Chinese and English. */
const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='标题'] => h1:fresh", "u => "]

export const word: Reader = {
  most: 64 * MEGABYTE,
  isolated: true,
  async read(bytes) {
    const unpacked = await boundsOf(bytes)
    if (unpacked > MOST_UNPACKED) throw new Damaged(`展开有 ${Math.ceil(unpacked / MEGABYTE)} MB，不像 Word 文档`)
    const options = { styleMap: STYLES, convertImage: mammoth.images.imgElement(async () => ({ src: "" })) }
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, options).catch((error: unknown) => {
      throw new Damaged(`不是 Word 文档：${error instanceof Error ? error.message : error}`)
    })
    return { drafts: draftsOf(piecesOf(parseMarkup(value))), faults: [] }
  },
}
