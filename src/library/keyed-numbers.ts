// Numbers by 32-bit hashes of what they are looked up by, any number of them by one hash, in typed arrays: sixteen bytes
// each. It grows by linear hashing (Litwin 1980), a bucket at a time, so that no addition has all the others move.

import { grown } from "./grown.js"

export interface KeyedNumbers {
  /** How many numbers it has. */
  readonly size: number
  add(hash: number, number: number): void
  /** The numbers that were added by this hash, in no order. */
  of(hash: number): number[]
  save(): SavedKeyedNumbers
}

/** Of each entry its hash, its number and the entry behind it in its bucket; of each bucket its first entry; -1 for none. */
export interface SavedKeyedNumbers {
  hashes: Uint32Array
  numbers: Uint32Array
  behind: Int32Array
  buckets: Int32Array
}

/** Buckets at first. A power of two. */
const FEWEST_BUCKETS = 16

export function createKeyedNumbers(saved?: SavedKeyedNumbers): KeyedNumbers {
  let hashes = saved?.hashes.slice() ?? new Uint32Array(FEWEST_BUCKETS)
  let numbers = saved?.numbers.slice() ?? new Uint32Array(FEWEST_BUCKETS)
  let behind = saved?.behind.slice() ?? new Int32Array(FEWEST_BUCKETS)
  let buckets = saved?.buckets.slice() ?? new Int32Array(FEWEST_BUCKETS).fill(-1)
  let size = saved?.hashes.length ?? 0
  let used = buckets.length
  /** The largest power of two that is no more than the buckets used. */
  let level = 2 ** Math.floor(Math.log2(used))

  /** The bucket of a hash: by one bit more where that bucket is there already. */
  function bucketOf(hash: number): number {
    const bucket = hash & (2 * level - 1)
    return bucket < used ? bucket : bucket & (level - 1)
  }

  function link(entry: number, bucket: number): void {
    behind[entry] = buckets[bucket] ?? -1
    buckets[bucket] = entry
  }

  /** Divides the next bucket in turn between itself and a new one. */
  function split(): void {
    buckets = grown(buckets, used + 1)
    const divided = used - level
    let entry = buckets[divided] ?? -1
    buckets[divided] = -1
    buckets[used] = -1
    used++
    while (entry >= 0) {
      const next = behind[entry] ?? -1
      link(entry, bucketOf(hashes[entry] ?? 0))
      entry = next
    }
    if (used === 2 * level) level = used
  }

  return {
    get size() {
      return size
    },
    add(hash, number) {
      hashes = grown(hashes, size + 1)
      numbers = grown(numbers, size + 1)
      behind = grown(behind, size + 1)
      hashes[size] = hash
      numbers[size] = number
      link(size, bucketOf(hash))
      size++
      if (size > used) split()
    },
    of(hash) {
      const found: number[] = []
      for (let entry = buckets[bucketOf(hash)] ?? -1; entry >= 0; entry = behind[entry] ?? -1)
        if (hashes[entry] === hash) found.push(numbers[entry] ?? 0)
      return found
    },
    save: () => ({
      hashes: hashes.slice(0, size),
      numbers: numbers.slice(0, size),
      behind: behind.slice(0, size),
      buckets: buckets.slice(0, used),
    }),
  }
}
