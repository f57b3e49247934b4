// Bytes of an article file → its text. Newsrooms deliver UTF-8, GB18030, Big5 and UTF-16 alike; what is none of these is
// refused with the place where it fails, never mended with replacement characters.

import { plausibility } from "./plausible.js"

/** Bytes that are not text in any encoding we read. The numbers say where, so that an operator can look. */
export class DecodeError extends Error {
  override readonly name = "DecodeError"
  /** From 1, counted in line feeds. */
  readonly line: number
  /** The byte's place within its line, from 1. */
  readonly column: number
  /** The byte itself, 0–255. */
  readonly byte: number

  constructor(what: string, line: number, column: number, byte: number) {
    const hex = byte.toString(16).toUpperCase().padStart(2, "0")
    super(`${what}（第 ${line} 行第 ${column} 字节 0x${hex}）。用编辑器另存为 UTF-8`)
    this.line = line
    this.column = column
    this.byte = byte
  }
}

/**
 * The text of a file: by its byte-order mark, else as strict UTF-8, else in that encoding, of those it decodes in
 * strictly, that makes the likeliest text of it. Line ends stay as they are; the mark itself is dropped.
 * @throws DecodeError where the bytes are none of these, or decode to control characters that no text holds.
 */
export function decode(bytes: Uint8Array): string {
  const marked = MARKS.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte))
  if (marked) {
    const text = strictly(marked.encoding, bytes)
    if (text === null)
      throw failure(`标记为 ${marked.name}，内容却不是`, bytes, firstBad(marked.encoding, bytes), marked.encoding)
    return checked(text, bytes, marked.encoding)
  }
  // A zero byte stands in texts of two bytes a character alone; a pair of them in none.
  const zero = bytes.indexOf(0)
  const utf8 = zero < 0 ? strictly("utf-8", bytes) : null
  if (utf8 !== null && !CONTROL.test(utf8)) return utf8
  const likely = likeliest(bytes)
  if (likely !== undefined) return likely
  if (zero >= 0) throw failure("不是文本文件，含有控制字符", bytes, zero, "utf-8")
  if (utf8 !== null) return checked(utf8, bytes, "utf-8")
  const bad = firstBad("utf-8", bytes)
  // So much of it is UTF-8 that the rest was too: cut short, or with a byte changed.
  if (countHigh(bytes.subarray(0, Math.min(bad, HEAD))) > CHANCE)
    throw failure("只有开头是 UTF-8（也许没有拷完，再拷一次）", bytes, bad, "utf-8")
  const gb18030 = strictly("gb18030", bytes)
  if (gb18030 !== null) return checked(gb18030, bytes, "gb18030")
  // Whichever encoding gets further is the one it was meant to be: that is the byte worth looking at.
  const at = Math.max(bad, firstBad("gb18030", bytes))
  throw failure("既不是 UTF-8 也不是 GB18030", bytes, at, "utf-8")
}

/** Enough to tell an encoding by: `plausibility` looks at 20,000 characters. Bytes. */
const HEAD = 80_000

/**
 * More bytes beyond ASCII than this are no UTF-8 by chance: of the pairs that GB18030 has for Chinese characters a tenth
 * looks like UTF-8, of six characters in a row less than one in a thousand.
 */
const CHANCE = 12

const countHigh = (bytes: Uint8Array): number => bytes.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0)

/**
 * The likeliest text of bytes that have no mark and are no UTF-8: text in one of these as a rule decodes in others too, to
 * characters that nobody writes side by side. Undefined where none is likely.
 */
function likeliest(bytes: Uint8Array): string | undefined {
  // By their beginnings: a file may be so large that it is not decoded a time too often.
  const head = bytes.subarray(0, HEAD)
  const candidates = GUESSED.flatMap((encoding) => {
    const text = beginning(encoding, head)
    const plausible = text === null || CONTROL.test(text) ? 0 : plausibility(text)
    return plausible >= LIKELY ? [{ encoding, plausible }] : []
  })
  for (const { encoding } of candidates.toSorted((a, b) => b.plausible - a.plausible)) {
    const text = strictly(encoding, bytes)
    if (text !== null && !CONTROL.test(text)) return text
  }
  return undefined
}

/** The text of a file's first bytes, which may end inside a character; null where they are not in this encoding. */
function beginning(encoding: string, head: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(head, { stream: head.length === HEAD })
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** Without a mark; of those that are as plausible the first is taken. */
const GUESSED = ["gb18030", "big5", "utf-16le", "utf-16be"]
/** From this plausibility on. Lines of the genre have .36 and more, what is read wrongly .05 and less. */
const LIKELY = 0.3

const MARKS = [
  { name: "UTF-8", encoding: "utf-8", mark: [0xef, 0xbb, 0xbf] },
  { name: "UTF-16LE", encoding: "utf-16le", mark: [0xff, 0xfe] },
  { name: "UTF-16BE", encoding: "utf-16be", mark: [0xfe, 0xff] },
]

/** C0 controls and DEL, but for tab, line feed, vertical tab, form feed, carriage return and the old end-of-file mark. */
const CONTROL = new RegExp(`(?![\\t\\n\\v\\f\\r${String.fromCharCode(0x1a)}])[^\\P{Cc}\\u0080-\\u009F]`, "u")

/** The text of bytes in this encoding (encoding.spec.whatwg.org), null where they are not in it or nobody knows it. */
export function strictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return null
    throw error
  }
}

function checked(text: string, bytes: Uint8Array, encoding: string): string {
  const at = text.search(CONTROL)
  if (at < 0) return text
  // In UTF-8 and GB18030 a byte below 0x20 stands for itself: no longer sequence contains one.
  const offset = isWide(encoding) ? 2 + 2 * at : bytes.indexOf(text.charCodeAt(at))
  throw failure("不是文本文件，含有控制字符", bytes, offset, encoding)
}

/** The offset of the byte at which strict decoding fails: the end of the longest prefix that decodes. */
function firstBad(encoding: string, bytes: Uint8Array): number {
  // A part may end inside a character, which is no fault: `stream` leaves that open. First by parts, then by bytes.
  const part = failing(encoding, bytes, 0, CHUNK)
  return Math.min(failing(encoding, bytes, part, 1), bytes.length - 1)
}

const CHUNK = 65_536

/** Where from `from` on the first piece of so many bytes begins that cannot be decoded after all that stands before it. */
function failing(encoding: string, bytes: Uint8Array, from: number, size: number): number {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let at = 0
  while (at < bytes.length) {
    const end = at < from ? Math.min(from, at + CHUNK) : at + size
    try {
      decoder.decode(bytes.subarray(at, end), { stream: true })
    } catch (error) {
      if (error instanceof TypeError) return at
      throw error
    }
    at = end
  }
  return bytes.length
}

function failure(what: string, bytes: Uint8Array, at: number, encoding: string): DecodeError {
  const unit = isWide(encoding) ? 2 : 1
  let line = 1
  let start = 0
  for (let offset = 0; offset + unit <= at; offset += unit) {
    if (!isLineFeed(bytes.subarray(offset, offset + unit))) continue
    line++
    start = offset + unit
  }
  return new DecodeError(what, line, at - start + 1, bytes[at] ?? 0)
}

function isWide(encoding: string): boolean {
  return encoding.startsWith("utf-16")
}

function isLineFeed(unit: Uint8Array): boolean {
  return unit.reduce((sum, byte) => sum + byte, 0) === 0x0a && unit.includes(0x0a)
}
