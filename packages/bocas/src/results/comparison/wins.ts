import type { Pivot } from '../pivot/types'
import { provenanceOfPlaces } from './provenance'
import { beats } from './standing'
import type { Better, Gap, Wins } from './types'

/** What is counted: the columns, the rows that are to be beaten, and whether the difference has to be significant. */
export interface Contest {
  readonly columns: readonly number[]
  readonly better: Better
  readonly rivals: readonly number[]
  /** The gap to a rival in a column; without it a better mean is enough. */
  readonly gapTo?: (rival: number, column: number) => Gap
}

/** The columns in which a row is better than all its rivals. */
export function winsOf(pivot: Pivot, row: number, { columns, better, rivals, gapTo }: Contest): Omit<Wins, 'said'> {
  const meanAt = (of: number, column: number): number => pivot.cells[of]![column]!.estimate?.mean ?? NaN
  const isThere = (of: number, column: number): boolean => pivot.cells[of]![column]!.values.length > 0
  const contested = columns.filter((column) => isThere(row, column) && rivals.some((rival) => isThere(rival, column)))
  const won = contested.filter((column) =>
    rivals
      .filter((rival) => isThere(rival, column))
      .every((rival) => {
        const [own, other] = [meanAt(row, column), meanAt(rival, column)]
        // Of a rival that diverged nothing is known of the difference.
        return beats(own, other, better) && (gapTo === undefined || gapTo(rival, column).significant === true)
      }),
  )
  const runs = contested.flatMap((column) =>
    [row, ...rivals].flatMap((of) => pivot.cells[of]![column]!.estimate?.runs ?? []),
  )
  return {
    count: won.length,
    of: contested.length,
    columns: won.map((column) => pivot.columns[column]!.id),
    runs: [...new Set(runs)],
    from: provenanceOfPlaces(pivot, [row, ...rivals], contested, {
      formula: `columns in which the mean of ${pivot.rows[row]!.id} is ${better === 'max' ? 'above' : 'below'} ${rivals.length === 1 ? `that of ${pivot.rows[rivals[0]!]!.id}` : 'that of every other row'}${gapTo ? ', significantly' : ''}`,
      decision: { by: 'wins', row: pivot.rows[row]!.id, better, significantly: gapTo !== undefined },
    }),
  }
}
