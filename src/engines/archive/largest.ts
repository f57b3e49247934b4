// The k-th largest of some numbers, without sorting them all. Source: Hoare, “Algorithm 65: Find”, 1961.

/** The k-th largest of some values, counted from 1; 0 where there are fewer. The values are put in another order. */
export function largest(values: Float64Array, k: number): number {
  let [low, high] = [0, values.length - 1]
  const wanted = values.length - k
  if (wanted < 0) return 0
  while (low < high) {
    const pivot = values[(low + high) >>> 1] ?? 0
    let [i, j] = [low, high]
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i++
      while ((values[j] ?? 0) > pivot) j--
      if (i > j) break
      const value = values[i] ?? 0
      values[i] = values[j] ?? 0
      values[j] = value
      i++
      j--
    }
    if (wanted <= j) high = j
    else if (wanted >= i) low = i
    else break
  }
  return values[wanted] ?? 0
}
