import {
  criticalDifference,
  isAtMost,
  rankGroups,
  type NamedTest,
  type Recipe,
  type Term,
  type TestRefusal,
} from '../../statistics'
import { computeStatistic, type Computed } from './compute'

/** The mean ranks of candidates over data sets, and which of them cannot be told apart. */
export interface MeanRanks {
  /** By candidate, as they are ordered in a table; 1 is the best. */
  readonly ranks: readonly number[]
  /** The number of data sets. */
  readonly n: number
  /** Friedman's test whether all rank alike, by the F of Iman and Davenport. */
  readonly test: NamedTest
  /** Whether that test finds any difference; where it does not, no pairs are tested. */
  readonly isDifferent: boolean
  /** How far mean ranks have to be apart to differ by Nemenyi's test. */
  readonly difference: number
  /** The groups that cannot be told apart, each from its best rank on, as places among the candidates: all in one where the test finds no difference. */
  readonly groups: readonly (readonly number[])[]
}

/**
 * What facts of mean ranks, tables and the diagram of critical differences show.
 *
 * @param rows the candidates, as the terms name them.
 * @returns a refusal where Friedman's test says nothing, for any of the reasons that it has: one that diverged is not left out of a mean.
 */
export function meanRanks(
  rows: readonly string[],
  terms: readonly Term[],
  { level, better }: { readonly level: number; readonly better: 'max' | 'min' },
): MeanRanks | TestRefusal {
  const recipe: Recipe = { by: 'statistic', of: 'mean rank', level: 1 - level, better }
  const found = rows.map((row) => computeStatistic({ ...recipe, row }, terms))
  const refused = found.find((one): one is TestRefusal => !('value' in one))
  if (refused !== undefined) return refused
  const known = found as Computed[]
  const [{ n, test }] = known as [Computed]
  const ranks = known.map(({ value }) => value)
  const difference = criticalDifference(rows.length, n, level)
  const isDifferent = isAtMost(test!.p, level)
  const all = ranks.map((_, at) => at).sort((a, b) => ranks[a]! - ranks[b]! || a - b)
  return { ranks, n, test: test!, isDifferent, difference, groups: isDifferent ? rankGroups(ranks, difference) : [all] }
}
