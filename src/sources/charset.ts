// The text of a web page's or a feed's bytes: it may say in its head how it is encoded.

import { decode, strictly } from "../library/decode.js"

/** `<meta charset="gbk">`, or in a Content-Type; it stands in the first kilobytes and is ASCII. */
const DECLARED = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/iu
const HEAD = 4_096

/**
 * A page's text: as it says itself where that decodes without a fault, else as any file.
 * @throws DecodeError where it is no text.
 */
export function decodeHtml(bytes: Uint8Array): string {
  const [, declared] = DECLARED.exec(headOf(bytes)) ?? []
  const text = declared === undefined ? null : strictly(declared, bytes)
  return text === null || text.includes("\0") ? decode(bytes) : text
}

/** `<?xml version="1.0" encoding="gbk"?>` */
const XML_DECLARED = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/iu
/** What servers say that do not know; of Chinese it would make letters with accents. */
const UNKNOWING = /^(?:iso-?8859-1|latin-?1|windows-1252|us-ascii|ascii)$/iu
/** By a byte-order mark. */
const MARKED = /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/u
/** Characters that no XML may hold, and programs that make it let slip in. */
const CONTROLS = /(?![\t\n\r])[^\P{Cc}\u0080-\u009F]/gu

/**
 * A feed's text without control characters: by its byte-order mark, else as the server says (RFC 7303), as it says itself,
 * or as UTF-8, whichever decodes without a fault first, else as any file.
 * @throws DecodeError where it is no text.
 */
export function decodeXml(bytes: Uint8Array, charset?: string): string {
  const head = headOf(bytes)
  const [, declared] = XML_DECLARED.exec(head) ?? []
  const told = [charset, declared].filter((each) => each !== undefined && !UNKNOWING.test(each))
  for (const encoding of MARKED.test(head) ? [] : [...told, "utf-8"]) {
    const text = encoding === undefined ? null : strictly(encoding, bytes)
    if (text !== null && !text.includes("\0")) return text.replace(CONTROLS, "")
  }
  return decode(bytes).replace(CONTROLS, "")
}

const headOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, HEAD)).toString("latin1")
