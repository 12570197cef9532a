import { median } from './describe'
import { checkConfidence } from './summary'
import { type Refusal, type TestResult } from './t-test'

/** More pairs than this take long, and a t test is as good there. */
const MOST = 500

/** What Wilcoxon's test says beside the usual. */
export interface SignedRank extends TestResult {
  /** The median of the means of all two differences (each with itself too): the estimate of Hodges and Lehmann. */
  readonly pseudomedian: number
}

/**
 * Wilcoxon's signed-rank test of paired values by its exact distribution, two-sided: Wilcoxon, Individual Comparisons by Ranking Methods, Biometrics Bulletin 1,
 * 1945. The interval is that of Hollander and Wolfe, Nonparametric Statistical Methods, section 3.3; it is `level` or a little more sure, as far as the number of pairs allows.
 *
 * The exact distribution holds when no difference is zero and no two are equal in size; where R falls back to an approximation, this refuses. Differences
 * that differ by rounding only count as equal: 0.91 − 0.9 and 0.92 − 0.91 do.
 *
 * @param a and `b`: the values of the pairs, in the same order.
 * @param level the confidence of the interval.
 * @returns a refusal for ties and zeros, values that are not finite, no pair or more than 500.
 * @throws RangeError when the lists differ in length.
 */
export function signedRank(a: readonly number[], b: readonly number[], level = 0.95): SignedRank | Refusal {
  checkConfidence(level)
  const differences = differencesOf(a, b)
  const n = differences.length
  if (n === 0) return { refused: 'there are no pairs' }
  if (n > MOST) return { refused: `its exact distribution is worked out for at most ${MOST} pairs; take 'paired t'` }
  if (!differences.every(Number.isFinite)) return { refused: 'a value is not finite' }
  const sizes = differences.map(Math.abs).sort((a, b) => a - b)
  const rounding = 1e-12 * Math.max(...a.map(Math.abs), ...b.map(Math.abs))
  if (sizes[0]! <= rounding)
    return { refused: `a pair does not differ, and its exact distribution knows no zeros; take 'paired t'` }
  if (sizes.some((size, i) => i > 0 && size - sizes[i - 1]! <= rounding))
    return { refused: `two differences are equal in size, and its exact distribution knows no ties; take 'paired t'` }
  const ranks = new Map(sizes.map((size, i) => [size, i + 1]))
  const statistic = differences.reduce((sum, d) => (d > 0 ? sum + ranks.get(d)! : sum), 0)
  const lower = lowerTails(n)
  const most = (n * (n + 1)) / 2
  const p = Math.min(1, 2 * lower[Math.min(statistic, most - statistic)]!)
  const walsh = differences
    .flatMap((one, i) => differences.slice(i).map((other) => (one + other) / 2))
    .sort((a, b) => a - b)
  // The most averages that may be cut off at either end.
  const cut = lower.findIndex((tail) => tail > (1 - level) / 2)
  const interval =
    cut === 0 ? { low: -Infinity, high: Infinity, level } : { low: walsh[cut - 1]!, high: walsh[most - cut]!, level }
  return { statistic, df: null, p, interval, pseudomedian: median(walsh) }
}

/** What each pair differs by, a − b. @throws RangeError when the lists differ in length. */
export function differencesOf(a: readonly number[], b: readonly number[]): number[] {
  if (a.length !== b.length)
    throw new RangeError(`✖ pairs need as many values on both sides, not ${a.length} and ${b.length}`)
  return a.map((value, i) => value - b[i]!)
}

/** The smallest two-sided p that so many pairs can give: 2 / 2ⁿ. */
export function smallestSignedRankP(n: number): number {
  return Math.min(1, 2 ** (1 - n))
}

/** P(V ≤ v) for v = 0 … n(n+1)/2: each rank is in the sum or not, with probability ½ each. */
export function lowerTails(n: number): number[] {
  let probabilities = [1]
  for (let rank = 1; rank <= n; rank++) {
    const next = new Array<number>(probabilities.length + rank).fill(0)
    probabilities.forEach((p, v) => {
      next[v]! += p / 2
      next[v + rank]! += p / 2
    })
    probabilities = next
  }
  let sum = 0
  return probabilities.map((p) => (sum += p))
}
