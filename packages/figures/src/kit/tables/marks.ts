import { factorOf, type Scale } from 'bocas/internal'
import { type Candidate, marksOf, cellRanks } from '../../table/ranks'
import { type CellValue } from '../../table/table'
import { type Grid } from './grid'

/** A cell, as row and column. */
export type CellPlace = readonly [row: number, column: number]

/** The cells that compete with each other: those of a column, or those of a row that show the same metric. */
export function competitionsOf({ cells, columns }: Grid, compete: 'column' | 'row'): CellPlace[][] {
  if (compete === 'column') return columns.map((_, column) => cells.map((_, row): CellPlace => [row, column]))
  const metrics = [...new Set(columns.map(({ metric }) => metric))]
  return cells.flatMap((_, row) =>
    metrics.map((wanted) =>
      columns.flatMap(({ metric }, column): CellPlace[] => (metric === wanted ? [[row, column]] : [])),
    ),
  )
}

/** The numbers of a cell as they are shown, to which place they are rounded, and whether all its runs have one. */
export type Rounded = Omit<CellValue, 'rank' | 'mark' | 'signs'> &
  Pick<Candidate, 'decimals'> & { readonly competes: boolean }

/** The cells of one competition with their places and marks. Signs are what a comparison has decided on. */
export function markCells(
  cells: readonly (Rounded | null)[],
  decided: readonly (Pick<CellValue, 'signs'> | undefined)[],
  better: 'max' | 'min' | 'none',
  as: Scale['as'],
): (CellValue | null)[] {
  const factor = factorOf(as)
  const candidates = cells.map((cell) =>
    cell === null
      ? null
      : {
          center: cell.competes ? cell.center : NaN,
          decimals: cell.decimals,
          factor: factor / 10 ** cell.shown.exponent,
        },
  )
  const ranks = better === 'none' ? cells.map(() => null) : cellRanks(candidates, better)
  const marks = marksOf(ranks)
  return cells.map((cell, index): CellValue | null => {
    if (cell === null) return null
    const { decimals: _, competes: __, ...value } = cell
    return { ...value, rank: ranks[index]!, mark: marks[index]!, signs: decided[index]?.signs ?? '' }
  })
}
