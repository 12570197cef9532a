import { max, mean, median, min, sd } from './describe'
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
}

/** An interval that holds the true mean with the given confidence, if values are normally distributed. */
export interface Interval {
  readonly low: number
  readonly high: number
  /** The confidence, such as 0.95. */
  readonly level: number
}

/** Everything one says about a list of numbers. */
export interface Summary {
  readonly count: number
  readonly mean: number
  readonly sd: number | null
  /** Student's t interval of the mean, 95 %. */
  readonly interval: Interval | null
  readonly min: number
  readonly median: number
  readonly max: number
}

/**
 * Student's t interval of the mean: mean ± t · sd / √n, with t at n − 1 degrees of freedom. `null` for fewer than two values.
 *
 * @param level the confidence, between 0 and 1.
 * @throws RangeError when the level is not between 0 and 1.
 */
export function tInterval(values: readonly number[], level = 0.95): Interval | null {
  if (!(level > 0 && level < 1))
    throw new RangeError(`✖ a confidence level is a number between 0 and 1 such as 0.95, not ${level}`)
  const spread = sd(values)
  if (spread === null) return null
  const half = (tQuantile((1 + level) / 2, values.length - 1) * spread) / Math.sqrt(values.length)
  const centre = mean(values)
  return { low: centre - half, high: centre + half, level }
}

/**
 * Count, mean, sd, 95 % t interval, min, median and max of some values.
 *
 * @throws RangeError when there are no values.
 */
export function summarize(values: readonly number[]): Summary {
  return {
    count: values.length,
    mean: mean(values),
    sd: sd(values),
    interval: tInterval(values),
    min: min(values),
    median: median(values),
    max: max(values),
  }
}
