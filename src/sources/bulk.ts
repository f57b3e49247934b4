// Bulk input: `.jsonl`, an article a line. A line that is wrong costs itself, by number.

import { isoDate } from "../library/calendar.js"
import { decode } from "../library/decode.js"
import type { Fault } from "../library/fault.js"
import { toldBy } from "../library/page/told.js"
import { type Field, fieldOf, givenIn } from "./fields.js"
import { type Draft, MEGABYTE, type Reader } from "./reader.js"

export const bulk: Reader = {
  most: 400 * MEGABYTE,
  async read(bytes, file) {
    const { records, faults } = parseBulk(decode(bytes), file)
    return { drafts: records, faults }
  },
}

/**
 * Reads lines of `{"id", "headline", "paragraphs": [..] or "body", "date"?, "source"?, "url"?}`; `kicker`, `subtitle`,
 * `byline`, `section` and `place` are taken too, and all that may be left out by its Chinese names as well. Empty paragraphs keep their place, so that indices stay as given.
 */
export function parseBulk(text: string, file: string): { records: Draft[]; faults: Fault[] } {
  const records: Draft[] = []
  const faults: Fault[] = []
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue
    const read = parseLine(line, i + 1, file)
    if ("kind" in read) faults.push(read)
    else records.push(read)
  }
  return { records, faults }
}

function parseLine(line: string, number: number, file: string): Draft | Fault {
  const value = parseJson(line)
  if (value instanceof SyntaxError) return { kind: "json", file, line: number, reason: value.message }
  const wrong = (field: string, expected: string): Fault => ({ kind: "record", file, line: number, field, expected })
  if (!isRecord(value)) return wrong("", "object")
  const { id, headline, paragraphs, body } = value
  if ((typeof id !== "string" && typeof id !== "number") || id === "") return wrong("id", "string")
  if (typeof headline !== "string" || headline.trim() === "") return wrong("headline", "string")
  const texts =
    typeof body === "string" && paragraphs === undefined ? body.split(/\s*\n\s*/u).filter(Boolean) : paragraphs
  if (!isTexts(texts)) return wrong("paragraphs", "string[]")
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
