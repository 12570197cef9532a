import { ProblemsError } from '../../problems'
import { suggest } from '../../suggest'
import type { Pivot } from '../pivot/types'
import { columnsOf } from './family'
import type { At, RowName } from './types'

/** The index of a row. @throws Error that lists the rows there are. */
export function rowAt({ rows }: Pivot, name: RowName): number {
  const id = typeof name === 'string' ? name : name.row
  const found = rows.flatMap((row, i) => (row.id === id ? [i] : []))
  if (found.length === 1) return found[0]!
  const ids = rows.map((row) => row.id)
  if (found.length > 1) throw new ProblemsError(`several rows are called ${JSON.stringify(id)}; compare fewer runs`)
  throw new ProblemsError(`there is no row ${JSON.stringify(id)}; ${suggest(String(id), ids)}`)
}

/** The columns that are meant: one, or all of a metric. @throws Error that lists what there is. */
export function columnsAt(pivot: Pivot, metrics: readonly string[], { per, metric }: At): number[] {
  const columns = columnsOf(pivot, metricAt(metrics, metric))
  if (per === undefined) return columns
  const found = columns.filter((column) => pivot.columns[column]!.id === per)
  if (found.length === 1) return found
  const ids = columns.map((column) => pivot.columns[column]!.id)
  throw new ProblemsError({
    code: 'unknown-column',
    message: `there is no column ${JSON.stringify(per)}; ${suggest(per, ids)}`,
  })
}

/** The metric that is meant. @throws Error when several are compared and none is said, or one that is not. */
export function metricAt(metrics: readonly string[], metric: string | undefined): string {
  if (metric === undefined && metrics.length === 1) return metrics[0]!
  if (metric === undefined)
    throw new ProblemsError(`several metrics are compared; say \`metric\`: ${metrics.join(', ')}`)
  if (metrics.includes(metric)) return metric
  throw new ProblemsError(`${JSON.stringify(metric)} is not compared here; ${suggest(metric, metrics)}`)
}
