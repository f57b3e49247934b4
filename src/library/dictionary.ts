// Numbers for terms, 0, 1, 2, … in the order they were first met, in typed arrays: a million terms take some 20 MB and are
// restored without being looked at, where a Map takes ten times as much and a second.

import { createShort, createUnsigned } from "./column.js"

export interface Dictionary {
  /** How many terms it has. */
  readonly size: number
  /** The number of a term; -1 where it has none. */
  find(term: string): number
  /** The number of a term, a new one where it has none. */
  number(term: string): number
  /** The same of one of some packed terms. */
  numberOf(terms: PackedTerms, which: number): number
  /** The term of a number. */
  term(number: number): string
  save(): SavedDictionary
}

/** As it is kept: arrays of its own, which are not written to any more. */
export interface SavedDictionary {
  /** The terms' UTF-16 units, one term after the other, and where each ends. */
  units: Uint16Array
  ends: Uint32Array
  /** The hash tables one after the other: numbers of terms, -1 in what is free; and the size of each. */
  slots: Int32Array
  sizes: Uint32Array
}

/** Terms as they are told from one process to another: their UTF-16 units, one term after the other, and where each ends. */
export interface PackedTerms {
  units: Uint16Array
  ends: Uint32Array
}

export function packTerms(terms: readonly string[]): PackedTerms {
  const ends = new Uint32Array(terms.length)
  const units = new Uint16Array(terms.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const [which, term] of terms.entries()) {
    for (let i = 0; i < term.length; i++) units[at++] = term.charCodeAt(i)
    ends[which] = at
  }
  return { units, ends }
}

/** Tables that terms are spread over by their hashes: one of them grows at a time, in a millisecond. A power of two. */
const TABLES = 256
const TABLE_BITS = 8
/** Slots of a table at first. A power of two. */
const FEWEST_SLOTS = 16
/** How full a table becomes before it grows, from the first to the last: they fill alike, and are not to grow all at a time. */
const FULL = { first: 0.4, last: 0.7 }
const fullOf = (which: number): number => FULL.first + ((FULL.last - FULL.first) * which) / (TABLES - 1)

export function createDictionary(saved?: SavedDictionary): Dictionary {
  const units = createShort(saved?.units)
  const ends = createUnsigned(saved?.ends)
  const tables = saved ? tablesOf(saved) : Array.from({ length: TABLES }, () => new Int32Array(FEWEST_SLOTS).fill(-1))
  const counts = tables.map((table) => table.reduce((count, number) => count + (number >= 0 ? 1 : 0), 0))

  const startOf = (number: number): number => (number === 0 ? 0 : ends.get(number - 1))

  /** Whether a number's term is these units. */
  function isTerm(number: number, others: Uint16Array, from: number, to: number): boolean {
    const start = startOf(number)
    if (ends.get(number) - start !== to - from) return false
    for (let i = from; i < to; i++) if (units.get(start + i - from) !== others[i]) return false
    return true
  }

  /** Reads the units of a number's term; gives how many they are. */
  function read(number: number): number {
    const start = startOf(number)
    const length = ends.get(number) - start
    if (length > stored.length) stored = new Uint16Array(length * 2)
    units.read(start, length, stored)
    return length
  }

  /** The slot of a table that a term is in, or would be. */
  function slotOf(table: Int32Array, hash: number, others: Uint16Array, from: number, to: number): number {
    const mask = table.length - 1
    for (let slot = (hash >>> TABLE_BITS) & mask; ; slot = (slot + 1) & mask) {
      const number = table[slot] ?? -1
      if (number < 0 || isTerm(number, others, from, to)) return slot
    }
  }

  function term(number: number): string {
    const length = read(number)
    return String.fromCharCode(...stored.subarray(0, length))
  }

  function grown(table: Int32Array): Int32Array {
    const larger = new Int32Array(table.length * 2).fill(-1)
    const mask = larger.length - 1
    for (const number of table) {
      if (number < 0) continue
      const length = read(number)
      let slot = (hashOfUnits(stored, 0, length) >>> TABLE_BITS) & mask
      while ((larger[slot] ?? -1) >= 0) slot = (slot + 1) & mask
      larger[slot] = number
    }
    return larger
  }

  function append(others: Uint16Array, from: number, to: number): number {
    const start = units.length
    for (let i = from; i < to; i++) units.set(start + i - from, others[i] ?? 0)
    ends.set(ends.length, units.length)
    return ends.length - 1
  }

  function numberOf(others: Uint16Array, from: number, to: number): number {
    const hash = hashOfUnits(others, from, to)
    const which = hash & (TABLES - 1)
    const table = tables[which] ?? NO_TABLE
    const slot = slotOf(table, hash, others, from, to)
    const known = table[slot] ?? -1
    if (known >= 0) return known
    const number = append(others, from, to)
    table[slot] = number
    const count = (counts[which] ?? 0) + 1
    counts[which] = count
    if (count > table.length * fullOf(which)) tables[which] = grown(table)
    return number
  }

  return {
    get size() {
      return ends.length
    },
    find(term) {
      const to = spell(term)
      const hash = hashOfUnits(spelt, 0, to)
      const table = tables[hash & (TABLES - 1)] ?? NO_TABLE
      return table[slotOf(table, hash, spelt, 0, to)] ?? -1
    },
    number(term) {
      const to = spell(term)
      return numberOf(spelt, 0, to)
    },
    numberOf: (terms, which) =>
      numberOf(terms.units, which === 0 ? 0 : (terms.ends[which - 1] ?? 0), terms.ends[which] ?? 0),
    term,
    save() {
      const slots = new Int32Array(tables.reduce((sum, table) => sum + table.length, 0))
      let at = 0
      for (const table of tables) {
        slots.set(table, at)
        at += table.length
      }
      return {
        units: units.save(),
        ends: ends.save(),
        slots,
        sizes: Uint32Array.from(tables, (table) => table.length),
      }
    },
  }
}

/** The units of the term that is being looked up, and of one that has a number. */
let spelt = new Uint16Array(256)
let stored = new Uint16Array(256)

/** Puts a term there; gives its length. */
function spell(term: string): number {
  if (term.length > spelt.length) spelt = new Uint16Array(term.length * 2)
  for (let i = 0; i < term.length; i++) spelt[i] = term.charCodeAt(i)
  return term.length
}

const NO_TABLE = new Int32Array(1).fill(-1)

function tablesOf({ slots, sizes }: SavedDictionary): Int32Array[] {
  let end = 0
  return Array.from(sizes, (size) => {
    end += size
    return slots.slice(end - size, end)
  })
}

/** FNV-1a over UTF-16 units, its bits mixed again as MurmurHash3 ends: tables and slots take different ones of them. */
export function hashOf(term: string): number {
  const to = spell(term)
  return hashOfUnits(spelt, 0, to)
}

function hashOfUnits(units: Uint16Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (units[i] ?? 0), 0x01000193)
  return mixed(hash)
}

function mixed(fnv: number): number {
  let hash = fnv
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
