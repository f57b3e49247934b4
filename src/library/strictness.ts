// How sure an answer must be to be offered, as a word that an operator can choose.

export const STRICTNESSES = ["strict", "balanced", "generous"] as const
export type Strictness = (typeof STRICTNESSES)[number]

/**
 * The confidence from which a question counts as answered; below, it is refused. Measured on CMRC 2018 dev and DRCD dev
 * with every second article taken out (`npm run -s eval -- … --halve` prints these shares for any set):
 *
 * |          | CMRC answered | refused | DRCD answered | refused |
 * | strict   |          .966 |    .903 |          .892 |    .898 |
 * | balanced |          .984 |    .852 |          .939 |    .829 |
 * | generous |          .996 |    .693 |          .980 |    .610 |
 *
 * Strict is where nine tenths of what has no answer are refused, generous where 99% of what has one are answered.
 */
export const ANSWERED: Readonly<Record<Strictness, number>> = {
  strict: 0.4,
  balanced: 0.25,
  generous: 0.1,
}

/** What is taken where an operator says nothing. */
export const DEFAULT_STRICTNESS: Strictness = "balanced"
