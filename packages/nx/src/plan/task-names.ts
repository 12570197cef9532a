import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The tasks of the workspace by name, sorted: the folders `tasks/<task>` with a `sweep.ts`. */
export function taskNames(root: string): string[] {
  const folder = join(root, 'tasks')
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names.filter((name) => existsSync(join(folder, name, 'sweep.ts'))).sort()
}
