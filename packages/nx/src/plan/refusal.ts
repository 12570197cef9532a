import { installedOtherwise } from './npm-closure'
import type { TaskPlan } from './plan-task'

/** Why no run of the task may be executed although its code and sweep are well: what is installed is not what the keys say. */
export function refusalOf(root: string, plan: Pick<TaskPlan, 'run'>): string | undefined {
  const others = installedOtherwise(root, plan.run.loadable)
  if (others.length === 0) return undefined
  const list = others.map(({ folder, pinned, installed }) => `${folder} is ${installed}, the lockfile says ${pinned}`)
  return `what is installed is not what package-lock.json says, so results would stand under wrong keys: run npm ci\n${list.join('\n')}`
}
