import { ProblemsError, type Problem } from '../../problems'
import { roleOf } from '../../sweep'
import type { AnyRuns } from './checks'

interface Asked {
  readonly by: string
  readonly max?: boolean | undefined
  readonly min?: boolean | undefined
  readonly tie?: unknown
  readonly optimistic?: unknown
}

/** @throws Error when options of `select` are none. */
export function checkSelection({ max, min, tie, optimistic }: Asked): void {
  if ((max === true) === (min === true)) throw new ProblemsError('select() takes either `max: true` or `min: true`')
  const isRule =
    tie === undefined ||
    tie === 'first' ||
    tie === 'error' ||
    (typeof tie === 'object' &&
      tie !== null &&
      !Array.isArray(tie) &&
      Object.values(tie).every((direction) => direction === 'min' || direction === 'max'))
  if (!isRule) throw new ProblemsError("`tie` is 'first', 'error' or a key with its direction, such as { k: 'min' }")
  checkReason(optimistic)
}

/** @throws Error when the metric is not for choosing, and the author does not say why it decides nevertheless. */
export function checkChoosable(runs: AnyRuns, { by, optimistic }: Asked): void {
  const role = runs.roleOf(by)
  if (role === 'choose' || optimistic !== undefined || runs.tasks.length === 0) return
  throw new ProblemsError(role === 'report' ? forReporting(runs, by) : forNothing(runs, by))
}

/** @throws Error when the word of the author is no word: nobody could read why. */
function checkReason(optimistic: unknown): void {
  if (optimistic === undefined || (typeof optimistic === 'string' && optimistic.trim() !== '')) return
  throw new ProblemsError({
    code: 'chosen-by-report',
    message: "`optimistic` of select() says why, in words: optimistic: 'the upper bound of what tuning could give'",
  })
}

function forReporting(runs: AnyRuns, by: string): Problem {
  const metrics = new Set([...runs].flatMap((run) => run.metricPaths))
  const others = [...metrics].filter((metric) => runs.roleOf(metric) === 'choose').slice(0, 4)
  const way = others.length === 0 ? 'choose by a metric of validation data' : `choose by ${others.join(' or ')}`
  return {
    code: 'chosen-by-report',
    message: `select() would choose by ${by}, which is for reporting: what is shown of the best runs would be flattered by the choice; ${way}, or say why: optimistic: '…'`,
  }
}

/** The line to write; what is for choosing already, and there, stays so. */
function forNothing(runs: AnyRuns, by: string): Problem {
  const unsaid = runs.tasks.filter((task) => runs.roleOfTask(by, task) === 'none')
  const metrics = [...new Set([...runs].flatMap((run) => run.metricPaths))]
  const choose = runs
    .rolesOf(unsaid[0]!)
    .choose.filter((pattern) =>
      metrics.some((metric) => roleOf(metric, { choose: [pattern], report: [] }) === 'choose'),
    )
  const listed = [...choose, by].map((pattern) => `'${pattern}'`)
  const value = listed.length === 1 ? listed[0]! : `[${listed.join(', ')}]`
  const files = unsaid.map((task) => `the sweep.ts of ${task}`).join(' and ')
  return {
    code: 'chosen-by-report',
    message: `select() would choose by ${by}, and nothing says that it is for choosing; when it is measured on validation data, add \`metrics: { choose: ${value} }\` to the options of defineSweep in ${files} (or of loadCollection), else say why: optimistic: '…'`,
  }
}
