import { refusal } from '../text'
import { median } from './describe'
import { isClose, roundingOf } from './rounding'
import { lowerTails, permutationTails } from './signed-rank-distribution'
import { checkConfidence } from './summary'
import { type TestRefusal, type TestResult } from './t-test'

/** More pairs than this take long, and a t test is as good there. */
const MOST = 500

/** What Wilcoxon's test says beside the usual. */
export interface SignedRank extends TestResult {
  /** The median of the means of all two differences (each with itself too): the estimate of Hodges and Lehmann. Differences of zero are among them. */
  readonly pseudomedian: number
  /** The number of pairs that differ: only these are ranked. */
  readonly ranked: number
  /** Whether some of them differ by equally much, so that they share a mean rank. */
  readonly hasTies: boolean
}

/**
 * Wilcoxon's signed-rank test of paired values by its exact distribution, two-sided: Wilcoxon, Individual Comparisons by Ranking Methods, Biometrics Bulletin 1,
 * 1945. Pairs that do not differ are left out, as Wilcoxon did and R does; differences of equal size share the mean of their ranks. The distribution is that
 * over all signs of the ranks there are (the permutation distribution), so that p is exact with ties and zeros too, where R approximates.
 *
 * The interval is that of Hollander and Wolfe, Nonparametric Statistical Methods, section 3.3, from all differences; it is `level` or more sure, as far as the
 * number of pairs allows. With ties and zeros it stays at least as sure (Noether, Wilcoxon Confidence Intervals for Location Parameters in the Discrete Case,
 * JASA 62, 1967) and is somewhat wide: it may reach to zero where p is just below 1 − level.
 *
 * What differs by rounding only counts as equal: 0.91 − 0.9 and 0.92 − 0.91 do (`roundingOf`).
 *
 * @param a and `b`: the values of the pairs, in the same order.
 * @param level the confidence of the interval.
 * @returns a refusal when no pair differs, values are not finite or too far apart for a number, and for no pair or more than 500.
 * @throws RangeError when the lists differ in length.
 */
export function signedRank(a: readonly number[], b: readonly number[], level = 0.95): SignedRank | TestRefusal {
  checkConfidence(level)
  const all = differencesOf(a, b)
  const n = all.length
  if (n === 0) return refusal('noPairs')
  if (n > MOST) return refusal('manyPairs', MOST)
  if (![...a, ...b].every(Number.isFinite)) return refusal('notFinite')
  if (!all.every(Number.isFinite)) return refusal('tooFarApart')
  const rounding = a.map((value, i) => roundingOf([value, b[i]!]))
  const differences = all.map((difference, i) => (isClose(difference, 0, rounding[i]!) ? 0 : difference))
  const ranks = midranks(differences, rounding)
  const ranked = ranks.filter((rank) => rank > 0)
  if (ranked.length === 0) return refusal('nothingToRank')
  const sum = (items: readonly number[]) => items.reduce((total, item) => total + item, 0)
  const statistic = sum(ranks.filter((_, i) => differences[i]! > 0))
  const lesser = Math.min(statistic, sum(ranked) - statistic)
  const hasTies = new Set(ranked).size < ranked.length
  const p = Math.min(1, 2 * (hasTies ? permutationTails(ranked)[2 * lesser]! : lowerTails(ranked.length)[lesser]!))
  const walsh = snapped(
    differences.flatMap((one, i) => differences.slice(i).map((other) => middle(one, other))).sort((a, b) => a - b),
    rounding.reduce((most, own) => Math.max(most, own), 0),
  )
  return {
    statistic,
    df: null,
    p,
    interval: intervalOf(walsh, n, level),
    pseudomedian: median(walsh),
    ranked: ranked.length,
    hasTies,
  }
}

/** The ranks of the sizes, from 1; equal ones share the mean of theirs, and 0 is no rank. */
function midranks(differences: readonly number[], rounding: readonly number[]): number[] {
  const sizes = differences
    .flatMap((d, i) => (d === 0 ? [] : [{ i, size: Math.abs(d) }]))
    .sort((a, b) => a.size - b.size)
  const ranks = differences.map(() => 0)
  for (let first = 0; first < sizes.length;) {
    let next = first + 1
    const isTied = (at: number) => {
      const [own, before] = [sizes[at]!, sizes[at - 1]!]
      return isClose(own.size, before.size, Math.max(rounding[own.i]!, rounding[before.i]!))
    }
    while (next < sizes.length && isTied(next)) next++
    for (const { i } of sizes.slice(first, next)) ranks[i] = (first + 1 + next) / 2
    first = next
  }
  return ranks
}

/** Sorted values, those that differ by rounding only made equal to the first of them. */
function snapped(sorted: readonly number[], rounding: number): number[] {
  let first = sorted[0]!
  return sorted.map((value) => (isClose(value, first, rounding) ? first : (first = value)))
}

/** Between the averages that are left when as many are cut off at either end as the level allows. */
function intervalOf(walsh: readonly number[], n: number, level: number): TestResult['interval'] {
  const cut = lowerTails(n).findIndex((tail) => tail > (1 - level) / 2)
  if (cut === 0) return { low: -Infinity, high: Infinity, level }
  return { low: walsh[cut - 1]!, high: walsh[walsh.length - cut]!, level }
}

/** Half of each where the sum would be too large for a number. */
function middle(one: number, other: number): number {
  const sum = one + other
  return Number.isFinite(sum) ? sum / 2 : one / 2 + other / 2
}

/** What each pair differs by, a − b. @throws RangeError when the lists differ in length. */
export function differencesOf(a: readonly number[], b: readonly number[]): number[] {
  if (a.length !== b.length)
    throw new RangeError(`pairs need as many values on both sides, not ${a.length} and ${b.length}`)
  return a.map((value, i) => value - b[i]!)
}
