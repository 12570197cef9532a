import { formatNumber, formatParts, mean, median, quantile, type Scale } from 'bocas/core'
import { type CellValue } from '../table/table'
import { halfWidth } from './spread'
import { type TableSpread } from './table-options'

/** The numbers of a cell, as the metric has them. */
export type Numbers = Pick<CellValue, 'center' | 'error' | 'interval'>

/** How the numbers of a cell are shown. */
export interface Digits {
  /** The power of ten that stands in the head, by which the numbers are divided. */
  readonly exponent: number
  /** Decimals; those that fit the error when not given. */
  readonly decimals: number | undefined
}

/** The middle of some values and what is beside it; null without values. */
export function numbersOf(values: readonly number[], spread: TableSpread): Numbers | null {
  if (values.length === 0) return null
  if (spread !== 'iqr') return { center: mean(values), error: halfWidth(values, spread), interval: null }
  // Quartiles of one value say nothing.
  const interval = values.length < 2 ? null : { low: quantile(values, 0.25), high: quantile(values, 0.75) }
  return { center: median(values), error: null, interval }
}

/** Half the width of what is beside the middle; null when there is nothing. */
export function halfOf({ error, interval }: Numbers): number | null {
  return interval === null ? error : (interval.high - interval.low) / 2
}

/** The numbers as text. */
export function shownOf(numbers: Numbers, as: Scale['as'], { exponent, decimals }: Digits): CellValue['shown'] {
  const scale = { as, digits: decimals }
  const half = halfOf(numbers)
  const parts = formatParts(
    { mean: numbers.center / 10 ** exponent, sd: half === null ? null : half / 10 ** exponent },
    scale,
  )
  if (numbers.interval === null)
    return { center: parts.mean, error: parts.sd, interval: null, exponent: parts.exponent }
  const factor = (as === undefined || as === 'number' ? 1 : 100) / 10 ** (exponent + parts.exponent)
  const shown = (value: number) => formatNumber(value * factor, decimalsOf(parts.mean))
  const interval = { low: shown(numbers.interval.low), high: shown(numbers.interval.high) }
  return { center: parts.mean, error: null, interval, exponent: parts.exponent }
}

/** How many decimals a number has as text. */
export function decimalsOf(number: string): number {
  return number.split('.')[1]?.length ?? 0
}
