// A list of numbers in a typed array.

export interface Numbers {
  add(value: number): void
  length(): number
  values(): Uint32Array
}

/** A list of numbers below 2³² that grows. */
export function createNumbers(): Numbers {
  let values = new Uint32Array(64)
  let length = 0
  return {
    add(value) {
      if (length === values.length) {
        const larger = new Uint32Array(length * 2)
        larger.set(values)
        values = larger
      }
      values[length++] = value
    },
    length: () => length,
    values: () => values.subarray(0, length),
  }
}
