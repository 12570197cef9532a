import { leastOf, mostOf } from '../../collections'
import { type SignedRank } from '../../statistics'
import { groupedNumber, localNumber, reasonIn, wordsIn, type Language } from '../../text'
import type { Pivot } from '../pivot/types'
import type { TestFamily } from './family'
import type { Plan } from './plan'
import { ratioWords } from './resampled'
import type { ComparisonNote, TestName } from './types'

/** The test in words. `over` tells what pairs have in common beside the seed. */
function wordsOf({ test, resampled, over }: Plan, language?: Language): string {
  const { and, tests } = wordsIn(language).results
  const listed = (keys: readonly string[]): string => keys.reduce((all, key) => and(all, key))
  const isByFold = resampled !== null && resampled !== false && resampled.folds !== undefined
  const pairs = tests.equal(listed([tests.seeds, ...over]))
  const WORDS: Record<TestName, string> = {
    welch: tests.welch,
    'paired t': tests.paired(pairs),
    'corrected resampled t': (isByFold ? tests.resampledByFold : tests.resampled)(
      pairs,
      resampled ? ratioWords(resampled) : '',
    ),
    wilcoxon: tests.wilcoxon(pairs),
    permutation: tests.permutation,
    'paired permutation': tests.pairedPermutation(pairs),
    none: '',
  }
  const isSaid = resampled === false && over.length > 0 && test !== 'none'
  return isSaid ? `${WORDS[test]}${tests.independent(listed(over))}` : WORDS[test]
}

/** How signed ranks were made of ties and zeros, where there are any. */
function rankWords({ all }: TestFamily, language?: Language): string {
  const { tests } = wordsIn(language).results
  const made = all.flatMap(({ difference: { result, n } }) =>
    'ranked' in result ? [{ n, ...(result as SignedRank) }] : [],
  )
  const hasTies = made.some((one) => one.hasTies)
  const hasZeros = made.some(({ n, ranked }) => ranked < n)
  return `${hasTies ? tests.ties : ''}${hasZeros ? tests.zeros : ''}`
}

/** How many arrangements were drawn, where there are too many to look at all. */
function arrangementWords({ all }: TestFamily, language?: Language): string {
  const drawn = all.flatMap(({ difference: { result } }) =>
    'isExact' in result && result.isExact === false ? [result.arrangements] : [],
  )
  if (drawn.length === 0) return ''
  return wordsIn(language).results.tests.arrangements(groupedNumber(String(drawn[0]), language))
}

/** What a reader has to know of the comparisons. */
export function comparisonNote(
  pivot: Pivot,
  plan: Plan,
  family: TestFamily,
  {
    selectedBy,
    said,
    language,
  }: Pick<ComparisonNote, 'selectedBy' | 'said'> & { readonly language?: Language | undefined },
  against: string | null,
): ComparisonNote {
  const counts = pivot.cells.flat().flatMap(({ values }) => (values.length === 0 ? [] : [values.length]))
  const reasons = family.all.flatMap(({ verdict }) => ('refused' in verdict ? [reasonIn(verdict, language)] : []))
  const refused = [...new Set(reasons)].map((reason) => ({
    reason,
    count: reasons.filter((other) => other === reason).length,
  }))
  const parts = {
    test: plan.test,
    testWords: wordsOf(plan, language) + rankWords(family, language) + arrangementWords(family, language),
    resampled: plan.resampled || null,
    family: plan.family,
    comparisons: family.all.length - reasons.length,
    against,
    level: plan.level,
    n: counts.length === 0 ? { least: 0, most: 0 } : { least: leastOf(counts), most: mostOf(counts) },
    selectedBy,
    said,
    refused,
  }
  return { ...parts, text: textOf(parts, language) }
}

function textOf(
  { test, testWords, family, comparisons, against, level, refused }: Omit<ComparisonNote, 'text'>,
  language?: Language,
): string {
  if (test === 'none') return ''
  const { tests, table } = wordsIn(language).results
  const name = family === null ? '' : tests.family(family)
  const which = against === null ? tests.everyTwo : tests.eachWith(against)
  const correction =
    comparisons === 0 ? [] : [comparisons === 1 ? tests.one(name) : tests.holm(comparisons, name, which)]
  const made = comparisons === 0 ? [] : [tests.level(testWords, localNumber(String(level), language)), ...correction]
  return [...made, ...refused.map(({ reason, count }) => tests.notMade(count, reason))].join(table.semicolon)
}
