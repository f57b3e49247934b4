// .docx: what a reporter sends: one article, or several under first-level headings.

import mammoth from "mammoth"
import { strictly } from "../library/decode.js"
import { filesOf, type Packed } from "./archive.js"
import { draftsOf } from "./document.js"
import { parseMarkup, piecesOf } from "./markup.js"
import { Damaged, MEGABYTE, type Reader } from "./reader.js"

/** Of one part of a document, unpacked: a book of a thousand pages has some 20 MB. Pictures are not looked at. */
const MOST_OF_PART = 32 * MEGABYTE

/** Styles beyond those that mammoth knows, as Word names them in Chinese and English. */
const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='标题'] => h1:fresh", "u => "]

export const word: Reader = {
  most: 64 * MEGABYTE,
  isolated: 0,
  async read(bytes) {
    const file = await partsOf(bytes)
    const options = { styleMap: STYLES, convertImage: mammoth.images.imgElement(async () => ({ src: "" })) }
    const { value } = await mammoth.convertToHtml(Object({ file }), options).catch((error: unknown) => {
      if (error instanceof Damaged) throw error
      throw new Damaged(`不是 Word 文档：${error instanceof Error ? error.message : error}`)
    })
    return { drafts: draftsOf(piecesOf(parseMarkup(value).body)), faults: [] }
  },
}

/**
 * A document's parts as mammoth takes them in place of a file. Its own way would unpack whatever a part comes to, and
 * put replacement characters for what is not in UTF-8.
 */
async function partsOf(bytes: Uint8Array) {
  const parts = new Map<string, Packed>()
  for await (const part of filesOf(bytes)) parts.set(part.name, part)
  return {
    exists: (name: string) => parts.has(name),
    async read(name: string, encoding?: string): Promise<string | Uint8Array> {
      const part = parts.get(name)
      if (!part) throw new Damaged(`里面没有 ${name}`)
      if (part.size > MOST_OF_PART)
        throw new Damaged(`里面的 ${name} 展开有 ${Math.ceil(part.size / MEGABYTE)} MB，不像 Word 文档`)
      const unpacked = await part.unpack()
      if (encoding === undefined) return unpacked
      const text = strictly(encoding, unpacked)
      if (text === null) throw new Damaged(`里面的 ${name} 不是 UTF-8`)
      return text
    },
  }
}
