import {
  asCodes,
  explainCommand,
  formatProblem,
  type Codes,
  type NonFinite,
  type Problem,
  type ProblemsError,
  summarizeNonFinite,
} from 'bocas/internal/store'
import type { KeyedRun } from '../../plan/task-plan'

/** What became of one run in one call, in the words of the documentation. */
export type Outcome =
  | {
      readonly kind: 'trained'
      readonly seconds: number
      readonly note?: string | undefined
      readonly nonFinite?: readonly NonFinite[]
    }
  | { readonly kind: 'kept'; readonly note?: string | undefined; readonly nonFinite?: readonly NonFinite[] }
  | {
      readonly kind: 'failed'
      /** In plain words. */
      readonly message: string
      /** The same as data, where it was said so. */
      readonly problems?: readonly Problem[]
      /** What docs/errors.md says more about. */
      readonly codes?: Codes
      readonly at?: string | undefined
      readonly log?: string
      /** Where what it returned is, and what of it. */
      readonly remains?: string
      readonly tail?: string | undefined
      readonly note?: string | undefined
    }
  | {
      readonly kind: 'interrupted'
      readonly note?: string | undefined
      /** The engine whose job of the run goes on without the call. */
      readonly goesOnAt?: string
      /** Why is told once, for all runs of the call together. */
      readonly together?: true
    }
  | {
      readonly kind: 'not started'
      readonly message: string
      readonly problems?: readonly Problem[]
      readonly codes?: Codes
      readonly note?: string | undefined
    }

/** The outcome of a run that cannot be begun. */
export const notStarted = ({ message, problems }: ProblemsError): Outcome => ({
  kind: 'not started',
  message,
  problems,
  ...asCodes(problems.map(({ code }) => code)),
})

export interface Finished {
  readonly task: string
  /** Without a name when it is not known which runs the task has. */
  readonly run: Pick<KeyedRun, 'name' | 'config'>
  readonly outcome: Outcome
}

/** Whether the run has its result. */
export const isDone = (outcome: Outcome): outcome is Extract<Outcome, { kind: 'trained' | 'kept' }> =>
  outcome.kind === 'trained' || outcome.kind === 'kept'

/** Whether of this run alone there is nothing to tell. */
export const isToldTogether = (outcome: Outcome): boolean => outcome.kind === 'interrupted' && outcome.together === true

/** The text a person sees of one failure: message, place, config and log path. */
export const describeFailure = (failure: Finished): string =>
  [
    `✖ ${[failure.task, failure.run.name].filter((part) => part !== '').join('/')}: ${failure.outcome.kind}`,
    ...failureLines(failure),
  ].join('\n')

/** All that is known of a failure, without its name. */
export function failureLines({ run, outcome }: Finished): string[] {
  const lines: string[] = []
  if (outcome.kind === 'failed' || outcome.kind === 'not started')
    lines.push(indent(outcome.problems?.map(formatProblem).join('\n') ?? outcome.message))
  if (outcome.kind === 'failed') {
    if (outcome.at) lines.push(`  at      ${outcome.at}`)
    if (outcome.tail) lines.push(`  last lines of its log:`, indent(outcome.tail, '    │ '))
    lines.push(`  config  ${JSON.stringify(run.config)}`)
    if (outcome.log) lines.push(`  log     ${outcome.log}`)
    if (outcome.remains) lines.push(`  kept    ${outcome.remains}`)
  }
  if (outcome.kind === 'interrupted' && outcome.goesOnAt !== undefined)
    lines.push(
      `  its job of ${outcome.goesOnAt} goes on: the next call of nx collects what comes of it; npx bocas jobs shows it`,
    )
  const more = 'codes' in outcome ? explainCommand(outcome.codes ?? []) : undefined
  if (more !== undefined) lines.push(`  more    ${more}`)
  return lines
}

/**
 * `mnist: 16 runs · 3 trained · 12 kept · 1 failed`; outcomes that did not occur are left out.
 *
 * @param inCall how many runs the call has of tasks of which these are a part: `mnist: 600 of 10000 runs · 600 kept`.
 */
export function summarizeOutcomes(
  finished: readonly Finished[],
  inCall: ReadonlyMap<string, number> = new Map(),
): string {
  const names = [...new Set(finished.map(({ task }) => task))]
  const tasks = names.join(', ')
  const all = names.reduce((sum, task) => sum + (inCall.get(task) ?? 0), 0)
  const count = all > finished.length ? `${finished.length} of ${all}` : String(finished.length)
  const kinds = ['trained', 'kept', 'failed', 'interrupted', 'not started'] as const
  const counts = kinds.flatMap((kind) => {
    const count = finished.filter(({ outcome }) => outcome.kind === kind).length
    return count > 0 ? [`${count} ${kind}`] : []
  })
  return [`${tasks}: ${count} ${count === '1' ? 'run' : 'runs'}`, ...counts].join(' · ')
}

/** `3 of 20 runs have NaN in `history.loss`, first at epoch 4`: of the runs that have results, task by task. */
export function nonFiniteLines(finished: readonly Finished[]): string[] {
  const tasks = [...new Set(finished.map(({ task }) => task))]
  return tasks.flatMap((task) => {
    const results = finished.flatMap((one) =>
      one.task === task && isDone(one.outcome) ? [one.outcome.nonFinite ?? []] : [],
    )
    return summarizeNonFinite(results).map((line) => `⚠ ${task}: ${line}`)
  })
}

export const indent = (text: string, by = '  '): string =>
  text
    .split('\n')
    .map((line) => by + line)
    .join('\n')
