import { max, mean, median, min, quantile, sd, sdOf, se } from './describe'
import type { Provenance } from './provenance'
import { sizeOfLargest } from './rounding'
import { tQuantile } from './t-distribution'

/** A mean over runs. */
export interface Estimate {
  readonly mean: number
  /** Sample standard deviation; `null` when there are fewer than two runs. */
  readonly sd: number | null
  /** The number of runs. */
  readonly n: number
  /** The runs, as `task/name`. */
  readonly runs: readonly string[]
  /** The metric, where it is the mean of one number per run. */
  readonly metric?: string
  /** That number of each run, in the order of `runs`: by it two means of the same runs are paired. */
  readonly values?: readonly number[]
  /** What it was computed from, where that is not the number of each run alone. */
  readonly from?: Provenance
  /** What a reader has to know of how the runs were chosen, as sentences without a stop; nothing nearly always. */
  readonly said?: readonly string[]
}

/** An interval that holds the true mean with the given confidence, if values are normally distributed. */
export interface Interval {
  readonly low: number
  readonly high: number
  /** The confidence, such as 0.95. */
  readonly level: number
}

/** The ends of an interval, and what it is: `Student's t`. */
export interface NamedInterval extends Interval {
  readonly by: string
}

/** A test as the text quotes it: `t(6.2) = 3.41`, p before any correction. */
export interface NamedTest {
  readonly letter: string
  readonly value: number
  readonly df: readonly number[]
  readonly p: number
}

/** Everything one says about a list of numbers. */
export interface Summary {
  readonly count: number
  readonly mean: number
  readonly sd: number | null
  /** The standard error of the mean. */
  readonly se: number | null
  /** Student's t interval of the mean, 95 %. */
  readonly interval: Interval | null
  readonly min: number
  /** The first quartile; the third is `q3`, and their distance the interquartile range. */
  readonly q1: number
  readonly median: number
  readonly q3: number
  readonly max: number
}

/**
 * Student's t interval of the mean: mean ± t · sd / √n, with t at n − 1 degrees of freedom. `null` for fewer than two values.
 *
 * @param level the confidence, between 0 and 1.
 * @param size of differences: the size of the largest number that they were computed from, by which rounding is told.
 * @throws RangeError when the level is not between 0 and 1.
 */
export function tInterval(values: readonly number[], level = 0.95, size = sizeOfLargest(values)): Interval | null {
  checkConfidence(level)
  const spread = sdOf(values, size)
  if (spread === null) return null
  const half = -tQuantile((1 - level) / 2, values.length - 1) * (spread / Math.sqrt(values.length))
  const centre = mean(values)
  return { low: centre - half, high: centre + half, level }
}

/** @throws RangeError when a confidence is not between 0 and 1. */
export function checkConfidence(level: number): void {
  if (level > 0 && level < 1) return
  throw new RangeError(`a confidence level is a number between 0 and 1 such as 0.95, not ${level}`)
}

/**
 * Count, mean, sd, standard error, 95 % t interval, min, quartiles, median and max of some values.
 *
 * @throws RangeError when there are no values.
 */
export function summarize(values: readonly number[]): Summary {
  return {
    count: values.length,
    mean: mean(values),
    sd: sd(values),
    se: se(values),
    interval: tInterval(values),
    min: min(values),
    q1: quantile(values, 0.25),
    median: median(values),
    q3: quantile(values, 0.75),
    max: max(values),
  }
}
