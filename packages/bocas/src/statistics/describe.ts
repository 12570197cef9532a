import { doesVary, sizeOfLargest } from './rounding'
import { unitOf } from './unit'

/** The number of values. */
export function count(values: readonly number[]): number {
  return values.length
}

/**
 * The arithmetic mean.
 *
 * @throws RangeError when there are no values.
 */
export function mean(values: ArrayLike<number>): number {
  const { length } = values
  if (length === 0) throw nothing('mean')
  const unit = unitOf(values)
  const first = values[0]! / unit
  let sum = 0
  if (Number.isFinite(first)) {
    // Summing differences keeps the mean of equal values exact, so that their spread is 0 and not 1e-17.
    for (let i = 0; i < length; i++) sum += values[i]! / unit - first
    return unit * (first + sum / length)
  }
  for (let i = 0; i < length; i++) sum += values[i]!
  return sum / length
}

/** The sample standard deviation (divided by n − 1); `null` for fewer than two values, which have none. 0 of values that are equal but for rounding. */
export function sd(values: readonly number[]): number | null {
  return sdOf(values, sizeOfLargest(values))
}

/** The same of values that were computed from larger ones, such as differences: `size` is that of the largest, by which rounding is told. */
export function sdOf(values: readonly number[], size: number): number | null {
  if (values.length < 2) return null
  if (!doesVary(values, size)) return 0
  const unit = unitOf(values)
  if (unit !== 1)
    return (
      unit *
      sdOf(
        values.map((value) => value / unit),
        size / unit,
      )!
    )
  const centre = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1))
}

/** The standard error of the mean, sd / √n; `null` for fewer than two values. */
export function se(values: readonly number[]): number | null {
  const spread = sd(values)
  return spread === null ? null : spread / Math.sqrt(values.length)
}

/**
 * The smallest value; NaN when there is one.
 *
 * @throws RangeError when there are no values.
 */
export function min(values: readonly number[]): number {
  return some(values, 'min').reduce((a, b) => Math.min(a, b))
}

/**
 * The largest value; NaN when there is one.
 *
 * @throws RangeError when there are no values.
 */
export function max(values: readonly number[]): number {
  return some(values, 'max').reduce((a, b) => Math.max(a, b))
}

/**
 * The value in the middle; of an even number of values the mean of the two in the middle; NaN when there is one.
 *
 * @throws RangeError when there are no values.
 */
export function median(values: readonly number[]): number {
  if (some(values, 'median').some(Number.isNaN)) return NaN
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : mean([sorted[half - 1]!, sorted[half]!])
}

/**
 * The value below which a share `p` of the values lies, by linear interpolation: NaN when there is one. Definition 7 of Hyndman and Fan (Sample Quantiles in
 * Statistical Packages, The American Statistician 50, 1996), which is R's default.
 *
 * @param p from 0 to 1.
 * @throws RangeError when there are no values or p is not from 0 to 1.
 */
export function quantile(values: readonly number[], p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile is asked for with a number from 0 to 1, not ${p}`)
  if (some(values, 'quantile').some(Number.isNaN)) return NaN
  return quantileOfSorted(
    [...values].sort((a, b) => a - b),
    p,
  )
}

/** The same of values that are sorted, none of them NaN. */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  const at = (sorted.length - 1) * p
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!]
  // Infinite ends have no middle.
  const share = at - Math.floor(at)
  if (low === high) return low
  const isTooFar = Number.isFinite(low) && Number.isFinite(high) && high - low === Infinity
  return isTooFar ? (1 - share) * low + share * high : low + share * (high - low)
}

/**
 * The interquartile range: the distance from the first to the third quartile.
 *
 * @throws RangeError when there are no values.
 */
export function iqr(values: readonly number[]): number {
  return quantile(values, 0.75) - quantile(values, 0.25)
}

function some(values: readonly number[], what: string): readonly number[] {
  if (values.length === 0) throw nothing(what)
  return values
}

const nothing = (what: string): RangeError => new RangeError(`there is no ${what} of no values; select runs that exist`)

/** Mean and standard deviation of some values, and how many they are. */
export interface MeanAndSd {
  readonly mean: number
  readonly sd: number | null
  readonly n: number
}

/**
 * Mean and sd of the finite ones of some values: one run that diverged must not hide the others, and whoever shows the mean says of how many it is. NaN of 0
 * where none is finite.
 */
export function summaryOfFinite(values: readonly number[]): MeanAndSd {
  const finite = values.filter(Number.isFinite)
  return finite.length === 0 ? { mean: NaN, sd: null, n: 0 } : { mean: mean(finite), sd: sd(finite), n: finite.length }
}
