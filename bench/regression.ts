// Logistic regression by gradient descent: whether (one row at a time), and which (one of several).

/** A row of features and whether it is to score high. */
export interface Row {
  features: number[]
  target: 0 | 1
}

/** What a question has to choose from: the features of each, and which ones are right. */
export interface Choice {
  features: number[][]
  gold: boolean[]
  /** How much the question counts beside the others. */
  weight: number
}

/** Steps of gradient descent; by then the loss no longer changes in its fourth decimal. */
const STEPS = 1500
const RATE = 2
/** Keeps the weights of features that say the same small. */
const L2 = 1e-3

/** Logistic regression by gradient descent on features brought to the same scale. The last feature is the bias. */
export function learn(rows: readonly Row[]): number[] {
  const width = rows[0]?.features.length ?? 0
  const scale = Array.from({ length: width }, (_, i) =>
    Math.max(1e-9, Math.sqrt(rows.reduce((sum, { features }) => sum + (features[i] ?? 0) ** 2, 0) / rows.length)),
  )
  const scaled = rows.map((row) => ({
    ...row,
    features: Float64Array.from(row.features, (x, i) => x / (scale[i] ?? 1)),
  }))
  const weights = new Float64Array(width)
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(width)
    for (const { features, target } of scaled) {
      let z = 0
      for (let i = 0; i < width; i++) z += (features[i] ?? 0) * (weights[i] ?? 0)
      const error = (1 / (1 + Math.exp(-z)) - target) / scaled.length
      for (let i = 0; i < width; i++) gradient[i] = (gradient[i] ?? 0) + error * (features[i] ?? 0)
    }
    for (let i = 0; i < width; i++) {
      const penalty = i === width - 1 ? 0 : 2 * L2 * (weights[i] ?? 0)
      weights[i] = (weights[i] ?? 0) - RATE * ((gradient[i] ?? 0) + penalty)
    }
  }
  return [...weights].map((weight, i) => weight / (scale[i] ?? 1))
}

/** Logistic regression that chooses among several: the weights that make the right ones likely, by gradient descent. */
export function learnChoice(choices: readonly Choice[]): number[] {
  const width = choices[0]?.features[0]?.length ?? 0
  const scale = Array.from({ length: width }, (_, i) =>
    deviation(choices.map(({ features }) => features.map((values) => values[i] ?? 0))),
  )
  const total = choices.reduce((sum, { weight }) => sum + weight, 0)
  const scaled = choices.map(({ features, gold, weight }) => ({
    weight: weight / total,
    features: features.map((values) => Float64Array.from(values, (x, i) => x / (scale[i] ?? 1))),
    gold,
  }))
  const weights = new Float64Array(width)
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(width)
    for (const { features, gold, weight } of scaled) {
      const chances = features.map((values) => Math.exp(values.reduce((z, x, i) => z + x * (weights[i] ?? 0), 0)))
      const all = chances.reduce((sum, chance) => sum + chance, 0)
      const right = chances.reduce((sum, chance, k) => sum + (gold[k] ? chance : 0), 0)
      for (const [k, values] of features.entries()) {
        const chance = chances[k] ?? 0
        const error = weight * (chance / all - (gold[k] ? chance / right : 0))
        for (let i = 0; i < width; i++) gradient[i] = (gradient[i] ?? 0) + error * (values[i] ?? 0)
      }
    }
    for (let i = 0; i < width; i++)
      weights[i] = (weights[i] ?? 0) - RATE * ((gradient[i] ?? 0) + 2 * L2 * (weights[i] ?? 0))
  }
  return [...weights].map((weight, i) => weight / (scale[i] ?? 1))
}

/** The standard deviation of values within their groups. */
function deviation(groups: readonly number[][]): number {
  const squares = groups.flatMap((group) => {
    const mean = group.reduce((sum, value) => sum + value, 0) / group.length
    return group.map((value) => (value - mean) ** 2)
  })
  return Math.max(1e-9, Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length))
}
