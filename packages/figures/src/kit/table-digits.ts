import { type Scale } from 'bocas/core'
import { decimalsOf, halfOf, type Numbers, shownOf } from './table-cell'

/** As far as this apart, numbers are no longer read well with one power of ten. */
const RANGE = 1000

/** The power of ten that all cells of a metric share, to stand in its head; 0 when they are of ordinary size, or too far apart. */
export function sharedExponent(cells: readonly Numbers[], as: Scale['as']): number {
  const sizes = cells.map(({ center }) => Math.abs(center)).filter((size) => size > 0 && Number.isFinite(size))
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  const isOrdinary = sizes.length === 0 || (most >= 1e-4 && most < 1e7)
  return isOrdinary || as === 'percent' || as === 'points' || most / least > RANGE ? 0 : Math.floor(Math.log10(most))
}

/**
 * The decimals of cells that are compared: as many as the smallest error needs, for all of them, so that they can be read below each other. Where errors differ
 * so much that the large ones would get more than one digit too many, each cell has its own; `undefined` stands for those.
 */
export function sharedDecimals(cells: readonly Numbers[], as: Scale['as'], exponent: number): number | undefined {
  const shown = (numbers: Numbers) => shownOf(numbers, as, { exponent, decimals: undefined })
  if (cells.some((numbers) => shown(numbers).exponent !== 0)) return undefined
  const decimals = (numbers: Numbers) => decimalsOf(shown(numbers).center)
  const withError = cells.filter((numbers) => (halfOf(numbers) ?? 0) > 0 && Number.isFinite(halfOf(numbers)))
  const needed = (withError.length > 0 ? withError : cells).map(decimals)
  return needed.length > 0 && Math.max(...needed) - Math.min(...needed) <= 1 ? Math.max(...needed) : undefined
}
