import { join } from 'node:path'
import { hasSaved, workspacePaths, type WorkspacePaths } from 'bocas/internal/store'
import { historyOf, type TaskHistory } from '../../history/nearest-results'
import type { RunDecision, WantedRun } from '../../host/host'
import { processName } from '../../host/outcome/progress'
import { taskNames } from '../../plan/task-names'
import { lastFailure } from '../../shared/last-failure'
import { readStore, type StoredRun } from '../../shared/stored-run'
import { lackingState, reasonOf, taskNow } from '../../history/why-lacking'
import type { TaskPlan } from '../../plan/task-plan'

/**
 * Says why each run is answered as it is, in a line, for who has set `NX_VERBOSE_LOGGING`. What a stale run is compared with is what the store held when the
 * first was explained, so that no result of this call stands in for an older one.
 *
 * @param print standard error unless given: it is no output of a run.
 */
export function explainDecisions(
  root: string,
  print: (line: string) => void = console.error,
): (wanted: WantedRun, decision: RunDecision) => void {
  const paths = workspacePaths(root)
  const history = historyOf(readStore(paths).runs, taskNames(root))
  const families = new Map<TaskPlan, TaskHistory<StoredRun>>()
  const familyOf = (plan: TaskPlan): TaskHistory<StoredRun> => {
    if (!families.has(plan)) families.set(plan, history.familyOf(taskNow(plan)))
    return families.get(plan)!
  }
  const printed = new Set<string>()
  return (wanted, decision) => {
    const { plan, run } = wanted
    const line = `bocas: ${plan.task}/${run.name} (${run.key.slice(0, 12)}): ${words(wanted, decision, familyOf, paths)}`
    // Who waits is looked at again and again.
    if (!printed.has(line)) print(line)
    printed.add(line)
  }
}

function words(
  { plan, run }: WantedRun,
  decision: RunDecision,
  familyOf: (plan: TaskPlan) => TaskHistory<StoredRun>,
  paths: WorkspacePaths,
): string {
  const { artifactsDir, checkpoints } = paths
  if (decision.kind === 'waits')
    return 'slots' in decision.waitsFor
      ? `waits: all ${decision.waitsFor.slots.join(' and ')} of this machine is in use`
      : `busy elsewhere: another command executes it (${processName(decision.waitsFor.process)})`
  const { damaged } = decision
  if (decision.kind === 'stored') {
    const place = decision.from === 'store' ? 'the store' : artifactsDir
    return `stored: taken from ${place}${damaged === undefined ? '' : `; the copy in the store is damaged: ${damaged}`}`
  }
  const found = lackingState(plan, run, familyOf(plan))
  const isSaved = hasSaved(join(checkpoints, run.key))
  const failure = lastFailure(paths, plan.task, run)
  const state = failure !== undefined ? 'failed' : isSaved ? 'interrupted' : found.state
  const why =
    reasonOf({ task: plan.task, ...found, state, isSaved, damaged, ...(failure !== undefined && { failure }) }) ?? ''
  const done = decision.executes ? 'begins' : 'does not begin, by BOCAS_TRAIN=never'
  if (failure !== undefined) return `${done}: its last execution failed: ${why}`
  return state === 'stale' && damaged === undefined ? `${done}: stale because ${why}` : `${done}: ${why}`
}
