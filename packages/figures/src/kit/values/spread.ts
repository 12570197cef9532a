import { mean as meanOf, sd as sdOf, tInterval } from 'bocas/core'
import { type Spread } from '../../figure/figure'
import { type SpreadKind } from '../types'

/** Half the height of the band around the mean; null for fewer than two values, which have no spread, and for `none`. */
export function halfWidth(values: readonly number[], kind: SpreadKind): number | null {
  const sd = sdOf(values)
  if (sd === null || kind === 'none') return null
  if (kind === 'sd') return sd
  if (kind === 'se') return sd / Math.sqrt(values.length)
  const interval = tInterval(values, 0.95)
  return interval === null ? null : (interval.high - interval.low) / 2
}

/**
 * The mean of the finite ones of the values, times `factor`, with the ends of its spread: one run that diverged must not hide the others. How many they are of
 * how many goes with it; NaN when there is none.
 */
export function spreadOf(values: readonly number[], kind: SpreadKind, factor: number, of = values.length): Spread {
  const finite = values.filter(Number.isFinite)
  const counts = { n: finite.length, of }
  if (finite.length === 0) return { y: NaN, ...counts }
  const y = meanOf(finite) * factor
  const half = halfWidth(finite, kind)
  return half === null ? { y, ...counts } : { y, low: y - half * factor, high: y + half * factor, ...counts }
}

const WORDS: Record<SpreadKind, string> = {
  sd: 'mean ± sd',
  se: 'mean ± standard error',
  ci95: 'mean, 95 % interval',
  none: 'mean',
}

/** What a band or error bar is, and over how many runs: `mean ± sd, n = 5`, `mean ± sd, n = 4–5`; nothing for single runs. */
export function spreadWords(kind: SpreadKind, counts: readonly number[]): string {
  const present = counts.filter((count) => count > 0)
  const [least, most] = [Math.min(...present), Math.max(...present)]
  if (present.length === 0 || most === 1) return ''
  return `${WORDS[kind]}, n = ${least === most ? least : `${least}–${most}`}`
}
