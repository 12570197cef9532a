import { join } from 'node:path'
import type { WorkspacePaths } from 'bocas/internal'
import { blocking, filesOfPlan, type TaskPlan } from '../../plan/task-plan'
import { taskNames } from '../../plan/task-names'
import { fileStamp } from '../../shared/file-stamp'
import { planTasks } from '../workspace'
import type { LastFailure } from './show-status'

/** Looks until a task that could not be planned is planned again: it may have been mended in a file that nobody knows of. */
const LOOKS = 10

/** Finds out which runs tasks have. */
export type PlanNamed = (root: string, tasks: readonly string[]) => Promise<readonly TaskPlan[]>

/**
 * Leaves out failures of runs that their tasks have no more: what is kept of them stays, and would be told for ever. Marks those under another key than the run has
 * now. Tasks are planned when a failure, or a file from which they are planned, is another one than at the last look, and never where there are no failures. Of a task that cannot be planned, all failures are told.
 *
 * @returns to be called at each look.
 */
export function plannedFailures(
  { root, failed }: Pick<WorkspacePaths, 'root' | 'failed'>,
  planNamed: PlanNamed = planTasks,
): (failures: readonly LastFailure[]) => Promise<readonly LastFailure[]> {
  let plans: readonly TaskPlan[] = []
  let seen = ''
  let looks = 0
  return async (failures) => {
    const tasks = taskNames(root).filter((task) => failures.some((failure) => failure.task === task))
    const behind = [
      ...failures.map(({ task, name }) => join(failed(task, name), 'failure.json')),
      ...plans.flatMap(filesOfPlan).map((file) => join(root, file)),
    ]
    const now = JSON.stringify([tasks, behind.map((file) => [file, fileStamp(file)])])
    looks++
    // Files that are known only now may have been edited since they were read: `now` then differs at the next look, and they are read once more.
    if (now !== seen || (looks >= LOOKS && !plans.every(isPlanned))) {
      plans = tasks.length === 0 ? [] : await planNamed(root, tasks)
      seen = now
      looks = 0
    }
    return failures.flatMap((failure) => {
      const plan = plans.find((one) => one.task === failure.task)
      if (plan === undefined) return []
      if (!isPlanned(plan)) return [failure]
      const run = plan.runs!.find(({ name }) => name === failure.name)
      return run === undefined ? [] : [{ ...failure, isEarlier: run.key !== failure.key }]
    })
  }
}

const isPlanned = (plan: TaskPlan): boolean => plan.runs !== null && blocking(plan).length === 0
