import { numbersText } from '../table/shown'
import { marksOf, ranksOf } from '../table/ranks'
import { type CellValue } from '../table/table'
import { type Grid } from './table-grid'

/** A cell, as row and column. */
export type Place = readonly [row: number, column: number]

/** The cells that compete with each other: those of a column, or those of a row that show the same metric. */
export function competitionsOf({ cells, columns }: Grid, compete: 'column' | 'row'): Place[][] {
  if (compete === 'column') return columns.map((_, column) => cells.map((_, row): Place => [row, column]))
  const metrics = [...new Set(columns.map(({ metric }) => metric))]
  return cells.flatMap((_, row) =>
    metrics.map((wanted) =>
      columns.flatMap(({ metric }, column): Place[] => (metric === wanted ? [[row, column]] : [])),
    ),
  )
}

/** The cells of one competition with their places and marks; what a comparison has decided stays as it is. */
export function markCells(
  cells: readonly (Omit<CellValue, 'rank' | 'mark' | 'signs'> | null)[],
  decided: readonly (Pick<CellValue, 'rank' | 'mark' | 'signs'> | undefined)[],
  better: 'max' | 'min' | 'none',
): (CellValue | null)[] {
  // A mean that reads like the best is as good as the best: what differs is not shown.
  const candidates = cells.map((cell) => {
    if (cell === null) return null
    const shown = `${numbersText({ ...cell.shown, error: null, interval: null })}e${cell.shown.exponent}`
    return { center: cell.center, shown }
  })
  const ranks = better === 'none' ? cells.map(() => null) : ranksOf(candidates, better)
  const marks = marksOf(ranks)
  return cells.map((cell, index) =>
    cell === null ? null : { ...cell, ...(decided[index] ?? { rank: ranks[index]!, mark: marks[index]!, signs: '' }) },
  )
}
