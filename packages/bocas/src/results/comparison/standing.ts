import { isClose, isSameNumber, roundingOf } from '../../statistics/rounding'
import type { Better } from './types'

/**
 * Whether a setting takes part in comparisons: not when a run of it has a value that is not finite. The mean of the others is one of the runs that went well, and
 * it could look best because its failures were dropped. Bold and underlined cells, signs, ranks and fronts all go by this.
 */
export const competes = (values: readonly number[]): boolean => values.every(Number.isFinite)

/**
 * Places by mean: 1 is the best, means that are equal but for rounding share a place (1, 1, 3). `null` for what is not finite and for everything when fewer than two means are there: one alone
 * is not the best of anything.
 */
export function standingsOf(means: readonly (number | null)[], better: Better): (number | null)[] {
  if (means.filter((mean) => mean !== null).length < 2) return means.map(() => null)
  const isRanked = (mean: number | null): mean is number => mean !== null && Number.isFinite(mean)
  const rounding = roundingOf(means.filter(isRanked))
  return means.map((mean) =>
    isRanked(mean)
      ? 1 + means.filter((o) => isRanked(o) && !isClose(o, mean, rounding) && isBetter(o, mean, better)).length
      : null,
  )
}

/**
 * Which of some means share a place: 0 is the best, 1 the next one; by index, none where there is no such place. One alone is nobody's rival, but it can be
 * asked for: it leads.
 */
export function sharersOf(means: readonly number[], better: Better, place: 0 | 1): number[] {
  const places = means.length === 1 ? [1] : standingsOf(means, better)
  const wanted = [...new Set(places)].sort((a, b) => a! - b!)[place]
  return means.flatMap((_, index) => (wanted !== undefined && places[index] === wanted ? [index] : []))
}

/** Whether a mean wins against another, by more than rounding: one that diverged is beaten by every number. */
export const beats = (own: number, other: number, better: Better): boolean =>
  Number.isFinite(own) && (!Number.isFinite(other) || (!isSameNumber(own, other) && isBetter(own, other, better)))

export function isBetter(a: number, b: number, better: Better): boolean {
  return better === 'max' ? a > b : a < b
}
