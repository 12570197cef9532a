import { existsSync, lstatSync } from 'node:fs'
import { basename, join } from 'node:path'
import { linkToolsInto } from 'bocas/internal'
import { posixRelative, readLayout } from 'bocas/internal/light'
import { taskNames } from '../../../plan/task-names'
import { keptToday } from './kept-today'
import type { CommitTree } from './tree-at'

/**
 * Lets programs of a tree use the environments and settings of tools that git does not keep (`.venv`), as they are today, wherever a run finds them. What of them
 * matters is in the keys: the version of the interpreter, and the lock file, which is the tree's own.
 */
export function linkTools({ root, today }: CommitTree): void {
  const { tasks, papers } = readLayout(root)
  const kept = [...keptToday(today.root)]
  const isWanted = (place: string, copy: string): boolean => {
    // Packages are those of the tree: linkInstalled.
    if (basename(place) === 'node_modules' || lstatSync(copy, { throwIfNoEntry: false })) return false
    const name = posixRelative(today.root, place)
    return !kept.some((file) => file === name || file.startsWith(`${name}/`))
  }
  const ofTasks = taskNames(root).map((name) => join(tasks, name))
  for (const folder of ['', tasks, ...ofTasks, ...papers.map(({ folder }) => folder)]) {
    const here = join(today.root, folder)
    if (existsSync(here) && existsSync(join(root, folder)))
      linkToolsInto(root, { root: today.root, folder: here }, isWanted)
  }
}
