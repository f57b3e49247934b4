// Columns that grow: typed arrays with room for more.

export type Column = Uint8Array | Uint32Array | Int32Array

/** The column itself where it is at least so long; else its values in one half as long again, 0 in what is new. */
export function grown<Values extends Column>(values: Values, length: number): Values
export function grown(values: Column, length: number): Column {
  if (length <= values.length) return values
  const most = Math.max(length, Math.ceil(values.length * 1.5))
  const larger = emptyLike(values, most)
  larger.set(values)
  return larger
}

function emptyLike(values: Column, length: number): Column {
  if (values instanceof Uint8Array) return new Uint8Array(length)
  return values instanceof Uint32Array ? new Uint32Array(length) : new Int32Array(length)
}
