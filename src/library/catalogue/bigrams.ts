// Which pairs of characters many texts have between them, in few bits (Bloom, 1970): tells where a text cannot be.

/**
 * Bits for the openings of a full block (128 of 150 characters): a pair that none has is taken for one of theirs in 11%
 * of the blocks. `npm run -s headlines` measures it.
 */
export const BITS = 1 << 16

/** Where the bits stand that a text sets: two for each pair of its UTF-16 units and, so that one alone is found, each unit. */
export function bitsOf(text: string): Uint16Array {
  const bits = new Uint16Array(Math.max(0, 4 * text.length - 2))
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    count = put(bits, count, unit)
    if (i > 0) count = put(bits, count, (text.charCodeAt(i - 1) << 16) | unit)
  }
  return bits
}

/** The bits that a text needs to be among others: those of its pairs, or of its only unit. */
export function bitsAsked(text: string): Uint16Array {
  const bits = new Uint16Array(2 * Math.max(1, text.length - 1))
  if (text.length === 1) put(bits, 0, text.charCodeAt(0))
  for (let i = 1; i < text.length; i++) put(bits, 2 * (i - 1), (text.charCodeAt(i - 1) << 16) | text.charCodeAt(i))
  return bits
}

function put(bits: Uint16Array, at: number, key: number): number {
  // The finaliser of MurmurHash3: both halves of its 32 bits are as good as independent.
  let hash = key
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  hash ^= hash >>> 16
  bits[at] = hash & 0xffff
  bits[at + 1] = hash >>> 16
  return at + 2
}

export class Bigrams {
  /** @param bytes BITS / 8 of them. */
  constructor(readonly bytes: Uint8Array = new Uint8Array(BITS / 8)) {}

  add(text: string): void {
    for (const bit of bitsOf(text)) this.bytes[bit >>> 3] = (this.bytes[bit >>> 3] ?? 0) | (1 << (bit & 7))
  }

  /** False where no text can have what is asked for. */
  mayHave(asked: Uint16Array): boolean {
    for (let i = 0; i < asked.length; i++) {
      const bit = asked[i] ?? 0
      if (((this.bytes[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) return false
    }
    return true
  }
}
