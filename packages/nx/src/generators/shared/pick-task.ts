import type { Tree } from '@nx/devkit'
import { suggest, type Problem } from 'bocas/internal'
import { layoutIn } from './layout-in'

/** The tasks of a workspace, by name. */
export function tasksIn(tree: Tree): string[] {
  const { tasks } = layoutIn(tree)
  return tree
    .children(tasks)
    .filter((folder) => tree.exists(`${tasks}/${folder}/sweep.ts`))
    .sort()
}

/** The task that was meant, and its folder: the one that was named, or the only one there is. */
export function pickTask(
  tree: Tree,
  named: string | undefined,
): { readonly task: string; readonly folder: string } | { readonly problem: Problem } {
  const tasks = tasksIn(tree)
  const picked = (task: string) => ({ task, folder: `${layoutIn(tree).tasks}/${task}` })
  if (named === undefined && tasks.length === 1) return picked(tasks[0]!)
  if (named !== undefined && tasks.includes(named)) return picked(named)
  if (tasks.length === 0)
    return {
      problem: {
        message: `there is no task in ${layoutIn(tree).tasks}/`,
        hint: 'make one: nx g @bocas/nx:task my-task',
      },
    }
  const message = named === undefined ? 'of which task? There are several' : `there is no task ${JSON.stringify(named)}`
  return { problem: { message, hint: `${suggest(named ?? '', tasks)}\nsay --task=<name>` } }
}
