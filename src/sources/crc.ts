// The checksum of what is in an archive (PKWARE APPNOTE 4.4.7): what tells bytes that were changed on their way.

/** The polynomial's remainders of every byte, its bits in reverse. */
const REMAINDERS = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1
  return remainder
})

/** CRC-32, from 0 to 2³² − 1; of bytes that come in pieces, with that of the pieces before. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let sum = before ^ -1
  for (const byte of bytes) sum = (sum >>> 8) ^ (REMAINDERS[(sum ^ byte) & 0xff] ?? 0)
  return (sum ^ -1) >>> 0
}
