import { quantileOfSorted } from './describe'
import type { Interval } from './summary'

/** What estimates of draws lie in: as many of them below it as above it. They are sorted in place, once for both ends. NaN when one of them is. */
export function intervalOfEstimates(estimates: Float64Array, level: number): Interval {
  estimates.sort()
  // NaN is sorted to the end.
  const isKnown = !Number.isNaN(estimates[estimates.length - 1])
  const at = (share: number): number => (isKnown ? quantileOfSorted(estimates, share) : NaN)
  return { low: at((1 - level) / 2), high: at((1 + level) / 2), level }
}
