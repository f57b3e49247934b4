// Chance that is the same every time: from a seed to numbers.

export interface Chance {
  /** From 0 up to, but without, `most`; a whole number. */
  below(most: number): number
  bytes(length: number): Uint8Array
}

/** mulberry32: 2³² numbers, evenly spread (github.com/bryc/code, PRNGs). */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  return {
    below: (most) => next() % most,
    bytes: (length) => Uint8Array.from({ length }, () => next() & 0xff),
  }
}
