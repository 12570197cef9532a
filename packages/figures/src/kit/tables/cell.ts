import { formatNumber, formatParts, mean, median, quantile, type Scale } from 'bocas/core'
import { type CellValue } from '../../table/table'
import { halfWidth } from '../values/spread'
import { type TableSpread } from './options'

/** The numbers of a cell, as the metric has them. */
export type Numbers = Pick<CellValue, 'center' | 'error' | 'interval'>

/** How the numbers of a cell are shown. */
export interface Digits {
  /** The power of ten that stands in the head, by which the numbers are divided. */
  readonly exponent: number
  /** Decimals; those that fit the error when not given. */
  readonly decimals: number | undefined
}

/**
 * The middle of the finite ones of some values and what is beside it; null without values. A run that diverged must not hide the others: the cell says of how
 * many it is, and the note why.
 */
export function numbersOf(all: readonly number[], spread: TableSpread): Numbers | null {
  if (all.length === 0) return null
  const values = all.filter(Number.isFinite)
  if (values.length === 0) return { center: NaN, error: null, interval: null }
  if (spread !== 'iqr') return { center: mean(values), error: halfWidth(values, spread), interval: null }
  // Quartiles of one value say nothing.
  const interval = values.length < 2 ? null : { low: quantile(values, 0.25), high: quantile(values, 0.75) }
  return { center: median(values), error: null, interval }
}

/** Half the width of what is beside the middle; null when there is nothing. */
export function halfOf({ error, interval }: Numbers): number | null {
  return interval === null ? error : (interval.high - interval.low) / 2
}

/** The numbers as text, and to which place they are rounded. */
export function shownOf(
  numbers: Numbers,
  as: Scale['as'],
  { exponent, decimals }: Digits,
): { readonly shown: CellValue['shown']; readonly decimals: number } {
  const scale = { as, digits: decimals }
  const half = halfOf(numbers)
  const parts = formatParts(
    { mean: numbers.center / 10 ** exponent, sd: half === null ? null : half / 10 ** exponent },
    scale,
  )
  if (numbers.interval === null)
    return {
      shown: { center: parts.mean, error: parts.sd, interval: null, exponent: parts.exponent },
      decimals: parts.decimals,
    }
  const factor = (as === undefined || as === 'number' ? 1 : 100) / 10 ** (exponent + parts.exponent)
  const shown = (value: number) => formatNumber(value * factor, parts.decimals)
  const interval = { low: shown(numbers.interval.low), high: shown(numbers.interval.high) }
  return { shown: { center: parts.mean, error: null, interval, exponent: parts.exponent }, decimals: parts.decimals }
}
