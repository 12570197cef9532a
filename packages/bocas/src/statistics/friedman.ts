import { refusal } from '../text'
import { chiSquaredUpper, fUpper, rangeQuantile, rangeUpper } from './distributions'
import { mean } from './describe'
import { ranksOf, tiesIn } from './ranks'
import type { TestRefusal } from './t-test'

/** What Friedman's test says of methods over data sets. */
export interface Friedman {
  /** The mean rank of each method, 1 is the best: in the order of the methods. */
  readonly meanRanks: readonly number[]
  /** The rank of each method on each data set: `ranks[dataSet][method]`. */
  readonly ranks: readonly (readonly number[])[]
  /** The number of data sets, and of methods. */
  readonly n: number
  readonly k: number
  /** Friedman's χ², corrected for ties, with k − 1 degrees of freedom. */
  readonly chiSquared: number
  readonly df: number
  /** The p of χ². */
  readonly p: number
  /** The statistic of Iman and Davenport, (n − 1) χ² / (n (k − 1) − χ²), less conservative; its degrees of freedom, and its p. */
  readonly f: number
  readonly fDf: readonly [number, number]
  readonly fP: number
}

/**
 * Friedman's test whether methods rank alike over data sets: Friedman, The Use of Ranks to Avoid the Assumption of Normality Implicit in the Analysis of
 * Variance, JASA 32, 1937; with ties Conover, Practical Nonparametric Statistics, third edition, section 5.8, as R's friedman.test. The F statistic is that of
 * Iman and Davenport, Communications in Statistics A 9, 1980. For methods of machine learning: Demšar, Statistical Comparisons of Classifiers over Multiple Data
 * Sets, JMLR 7, 2006, section 3.2.2.
 *
 * @param table `table[dataSet][method]`: one number each, such as the mean over seeds. Data sets have to be independent of each other.
 * @param better whether more or less is good.
 * @returns a refusal for fewer than three methods, so few data sets that χ² is no approximation (less than 5, or 10 with three methods; Demšar has more than 10
 *   data sets and 5 methods as a rule of thumb), values that are not finite, or methods that tie everywhere.
 * @throws RangeError when rows differ in length.
 */
export function friedman(table: readonly (readonly number[])[], better: 'max' | 'min'): Friedman | TestRefusal {
  const n = table.length
  const k = table[0]?.length ?? 0
  if (table.some((row) => row.length !== k))
    throw new RangeError("Friedman's test needs a number of each method on each data set")
  if (k < 3) return refusal('fewMethods', k)
  const least = k === 3 ? 10 : 5
  if (n < least) return refusal('fewDataSets', n, k, least)
  if (!table.flat().every(Number.isFinite)) return refusal('notFinite')
  const ranks = table.map((row) => ranksOf(row, better))
  const meanRanks = Array.from({ length: k }, (_, method) => mean(ranks.map((row) => row[method]!)))
  const ties = ranks.flatMap(tiesIn).reduce((sum, t) => sum + t ** 3 - t, 0)
  const spread = 1 - ties / (n * (k ** 3 - k))
  if (spread <= 0) return refusal('methodsTie')
  const squares = meanRanks.reduce((sum, rank) => sum + (rank - (k + 1) / 2) ** 2, 0)
  const chiSquared = ((12 * n) / (k * (k + 1))) * (squares / spread)
  const most = n * (k - 1)
  const f = chiSquared >= most * (1 - 4 * Number.EPSILON) ? Infinity : ((n - 1) * chiSquared) / (most - chiSquared)
  const fDf = [k - 1, (k - 1) * (n - 1)] as const
  return {
    meanRanks,
    ranks,
    n,
    k,
    chiSquared,
    df: k - 1,
    p: chiSquaredUpper(chiSquared, k - 1),
    f,
    fDf,
    fP: fUpper(f, ...fDf),
  }
}

/**
 * How far two mean ranks have to be apart to differ by Nemenyi's test: q_α √(k (k + 1) / (6 n)), with q_α the studentised range over √2 (Nemenyi,
 * Distribution-free Multiple Comparisons, 1963; Demšar 2006, section 3.2.2 and table 5).
 *
 * @param k the number of methods.
 * @param n the number of data sets.
 * @param level the probability of calling any difference one where there is none.
 */
export function criticalDifference(k: number, n: number, level = 0.05): number {
  return (rangeQuantile(level, k) / Math.SQRT2) * Math.sqrt((k * (k + 1)) / (6 * n))
}

/** Nemenyi's p of two methods, corrected for all pairs of `k`, from their mean ranks over `n` data sets. */
export function nemenyi(rankA: number, rankB: number, k: number, n: number): number {
  return rangeUpper((Math.abs(rankA - rankB) * Math.SQRT2) / Math.sqrt((k * (k + 1)) / (6 * n)), k)
}

/**
 * The groups of methods that cannot be told apart, for a diagram: each as long as it can be, none within another, by index from the best rank on. Methods that
 * stand alone are in none.
 */
export function rankGroups(meanRanks: readonly number[], difference: number): number[][] {
  const order = meanRanks.map((_, i) => i).sort((i, j) => meanRanks[i]! - meanRanks[j]! || i - j)
  const groups: number[][] = []
  let reached = 0
  for (const [first, method] of order.entries()) {
    let next = first + 1
    while (next < order.length && meanRanks[order[next]!]! - meanRanks[method]! < difference) next++
    if (next > reached && next > first + 1) groups.push(order.slice(first, next))
    reached = Math.max(reached, next)
  }
  return groups
}
