// .csv: an article a row, its columns named in the first; as spreadsheets and CMS export it.

import { CsvError, parse } from "csv-parse/sync"
import { isoDate } from "../library/calendar.js"
import { decode } from "../library/decode.js"
import type { Fault } from "../library/fault.js"
import { toldBy } from "../library/page/told.js"
import { tidy } from "./document.js"
import { FIELDS } from "./fields.js"
import { Damaged, type Draft, MEGABYTE, type Reader } from "./reader.js"

/** What a column may be called, by the field that it is. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  id: ["id", "编号", "文章id"],
  body: ["body", "content", "text", "正文", "内容"],
  ...FIELDS,
}

export const table: Reader = {
  most: 128 * MEGABYTE,
  isolated: MEGABYTE,
  async read(bytes, file) {
    const [header, ...rows] = rowsOf(decode(bytes))
    if (!header) return { drafts: [], faults: [] }
    const at = columnsOf(header.record)
    for (const needed of ["headline", "body"]) {
      const called = COLUMNS[needed] ?? []
      const [column = needed] = called.slice(-1)
      if (!at.has(needed))
        return { drafts: [], faults: [{ kind: "column", file, column, called: called.slice(0, -1) }] }
    }
    const drafts: Draft[] = []
    const faults: Fault[] = []
    for (const { record, line } of rows) {
      const field = (name: string) => tidy(record[at.get(name) ?? -1] ?? "") || null
      const headline = field("headline")
      const paragraphs = (record[at.get("body") ?? -1] ?? "").split("\n").map(tidy).filter(Boolean)
      if (headline === null || paragraphs.length === 0) {
        const missing = headline === null ? "headline" : "body"
        faults.push({ kind: "record", file, line, field: missing, expected: "string" })
        continue
      }
      const id = field("id")
      drafts.push({
        ...(id !== null && { id }),
        headline,
        kicker: field("kicker"),
        subtitle: field("subtitle"),
        date: isoDate(field("date") ?? undefined) ?? null,
        section: field("section"),
        url: field("url"),
        line,
        headings: [],
        captions: [],
        ...toldBy(
          paragraphs.map((text) => ({ text, line })),
          { byline: field("byline"), place: field("place"), source: field("source") },
        ),
      })
    }
    return { drafts, faults }
  },
}

/** Characters of a row: no article is longer; what has lost its closing quote is. */
const MOST_OF_ROW = 4_000_000

interface Row {
  record: string[]
  /** From 1. */
  line: number
}

function rowsOf(text: string): Row[] {
  const [first = ""] = text.slice(0, MOST_OF_ROW).split(/\r\n?|\n/u, 1)
  const delimiter = [",", "\t", ";"].toSorted((a, b) => first.split(b).length - first.split(a).length)[0] ?? ","
  const rows: Row[] = []
  let line = 1
  const take = (record: string[], { lines }: { lines: number }) => {
    rows.push({ record, line })
    line = lines + 1
    return null
  }
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MOST_OF_ROW,
      on_record: take,
    })
    return rows
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code === "CSV_MAX_RECORD_SIZE")
      throw new Damaged(`第 ${line} 行起的一行有 ${MOST_OF_ROW} 字以上，多半是引号没有成对`)
    throw new Damaged(`第 ${String(error.lines ?? "?")} 行的引号没有成对`)
  }
}

/** Where each field stands. */
function columnsOf(header: readonly string[]): Map<string, number> {
  const names = header.map((name) => tidy(name).toLowerCase())
  const found = Object.entries(COLUMNS).map(
    ([field, called]) => [field, names.findIndex((name) => called.includes(name))] as const,
  )
  return new Map(found.filter(([, at]) => at >= 0))
}
