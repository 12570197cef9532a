import { leastOf } from '../../collections'
import { mean } from '../../statistics'
import type { Pivot } from '../pivot/types'
import type { TestFamily } from './family'
import { gapAt } from './gap'
import type { Plan } from './plan'
import { competes, standingsOf } from './standing'
import type { ComparedCell } from './types'

/** The cells with their places, each held against the reference row or else the best of its column. */
export function cellsOf(pivot: Pivot, plan: Plan, family: TestFamily, reference: number | null): ComparedCell[][] {
  const columns = pivot.columns.map(({ metric }, column) => {
    const places = standingsOf(
      pivot.cells.map((row) => placeable(row[column]!.values)),
      plan.better.get(metric)!,
    )
    const second = leastOf(places.flatMap((place) => (place === null || place === 1 ? [] : [place])))
    return { places, second, other: reference ?? places.indexOf(1) }
  })
  return pivot.cells.map((row, i) =>
    row.map((cell, column) => {
      const { places, second, other } = columns[column]!
      const place = { a: i, b: other, columns: [column] }
      const gap = other < 0 || other === i ? null : gapAt(pivot, plan, family, place)
      const versus = gap?.isCompared === true ? gap : null
      return {
        ...cell,
        ids: cell.estimate?.runs ?? [],
        rank: places[i]!,
        isBest: places[i] === 1,
        isSecond: places[i] === second,
        versus,
        isDifferent: versus?.significant ?? null,
      }
    }),
  )
}

const placeable = (values: readonly number[]): number | null =>
  values.length === 0 ? null : competes(values) ? mean(values) : NaN
