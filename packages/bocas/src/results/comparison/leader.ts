import { ProblemsError } from '../../problems'
import { mean } from '../../statistics'
import { wordsIn, type Language } from '../../text'
import type { Pivot } from '../pivot/types'
import { provenanceOfPlaces } from './provenance'
import { sharersOf } from './standing'
import type { Better, Leader } from './types'

/** Who is asked about: the columns, the rows that count, and how they are called. */
export interface Ranking {
  readonly columns: readonly number[]
  readonly better: Better
  readonly rows: readonly number[]
  readonly labels: readonly string[]
  /** Whether results are missing: then a place may be empty. */
  readonly hasHoles: boolean
  /** In which several that share a place are told. */
  readonly language?: Language | undefined
}

/** The row at a place: 0 is the best, 1 the next one. Rows without a finite mean in every column are not ranked. @throws Error when there is none. */
export function leaderOf(pivot: Pivot, ranking: Ranking, place: 0 | 1): Omit<Leader, 'said'> {
  const cellsOf = (row: number) => ranking.columns.map((column) => pivot.cells[row]![column]!)
  const ranked = ranking.rows.filter((row) => cellsOf(row).every(({ estimate }) => Number.isFinite(estimate?.mean)))
  const means = ranked.map((row) => mean(cellsOf(row).map(({ estimate }) => estimate!.mean)))
  const found = sharersOf(means, ranking.better, place).map((index) => ranked[index]!)
  const runs = [...new Set(ranked.flatMap((row) => cellsOf(row).flatMap(({ estimate }) => estimate!.runs)))]
  const [high, next] = ranking.better === 'max' ? ['highest', 'next highest'] : ['lowest', 'next lowest']
  const from = provenanceOfPlaces(pivot, ranked, ranking.columns, {
    formula: `the row with the ${place === 0 ? high : next} mean of ${pivot.columns[ranking.columns[0]!]!.metric}${ranking.columns.length > 1 ? ` over ${ranking.columns.length} columns` : ''}`,
    decision: {
      by: 'place',
      better: ranking.better,
      place,
      labels: Object.fromEntries(ranked.map((row) => [pivot.rows[row]!.id, ranking.labels[row]!])),
    },
  })
  if (found.length > 0)
    return {
      row: pivot.rows[found[0]!]!.id,
      rows: found.map((row) => pivot.rows[row]!.id),
      label: found
        .map((row) => ranking.labels[row]!)
        .reduce((all, one) => wordsIn(ranking.language).results.and(all, one)),
      mean: means[ranked.indexOf(found[0]!)]!,
      runs,
      from,
    }
  const [first, second = first] = ranking.rows
  const unknown = place === 0 ? first : second
  if (ranking.hasHoles && unknown !== undefined)
    return { row: pivot.rows[unknown]!.id, rows: [], label: '—', mean: NaN, runs, from }
  const what = place === 0 ? 'best' : 'second'
  throw new ProblemsError(
    `there is no ${what} row: ${ranked.length} of ${ranking.rows.length} rows have a finite mean in ${ranking.columns.length === 1 ? 'the column' : `all ${ranking.columns.length} columns`}`,
  )
}
