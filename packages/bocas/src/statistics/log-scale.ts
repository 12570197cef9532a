import { refusal } from '../text'
import { mean, sdOf } from './describe'
import { isSameNumber, roundingFor, sizeOfLargest } from './rounding'
import { tInterval, type Interval } from './summary'
import { tQuantile } from './t-distribution'
import type { TestRefusal } from './t-test'

/** What is said of values whose logarithms are what varies evenly, such as times, losses and speedups. */
export interface GeometricSummary {
  /** The geometric mean. */
  readonly mean: number
  /** By what factor values lie above and below it: exp of the sd of the logarithms. `null` for a single value. */
  readonly factor: number | null
  /** Student's t interval of the mean of the logarithms, taken back. */
  readonly interval: Interval | null
  readonly n: number
}

/**
 * The geometric mean with its spread and interval. Of ratios it is the only mean that does not depend on which side is the reference (Fleming and Wallace, How Not to
 * Lie with Statistics, Communications of the ACM 29, 1986).
 *
 * @returns a refusal when there are no values, or one is not a finite number above 0.
 */
export function geometric(values: readonly number[], level = 0.95): GeometricSummary | TestRefusal {
  if (values.length === 0) return refusal('noValues')
  const wrong = values.find((value) => !(value > 0 && value < Infinity))
  if (wrong !== undefined) return refusal('notPositiveForMean', wrong)
  const logs = values.map(Math.log)
  const size = sizeOfLogs(logs)
  const spread = sdOf(logs, size)
  const interval = tInterval(logs, level, size)
  return {
    mean: geometricMeanOf(values),
    factor: spread === null ? null : Math.exp(spread),
    interval: interval && { low: Math.exp(interval.low), high: Math.exp(interval.high), level },
    n: values.length,
  }
}

/** The geometric mean; of equal numbers that number, without rounding. @throws RangeError when there are none. */
export const geometricMeanOf = (values: readonly number[]): number =>
  values.every((value) => value === values[0]) && values[0] !== undefined
    ? values[0]
    : Math.exp(mean(values.map(Math.log)))

/** By which the rounding of logarithms is told: a number that is off by a share has a logarithm that is off by as much, however small it is. */
const sizeOfLogs = (...logs: readonly (readonly number[])[]): number => Math.max(1, sizeOfLargest(...logs))

/** How many of some values differ by more than rounding. */
function countDifferent(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.filter((value, i) => i === 0 || !isSameNumber(value, sorted[i - 1]!)).length
}

/** A fitted y = scale · x ^ exponent. */
export interface PowerLaw {
  readonly exponent: number
  readonly scale: number
  readonly exponentInterval: Interval
  readonly scaleInterval: Interval
  readonly n: number
  readonly df: number
  /** The share of the variance of log y that the line explains. */
  readonly r2: number
  /** What the line gives at `x`, with the pointwise interval of the line (not of new values). @throws RangeError when x is not above 0. */
  at(x: number): { readonly y: number; readonly low: number; readonly high: number }
}

/**
 * Fits a power law by least squares of log y on log x, with Student's t intervals (`confint(lm(log(y) ~ log(x)))` of R). Errors are factors then. It has no offset: an error that
 * levels off bends away from such a line, and what is beyond the values is not known by it.
 *
 * @returns a refusal for fewer than 4 points or 3 different x, values that are not finite and above 0.
 * @throws RangeError when the lists differ in length.
 */
export function fitPowerLaw(x: readonly number[], y: readonly number[], level = 0.95): PowerLaw | TestRefusal {
  if (x.length !== y.length) throw new RangeError(`a fit is of pairs, and these are ${x.length} and ${y.length}`)
  const n = x.length
  const wrong = [...x, ...y].find((value) => !(value > 0 && value < Infinity))
  if (wrong !== undefined) return refusal('notPositiveForLaw', wrong)
  const different = countDifferent(x)
  if (n < 4 || different < 3) return refusal('fewPoints', n, different)
  const [lx, ly] = [x.map(Math.log), y.map(Math.log)]
  const [cx, cy] = [mean(lx), mean(ly)]
  const sxx = lx.reduce((sum, value) => sum + (value - cx) ** 2, 0)
  const exponent = lx.reduce((sum, value, i) => sum + (value - cx) * (ly[i]! - cy), 0) / sxx
  const away = lx.map((value, i) => ly[i]! - cy - exponent * (value - cx))
  // Points on the line but for rounding have no error.
  const rounding = roundingFor(2, Math.max(1, Math.abs(exponent)) * sizeOfLogs(lx, ly))
  const rest = sizeOfLargest(away) <= rounding ? 0 : away.reduce((sum, value) => sum + value ** 2, 0)
  const all = sdOf(ly, sizeOfLogs(ly))! ** 2 * (n - 1)
  const df = n - 2
  const error = Math.sqrt(rest / df)
  const t = -tQuantile((1 - level) / 2, df)
  const halfAt = (logX: number): number => t * error * Math.sqrt(1 / n + (logX - cx) ** 2 / sxx)
  const lineAt = (logX: number): number => cy + exponent * (logX - cx)
  const around = (logX: number) => ({
    y: Math.exp(lineAt(logX)),
    low: Math.exp(lineAt(logX) - halfAt(logX)),
    high: Math.exp(lineAt(logX) + halfAt(logX)),
  })
  const half = (t * error) / Math.sqrt(sxx)
  const { y: scale, low, high } = around(0)
  return {
    exponent,
    scale,
    exponentInterval: { low: exponent - half, high: exponent + half, level },
    scaleInterval: { low, high, level },
    n,
    df,
    r2: all === 0 ? 1 : 1 - rest / all,
    at(value) {
      if (!(value > 0)) throw new RangeError(`a power law is known above 0, not at ${value}`)
      return around(Math.log(value))
    },
  }
}
