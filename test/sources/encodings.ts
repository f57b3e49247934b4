// Text as bytes of encodings that Node decodes and does not encode.

/** Bytes of a two-byte encoding; throws where the text has a character that it lacks. */
function encoder(encoding: string): (text: string) => Uint8Array {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const codes = new Map<string, number[]>()
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++)
      try {
        const char = decoder.decode(Uint8Array.of(high, low))
        if ([...char].length === 1 && !codes.has(char)) codes.set(char, [high, low])
      } catch {
        // No character has this code.
      }
  return (text) =>
    Uint8Array.from(
      [...text].flatMap((char) => {
        const code = char < "\u0080" ? [char.charCodeAt(0)] : codes.get(char)
        if (!code) throw new RangeError(`${encoding} lacks ${char}`)
        return code
      }),
    )
}

export const gbk = encoder("gb18030")
export const big5 = encoder("big5")

export function utf16(text: string, order: "le" | "be", mark = false): Uint8Array {
  const bytes = Buffer.from(`${mark ? "\ufeff" : ""}${text}`, "utf16le")
  return order === "be" ? bytes.swap16() : bytes
}
