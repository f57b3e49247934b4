// Chance that comes out the same for the same seed.

export interface Chance {
  /** From 0 up to but without 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  /** Whether something happens that does so once in 1/`share`. */
  happens(share: number): boolean
  /** One of a list, which must not be empty. */
  one<T>(list: readonly T[]): T
  /** The list in another order. */
  shuffled<T>(list: readonly T[]): T[]
}

/** Source: mulberry32 by Tommy Ettinger, public domain. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    happens: (share) => next() < share,
    one: <T>(list: readonly T[]): T => {
      const [chosen] = list.slice(Math.floor(next() * list.length))
      if (chosen === undefined) throw new RangeError("nothing to choose from")
      return chosen
    },
    shuffled: (list) =>
      list
        .map((item) => ({ item, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item),
  }
}
