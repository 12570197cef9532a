import type { FileProblems, TaskPlan } from './plan-task'

/** Problems that leave no run to speak of: all but those of `figures.ts`. */
export function blocking(plan: TaskPlan): readonly FileProblems[] {
  return plan.problems.filter(({ file }) => file !== `${plan.root}/figures.ts`)
}
