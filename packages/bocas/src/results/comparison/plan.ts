import { ProblemsError, type Problem } from '../../problems'
import { suggest } from '../../suggest'
import { checkKnown, listOf } from '../runs/options'
import { resampledProblem } from './resampled'
import type { CompareOptions } from './options'
import type { Better, Resampled, TestName } from './types'

/** The options of a comparison, checked and complete. */
export interface Plan {
  readonly rows: readonly string[]
  readonly per: readonly string[]
  readonly metrics: readonly string[]
  readonly better: ReadonlyMap<string, Better>
  readonly test: TestName
  /** How the data were resampled; `false` when the author says that the runs share none, `null` when nothing is said. */
  readonly resampled: Resampled | false | null
  /** Whether the author named the test: then it is an error when it cannot be made at all. */
  readonly isTestSaid: boolean
  readonly against: string | null
  readonly level: number
  readonly overall: boolean
  readonly family: string | null
  readonly over: readonly string[]
  readonly optimistic: boolean | string
  readonly labels: Readonly<Record<string, string>>
}

type AnyOptions = CompareOptions<unknown, unknown>

const TESTS: readonly TestName[] = ['welch', 'paired t', 'wilcoxon', 'permutation', 'none']
const OPTIONS = [
  'rows',
  'per',
  'metric',
  'better',
  'test',
  'paired',
  'resampled',
  'against',
  'level',
  'overall',
  'family',
  'over',
]

/** @throws Error that says everything that is wrong with the options. */
export function planOf(options: AnyOptions): Plan {
  checkKnown('compare', options, [...OPTIONS, 'optimistic', 'labels'])
  const metrics = listOf<string>(options.metric)
  const { level = 0.05, against, labels = {} } = options
  const problems = [
    ...(listOf<string>(options.rows).length === 0 ? [{ message: '`rows` names no key' }] : []),
    ...(metrics.length === 0 ? [{ message: '`metric` names no metric' }] : []),
    ...metrics.flatMap((metric) => betterProblem(options, metric)),
    ...testProblems(options),
    ...resampledProblem(options),
    ...(level > 0 && level < 1
      ? []
      : [{ message: `\`level\` is a number between 0 and 1 such as 0.05, not ${level}` }]),
  ]
  if (problems.length > 0) throw new ProblemsError(problems)
  return {
    rows: listOf<string>(options.rows),
    per: listOf<string>(options.per),
    metrics,
    better: new Map(metrics.map((metric) => [metric, betterOf(options, metric) as Better])),
    test: testOf(options),
    resampled: options.resampled ?? null,
    isTestSaid: (options.test ?? 'none') !== 'none' || options.paired !== undefined,
    against: against === undefined ? null : typeof against === 'string' ? against : against.row,
    level,
    overall: options.overall === true,
    family: options.family ?? null,
    over: listOf<string>(options.over),
    optimistic: options.optimistic ?? false,
    labels,
  }
}

function testOf({ test, paired, resampled }: AnyOptions): TestName {
  if (test === 'permutation') return paired === undefined ? 'permutation' : 'paired permutation'
  if (paired === undefined) return test ?? 'welch'
  return resampled ? 'corrected resampled t' : (test ?? 'paired t')
}

function testProblems({
  test,
  paired,
}: {
  readonly test?: string | undefined
  readonly paired?: string | undefined
}): Problem[] {
  if (test !== undefined && !TESTS.includes(test as TestName))
    return [{ message: `there is no test ${JSON.stringify(test)}; ${suggest(test, TESTS)}` }]
  if (paired !== undefined && paired !== 'seed')
    return [{ message: `\`paired\` can only be 'seed', not ${JSON.stringify(paired)}` }]
  const needsPairs = test === 'paired t' || test === 'wilcoxon'
  if (needsPairs && paired === undefined)
    return [
      {
        code: 'no-pairs',
        message: `the test '${test}' needs pairs: say \`paired: 'seed'\` if runs with equal seeds share their split or their start; otherwise leave it out for Welch's t test`,
      },
    ]
  if (!needsPairs && test !== undefined && test !== 'permutation' && paired === 'seed')
    return [
      {
        code: 'no-pairs',
        message: `the test '${test}' takes no pairs; leave \`paired\` out, or take 'paired t', 'wilcoxon' or 'permutation'`,
      },
    ]
  return []
}

function betterOf({ better }: AnyOptions, metric: string): unknown {
  return typeof better === 'object' && better !== null ? (better as Record<string, unknown>)[metric] : better
}

function betterProblem(options: AnyOptions, metric: string): Problem[] {
  const better = betterOf(options, metric)
  if (better === 'max' || better === 'min') return []
  return [{ message: `\`better\` has to say 'max' or 'min' for ${metric}, so that the best value can be told` }]
}
