import { mostOf } from '../../collections'
import { ProblemsError, type Problem } from '../../problems'
import type { Json } from '../../sweep'
import { valueAt } from '../stored/config-path'
import { identify } from '../pivot/groups'
import type { OneOrMore, Pivot, PivotCell } from '../pivot/types'
import { listOf } from '../runs/options'
import type { Plan } from './plan'
import type { Resampled } from './types'

interface Said {
  readonly test?: string | undefined
  readonly paired?: string | undefined
  readonly resampled?: unknown
  readonly metric?: OneOrMore<string>
}

/** What is wrong with `resampled` as it was said. */
export function resampledProblem({ test, paired, resampled, metric }: Said): Problem[] {
  const metrics = listOf<string>(metric)
  if (resampled === undefined || resampled === false) return []
  const { test: tested, train, folds, ...rest } = Object(resampled) as Record<string, unknown>
  const isSize = (value: unknown) => typeof value === 'number' && value > 0 && value < Infinity
  if (!isSize(tested) || !isSize(train) || Object.keys(rest).length > 0)
    return [
      {
        message: `\`resampled\` is the size of a test set and of a training set, such as { test: 1, train: 4 } for 5 folds, or false, not ${JSON.stringify(resampled)}`,
      },
    ]
  if (paired === undefined)
    return [
      { message: "`resampled` corrects a test of pairs: say `paired: 'seed'` too, so that equal splits are compared" },
    ]
  if (test !== undefined && test !== 'paired t')
    return [
      { message: `there is no correction for resampled data of the test '${test}'; leave \`test\` out for the t test` },
    ]
  return foldsProblem(folds, metrics)
}

function foldsProblem(folds: unknown, metrics: readonly string[]): Problem[] {
  const isMap = typeof folds === 'object' && folds !== null
  const missing = isMap
    ? metrics.filter((metric) => typeof Object.getOwnPropertyDescriptor(folds, metric)?.value !== 'string')
    : []
  const unknown = isMap ? Object.keys(folds).filter((metric) => !metrics.includes(metric)) : []
  if (folds === undefined || (typeof folds === 'string' && metrics.length === 1)) return []
  if (isMap && missing.length + unknown.length === 0) return []
  const [first = 'test.accuracy'] = metrics
  const each = metrics.map((metric) => `'${metric}': '…'`).join(', ')
  return [
    {
      message:
        unknown.length > 0
          ? `\`folds\` names ${unknown.join(', ')}, which is not compared here`
          : `\`folds\` is where each run keeps ${missing[0] ?? first} fold by fold, a column of a series: ${metrics.length > 1 || isMap ? `{ ${each} }` : "'folds.test'"}`,
    },
  ]
}

/** Where runs keep a metric fold by fold; `null` where a run is one value of the resampled data. */
export const foldsOf = ({ folds }: Resampled, metric: string): string | null =>
  folds === undefined ? null : typeof folds === 'string' ? folds : folds[metric]!

/** n_test/n_train as the reader is told it: `1/4`. */
export const ratioWords = ({ test, train }: Resampled): string => `${test}/${train}`

/**
 * A mean may go over folds; a test may not take them for independent, because they share most of their training data.
 *
 * @throws Error with the line to write when a cell has several values of a key of `over` (which is not the seed) and nothing says what they are.
 */
export function checkIndependent(
  pivot: Pivot,
  { over, test, resampled, paired }: Plan & { readonly paired: boolean },
): void {
  if (test === 'none' || resampled !== null) return
  const found = over.flatMap((key) => {
    const count = Math.max(0, mostOf(pivot.cells.flat().map((cell) => valuesOf(cell, key))))
    return count > 1 ? [{ key, count }] : []
  })
  const first = found[0]
  if (first === undefined) return
  const { key, count } = first
  const how = `resampled: { test: 1, train: ${count - 1} }`
  throw new ProblemsError({
    message: `the runs of a row differ in ${found.map((one) => one.key).join(' and ')}, and ${test === 'welch' ? "Welch's t test" : `the test '${test.replace('paired permutation', 'permutation')}'`} would take them for independent: folds and splits of one data set share training data, and chance would pass for a difference`,
    hint:
      `if ${key} is one of ${count} folds of a cross-validation, say \`${paired ? how : `paired: 'seed', ${how}`}\` for the corrected resampled t test (Nadeau and Bengio 2003)\n` +
      `if the runs share no data, say \`resampled: false\`; to test nothing, say \`test: 'none'\``,
  })
}

/** How many values of a key the runs of a cell have, those that are missing too; one when it is the key of their seed. */
function valuesOf({ runs }: PivotCell, key: string): number {
  const members = [...runs, ...runs.holes]
  if (members.some(({ seed }) => seed?.path === key)) return 1
  return new Set(members.map(({ config }) => identify([valueAt(config as Json, key)]))).size
}
