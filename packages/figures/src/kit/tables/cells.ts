import { type Cell } from '../../table/table'
import { checkShare } from '../values/checks'
import { numbersOf, shownOf } from './cell'
import { sharedExponent } from './digits'
import { type Grid } from './grid'
import { competitionsOf, markCells } from './marks'
import { ofMetric, type TableStyle } from './options'

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
export function cellsOf(
  grid: Grid,
  style: TableStyle<unknown>,
  exponents: ReadonlyMap<string, number>,
  compete: 'column' | 'row',
): Cell[][] {
  const made: Cell[][] = grid.cells.map((row) =>
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
    const values = numbers.map((one) => (one === null ? null : { ...one, ...shownOf(one, as, { exponent, decimals }) }))
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
