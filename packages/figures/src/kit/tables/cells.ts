import {
  leastOf,
  mostOf,
  competes,
  formatInterval,
  formatParts,
  groupedNumber,
  localNumber,
  mean,
  median,
  quantile,
  tInterval,
  type Language,
  type Scale,
} from 'bocas/internal'
import type { TableCell, CellValue } from '../../table/table'
import { checkShare } from '../values/checks'
import type { Grid } from './grid'
import { competitionsOf, markCells } from './marks'
import { ofMetric, type TableStyle, type TableSpread } from './options'
import { halfWidth } from '../values/spread'

/** The power of ten in the head of each metric. Decimals that the author has said are those of the plain number. */
export function exponentsOf({ cells, columns }: Grid, style: TableStyle<unknown>): ReadonlyMap<string, number> {
  const metrics = [...new Set(columns.map(({ metric }) => metric))]
  return new Map(
    metrics.map((metric) => {
      const own = cells.flatMap((row) => row.filter((_, column) => columns[column]!.metric === metric))
      const numbers = own.flatMap(({ values }) => numbersOf(values, style.spread ?? 'sd') ?? [])
      const isSaid = ofMetric(style.digits, metric) !== undefined
      return [metric, isSaid ? 0 : sharedExponent(numbers, ofMetric(style.as, metric))]
    }),
  )
}

/** The cells with their numbers as text, and with their places and marks. */
export function tableCells(
  grid: Grid,
  style: TableStyle<unknown>,
  exponents: ReadonlyMap<string, number>,
  { compete, language }: { readonly compete: 'column' | 'row'; readonly language?: Language | undefined },
): TableCell[][] {
  const made: TableCell[][] = grid.cells.map((row) =>
    row.map(({ values, of, runs }) => ({ value: null, n: values.filter(Number.isFinite).length, of, runs })),
  )
  for (const places of competitionsOf(grid, compete)) {
    const { metric, better } = grid.columns[places[0]![1]]!
    const cells = places.map(([row, column]) => grid.cells[row]![column]!)
    const as = ofMetric(style.as, metric)
    const exponent = exponents.get(metric)!
    const numbers = cells.map(({ values }) => numbersOf(values, style.spread ?? 'sd'))
    const decimals = ofMetric(style.digits, metric)
    for (const one of numbers)
      if (one !== null) checkShare(one.center, as, metric, `leave \`as\` out and say \`units: { '${metric}': '%' }\``)
    const digits = { exponent, decimals, thousands: style.thousands === true, language }
    const values = numbers.map((one, index) =>
      one === null ? null : { ...one, ...shownOf(one, as, digits), competes: competes(cells[index]!.values) },
    )
    const marked = markCells(
      values,
      cells.map(({ decided }) => decided),
      better,
      as,
    )
    places.forEach(([row, column], index) => {
      made[row]![column] = { ...made[row]![column]!, value: marked[index]! }
    })
  }
  return made
}

/** As far as this apart, numbers are no longer read well with one power of ten. */
const RANGE = 1000

/** The power of ten that all cells of a metric share, to stand in its head; 0 when they are of ordinary size, or too far apart. */
function sharedExponent(cells: readonly Numbers[], as: Scale['as']): number {
  const sizes = cells.map(({ center }) => Math.abs(center)).filter((size) => size > 0 && Number.isFinite(size))
  const [least, most] = [leastOf(sizes), mostOf(sizes)]
  const isOrdinary = sizes.length === 0 || (most >= 1e-4 && most < 1e7)
  return isOrdinary || as === 'percent' || as === 'points' || most / least > RANGE ? 0 : Math.floor(Math.log10(most))
}

/** The numbers of a cell, as the metric has them. */
type Numbers = Pick<CellValue, 'center' | 'error' | 'interval'>

/** How the numbers of a cell are shown. */
interface Digits {
  /** The power of ten that stands in the head, by which the numbers are divided. */
  readonly exponent: number
  /** Decimals; those that fit the error when not given. */
  readonly decimals: number | undefined
  /** Whether something stands between thousands. */
  readonly thousands: boolean
  readonly language: Language | undefined
}

/**
 * The middle of the finite ones of some values and what is beside it; null without values. A run that diverged must not hide the others: the cell says of how
 * many it is, and the note why. It has no place then ({@link competes}).
 */
function numbersOf(all: readonly number[], spread: TableSpread): Numbers | null {
  if (all.length === 0) return null
  const values = all.filter(Number.isFinite)
  if (values.length === 0) return { center: NaN, error: null, interval: null }
  if (spread === 'interval') return { center: mean(values), error: null, interval: tInterval(values) }
  if (spread !== 'iqr') return { center: mean(values), error: halfWidth(values, spread), interval: null }
  // Quartiles of one value say nothing.
  const interval = values.length < 2 ? null : { low: quantile(values, 0.25), high: quantile(values, 0.75) }
  return { center: median(values), error: null, interval }
}

/** The numbers as text, and to which place they are rounded. */
function shownOf(
  numbers: Numbers,
  as: Scale['as'],
  { exponent, decimals, thousands, language }: Digits,
): { readonly shown: CellValue['shown']; readonly decimals: number } {
  const scale = { as, digits: decimals }
  const divided = (value: number): number => value / 10 ** exponent
  const read = (text: string): string => (thousands ? groupedNumber(text, language) : localNumber(text, language))
  const { error, interval } = numbers
  const mean = divided(numbers.center)
  if (interval !== null) {
    const parts = formatInterval({ mean, low: divided(interval.low), high: divided(interval.high) }, scale)
    const ends = { low: read(parts.low), high: read(parts.high) }
    return {
      shown: { center: read(parts.mean), error: null, interval: ends, exponent: parts.exponent },
      decimals: parts.decimals,
    }
  }
  const parts = formatParts({ mean, sd: error === null ? null : divided(error) }, scale)
  return {
    shown: {
      center: read(parts.mean),
      error: parts.sd === null ? null : read(parts.sd),
      interval: null,
      exponent: parts.exponent,
    },
    decimals: parts.decimals,
  }
}
