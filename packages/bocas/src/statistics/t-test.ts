import { refusal, type RefusalReason } from '../text'
import { mean, sdOf } from './describe'
import { sizeOfLargest, subtract } from './rounding'
import { checkConfidence, type Interval } from './summary'
import { tCdf, tQuantile } from './t-distribution'
import { unitOf } from './unit'

/** What a test says of a difference. */
export interface TestResult {
  /** Student's t, or Wilcoxon's V: the sum of the ranks of the positive differences. */
  readonly statistic: number
  /** Degrees of freedom; `null` for Wilcoxon's test, which has none. */
  readonly df: number | null
  /** Two-sided. */
  readonly p: number
  /** Of the difference in means; of Wilcoxon's test, of the pseudomedian of the differences. */
  readonly interval: Interval
}

/** A test that cannot be made. */
export interface TestRefusal {
  /** Why, as a sentence without a stop. */
  readonly refused: string
  /** The same, to be said in any language. */
  readonly reason: RefusalReason
}

/** Two lists of values of which the means are compared. */
export type Sides = readonly [a: readonly number[], b: readonly number[]]

/**
 * Welch's t test of two means, two-sided, variances not assumed equal: Welch, The Generalization of 'Student's' Problem when Several Different Population
 * Variances are Involved, Biometrika 34, 1947.
 *
 * Of several pairs of lists (a data set each), it tests the mean of the differences, every pair of lists with equal weight; the variances add up and the degrees
 * of freedom are Satterthwaite's (Biometrics Bulletin 2, 1946), of which Welch's are the case of one pair of lists.
 *
 * @param level the confidence of the interval.
 * @returns a refusal when a list has fewer than two values, a value is not finite, or nothing varies.
 */
export function welch(strata: readonly Sides[], level = 0.95): TestResult | TestRefusal {
  const lists = strata.flat()
  return (
    problem(lists, 'fewRunsForT') ??
    tTest(
      strata.map(([a, b]) => subtract(mean(a), mean(b))),
      { lists, sizes: lists.map((list) => sizeOfLargest(list)) },
      level,
    )
  )
}

/**
 * Student's t test of paired values: whether the mean of their differences is zero, two-sided (Student, The Probable Error of a Mean, Biometrika 6, 1908). Of
 * several lists of differences it tests the mean of their means, as {@link welch} does.
 *
 * @param level the confidence of the interval.
 * @param sizes of each list the size of the largest value that its differences were computed from: by it is told whether they vary by more than rounding.
 * @returns a refusal when there are fewer than two differences, one is not finite, or they do not vary.
 */
export function pairedT(
  strata: readonly (readonly number[])[],
  level = 0.95,
  sizes = strata.map((list) => sizeOfLargest(list)),
): TestResult | TestRefusal {
  return problem(strata, 'fewPairsForT') ?? tTest(strata.map(mean), { lists: strata, sizes }, level)
}

/**
 * The corrected resampled t test: whether the mean of J differences is zero that come from resampling one data set, as the folds of a repeated cross-validation
 * or repeated random splits do. Their training sets share data, so they are not independent, and a t test that takes them so calls chance a difference far too
 * often. t = mean / √((1/J + n_test/n_train) · s²), with J − 1 degrees of freedom, two-sided.
 *
 * Nadeau and Bengio, Inference for the Generalization Error, Machine Learning 52, 2003, for random splits; Bouckaert and Frank, Evaluating the Replicability of
 * Significance Tests for Comparing Learning Algorithms, PAKDD 2004, for r times k-fold cross-validation, where J = k·r and the ratio is 1 to k − 1. Of several
 * lists (a data set each) it tests the mean of their means, as {@link welch} does.
 *
 * @param ratio how many examples are tested on for each that is trained on: n_test/n_train.
 * @param level the confidence of the interval.
 * @param tested the lists whose means are tested, where they are others than those by which the spread is known, such as runs that are means over folds.
 * @param sizes as {@link pairedT} has them.
 * @returns a refusal as {@link pairedT} does.
 * @throws RangeError when the ratio is not above 0.
 */
export function correctedT(
  strata: readonly (readonly number[])[],
  ratio: number,
  level = 0.95,
  tested = strata,
  sizes = strata.map((list) => sizeOfLargest(list)),
): TestResult | TestRefusal {
  if (!(ratio > 0 && ratio < Infinity))
    throw new RangeError(`the ratio of test to training examples is a number above 0 such as 1 / 4, not ${ratio}`)
  return problem(strata, 'fewPairsForT') ?? tTest(tested.map(mean), { lists: strata, sizes }, level, ratio)
}

/** Lists of values, and of each the size of the numbers that they were computed from. */
interface Varying {
  readonly lists: readonly (readonly number[])[]
  readonly sizes: readonly number[]
}

/** The mean of some differences against the variances of the lists that they are made of; `ratio` is what resampling adds to 1/n. */
function tTest(
  differences: readonly number[],
  { lists, sizes }: Varying,
  level: number,
  ratio = 0,
): TestResult | TestRefusal {
  checkConfidence(level)
  const unit = unitOf(lists.flat())
  if (unit !== 1) {
    // t, df and p do not depend on the unit of the values.
    const scaled = tTest(
      differences.map((d) => d / unit),
      { lists: lists.map((list) => list.map((value) => value / unit)), sizes: sizes.map((size) => size / unit) },
      level,
      ratio,
    )
    if ('refused' in scaled) return scaled
    const { low, high } = scaled.interval
    const interval = { low: low * unit, high: high * unit, level }
    return [low, high].every((end) => Number.isFinite(end * unit)) ? { ...scaled, interval } : refusal('valuesTooLarge')
  }
  const parts = lists.map((list, i) => ({
    variance: sdOf(list, sizes[i]!)! ** 2 * (1 / list.length + ratio),
    df: list.length - 1,
  }))
  const variance = parts.reduce((sum, part) => sum + part.variance, 0)
  // What is left of a spread that is nothing but rounding is none, as in R.
  if (variance === 0) return refusal('nothingToHoldAgainst')
  const difference = mean(differences)
  const error = Math.sqrt(variance) / differences.length
  const df = variance ** 2 / parts.reduce((sum, part) => sum + part.variance ** 2 / part.df, 0)
  const statistic = difference / error
  const half = -tQuantile((1 - level) / 2, df) * error
  return {
    statistic,
    df,
    p: 2 * tCdf(-Math.abs(statistic), df),
    interval: { low: difference - half, high: difference + half, level },
  }
}

function problem(lists: readonly (readonly number[])[], few: 'fewRunsForT' | 'fewPairsForT'): TestRefusal | undefined {
  const least = lists.reduce((fewest, { length }) => Math.min(fewest, length), Infinity)
  if (least < 2) return refusal(few, least)
  if (!lists.flat().every(Number.isFinite)) return refusal('notFinite')
  return undefined
}
