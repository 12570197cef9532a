import type { KeyedRun, TaskPlan } from '../plan/task-plan'
import type { KeyContent, StoredRun } from '../shared/stored-run'
import { describeChanges } from './config-changes'
import type { TaskHistory, TaskNow } from './nearest-results'
import type { RunState } from './run-state'

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

/** Why a run stands as it does; undefined when there is nothing to say. */
export function reasonOf({
  task,
  state,
  nearest,
  failure,
  damaged,
  refused,
}: Pick<RunState, 'task' | 'state' | 'nearest' | 'failure' | 'damaged' | 'refused'>): string | undefined {
  if (refused !== undefined) return `cannot be executed here: ${refused}`
  if (state === 'failed') return failure ?? 'its last execution failed'
  if (damaged !== undefined)
    return state === 'kept'
      ? `the copy in the store is damaged, its view is used: ${damaged}`
      : `its result is damaged: ${damaged}`
  if (state === 'running') return 'another command is executing it'
  const isRenamed = nearest !== undefined && nearest.task !== task
  if (state === 'stale')
    return `${describeChanges(nearest!.changes)}${isRenamed ? ` (kept as runs of ${nearest.task || 'a task that is not known'})` : ''}`
  if (state === 'missing')
    return nearest && nearest.changes.length <= 3
      ? `never executed; beside ${isRenamed ? `${nearest.task}/` : ''}${nearest.name}: ${describeChanges(nearest.changes)}`
      : 'never executed'
  return undefined
}
