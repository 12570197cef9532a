import { type Json, pivot, type PivotCell, type AnyRuns, type Language, listOf } from 'bocas/internal'
import { type Labels, localValue, ownLabel } from '../values/labels'
import { type TableOptions } from './options'

/** What a table shows, before anything is put into words: the values of the runs behind every cell. */
export interface Grid {
  readonly keys: { readonly rows: readonly string[]; readonly cols: readonly string[] }
  readonly rows: readonly GridHead[]
  readonly columns: readonly GridColumn[]
  /** `cells[row][column]` */
  readonly cells: readonly (readonly GridCell[])[]
}

/** The values of keys, as they are and in words. */
export interface GridHead {
  readonly values: readonly (Json | undefined)[]
  readonly words: readonly string[]
}

export interface GridColumn extends GridHead {
  readonly metric: string
  /** Which value is the best; `none` when no value is. */
  readonly better: 'max' | 'min' | 'none'
}

export interface GridCell {
  /** The metric of every run. */
  readonly values: readonly number[]
  /** The runs, as `task/name`. */
  readonly runs: readonly string[]
  /** How many runs there should be; 0 where there are none or they do not measure this. */
  readonly of: number
  /** Signs that a comparison has decided on. */
  readonly decided?: { readonly signs: string }
}

/** The runs apart by the keys of rows and columns. @throws Error when a cell would mix runs that differ in more than their seed. */
export function gridOfRuns(runs: AnyRuns, options: TableOptions<unknown, unknown>, language?: Language): Grid {
  const { labels = {}, over, optimistic } = options
  const keys = { rows: listOf<string>(options.rows), cols: listOf<string>(options.cols) }
  const metrics = listOf<string>(options.show)
  if (metrics.length === 0) throw new Error('`show` names no metric')
  const found = pivot(runs, { rows: keys.rows, cols: keys.cols, values: metrics, over, optimistic })
  return withoutEmpty({
    keys,
    rows: found.rows.map((row) => labelled(row, labels, language)),
    columns: found.columns.map((column) => ({
      ...labelled(column, labels, language),
      metric: column.metric,
      better: betterOf(options, column.metric),
    })),
    cells: found.cells.map((row) => row.map(cellOf)),
  })
}

/** The values of keys with the author's words for them; numbers have the decimal mark of the language. */
export function labelled({ values, words }: GridHead, labels: Labels, language?: Language): GridHead {
  return { values, words: words.map((word, at) => ownLabel(labels, word) ?? localValue(values[at], word, language)) }
}

/** What a pivot table has in a cell. */
export function cellOf({ values, estimate, of }: PivotCell): GridCell {
  return { values, runs: estimate?.runs ?? [], of }
}

/** Without columns that have nothing at all: of several tasks, one may not measure what another does, and a column of dashes says nothing. */
export function withoutEmpty(grid: Grid): Grid {
  const isShown = grid.columns.map((_, column) => grid.cells.some((row) => row[column]!.of > 0))
  return {
    ...grid,
    columns: grid.columns.filter((_, column) => isShown[column]),
    cells: grid.cells.map((row) => row.filter((_, column) => isShown[column])),
  }
}

/** @throws Error when it is not said whether more or less of a metric is good. */
export function betterOf({ better }: TableOptions<unknown, unknown>, metric: string): 'max' | 'min' | 'none' {
  const direction = typeof better === 'object' && better !== null ? (better as Record<string, unknown>)[metric] : better
  if (direction === 'max' || direction === 'min' || direction === 'none') return direction
  throw new Error(
    `\`better\` has to say 'max' or 'min' for ${metric}, so that the best value can be told, or 'none' where no value is better`,
  )
}
