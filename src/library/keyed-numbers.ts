// Numbers by 32-bit hashes of what they are looked up by, any number of them by one hash, in columns: sixteen bytes
// each. It grows by linear hashing (Litwin 1980), a bucket at a time, so that no addition has all the others move.

import { createSigned, createUnsigned } from "./column.js"

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

/** Numbers by hashes; what was saved is taken over, and written to. */
export function createKeyedNumbers(saved?: SavedKeyedNumbers): KeyedNumbers {
  const hashes = createUnsigned(saved?.hashes)
  const numbers = createUnsigned(saved?.numbers)
  const behind = createSigned(saved?.behind)
  const buckets = createSigned(saved?.buckets)
  if (buckets.length === 0) buckets.set(0, -1)
  /** The largest power of two that is no more than the buckets. */
  let level = 2 ** Math.floor(Math.log2(buckets.length))

  /** The bucket of a hash: by one bit more where that bucket is there already. */
  function bucketOf(hash: number): number {
    const bucket = hash & (2 * level - 1)
    return bucket < buckets.length ? bucket : bucket & (level - 1)
  }

  function link(entry: number, bucket: number): void {
    behind.set(entry, buckets.get(bucket))
    buckets.set(bucket, entry)
  }

  /** Divides the next bucket in turn between itself and a new one. */
  function split(): void {
    const divided = buckets.length - level
    let entry = buckets.get(divided)
    buckets.set(divided, -1)
    buckets.set(buckets.length, -1)
    while (entry >= 0) {
      const next = behind.get(entry)
      link(entry, bucketOf(hashes.get(entry)))
      entry = next
    }
    if (buckets.length === 2 * level) level = buckets.length
  }

  return {
    get size() {
      return numbers.length
    },
    add(hash, number) {
      const entry = numbers.length
      hashes.set(entry, hash)
      numbers.set(entry, number)
      link(entry, bucketOf(hash))
      if (numbers.length > buckets.length) split()
    },
    of(hash) {
      const found: number[] = []
      for (let entry = buckets.get(bucketOf(hash)); entry >= 0; entry = behind.get(entry))
        if (hashes.get(entry) === hash) found.push(numbers.get(entry))
      return found
    },
    save: () => ({
      hashes: hashes.save(),
      numbers: numbers.save(),
      behind: behind.save(),
      buckets: buckets.save(),
    }),
  }
}
