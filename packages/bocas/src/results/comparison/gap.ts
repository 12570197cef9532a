import type { Pivot } from '../pivot/types'
import { effectSizes, isAtMost, type EffectSizes, type NamedTest, type TestRefusal } from '../../statistics'
import { refusal } from '../../text'
import { differenceAt, type TestFamily, type PairOfRows } from './family'
import { isOfPairs, type PairDifference } from './difference'
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
    verdict: notCompared(plan, columns.length),
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
      interval === null
        ? null
        : {
            ...(isTurned ? { low: 0 - interval.high, high: 0 - interval.low, level: interval.level } : interval),
            by: INTERVALS[plan.test],
          },
    tested: isRefused ? null : testedOf(plan, difference, isTurned),
    effects: effectsOf(pivot, plan, { a, b, columns }, { ...difference, mean }),
    isBetter: betterOf(mean, plan.better.get(metric)!),
    test: plan.test,
    isCompared: member !== undefined,
    p: isRefused ? null : verdict.test.p,
    adjusted: isRefused ? null : verdict.adjusted,
    significant: isRefused ? null : isAtMost(verdict.adjusted, plan.level),
    level: plan.level,
    refused: isRefused ? verdict.refused : null,
  }
}

/** What the interval of a gap is, by the test. */
const INTERVALS: Readonly<Record<Plan['test'], string>> = {
  welch: "Student's t, variances not assumed equal",
  none: "Student's t, variances not assumed equal",
  'paired t': "Student's t of pairs",
  'corrected resampled t': 'corrected resampled t',
  wilcoxon: 'exact signed ranks, of the pseudomedian',
  // A permutation test has none.
  permutation: '',
  'paired permutation': '',
}

function testedOf({ test }: Plan, { result }: PairDifference, isTurned: boolean): NamedTest | null {
  if ('refused' in result) return null
  const { statistic, df, p } = result
  if (test === 'permutation' || test === 'paired permutation')
    return { letter: 'Δ', value: isTurned ? 0 - statistic : statistic, df: [], p }
  if (test !== 'wilcoxon')
    return { letter: 't', value: isTurned ? 0 - statistic : statistic, df: df === null ? [] : [df], p }
  // The ranks of the positive differences, or, seen from the other side, the rest of all ranks.
  const ranked = 'ranked' in result ? (result.ranked as number) : 0
  return { letter: 'V', value: isTurned ? (ranked * (ranked + 1)) / 2 - statistic : statistic, df: [], p }
}

/** Of pairs d is that of their differences; δ and A12 are of the runs as they are. Of one run against others all of them would be as large as can be, whatever it is. */
function effectsOf(
  pivot: Pivot,
  { test }: Plan,
  { a, b, columns }: PairOfRows,
  { mean, sd }: Pick<PairDifference, 'mean' | 'sd'>,
): EffectSizes | null {
  const [own, other] = [a, b].map((row) => pivot.cells[row]![columns[0]!]!.values)
  if (columns.length !== 1 || own!.length < 2 || other!.length < 2) return null
  if (![...own!, ...other!].every(Number.isFinite)) return null
  const sizes = effectSizes(own!, other!)
  if (!isOfPairs(test)) return sizes
  const d = sd !== null && sd > 0 ? mean / sd : null
  return { ...sizes, d, g: d === null ? null : d * (1 - 3 / (4 * (own!.length - 1) - 1)) }
}

function betterOf(difference: number, better: Better): boolean | null {
  if (Number.isNaN(difference) || difference === 0) return null
  return difference > 0 === (better === 'max')
}

/** Why a difference is not among the comparisons. */
function notCompared({ test, against, overall }: Plan, columns: number): TestRefusal {
  if (test === 'none') return refusal('noTestAsked')
  if (columns > 1 && !overall) return refusal('overallNotAsked')
  return refusal('onlyAgainst', against ?? '')
}
