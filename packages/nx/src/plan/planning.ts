import { suggest, type Problem } from 'bocas/keys'
import { blocking } from './blocking'
import type { TaskPlan } from './plan-task'
import { taskNames } from './task-names'

/** Planning under way: a task that takes results of another needs the plan of that one. */
export interface Planning {
  /** The tasks that wait for this one to be planned, outermost first. */
  readonly above: readonly string[]
  /** Plans that are ready. */
  readonly done: Map<string, TaskPlan>
  /** Plans the task whose sweep is at `sweepFile`, which asks for those of the tasks above it in turn. */
  readonly planTask: (root: string, sweepFile: string, planning: Planning) => Promise<TaskPlan>
}

/** The plan of a task that `taker` takes results of; a problem when there is none that could be gone by. */
export async function planUpstream(
  root: string,
  task: string,
  taker: string,
  { above, done, planTask }: Planning,
): Promise<{ readonly plan: TaskPlan } | { readonly problem: Problem }> {
  const way = [...above, taker]
  if (way.includes(task)) {
    const circle = [...way.slice(way.indexOf(task)), task].join(' → ')
    const message = `tasks take results of each other in a circle: ${circle}`
    return { problem: { message, hint: 'no run of these could be the first: leave out one of the steps' } }
  }
  const names = taskNames(root)
  if (!names.includes(task))
    return { problem: { message: `there is no task '${task}' to take results of`, hint: suggest(task, names) } }
  const known = done.get(task)
  if (known) return { plan: known }
  const plan = await planTask(root, `tasks/${task}/sweep.ts`, { above: way, done, planTask })
  const wrong = blocking(plan)
  if (wrong.length > 0) {
    const { file, problems } = wrong[0]!
    return {
      problem: {
        message: `results of ${task} cannot be taken while it does not load`,
        hint: `${file}: ${problems[0]!.message}`,
      },
    }
  }
  done.set(task, plan)
  return { plan }
}
