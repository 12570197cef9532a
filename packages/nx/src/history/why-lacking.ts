import type { KeyedRun, TaskPlan } from '../plan/task-plan'
import type { KeyContent, StoredRun } from '../shared/stored-run'
import { describeChanges } from './config-changes'
import type { TaskHistory, TaskNow } from './nearest-results'
import { NEXT_OF_JOB } from './job-stands'
import type { JobOfRun, RunState } from './run-state'

/** What the key of a planned run is made of. */
export const madeOf = (
  plan: TaskPlan,
  { key, name, config, seed, ingredients = plan.ingredients }: KeyedRun,
): KeyContent => ({
  key,
  task: plan.task,
  name,
  config,
  seed,
  ingredients,
})

/** A planned task, as its history is looked up. */
export const taskNow = (plan: TaskPlan): TaskNow => ({
  task: plan.task,
  root: plan.root,
  // Of runs that are not known its results are told by its name and its code.
  runs: (plan.runs ?? []).map((run) => madeOf(plan, run)),
  ingredients: plan.ingredients,
})

/** Why a run has no result: the nearest one that is kept, and what changed since. */
export function lackingState(
  plan: TaskPlan,
  run: KeyedRun,
  family: TaskHistory<StoredRun>,
): { readonly state: 'stale' | 'missing'; readonly nearest?: RunState['nearest']; readonly kept?: StoredRun } {
  const own = family.ofRun(madeOf(plan, run))
  const relative = own ?? family.ofTask(madeOf(plan, run))
  const state = own ? 'stale' : 'missing'
  if (relative === undefined) return { state }
  const { kept, changes } = relative
  return { state, nearest: { task: kept.task, name: kept.name, key: kept.key, changes }, kept }
}

/** Why a run stands as it does; undefined when there is nothing to say. The same words for all runs that stand so, which are told once: no word of it is about one run. */
export function reasonOf(run: Pick<RunState, 'task' | 'state'> & Partial<RunState>): string | undefined {
  const { task, state, nearest, failure, damaged, refused, job, isSaved } = run
  if (refused !== undefined) return `cannot be executed here: ${refused}`
  if (job !== undefined) return wordsAt(job)
  if (state === 'failed') return `${failure ?? 'its last execution failed'}${isSaved ? `; ${GOES_ON}` : ''}`
  if (damaged !== undefined)
    return state === 'kept'
      ? `the copy in the store is damaged, its view is used: ${damaged}`
      : `its result is damaged: ${damaged}`
  if (state === 'running') return 'another command is executing it'
  if (state === 'interrupted')
    return isSaved ? `interrupted; ${GOES_ON}` : 'interrupted; begins again, because it saved nothing'
  const isRenamed = nearest !== undefined && nearest.task !== task
  if (state === 'stale')
    return `${describeChanges(nearest!.changes)}${isRenamed ? ` (kept as runs of ${nearest.task || 'a task that is not known'})` : ''}`
  if (state === 'missing')
    return nearest && nearest.changes.length <= 3
      ? `${NOTHING_YET}; the most similar result${isRenamed ? `, of ${nearest.task},` : ''} differs: ${describeChanges(nearest.changes)}`
      : NOTHING_YET
  return undefined
}

const GOES_ON = 'goes on from what it saved'

/** Nobody knows whether it was begun: an execution that is cut short before it saves anything leaves nothing. */
const NOTHING_YET = 'no result yet'

/** The same for all runs that stand so: which job it is says `bocas jobs`. */
function wordsAt({ engine, stands }: JobOfRun): string {
  if (stands === 'submitted') return `submitted to ${engine}; npx bocas jobs says how it stands there`
  const begins = {
    'not known to be submitted': `not known to be submitted to ${engine}`,
    'of another release': `submitted to ${engine} by another release of bocas`,
    cancelling: `being cancelled at ${engine}`,
    done: `done at ${engine}`,
    failed: `its job of ${engine} failed`,
    interrupted: `its job of ${engine} was interrupted`,
  }[stands]
  return `${begins}; ${NEXT_OF_JOB[stands]}`
}
