// Bulk input: `.jsonl`, an article a line. A line that is wrong costs itself, by number.

import { isUtf8 } from "node:buffer"
import { isoDate } from "../library/calendar.js"
import { decode } from "../library/decode.js"
import type { Fault } from "../library/fault.js"
import { toldBy } from "../library/page/told.js"
import { type Field, fieldOf, givenIn } from "./fields.js"
import { Damaged, type Draft, MEGABYTE, type Reader } from "./reader.js"

export const bulk: Reader = {
  most: 400 * MEGABYTE,
  isolated: MEGABYTE,
  async read(bytes, file) {
    const { records, faults } = parseBulk(decode(bytes), file)
    return { drafts: records, faults }
  },
  each: (bytes, file) => eachOf(textsOf(bytes), file),
}

/** Characters of a line: the longest books are shorter, and what JSON makes of a line may be fifty times as large. */
const MOST_OF_LINE = 4_000_000
/** Articles of a file; lines of it that are wrong, and those of them that are named. */
const MOST_RECORDS = 500_000
const MOST_WRONG = 100_000
const MOST_NAMED = 1_000

/**
 * Reads lines of `{"id", "headline", "paragraphs": [..] or "body", "date"?, "source"?, "url"?}`; `kicker`, `subtitle`,
 * `byline`, `section` and `place` are taken too, and all that may be left out by its Chinese names as well. Empty paragraphs keep their place, so that indices stay as given.
 * @throws Damaged where it has more articles than can be held, or hardly any line that is right.
 */
export function parseBulk(text: string, file: string): { records: Draft[]; faults: Fault[] } {
  const records: Draft[] = []
  const faults: Fault[] = []
  for (const each of eachOf([text], file)) {
    if ("draft" in each) records.push(each.draft)
    else faults.push(each.fault)
  }
  return { records, faults }
}

/** The articles, and what is wrong, of a text in pieces that end where lines do. */
function* eachOf(texts: Iterable<string>, file: string): Generator<{ draft: Draft } | { fault: Fault }> {
  let [records, named, unnamed] = [0, 0, 0]
  for (const { line, number } of linesOf(texts)) {
    const read = parseLine(line, number, file)
    if (!("kind" in read)) {
      records++
      yield { draft: read }
    } else if (named < MOST_NAMED) {
      named++
      yield { fault: read }
    } else unnamed++
    if (unnamed > MOST_WRONG) throw new Damaged(`有 ${MOST_WRONG} 行以上不对，不像一行一篇的文件`)
    if (records > MOST_RECORDS) throw new Damaged(`里面有 ${MOST_RECORDS} 篇以上的文章，分成几个文件`)
  }
  if (unnamed > 0) yield { fault: { kind: "lines", file, count: unnamed } }
}

/** Bytes that become text at once. */
const PIECE = 4 * MEGABYTE
const LINE_FEED = 0x0a
const MARK = Buffer.from([0xef, 0xbb, 0xbf])

/** The text of a file, in pieces where that can be: it may be larger than the memory there is. */
function* textsOf(bytes: Uint8Array): Generator<string> {
  if (!isPlain(bytes)) {
    yield decode(bytes)
    return
  }
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isMarked = all.subarray(0, MARK.length).equals(MARK)
  for (let start = isMarked ? MARK.length : 0; start < all.length; ) {
    const found = all.indexOf(LINE_FEED, start + PIECE)
    const end = found < 0 ? all.length : found + 1
    yield all.toString("utf8", start, end)
    start = end
  }
}

/** Whether bytes are UTF-8 without controls: what `decode` makes of them is what it makes of their parts. */
function isPlain(bytes: Uint8Array): boolean {
  // Not by `of`, which takes ten times as long.
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte < 0x20 ? byte < 0x09 || byte > 0x0d : byte === 0x7f) return false
  }
  return isUtf8(bytes)
}

/** The lines that are not blank, one at a time: a file may have as many as bytes. Numbers are from 1. */
function* linesOf(texts: Iterable<string>): Generator<{ line: string; number: number }> {
  let number = 0
  for (const text of texts)
    for (let start = 0; start < text.length; ) {
      const found = text.indexOf("\n", start)
      const end = found < 0 ? text.length : found
      const line = text.slice(start, end)
      number++
      if (line.trim() !== "") yield { line, number }
      start = end + 1
    }
}

function parseLine(line: string, number: number, file: string): Draft | Fault {
  if (line.length > MOST_OF_LINE) return { kind: "json", file, line: number, reason: `这一行有 ${MOST_OF_LINE} 字以上` }
  const value = parseJson(line)
  if (value instanceof SyntaxError) return { kind: "json", file, line: number, reason: value.message }
  const wrong = (field: string, expected: string): Fault => ({ kind: "record", file, line: number, field, expected })
  if (!isRecord(value)) return wrong("", "object")
  const { id, headline, paragraphs, body } = value
  if ((typeof id !== "string" && typeof id !== "number") || id === "") return wrong("id", "string")
  if (typeof headline !== "string" || headline.trim() === "") return wrong("headline", "string")
  const texts =
    typeof body === "string" && paragraphs === undefined
      ? body
          .split("\n")
          .map((text) => text.trim())
          .filter(Boolean)
      : paragraphs
  if (!isTexts(texts)) return wrong("paragraphs", "string[]")
  if (CONTROL.test(headline)) return wrong("headline", "不含控制字符的文字")
  if (texts.some((text) => CONTROL.test(text))) return wrong("paragraphs", "不含控制字符的文字")
  const given = new Map([...givenIn(value)].filter(([, each]) => typeof each === "string" || Array.isArray(each)))
  const field = (name: Field) => fieldOf(given, name) ?? null
  return {
    id: String(id),
    headline: headline.trim(),
    kicker: field("kicker"),
    subtitle: field("subtitle"),
    date: isoDate(field("date") ?? undefined) ?? null,
    section: field("section"),
    url: field("url"),
    line: number,
    headings: [],
    captions: [],
    ...toldBy(
      texts.map((text) => ({ text, line: number })),
      { byline: field("byline"), place: field("place"), source: field("source") },
    ),
  }
}

/** Controls but tabs and line ends, and halves of surrogate pairs: what JSON can write and no text has. */
const CONTROL = /(?![\t\n\v\f\r])[\p{Cc}\p{Cs}]/u

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    return error instanceof SyntaxError ? error : new SyntaxError(String(error))
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === "string")
