// Numbers for strings, 0, 1, 2, … in the order they are first met: a Map of them, but that strings of one or two UTF-16
// units, as nearly all words and pairs of characters of Chinese are, are looked up by those, in typed arrays. Strings that
// every text makes anew need no hash then.

export interface StringNumbers {
  /** How many strings have a number. */
  readonly size: number
  /** The number of a string; a new one, `size` as it was before, where it has none. */
  number(text: string): number
  /** All strings by their numbers. */
  strings(): string[]
  /** Forgets all. */
  clear(): void
}

/** Slots at first. A power of two. */
const FEWEST = 64

export function createStringNumbers(): StringNumbers {
  let all: string[] = []
  /** By the slots of their hashes, of strings of one unit or two; counted from 1. Beside them those units. */
  let short = new Int32Array(FEWEST)
  let units = new Uint32Array(FEWEST)
  let shorts = 0
  const longer = new Map<string, number>()

  function slotOf(key: number): number {
    const mask = units.length - 1
    let slot = (Math.imul(key, 0x9e3779b1) >>> 7) & mask
    while (short[slot] !== 0 && units[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  function grow(): void {
    const [formerShort, formerUnits] = [short, units]
    short = new Int32Array(formerShort.length * 2)
    units = new Uint32Array(formerUnits.length * 2)
    for (let i = 0; i < formerShort.length; i++) {
      if (formerShort[i] === 0) continue
      const slot = slotOf(formerUnits[i] ?? 0)
      short[slot] = formerShort[i] ?? 0
      units[slot] = formerUnits[i] ?? 0
    }
  }

  function ofShort(text: string, key: number): number {
    const slot = slotOf(key)
    const known = short[slot] ?? 0
    if (known > 0) return known - 1
    const number = all.push(text) - 1
    units[slot] = key
    short[slot] = number + 1
    shorts++
    if (shorts * 2 > short.length) grow()
    return number
  }

  function ofLonger(text: string): number {
    const known = longer.get(text)
    if (known !== undefined) return known
    const number = all.push(text) - 1
    longer.set(text, number)
    return number
  }

  return {
    get size() {
      return all.length
    },
    number(text) {
      if (text.length === 1) return ofShort(text, text.charCodeAt(0))
      const first = text.length === 2 ? text.charCodeAt(0) : 0
      return first > 0 ? ofShort(text, ((first << 16) | text.charCodeAt(1)) >>> 0) : ofLonger(text)
    },
    strings: () => all,
    clear() {
      all = []
      short = new Int32Array(FEWEST)
      units = new Uint32Array(FEWEST)
      shorts = 0
      longer.clear()
    },
  }
}
