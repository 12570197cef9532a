import type { ExecutorContext } from '@nx/devkit'
import type { PaperProblem } from '@bocas/paper'
import { PAPER_TASK } from 'bocas/internal/light'

interface Asked {
  readonly paper?: string | undefined
  readonly tasks: readonly string[]
  readonly draft?: boolean
}

/** The figures that a target shows and that this call of nx leaves out. Called without nx, nothing is known, and nothing left out. */
export function leftOut(
  { paper = PAPER_TASK, tasks, draft = false }: Asked,
  { taskGraph }: Pick<ExecutorContext, 'taskGraph'>,
): string[] {
  if (draft || taskGraph === undefined) return []
  return tasks.map((task) => `${task === PAPER_TASK ? paper : task}:figures`).filter((id) => !(id in taskGraph.tasks))
}

/**
 * Nx's hash says nothing about figures that it was told to leave out: it would cache the paper that is made of whatever lies there, and give it back when that
 * is stale.
 */
export function notInThisCall(asked: Asked, context: Pick<ExecutorContext, 'taskGraph'>): PaperProblem | undefined {
  const missing = leftOut(asked, context)
  if (missing.length === 0) return undefined
  return {
    message: `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not part of this call (--excludeTaskDependencies?), so the paper could be stale`,
    hints: [
      'call without that flag',
      `or print what is there, checked against code and results: nx run ${asked.paper ?? PAPER_TASK}:print`,
    ],
  }
}
