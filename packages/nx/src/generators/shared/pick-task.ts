import type { Tree } from '@nx/devkit'
import { suggest, type Problem } from 'bocas/internal'

/** The tasks of a workspace, by name. */
export const tasksIn = (tree: Tree): string[] =>
  tree
    .children('tasks')
    .filter((folder) => tree.exists(`tasks/${folder}/sweep.ts`))
    .sort()

/** The task that was meant: the one that was named, or the only one there is. */
export function pickTask(
  tree: Tree,
  named: string | undefined,
): { readonly task: string } | { readonly problem: Problem } {
  const tasks = tasksIn(tree)
  if (named === undefined && tasks.length === 1) return { task: tasks[0]! }
  if (named !== undefined && tasks.includes(named)) return { task: named }
  if (tasks.length === 0)
    return { problem: { message: 'there is no task in tasks/', hint: 'make one: nx g @bocas/nx:task my-task' } }
  const message = named === undefined ? 'of which task? There are several' : `there is no task ${JSON.stringify(named)}`
  return { problem: { message, hint: `${suggest(named ?? '', tasks)}\nsay --task=<name>` } }
}
