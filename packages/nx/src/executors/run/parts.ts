import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ExecutorContext } from '@nx/devkit'
import { isSystemError, workspacePaths } from 'bocas/internal/light'
import { isRunExecutor } from '../../graph/names'
import { readJson } from '../../shared/read-json'

/**
 * How many runs a call of Nx asks for of each task whose runs come in several batches, as those of a task do that has thousands. Each batch has a host of its
 * own, which says how its part has ended.
 */
export function runsOfCall({
  taskGraph,
  projectsConfigurations,
}: Partial<Pick<ExecutorContext, 'taskGraph' | 'projectsConfigurations'>>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const executors = new Map<string, string>()
  const inParts = new Set<string>()
  for (const { target } of Object.values(taskGraph?.tasks ?? {})) {
    const { executor, options } = projectsConfigurations?.projects[target.project]?.targets?.[target.target] ?? {}
    const { task, run } = (options ?? {}) as { readonly task?: string; readonly run?: string }
    if (executor === undefined || !isRunExecutor(executor) || task === undefined || run === undefined) continue
    counts.set(task, (counts.get(task) ?? 0) + 1)
    if ((executors.get(task) ?? executor) !== executor) inParts.add(task)
    executors.set(task, executor)
  }
  return new Map([...counts].filter(([task]) => inParts.has(task)))
}

interface Told {
  readonly call: string
  readonly lines: readonly string[]
}

/**
 * Prints a line once in a call of Nx, whichever of its batches comes to say it: they are executed one after the other.
 *
 * @param call by what Nx's calls are told apart; without it every line is printed.
 */
export function onceInCall(
  root: string,
  print: (line: string) => void,
  call = process.env.BOCAS_NX_CALL,
): (line: string) => void {
  if (!call) return print
  const file = join(workspacePaths(root).plans, 'told.json')
  return (line) => {
    const before = readJson<Told>(file)
    const lines = before?.call === call ? before.lines : []
    if (lines.includes(line)) return
    print(line)
    try {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, JSON.stringify({ call, lines: [...lines, line] } satisfies Told))
    } catch (error) {
      if (!isSystemError(error)) throw error
      // A full disk: it is said twice.
    }
  }
}
