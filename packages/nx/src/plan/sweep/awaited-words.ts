import type { TaskPlan } from '../plan-task'

/** Why it is not known which runs a task has: `its runs are known when tune has its results, of which 2 are missing`. */
export function awaitedWords({ awaits }: Pick<TaskPlan, 'awaits'>): string {
  const each = awaits.map(({ task, missing }) =>
    missing === null
      ? `the runs of ${task} are known and have results`
      : `${task} has all results (${missing} missing)`,
  )
  return `which runs there are is known when ${each.join(' and ')}`
}
