// The text of a web page's bytes: it may say in its head how it is encoded.

import { decode, strictly } from "../library/decode.js"

/** `<meta charset="gbk">`, or in a Content-Type; it stands in the first kilobytes and is ASCII. */
const DECLARED = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/iu
const HEAD = 4_096

/**
 * A page's text: as it says itself where that decodes without a fault, else as any file.
 * @throws DecodeError where it is no text.
 */
export function decodeHtml(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString("latin1")
  const [, declared] = DECLARED.exec(head) ?? []
  const text = declared === undefined ? null : strictly(declared, bytes)
  return text === null || text.includes("\0") ? decode(bytes) : text
}
