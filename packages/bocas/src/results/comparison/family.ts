import type { Pivot } from '../pivot/types'
import { correct, type TestVerdict } from './correct'
import { type CellPair, type PairDifference, differenceOf } from './difference'
import type { Plan } from './plan'
import { foldsOf } from './resampled'

/** Two rows (by index, `a` before `b`) in one column, or in the mean over several. */
export interface PairOfRows {
  readonly a: number
  readonly b: number
  readonly columns: readonly number[]
}

/** A comparison that belongs to the family. */
export interface TestedPair {
  readonly difference: PairDifference
  readonly verdict: TestVerdict
}

/** All comparisons of one call, corrected together. */
export interface TestFamily {
  readonly all: readonly TestedPair[]
  /** `undefined` for what was not compared. */
  find(place: PairOfRows): TestedPair | undefined
}

/** Makes every comparison that the plan asks for: with `against` those of that row, else those of every pair of rows, within each column. */
export function makeFamily(pivot: Pivot, plan: Plan, reference: number | null): TestFamily {
  const places = plan.test === 'none' ? [] : placesOf(pivot, plan, reference)
  const differences = places.map((place) => differenceAt(pivot, plan, place))
  const verdicts = correct(differences, plan.test, plan.level)
  const all = differences.map((difference, i) => ({ difference, verdict: verdicts[i]! }))
  const index = new Map(places.map((place, i) => [idOf(place), all[i]!]))
  return { all, find: (place) => index.get(idOf(place)) }
}

/** The difference at a place, whether or not it belongs to the family. */
export function differenceAt(pivot: Pivot, plan: Plan, { a, b, columns }: PairOfRows): PairDifference {
  const cells = columns.map((column): CellPair => [pivot.cells[a]![column]!, pivot.cells[b]![column]!])
  const names = [`\`${pivot.rows[a]!.id}\``, `\`${pivot.rows[b]!.id}\``] as const
  const { test, over, level, resampled } = plan
  const ratio = resampled ? resampled.test / resampled.train : 0
  const folds = resampled ? foldsOf(resampled, pivot.columns[columns[0]!]!.metric) : null
  return differenceOf(cells, { test, names, over, ratio, folds, confidence: 1 - level })
}

/** The columns of a metric. */
export function columnsOf({ columns }: Pivot, metric: string): number[] {
  return columns.flatMap((column, i) => (column.metric === metric ? [i] : []))
}

function placesOf(pivot: Pivot, plan: Plan, reference: number | null): PairOfRows[] {
  const sets = plan.metrics.flatMap((metric) => {
    const columns = columnsOf(pivot, metric)
    return [...columns.map((column) => [column]), ...(plan.overall && columns.length > 1 ? [columns] : [])]
  })
  return sets.flatMap((columns) => {
    const there = pivot.rows.flatMap((_, row) =>
      columns.every((column) => pivot.cells[row]![column]!.of > 0) ? [row] : [],
    )
    return there.flatMap((a, i) =>
      there
        .slice(i + 1)
        .filter((b) => reference === null || a === reference || b === reference)
        .map((b) => ({ a, b, columns })),
    )
  })
}

const idOf = ({ a, b, columns }: PairOfRows): string => `${a}|${b}|${columns.join(',')}`
