// How sure an answer must be to be offered, as a word that an operator can choose.

export const STRICTNESSES = ["strict", "balanced", "generous"] as const
export type Strictness = (typeof STRICTNESSES)[number]

/**
 * The confidence from which a question counts as answered; below, it is refused. Measured on CMRC 2018 dev and DRCD dev
 * with every second article taken out (`npm run -s eval -- … --halve` prints these shares for any set):
 *
 * |          | CMRC answered | refused | DRCD answered | refused |
 * | strict   |          .960 |    .932 |          .905 |    .913 |
 * | balanced |          .982 |    .886 |          .949 |    .842 |
 * | generous |          .995 |    .822 |          .973 |    .721 |
 *
 * Strict refuses nine tenths and more of what has no answer, generous answers 99% of CMRC's and 97% of DRCD's that have one.
 */
export const ANSWERED: Readonly<Record<Strictness, number>> = {
  strict: 0.5,
  balanced: 0.25,
  generous: 0.1,
}

/** What is taken where an operator says nothing. */
export const DEFAULT_STRICTNESS: Strictness = "balanced"
