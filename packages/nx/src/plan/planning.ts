import { suggest, type Problem } from 'bocas/internal/light'
import { blocking } from './task-plan'
import { sweepFile, taskNames } from './task-names'
import type { TaskPlan } from './task-plan'

/** Planning under way: a task that takes results of another needs the plan of that one. */
export interface Planning {
  /** The tasks that wait for this one to be planned, outermost first. */
  readonly above: readonly string[]
  /** Plans that are ready, those with problems among them. */
  readonly done: Map<string, TaskPlan>
  /** Plans the task whose sweep is at `sweepFile`, which asks for those of the tasks above it in turn. */
  readonly planTask: (root: string, sweepFile: string, planning: Planning) => Promise<TaskPlan>
  /** Looks for results that are needed to plan; in the workspace unless said. */
  readonly lookFor?: LookFor | undefined
}

/** Looks for a kept result. */
export type LookFor = (task: string, name: string, key: string) => Promise<FoundResult | null>

export interface FoundResult {
  /** The folder that holds result.json; absolute. */
  readonly dir: string
  readonly digest: string
}

/** The plan of a task that `taker` takes results of; a problem when there is none that could be gone by. */
export async function planUpstream(
  root: string,
  task: string,
  taker: string,
  planning: Planning,
): Promise<{ readonly plan: TaskPlan } | { readonly problem: Problem }> {
  const { above, done } = planning
  const way = [...above, taker]
  if (way.includes(task)) {
    const circle = [...way.slice(way.indexOf(task)), task].join(' → ')
    const message = `tasks take results of each other in a circle: ${circle}`
    return { problem: { message, hint: 'no run of these could be the first: leave out one of the steps' } }
  }
  const names = taskNames(root)
  if (!names.includes(task))
    return {
      problem: {
        code: 'unknown-task',
        message: `there is no task '${task}' to take results of`,
        hint: suggest(task, names),
      },
    }
  const plan = done.get(task) ?? (await planning.planTask(root, sweepFile(root, task), { ...planning, above: way }))
  done.set(task, plan)
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
  return { plan }
}
