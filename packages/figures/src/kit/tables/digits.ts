import { type Scale } from 'bocas/core'
import { type Numbers } from './cell'

/** As far as this apart, numbers are no longer read well with one power of ten. */
const RANGE = 1000

/** The power of ten that all cells of a metric share, to stand in its head; 0 when they are of ordinary size, or too far apart. */
export function sharedExponent(cells: readonly Numbers[], as: Scale['as']): number {
  const sizes = cells.map(({ center }) => Math.abs(center)).filter((size) => size > 0 && Number.isFinite(size))
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  const isOrdinary = sizes.length === 0 || (most >= 1e-4 && most < 1e7)
  return isOrdinary || as === 'percent' || as === 'points' || most / least > RANGE ? 0 : Math.floor(Math.log10(most))
}
