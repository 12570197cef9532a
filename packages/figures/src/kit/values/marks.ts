import { type Scale, type Term, type AnyRuns } from 'bocas/internal'
import { idsOf } from './values'

/** Something that a figure shows of some runs: a bar, a box, a shade, a line, a point. */
export interface PlottedValue {
  /** The names of the series, or of the row of a heatmap. */
  readonly row: readonly string[]
  /** The place on the axis, after the title of the panel. */
  readonly column: readonly string[]
  /** The numbers of the runs, unscaled: one list, or one for each axis. */
  readonly terms: readonly Term[]
  readonly as?: Scale['as'] | undefined
}

/** A metric of some runs as a mark is made of it; null for those that have nothing to show. */
export function markOf(
  at: Pick<PlottedValue, 'row' | 'column'>,
  runs: AnyRuns,
  metric: string,
  values: readonly number[] | null,
  as?: Scale['as'],
): PlottedValue[] {
  if (values === null || values.length === 0) return []
  const named = (words: readonly string[]): string[] => words.filter((word) => word !== '')
  return [
    {
      row: named(at.row),
      column: named(at.column),
      terms: [{ name: metric, metric, runs: idsOf(runs), values }],
      as,
    },
  ]
}
