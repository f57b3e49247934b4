import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { DecodeError, decode } from "../../src/library/decode.js"

const TEXT = "汝城县除患消疾\n106国道，坡度长、弯道多。\n"
/** TEXT's first line in GB18030, and a four-byte character (𠮷). */
const GB18030 = [0xc8, 0xea, 0xb3, 0xc7, 0xcf, 0xd8, 0xb3, 0xfd, 0xbb, 0xbc, 0xcf, 0xfb, 0xbc, 0xb2]

describe("decode", () => {
  it("reads UTF-8 with and without a byte-order mark, and drops the mark", () => {
    const bytes = new TextEncoder().encode(TEXT)
    expect(decode(bytes)).toBe(TEXT)
    expect(decode(Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]))).toBe(TEXT)
  })

  it("reads UTF-16 of either byte order by its mark", () => {
    expect(decode(Uint8Array.from([0xff, 0xfe, ...utf16(TEXT, "little")]))).toBe(TEXT)
    expect(decode(Uint8Array.from([0xfe, 0xff, ...utf16(TEXT, "big")]))).toBe(TEXT)
  })

  it("reads GB18030 where the bytes are no UTF-8", () => {
    expect(decode(Uint8Array.from(GB18030))).toBe("汝城县除患消疾")
    expect(decode(Uint8Array.from([...GB18030, 0x95, 0x34, 0xb7, 0x36]))).toMatch(/^汝城县除患消疾.$/u)
  })

  it("reads an empty file as an empty text", () => {
    expect(decode(new Uint8Array())).toBe("")
  })

  it("says where bytes are neither, as line, byte of the line and value", () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode("一\n二\n三四"), 0xff, 0x0a])
    expect(() => decode(bytes)).toThrow(DecodeError)
    expect(faultOf(bytes)).toMatchObject({ line: 3, column: 7, byte: 0xff })
    expect(faultOf(bytes).message).toBe("既不是 UTF-8 也不是 GB18030（第 3 行第 7 字节 0xFF）。用编辑器另存为 UTF-8")
  })

  it("never puts a replacement character where a byte is wrong", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          expect(decode(bytes).includes("\uFFFD") && !new TextDecoder().decode(bytes).includes("\uFFFD")).toBe(false)
        } catch (error) {
          if (!(error instanceof DecodeError)) throw error
          expect(bytes[offsetOf(bytes, error)]).toBe(error.byte)
        }
      }),
    )
  })

  it("refuses what decodes and yet is no text", () => {
    const bytes = Uint8Array.from([0x61, 0x0a, 0x62, 0x00, 0x63])
    expect(faultOf(bytes)).toMatchObject({ line: 2, column: 2, byte: 0 })
    expect(faultOf(bytes).message).toContain("不是文本文件")
  })

  it("counts UTF-16 lines in characters, not in stray 0x0A bytes", () => {
    // U+0A0A holds the byte 0x0A twice and is no line end.
    const bytes = Uint8Array.from([0xff, 0xfe, ...utf16("\u0a0a\u0a0a\n\u4e00\u0001", "little")])
    expect(faultOf(bytes)).toMatchObject({ line: 2, column: 3, byte: 1 })
  })

  it("gives back every text that was encoded", () => {
    const texts = fc.string({ unit: "grapheme", maxLength: 80 }).filter((text) => !/\p{Cc}/u.test(text))
    fc.assert(
      fc.property(texts, (text) => {
        const wellFormed = text.toWellFormed().replace(/^\uFEFF+/, "")
        expect(decode(new TextEncoder().encode(wellFormed))).toBe(wellFormed)
        expect(decode(Uint8Array.from([0xff, 0xfe, ...utf16(wellFormed, "little")]))).toBe(wellFormed)
      }),
    )
  })
})

function faultOf(bytes: Uint8Array): DecodeError {
  try {
    decode(bytes)
  } catch (error) {
    if (error instanceof DecodeError) return error
    throw error
  }
  throw new Error("decoded without a fault")
}

function offsetOf(bytes: Uint8Array, fault: DecodeError): number {
  let start = 0
  for (let line = 1; line < fault.line; line++) start = bytes.indexOf(0x0a, start) + 1
  return start + fault.column - 1
}

function utf16(text: string, order: "little" | "big"): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).flatMap((unit) =>
    order === "little" ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff],
  )
}
