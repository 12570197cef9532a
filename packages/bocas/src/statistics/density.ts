import { iqr, sd } from './describe'
import { isClose, isSameNumber, roundingOf } from './rounding'

/**
 * The width of the kernel by Silverman's rule of thumb: 0.9 · min(sd, IQR / 1.34) · n^(−1/5) (Density Estimation, 1986, eq. 3.31), which is R's `bw.nrd0`; by the sd
 * where the IQR is 0. `null` for values without a spread: they have no density.
 */
export function silvermanWidth(values: readonly number[]): number | null {
  const spread = sd(values)
  if (spread === null || !(spread > 0)) return null
  const between = iqr(values)
  const hasQuarters = !isClose(between, 0, roundingOf(values))
  return 0.9 * (hasQuarters ? Math.min(spread, between / 1.34) : spread) * values.length ** -0.2
}

/** The density of some values at a place: the mean of Gaussian kernels of a width around each value. */
export function densityAt(place: number, values: readonly number[], width: number): number {
  const sum = values.reduce((total, value) => total + Math.exp(-0.5 * ((place - value) / width) ** 2), 0)
  return sum / (values.length * width * Math.sqrt(2 * Math.PI))
}

/**
 * The empirical distribution function: at each distinct value (those that differ by rounding only are one), from the smallest on, the share of values that are not larger.
 *
 * @param values finite ones.
 */
export function ecdf(values: readonly number[]): { readonly value: number; readonly share: number }[] {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.flatMap((value, index) => {
    const next = sorted[index + 1]
    const isStep = next === undefined || !isSameNumber(value, next)
    return isStep ? [{ value, share: (index + 1) / sorted.length }] : []
  })
}
