import { refusal } from '../text'
import { logGamma } from './special-functions'
import type { TestRefusal } from './t-test'

/** What McNemar's test says of two classifiers on the same examples. */
export interface McNemar {
  /** How many examples only the first one has right, and only the second. The others say nothing. */
  readonly onlyA: number
  readonly onlyB: number
  /** The number of examples. */
  readonly n: number
  /** The accuracy of the first less that of the second. */
  readonly difference: number
  /** Exact and two-sided. */
  readonly p: number
}

/**
 * McNemar's test whether two classifiers err on the same examples equally often: McNemar, Note on the Sampling Error of the Difference between Correlated
 * Proportions or Percentages, Psychometrika 12, 1947, by the exact binomial distribution of the examples on which they differ (R: `binom.test(onlyA, onlyA + onlyB)`). It
 * is about these two trained models, not about what trained them: another seed is another model (Dietterich, Neural Computation 10, 1998).
 *
 * @param a whether the first is right on each example.
 * @param b the same of the second, in the same order.
 * @returns a refusal when there are no examples, or they differ on none.
 * @throws RangeError when the lists differ in length.
 */
export function mcnemar(a: readonly boolean[], b: readonly boolean[]): McNemar | TestRefusal {
  if (a.length !== b.length)
    throw new RangeError(`both have to be tested on the same examples, and these are ${a.length} and ${b.length}`)
  const n = a.length
  if (n === 0) return refusal('noExamples')
  const onlyA = a.filter((right, i) => right && !b[i]!).length
  const onlyB = a.filter((right, i) => !right && b[i]!).length
  if (onlyA + onlyB === 0) return refusal('sameExamples')
  return { onlyA, onlyB, n, difference: (onlyA - onlyB) / n, p: twoSided(Math.min(onlyA, onlyB), onlyA + onlyB) }
}

/** 2 P(X ≤ x) of X ~ B(n, ½), at most 1. */
function twoSided(x: number, n: number): number {
  const logTotal = logGamma(n + 1) - n * Math.LN2
  let sum = 0
  for (let i = 0; i <= x; i++) sum += Math.exp(logTotal - logGamma(i + 1) - logGamma(n - i + 1))
  return Math.min(1, 2 * sum)
}
