import type { Pivot } from '../pivot/types'
import { differenceAt, type TestFamily, type PairOfRows } from './family'
import type { Plan } from './plan'
import { provenanceOfGap } from './provenance'
import type { Better, Gap } from './types'

/** What is known of the difference of two rows, seen from `a`. */
export function gapAt(pivot: Pivot, plan: Plan, family: TestFamily, { a, b, columns }: PairOfRows): Gap {
  const isTurned = a > b
  const place = isTurned ? { a: b, b: a, columns } : { a, b, columns }
  const member = family.find(place)
  const { difference, verdict } = member ?? {
    difference: differenceAt(pivot, plan, place),
    verdict: { refused: notCompared(plan, columns.length) },
  }
  const { result } = difference
  const metric = pivot.columns[columns[0]!]!.metric
  const mean = isTurned ? 0 - difference.mean : difference.mean
  const isRefused = 'refused' in verdict
  const interval = 'refused' in result || (member !== undefined && isRefused) ? null : result.interval
  return {
    a: pivot.rows[a]!.id,
    b: pivot.rows[b]!.id,
    metric,
    columns: columns.map((column) => pivot.columns[column]!.id),
    mean,
    sd: difference.sd,
    se: difference.se,
    n: difference.n,
    of: difference.of,
    runs: difference.runs,
    from: provenanceOfGap(pivot, plan, { a, b, columns }, verdict),
    df: 'refused' in result ? null : result.df,
    interval:
      interval && isTurned ? { low: 0 - interval.high, high: 0 - interval.low, level: interval.level } : interval,
    isBetter: betterOf(mean, plan.better.get(metric)!),
    test: plan.test,
    isCompared: member !== undefined,
    p: isRefused ? null : verdict.test.p,
    adjusted: isRefused ? null : verdict.adjusted,
    significant: isRefused ? null : verdict.adjusted <= plan.level,
    refused: isRefused ? verdict.refused : null,
  }
}

function betterOf(difference: number, better: Better): boolean | null {
  if (Number.isNaN(difference) || difference === 0) return null
  return difference > 0 === (better === 'max')
}

/** Why a difference is not among the comparisons. */
function notCompared({ test, against, overall }: Plan, columns: number): string {
  if (test === 'none') return 'no test was asked for'
  if (columns > 1 && !overall) return 'means over several columns are compared when `overall: true` is said'
  return `only comparisons with \`${against}\` were asked for by \`against\``
}
