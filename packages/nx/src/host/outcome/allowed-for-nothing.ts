import { allowedForNothing, openResult, suggest, type WorkspacePaths } from 'bocas/internal/store'
import type { ExpectedRun } from 'bocas/internal'
import type { TaskPlan } from '../../plan/task-plan'

/**
 * What `allowNaN` of some sweeps names and no result has: a slip of the pen, or a metric that the run does not return any more.
 *
 * @param runs those of all these tasks, whose results are there.
 */
export function allowancesForNothing(
  { sweep }: Pick<WorkspacePaths, 'sweep'>,
  plans: readonly TaskPlan[],
  runs: readonly ExpectedRun[],
): string[] {
  return plans.flatMap(({ task, limits: { allowNaN = [] } }) => {
    const own = runs.filter((run) => run.task === task)
    if (allowNaN.length === 0 || own.length === 0) return []
    const { unknown, known } = allowedForNothing(
      allowNaN,
      own.map(({ dir, key }) => openResult(dir, key)),
    )
    return unknown.map(
      (path) =>
        `⚠ ${task}: allowNaN names ${JSON.stringify(path)}, and no run has a metric or column of that name; ${suggest(path, known)} → at ${sweep(task)}`,
    )
  })
}
