// How sure an answer must be to be offered, as a word that an operator can choose.

export const STRICTNESSES = ["strict", "balanced", "generous"] as const
export type Strictness = (typeof STRICTNESSES)[number]

/**
 * The confidence from which a question counts as answered; below, it is refused. Measured on CMRC 2018 dev and DRCD dev
 * with every second article taken out (`npm run -s eval -- … --halve` prints these shares for any set):
 *
 * |          | CMRC answered | refused | DRCD answered | refused |
 * | strict   |          .955 |    .932 |          .887 |    .927 |
 * | balanced |          .984 |    .886 |          .950 |    .847 |
 * | generous |          .994 |    .798 |          .977 |    .719 |
 *
 * Strict refuses nine tenths and more of what has no answer, balanced answers 95% and more of what has one, generous 99% of CMRC's and 98% of DRCD's.
 */
export const ANSWERED: Readonly<Record<Strictness, number>> = {
  strict: 0.5,
  balanced: 0.24,
  generous: 0.1,
}

/** What is taken where an operator says nothing. */
export const DEFAULT_STRICTNESS: Strictness = "balanced"

/** How much surer another reading of a question (a corrected name, a subject put in) must be than what was typed. */
export const SURER = 0.1
