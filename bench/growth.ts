// How fast a vocabulary grows with its text: Heaps' law V = K·n^β, fitted to counts taken along the way.

/** V = k·n^beta over n running terms, of which there were `terms`, `different` of them. */
export interface Heaps {
  k: number
  beta: number
  terms: number
  different: number
}

export interface Growth {
  /** Counts the terms of one more text. */
  add(terms: readonly string[]): void
  /** The law fitted by least squares of log V on log n; NaN where there is too little text. */
  fit(): Heaps
}

/** Running terms at which the vocabulary is counted first; then each time the text has grown by this factor. */
const FIRST = 5_000
const FACTOR = 1.25

export function createGrowth(): Growth {
  const seen = new Set<string>()
  const points: Point[] = []
  let count = 0
  let due = FIRST
  return {
    add(terms) {
      for (const term of terms) {
        seen.add(term)
        count++
        if (count < due) continue
        points.push({ x: Math.log(count), y: Math.log(seen.size) })
        due = Math.ceil(due * FACTOR)
      }
    },
    fit: () => ({ ...fitted(points), terms: count, different: seen.size }),
  }
}

interface Point {
  x: number
  y: number
}

function fitted(points: readonly Point[]): { k: number; beta: number } {
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)]
  const beta = mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2)
  return { k: Math.exp(y - beta * x), beta }
}
