import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { workspacePaths } from 'bocas/internal/light'

/** The tasks of the workspace by name, sorted: the folders `tasks/<task>` with a `sweep.ts`. */
export function taskNames(root: string): string[] {
  const { sweep, tasksDir } = workspacePaths(root)
  const folder = join(root, tasksDir)
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names.filter((name) => existsSync(join(root, sweep(name)))).sort()
}

/** The sweep of a task, workspace-relative: by it a task is planned. */
export const sweepFile = (root: string, task: string): string => workspacePaths(root).sweep(task)
