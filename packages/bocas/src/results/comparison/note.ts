import { groupThousands, type SignedRank } from '../../statistics'
import type { Pivot } from '../pivot/types'
import type { TestFamily } from './family'
import type { Plan } from './plan'
import { ratioWords } from './resampled'
import type { ComparisonNote, TestName } from './types'

/** The test in words. `over` tells what pairs have in common beside the seed. */
function wordsOf({ test, resampled, over }: Plan): string {
  const equal = `pairs with equal ${['seeds', ...over].join(' and ')}`
  const isByFold = resampled !== null && resampled !== false && resampled.folds !== undefined
  const WORDS: Record<TestName, string> = {
    welch: "Welch's t test, two-sided",
    'paired t': `Student's t test of ${equal}, two-sided`,
    'corrected resampled t': `corrected resampled t (${isByFold ? 'Bouckaert & Frank 2004' : 'Nadeau & Bengio 2003'}) of ${equal}${isByFold ? ', fold by fold' : ''}, test/train ${resampled ? ratioWords(resampled) : ''}, two-sided`,
    wilcoxon: `Wilcoxon's exact signed-rank test of ${equal}, two-sided`,
    permutation: `permutation test of the means, two-sided`,
    'paired permutation': `permutation test of ${equal} by the signs of their differences, two-sided`,
    none: '',
  }
  const isSaid = resampled === false && over.length > 0 && test !== 'none'
  return isSaid ? `${WORDS[test]}, with runs of different ${over.join(' and ')} taken as independent` : WORDS[test]
}

/** How signed ranks were made of ties and zeros, where there are any. */
function rankWords({ all }: TestFamily): string {
  const made = all.flatMap(({ difference: { result, n } }) =>
    'ranked' in result ? [{ n, ...(result as SignedRank) }] : [],
  )
  return [
    ...(made.some(({ hasTies }) => hasTies) ? ['equal differences share the mean of their ranks'] : []),
    ...(made.some(({ n, ranked }) => ranked < n) ? ['pairs that do not differ are left out'] : []),
  ]
    .map((words) => `, ${words}`)
    .join('')
}

/** How many arrangements were drawn, where there are too many to look at all. */
function arrangementWords({ all }: TestFamily): string {
  const drawn = all.flatMap(({ difference: { result } }) =>
    'isExact' in result && result.isExact === false ? [result.arrangements] : [],
  )
  return drawn.length === 0 ? '' : `, of ${groupThousands(String(drawn[0]))} random arrangements where there are more`
}

/** What a reader has to know of the comparisons. */
export function comparisonNote(
  pivot: Pivot,
  plan: Plan,
  family: TestFamily,
  { selectedBy, said }: Pick<ComparisonNote, 'selectedBy' | 'said'>,
  against: string | null,
): ComparisonNote {
  const counts = pivot.cells.flat().flatMap(({ values }) => (values.length === 0 ? [] : [values.length]))
  const reasons = family.all.flatMap(({ verdict }) => ('refused' in verdict ? [verdict.refused] : []))
  const refused = [...new Set(reasons)].map((reason) => ({
    reason,
    count: reasons.filter((other) => other === reason).length,
  }))
  const parts = {
    test: plan.test,
    testWords: wordsOf(plan) + rankWords(family) + arrangementWords(family),
    resampled: plan.resampled || null,
    family: plan.family,
    comparisons: family.all.length - reasons.length,
    against,
    level: plan.level,
    n: counts.length === 0 ? { least: 0, most: 0 } : { least: Math.min(...counts), most: Math.max(...counts) },
    selectedBy,
    said,
    refused,
  }
  return { ...parts, text: textOf(parts) }
}

function textOf({
  test,
  testWords,
  family,
  comparisons,
  against,
  level,
  refused,
}: Omit<ComparisonNote, 'text'>): string {
  if (test === 'none') return ''
  const name = family === null ? '' : ` of the family ${family}`
  const which = against === null ? 'every two rows of a column' : `each row with ${against}`
  const correction =
    comparisons === 0
      ? []
      : comparisons === 1
        ? [`1 comparison${name}`]
        : [`Holm's correction over ${comparisons} comparisons${name} (${which})`]
  const made = comparisons === 0 ? [] : [`${testWords}, level ${level}`, ...correction]
  const missing = refused.map(
    ({ reason, count }) => `${count} ${count === 1 ? 'comparison was' : 'comparisons were'} not made: ${reason}`,
  )
  return [...made, ...missing].join('; ')
}
