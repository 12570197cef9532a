import { roundingOf } from '../../statistics'
import type { Better } from './types'

/**
 * Places by mean: 1 is the best, means that are equal but for rounding share a place (1, 1, 3). `null` for what is not finite and for everything when fewer than two means are there: one alone
 * is not the best of anything.
 */
export function placesOf(means: readonly (number | null)[], better: Better): (number | null)[] {
  if (means.filter((mean) => mean !== null).length < 2) return means.map(() => null)
  const isRanked = (mean: number | null): mean is number => mean !== null && Number.isFinite(mean)
  const rounding = roundingOf(means.filter(isRanked))
  return means.map((mean) =>
    isRanked(mean)
      ? 1 + means.filter((o) => isRanked(o) && Math.abs(o - mean) > rounding && isBetter(o, mean, better)).length
      : null,
  )
}

export function isBetter(a: number, b: number, better: Better): boolean {
  return better === 'max' ? a > b : a < b
}
