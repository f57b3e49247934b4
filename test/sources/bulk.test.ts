// Bulk input, a line an article: what is taken, what is refused by its line, and that the rest is served.

import { describe, expect, it } from "vitest"
import { parseBulk } from "../../src/sources/bulk.js"

const LINE = {
  id: "rc-1",
  headline: "汝城县除患消疾铺就优质路网",
  paragraphs: ["该县投资1030万元。", "完成工程3公里。"],
}
const read = (...lines: unknown[]) =>
  parseBulk(lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"), "汝城.jsonl")

describe("a line that is right", () => {
  it("becomes a record; fields that are absent are null", () => {
    expect(read(LINE)).toEqual({
      records: [
        {
          id: "rc-1",
          headline: "汝城县除患消疾铺就优质路网",
          kicker: null,
          subtitle: null,
          date: null,
          byline: null,
          section: null,
          place: null,
          dateline: null,
          source: null,
          url: null,
          line: 1,
          paragraphs: [
            { text: "该县投资1030万元。", line: 1 },
            { text: "完成工程3公里。", line: 1 },
          ],
          headings: [],
          captions: [],
        },
      ],
      faults: [],
    })
  })

  it("keeps kicker, subtitle, date, source and url, trimmed; blank ones and other types are null", () => {
    const given = {
      kicker: " 交通 ",
      subtitle: "——106国道见闻",
      date: "2022-11-14",
      source: "湖南日报",
      url: "https://a.b/c",
    }
    expect(read({ ...LINE, ...given }).records[0]).toMatchObject({ ...given, kicker: "交通" })
    expect(read({ ...LINE, kicker: " ", date: 2022, url: false }).records[0]).toMatchObject({
      kicker: null,
      date: null,
      url: null,
    })
  })

  it("may have a body instead of paragraphs, split at its line ends", () => {
    const { records } = read({ ...LINE, paragraphs: undefined, body: "该县投资1030万元。\r\n\n　完成工程3公里。\n" })
    expect(records[0]?.paragraphs.map(({ text }) => text)).toEqual(["该县投资1030万元。", "完成工程3公里。"])
  })

  it("keeps empty paragraphs in their place, so that indices stay as given", () => {
    const { records } = read({ ...LINE, paragraphs: ["", "完成工程3公里。"] })
    expect(records[0]?.paragraphs.map(({ text }) => text)).toEqual(["", "完成工程3公里。"])
  })

  it("may have a number as its id", () => {
    expect(read({ ...LINE, id: 0 }).records[0]?.id).toBe("0")
  })

  it("is counted with blank ones, and with Windows line ends", () => {
    const { records, faults } = parseBulk(`\r\n${JSON.stringify(LINE)}\r\n\r\n`, "汝城.jsonl")
    expect(records.map(({ line }) => line)).toEqual([2])
    expect(faults).toEqual([])
  })
})

it("a file of nothing but wrong lines names the first ones and counts the others", () => {
  const { records, faults } = parseBulk(`${"x\n".repeat(3_000)}${JSON.stringify(LINE)}`, "汝城.jsonl")
  expect(records).toHaveLength(1)
  expect(faults).toHaveLength(1_001)
  expect(faults.at(-1)).toEqual({ kind: "lines", file: "汝城.jsonl", count: 2_000 })
})

it("a line that is far longer than an article is not parsed", () => {
  const { faults } = parseBulk(`${"[".repeat(4_000_001)}\n${JSON.stringify(LINE)}`, "汝城.jsonl")
  expect(faults).toEqual([{ kind: "json", file: "汝城.jsonl", line: 1, reason: expect.stringContaining("字以上") }])
})

describe("a line that is wrong is named by its number and field:", () => {
  it.each([
    ["no id", { ...LINE, id: undefined }, "id"],
    ["an empty id", { ...LINE, id: "" }, "id"],
    ["an id of another type", { ...LINE, id: ["rc-1"] }, "id"],
    ["no headline", { ...LINE, headline: undefined }, "headline"],
    ["a blank headline", { ...LINE, headline: "　" }, "headline"],
    ["no text", { ...LINE, paragraphs: undefined }, "paragraphs"],
    ["no paragraph", { ...LINE, paragraphs: [] }, "paragraphs"],
    ["a paragraph that is no text", { ...LINE, paragraphs: ["该县", 1030] }, "paragraphs"],
    ["an empty body", { ...LINE, paragraphs: undefined, body: "\n" }, "paragraphs"],
    ["a control in its headline", { ...LINE, headline: "汝城\u001b[31m" }, "headline"],
    ["half a character in its text", { ...LINE, paragraphs: ["汝城\ud842"] }, "paragraphs"],
    ["a list", [], ""],
    ["null", null, ""],
    ["a text", '"汝城"', ""],
  ])("%s", (_, line, field) => {
    const { records, faults } = read(line, { ...LINE, id: "rc-2" })
    expect(faults).toEqual([{ kind: "record", file: "汝城.jsonl", line: 1, field, expected: expect.any(String) }])
    expect(records.map(({ id }) => id)).toEqual(["rc-2"])
  })

  it.each(["{", '{"id": "rc-1",}', "汝城县", '{"id": "\t"}'])("what is not JSON: %s", (line) => {
    const { records, faults } = read(LINE, line, { ...LINE, id: "rc-2" })
    expect(faults).toEqual([{ kind: "json", file: "汝城.jsonl", line: 2, reason: expect.any(String) }])
    expect(records.map(({ id }) => id)).toEqual(["rc-1", "rc-2"])
  })
})
