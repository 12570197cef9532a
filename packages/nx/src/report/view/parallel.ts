import { formatExact } from 'bocas/internal'
import { metricText, valueText } from './groups'
import { sortBy, type PageColumn, type Value } from './columns'

/** An axis of parallel coordinates. Places are from 0, at the bottom, to 1. */
export interface ParallelAxis {
  readonly column: PageColumn
  readonly ticks: readonly { readonly at: number; readonly text: string; readonly value?: Value }[]
  /** Undefined for a run that has nothing there. */
  readonly placeOf: (run: number) => number | undefined
}

/** Values that stand on an axis one by one; of more numbers there is a scale. */
const MOST_PLACES = 12

/** An axis of what some runs have in a column; undefined where they have nothing, and for more words than one can tell apart. */
export function parallelAxis(column: PageColumn, runs: readonly number[]): ParallelAxis | undefined {
  const found = [...new Set(runs.map(column.of))].filter(
    (value): value is Exclude<Value, undefined> => value !== undefined,
  )
  const values = sortBy(found, (value) => value, false)
  if (values.length === 0) return undefined
  const finite = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
  const isScale = column.kind === 'metric' || (values.length > MOST_PLACES && finite.length === values.length)
  if (isScale) return finite.length === 0 ? undefined : scale(column, finite)
  if (values.length > MOST_PLACES) return undefined
  const at = new Map(
    values.map((value, index): [Value, number] => [value, values.length === 1 ? 0.5 : index / (values.length - 1)]),
  )
  return {
    column,
    ticks: values.map((value) => ({ at: at.get(value)!, text: valueText(value), value })),
    placeOf: (run) => at.get(column.of(run)),
  }
}

function scale(column: PageColumn, finite: readonly number[]): ParallelAxis {
  const [low, high] = [finite[0]!, finite.at(-1)!]
  const placeOf = (run: number): number | undefined => {
    const value = column.of(run)
    if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
    // Halves, because the distance of the largest numbers is none.
    return high === low ? 0.5 : (value / 2 - low / 2) / (high / 2 - low / 2)
  }
  const ends = high === low ? [metricText(low)] : formatExact([low, high])
  const ticks = ends.map((text, end) => ({ at: ends.length === 1 ? 0.5 : end, text }))
  return { column, ticks, placeOf }
}

/** Which of so many shades a run has: by the place of its value among those of all, so that one that diverged does not leave all others in one shade. */
export function shadesOfRuns(column: PageColumn, runs: readonly number[], shades: number): Map<number, number> {
  const withValue = runs.filter((run) => Number.isFinite(column.of(run) as number))
  const sorted = sortBy(withValue, column.of, false)
  const ranks = new Map<Value, number>()
  sorted.forEach((run, rank) => void (ranks.has(column.of(run)) || ranks.set(column.of(run), rank)))
  const last = Math.max(1, ranks.get(sorted.length > 0 ? column.of(sorted.at(-1)!) : undefined) ?? 1)
  return new Map(sorted.map((run) => [run, Math.round((ranks.get(column.of(run))! / last) * (shades - 1))]))
}
