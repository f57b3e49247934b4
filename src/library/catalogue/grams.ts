// Which short runs of characters (grams) the texts of a block have, in few bits (Bloom, 1970): tells where a text cannot be.

import { BREAK } from "./column.js"

/** The texts of an article that are searched, by their names. */
export const TEXTS = ["title", "known", "opening", "spelt", "initials"] as const
export type Text = (typeof TEXTS)[number]

/**
 * How long the grams are, in UTF-16 units. A pair of Chinese characters is in few texts, a pair of letters in all; of
 * pinyin it takes five, which are more than a syllable or two of the commonest.
 */
const SIZES: Readonly<Record<Text, readonly number[]>> = {
  title: [1, 2],
  known: [1, 2],
  opening: [1, 2],
  spelt: [3, 5],
  initials: [3],
}

/** Bits for the texts of a full block. About a third of them are set, so that a gram that none has is taken for theirs in a ninth of the blocks. */
export const BITS = 1 << 17
const MASK = BITS - 1

export class Grams {
  /** @param bytes BITS / 8 of them. */
  constructor(readonly bytes: Uint8Array = new Uint8Array(BITS / 8)) {}

  add(name: Text, row: string): void {
    const text = BREAK + row
    for (const size of SIZES[name])
      for (let at = 0; at + size <= text.length; at++) {
        const hash = hashOf(name, text, at, size)
        this.set(hash & MASK)
        this.set(hash >>> SECOND)
      }
  }

  /** False where no row has what is asked for. */
  mayHave(asked: readonly number[]): boolean {
    for (const bit of asked) if (((this.bytes[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) return false
    return true
  }

  private set(bit: number): void {
    this.bytes[bit >>> 3] = (this.bytes[bit >>> 3] ?? 0) | (1 << (bit & 7))
  }
}

/** The bits that a text sets which stands in a row, or begins one where it begins with a line break; none of a short one. */
export function bitsOf(name: Text, text: string): number[] {
  const size = SIZES[name].findLast((each) => each <= text.length)
  if (size === undefined) return []
  const bits: number[] = []
  for (let at = 0; at + size <= text.length; at++) {
    const hash = hashOf(name, text, at, size)
    bits.push(hash & MASK, hash >>> SECOND)
  }
  return bits
}

/** The first and the last 17 of a hash's 32 bits are as good as independent. */
const SECOND = 32 - 17

function hashOf(name: Text, text: string, from: number, size: number): number {
  // FNV-1a over the units, behind the name and the size; then the finaliser of MurmurHash3.
  let hash = TEXTS.indexOf(name) * 8 + size
  for (let at = from; at < from + size; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
