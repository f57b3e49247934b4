// Logistic regression by gradient descent: whether (one row at a time), and which (one of several).

/** A row of features and whether it is to score high. */
export interface Row {
  features: number[]
  target: 0 | 1
  /** How much it counts beside the others. */
  weight: number
  /** What is added to its score whatever the weights learnt are. */
  offset?: number
}

/** What a question has to choose from: the features of each, and which ones are right. */
export interface Choice {
  features: number[][]
  gold: boolean[]
  /** How much the question counts beside the others. */
  weight: number
}

/** Keeps the weights of features that say the same small. */
const L2 = 5e-5

/** Logistic regression on features brought to the same scale. The last feature is the bias. */
export function learn(rows: readonly Row[]): number[] {
  const width = rows[0]?.features.length ?? 0
  const scale = Array.from({ length: width }, (_, i) =>
    Math.max(1e-9, Math.sqrt(rows.reduce((sum, { features }) => sum + (features[i] ?? 0) ** 2, 0) / rows.length)),
  )
  const values = flatten(
    rows.map(({ features }) => features),
    scale,
  )
  const total = rows.reduce((sum, { weight }) => sum + weight, 0)
  const weights = descend(width, (at, gradient) => {
    for (const [r, { target, weight, offset = 0 }] of rows.entries()) {
      const error = (weight / total) * (1 / (1 + Math.exp(-product(values, r, at) - offset)) - target)
      addRow(gradient, values, r, error)
    }
    for (let i = 0; i < width - 1; i++) gradient[i] = (gradient[i] ?? 0) + 2 * L2 * (at[i] ?? 0)
  })
  return weights.map((weight, i) => weight / (scale[i] ?? 1))
}

/** Logistic regression that chooses among several: the weights that make the right ones likely. */
export function learnChoice(choices: readonly Choice[]): number[] {
  const width = choices[0]?.features[0]?.length ?? 0
  const scale = Array.from({ length: width }, (_, i) =>
    deviation(choices.map(({ features }) => features.map((values) => values[i] ?? 0))),
  )
  const values = flatten(
    choices.flatMap(({ features }) => features),
    scale,
  )
  const total = choices.reduce((sum, { weight }) => sum + weight, 0)
  const weights = descend(width, (at, gradient) => {
    let row = 0
    for (const { gold, weight } of choices) {
      const first = row
      const scores = gold.map(() => product(values, row++, at))
      const highest = Math.max(...scores)
      const chances = scores.map((score) => Math.exp(score - highest))
      const all = chances.reduce((sum, chance) => sum + chance, 0)
      const right = chances.reduce((sum, chance, k) => sum + (gold[k] ? chance : 0), 0)
      for (const [k, chance] of chances.entries())
        addRow(gradient, values, first + k, (weight / total) * (chance / all - (gold[k] ? chance / right : 0)))
    }
    for (let i = 0; i < width; i++) gradient[i] = (gradient[i] ?? 0) + 2 * L2 * (at[i] ?? 0)
  })
  return weights.map((weight, i) => weight / (scale[i] ?? 1))
}

/** Steps of gradient descent; twice as many change no weight by a twentieth. */
const STEPS = 2000
const RATE = 0.1

/** Gradient descent with momentum. Source: Nesterov, "A method of solving a convex programming problem …", 1983. */
function descend(width: number, addGradient: (at: Float64Array, gradient: Float64Array) => void): number[] {
  let weights = new Float64Array(width)
  let ahead = weights
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(width)
    addGradient(ahead, gradient)
    const next = ahead.map((weight, i) => weight - RATE * (gradient[i] ?? 0))
    const last = weights
    ahead = next.map((weight, i) => weight + (step / (step + 3)) * (weight - (last[i] ?? 0)))
    weights = next
  }
  return [...weights]
}

/** Rows one behind the other, each value divided by its scale. */
function flatten(rows: readonly (readonly number[])[], scale: readonly number[]): Float64Array {
  const values = new Float64Array(rows.length * scale.length)
  for (const [r, row] of rows.entries())
    for (const [i, unit] of scale.entries()) values[r * scale.length + i] = (row[i] ?? 0) / unit
  return values
}

function product(values: Float64Array, row: number, weights: Float64Array): number {
  const start = row * weights.length
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += (values[start + i] ?? 0) * (weights[i] ?? 0)
  return sum
}

function addRow(total: Float64Array, values: Float64Array, row: number, times: number): void {
  const start = row * total.length
  for (let i = 0; i < total.length; i++) total[i] = (total[i] ?? 0) + times * (values[start + i] ?? 0)
}

/** The standard deviation of values within their groups; 1 where all of a group are alike. */
function deviation(groups: readonly number[][]): number {
  const squares = groups.flatMap((group) => {
    const mean = group.reduce((sum, value) => sum + value, 0) / group.length
    return group.map((value) => (value - mean) ** 2)
  })
  const deviation = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)
  return deviation > 1e-9 ? deviation : 1
}
