import { existsSync, mkdirSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { isWithin, posixRelative } from 'bocas/internal/light'
import { globSync, isDynamicPattern } from 'tinyglobby'
import type { CommitTree } from './tree-at'
import type { TaskPlan } from '../../../plan/task-plan'
import { keptToday } from './kept-today'

/**
 * Lets a task of a tree read today's files where it declares data that git does not keep. Their digests are in the keys: were they others
 * then, its results are not found, and no wrong one is.
 *
 * @returns whether anything was missing and is there now.
 */
export function borrowData({ root, today }: CommitTree, plan: Pick<TaskPlan, 'root' | 'data'>): boolean {
  const task = join(today.root, plan.root)
  const files = plan.data.declared.flatMap((name) => {
    if (name.startsWith('npm:')) return []
    const isPattern = !existsSync(join(task, name)) && isDynamicPattern(name)
    return isPattern ? globSync(name, { cwd: task, dot: true, onlyFiles: true }) : [name]
  })
  const kept = keptToday(today.root)
  const missing = files
    .flatMap((name) => filesAt(resolve(task, name)))
    .filter((file) => {
      const isOwn = isWithin(today.root, file) && !kept.has(posixRelative(today.root, file))
      return isOwn && !existsSync(likeOf(file))
    })
  for (const file of missing) {
    mkdirSync(dirname(likeOf(file)), { recursive: true })
    symlinkSync(file, likeOf(file))
  }
  return missing.length > 0

  function likeOf(file: string): string {
    return join(root, relative(today.root, file))
  }
}

function filesAt(place: string): string[] {
  const stat = statSync(place, { throwIfNoEntry: false })
  if (!stat?.isDirectory()) return stat ? [place] : []
  return globSync('**', { cwd: place, dot: true, absolute: true, onlyFiles: true }).map((file) => resolve(file))
}
