// .env files as they are saved, and what in them does nothing.

import { expect, it } from "vitest"
import { readEnvFile } from "../../src/cli/env-file.js"

const KNOWN = ["TELEGRAM_TOKEN", "DISCORD_TOKEN", "DATA", "PORT"]
const read = (bytes: Uint8Array) => readEnvFile(bytes, KNOWN)
const text = "TELEGRAM_TOKEN=1:abc\r\nDATA='数据'\r\n"

it.each([
  ["UTF-8", Buffer.from(text)],
  ["UTF-8 with a byte-order mark", Buffer.from(`\ufeff${text}`)],
  ["UTF-16, as Windows calls Unicode", Buffer.from(`\ufeff${text}`, "utf16le")],
])("is read as %s", (_, bytes) => {
  expect(read(bytes)).toEqual({ values: { TELEGRAM_TOKEN: "1:abc", DATA: "数据" }, faults: [] })
})

it("a name that is almost one of ours is told, others are none of our business", () => {
  const { faults } = read(
    Buffer.from("TELEGRAM_TOKN=1:abc\ntelegram_token=x\nNODE_OPTIONS=--max\nEDITOR=vi\nHOST=x\nDATE=y\nHTTP_PROXY=z\n"),
  )
  expect(faults).toEqual([
    expect.stringMatching(/TELEGRAM_TOKN .*TELEGRAM_TOKEN/u),
    expect.stringContaining("telegram_token"),
  ])
})

it.each(["TELEGRAM_TOKEN＝1:abc", "TELEGRAM_TOKEN: 1:abc", " export TELEGRAM_TOKEN ：1:abc"])(
  "a line that sets nothing (%s) is told by its number",
  (line) => {
    const { values, faults } = read(Buffer.from(`# 注释\n${line}\nDATA=x\n`))
    expect(values).toEqual({ DATA: "x" })
    expect(faults).toEqual([expect.stringMatching(/第 2 行.*TELEGRAM_TOKEN/u)])
  },
)

it("lines of a quoted value are left alone, whatever they look like", () => {
  const text = 'DATA="a\nTELEGRAM_TOKEN: 5\nb"\nPORT=1\n'
  expect(read(Buffer.from(text))).toEqual({ values: { DATA: "a\nTELEGRAM_TOKEN: 5\nb", PORT: "1" }, faults: [] })
})
